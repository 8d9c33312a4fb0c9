#include "reports/disaggregation.h"

#include "base/check.h"
#include "reports/captions.h"
#include "reports/outlook.h"

#include "journal/walk.h"
#include "recognition/curve.h"

#include <algorithm>
#include <utility>

namespace earned {

namespace {

// What is measured by days or months and doesn't pass with them is handed over at a point in time.
bool is_at_a_point(const Stretch& stretch)
{
    return !stretch.by_time && (stretch.measure == Measure::daily || stretch.measure == Measure::monthly);
}

bool is_caught_up(const PostedLine& line) { return line.cause == Cause::estimate || line.cause == Cause::modification; }

}  // namespace

void Disaggregation::Parts::add(const Parts& more)
{
    over_time += more.over_time;
    at_a_point += more.at_a_point;
    unplanned += more.unplanned;
    earlier += more.earlier;
    remeasured += more.remeasured;
}

// A price begins a stretch; a measure that is estimated anew is a stride in one.
void Disaggregation::know_catch_ups(const Plan& plan, std::size_t place)
{
    const Date first = heading_.calendar.first(heading_.first), last = heading_.calendar.last(heading_.last);
    Curve curve;
    curve.read(plan, place, Date::never());
    const std::pair<std::string, std::string> of{plan.group.text(), plan.obligations[place].id.text()};
    const auto know = [&](Moment at, bool repriced) {
        if (at.date < first || last < at.date) return;
        const std::int64_t by_then = earned_at(curve.life(), just_before(at), at.date.previous());
        const std::int64_t opening = earned_at(curve.life(), last_moment(first.previous()), first.previous());
        const bool both = by_then != 0 && (by_then < 0) == (opening < 0);
        CaughtUp& known = caught_up_[{of, at.date}];
        known.repriced = known.repriced || repriced;
        known.before = both ? min(Ratio(opening, by_then), Ratio(1)) : Ratio();
    };
    for (std::size_t segment = 0; segment < curve.life().segments.size(); ++segment) {
        if (segment > 0) know(curve.life().segments[segment].from, true);
        for (const Step& step : curve.life().segments[segment].steps)
            if (step.at != curve.life().segments[segment].from) know(step.at, false);
    }
}

// Late is of an earlier period; of what is caught up, the part that had been performed before this one.
void Disaggregation::take_catch_up(Parts& parts, const PostedLine& line, Money amount) const
{
    const Money none = Money::zero(amount.currency());
    if (line.belongs_to < line.period) {
        parts.earlier += amount;
        return;
    }
    if (!is_caught_up(line)) return;
    const auto known = caught_up_.find({{line.contract.text(), line.obligation.text()}, line.date});
    if (known == caught_up_.end()) {
        parts.earlier += amount;
        return;
    }
    const Money before = known->second.before.is_zero() ? none : amount.share(known->second.before, Round::half_away);
    (known->second.repriced ? parts.earlier : parts.remeasured) += before;
}

void Disaggregation::take(const PlannedGroup& planned)
{
    const Plan& plan = planned.plan;
    if (std::exchange(lines_came_, false)) {
        at_a_point_.clear();
        caught_up_.clear();
    }
    if (!heading_.scope.of_ledger(plan.entity, planned.book)) return;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) know_catch_ups(plan, place);
    for (const Stretch& stretch : plan.stretches)
        at_a_point_.try_emplace({plan.group.text(), plan.obligations[stretch.obligation].id.text()},
                                is_at_a_point(stretch));
}

std::string Disaggregation::key_of(const PostedLine& line) const
{
    switch (by_) {
        case DisaggregatedBy::product:
            return line.product.text();
        case DisaggregatedBy::customer:
            return line.customer.text();
        case DisaggregatedBy::contract:
            return line.contract.text();
    }
    broken(__FILE__, __LINE__, "a known part", "revenue is parted by something");
}

void Disaggregation::take(const PostedLine& line)
{
    lines_came_ = true;
    if (line.role != Role::revenue || !heading_.reported(line.period) || !heading_.scope.admits(line)) return;
    const Money none = Money::zero(line.currency), amount{-line.minor, line.currency};
    Parts parts{none, none, none, none, none};
    const auto known = at_a_point_.find({line.contract.text(), line.obligation.text()});
    if (known == at_a_point_.end())
        parts.unplanned += amount;
    else
        (known->second ? parts.at_a_point : parts.over_time) += amount;
    take_catch_up(parts, line, amount);
    lines_.put({line.currency, key_of(line), parts});
}

void Disaggregation::take(const PostedTotal& total)
{
    if (total.role != Role::revenue || !heading_.reported(total.period)) return;
    if (!heading_.scope.of_ledger(total.entity, total.book)) return;
    posted_.try_emplace(total.currency, Money::zero(total.currency)).first->second +=
        Money{total.credits, total.currency} - Money{total.debits, total.currency};
}

void Disaggregation::add_parts(Table& table, const std::string& name, Currency currency, const Parts& parts) const
{
    table.add({name, currency.code(), parts.over_time, parts.at_a_point, parts.unplanned, parts.all(), parts.earlier,
               parts.remeasured});
}

Table Disaggregation::table() const
{
    Table table = begin_table("disaggregation", {"Disaggregated revenue", "收入分解"}, heading_);
    const Label by = by_ == DisaggregatedBy::product    ? caption::product
                     : by_ == DisaggregatedBy::customer ? caption::customer
                                                        : caption::contract;
    table.columns = {text_column("by", by),
                     currency_column(),
                     money_column("over_time", {"Over time", "某一时段内"}),
                     money_column("at_a_point", {"At a point in time", "某一时点"}),
                     money_column("unplanned", {"Of no plan", "无计划"}),
                     money_column("revenue", caption::of(Role::revenue)),
                     money_column("earlier", {"Of it: performed in earlier periods", "其中：前期已履行"}),
                     money_column("remeasured", {"Of it: progress estimated anew", "其中：履约进度重估"})};
    std::map<Currency, Parts> sums;
    lines_.each([&](const Line& line) {
        const Money none = Money::zero(line.currency);
        sums.try_emplace(line.currency, Parts{none, none, none, none, none}).first->second.add(line.parts);
        add_parts(table, line.name, line.currency, line.parts);
    });
    for (const auto& [currency, sum] : sums) {
        table.add({caption::total, currency.code(), sum.over_time, sum.at_a_point, sum.unplanned, sum.all(),
                   sum.earlier, sum.remeasured},
                  RowKind::total);
        if (heading_.scope.narrowed()) continue;
        const auto posted = posted_.find(currency);
        table.tie_outs.push_back(tie(with(caption::of(Role::revenue), currency), {"rows", "明细"}, sum.all(),
                                     caption::journal,
                                     posted == posted_.end() ? Money::zero(currency) : posted->second));
    }
    table.notes.push_back(
        {"Performed in earlier periods (ASC 606-10-50-12A, IFRS 15.116(c)): what was posted late, and of what a "
         "changed "
         "price caught up, the part performed by the opening. What a re-estimated measure of progress moved of it "
         "stands "
         "apart (ASC 606-10-50-10(b), IFRS 15.118(b)).",
         "前期已履行：补记金额，以及交易价格变动的累计追补中期初已履行的部分。履约进度重估的影响单列。"});
    return table;
}

}  // namespace earned
