#include "journal/walk.h"

#include "base/check.h"
#include "journal/translation.h"

#include <algorithm>

namespace earned {

Date accrued_by(const Plan& plan, const FiscalCalendar& calendar, Date date)
{
    if (plan.cuts.empty() || date < plan.cuts.front().at.date) return Date::dawn();
    Date accrued = calendar.first(calendar.period_of(date.next())).previous();
    if (accrued < plan.cuts.front().at.date) accrued = Date::dawn();  // time before the first cut is caught up later
    for (const Cut& cut : plan.cuts)
        if (cut.accrues && cut.at.date <= date) accrued = std::max(accrued, cut.at.date);
    return accrued;
}

namespace {

bool is_of_allowance(const AccountKey& key) { return key.source == Source::allowance; }

Balances part_of(const Balances& balances, bool of_allowance)
{
    Balances part;
    for (const Balance& balance : balances)
        if (is_of_allowance(balance.key) == of_allowance) part.append(balance.key, balance.minor);
    return part;
}

// What time makes of the allowance is an entry of its own, beside what it makes of revenue.
void give(const Plan& plan, Movement movement, const std::function<void(const Movement&)>& sink)
{
    if (plan.expected.empty() || movement.cut.cause != Cause::time) return sink(movement);
    Movement losses{movement.cut, part_of(movement.change, true), part_of(movement.translated, true)};
    losses.cut.cause = Cause::allowance;
    if (losses.change.empty() && losses.translated.empty()) return sink(movement);
    movement.change = part_of(movement.change, false);
    movement.translated = part_of(movement.translated, false);
    if (!movement.change.empty() || !movement.translated.empty()) sink(movement);
    sink(losses);
}

// The target at one cut after another. A home's own cash is added up as it comes: a customer may pay any number of
// times.
class Targets {
public:
    explicit Targets(const Plan& plan) : plan_(plan) {}
    Balances at(Moment moment, Date accrued)
    {
        if (!plan_.home) return target(plan_, moment, accrued);
        standing_ = standing_ + own_cash_moved(plan_, through_, moment);
        through_ = moment;
        return standing_;
    }

private:
    const Plan& plan_;
    Balances standing_;
    Moment through_ = before_all;
};

// What an amount is worth depends on all that came before it, so a foreign contract is walked from its
// first day on.
void walk_foreign(const Plan& plan, const FiscalCalendar& calendar, Date after, Date through,
                  const std::function<void(const Movement&)>& sink)
{
    Date accrued = Date::dawn();
    Balances standing;
    Targets targets(plan);
    Translation translation(plan, calendar);
    each_cut(plan, calendar, Date::dawn(), through, [&](const Cut& cut) {
        if (cut.accrues) accrued = cut.at.date;
        Balances next = targets.at(cut.at, accrued);
        const Balances change = next - standing;
        const Translation::Translated worth = translation.at(cut, standing, next);
        standing = std::move(next);
        if (cut.at.date <= after) return;
        CHECK(balanced(change), "each source balances at each cut");
        if (!change.empty() || !worth.moved.empty()) give(plan, {cut, change, worth.moved}, sink);
        if (worth.revalued.empty()) return;
        Cut of_rates = cut;
        of_rates.cause = Cause::fx;
        sink({of_rates, {}, worth.revalued});
    });
}

}  // namespace

void walk(const Plan& plan, const FiscalCalendar& calendar, Date after, Date through,
          const std::function<void(const Movement&)>& sink)
{
    CHECK(plan.packed.empty(), "a plan is unpacked before it is walked");
    if (plan.foreign()) return walk_foreign(plan, calendar, after, through, sink);
    Date accrued = accrued_by(plan, calendar, after);
    Balances standing;
    Targets targets(plan);
    const bool begun = !plan.cuts.empty() && plan.cuts.front().at.date <= after;
    if (begun) standing = targets.at(last_moment(after), accrued);
    each_cut(plan, calendar, after, through, [&](const Cut& cut) {
        if (cut.accrues) accrued = cut.at.date;
        Balances next = targets.at(cut.at, accrued);
        const Balances change = next - standing;
        if (change.empty()) return;
        CHECK(balanced(change), "each source balances at each cut");
        give(plan, {cut, change}, sink);
        standing = std::move(next);
    });
}

std::vector<Movement> movements(const Plan& plan, const FiscalCalendar& calendar, Date after, Date through)
{
    std::vector<Movement> all;
    walk(plan, calendar, after, through, [&](const Movement& movement) { all.push_back(movement); });
    return all;
}

}  // namespace earned
