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

// What an amount is worth depends on all that came before it, so a foreign contract is walked from its
// first day on.
void walk_foreign(const Plan& plan, const FiscalCalendar& calendar, Date after, Date through,
                  const std::function<void(const Movement&)>& sink)
{
    Date accrued = Date::dawn();
    Balances standing;
    Translation translation(plan, calendar);
    each_cut(plan, calendar, Date::dawn(), through, [&](const Cut& cut) {
        if (cut.accrues) accrued = cut.at.date;
        Balances next = target(plan, cut.at, accrued);
        const Balances change = next - standing;
        const Translation::Translated worth = translation.at(cut, standing, next);
        standing = std::move(next);
        if (cut.at.date <= after) return;
        CHECK(balanced(change), "each source balances at each cut");
        if (!change.empty() || !worth.moved.empty()) sink({cut, change, worth.moved});
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
    const bool begun = !plan.cuts.empty() && plan.cuts.front().at.date <= after;
    if (begun) standing = target(plan, last_moment(after), accrued);
    each_cut(plan, calendar, after, through, [&](const Cut& cut) {
        if (cut.accrues) accrued = cut.at.date;
        Balances next = target(plan, cut.at, accrued);
        const Balances change = next - standing;
        if (change.empty()) return;
        CHECK(balanced(change), "each source balances at each cut");
        sink({cut, change});
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
