#include "reports/disaggregation.h"

#include "base/check.h"
#include "reports/captions.h"

namespace earned {

namespace {

// What is measured by days or months and doesn't pass with them is handed over at a point in time.
bool is_at_a_point(const Stretch& stretch)
{
    return !stretch.by_time && (stretch.measure == Measure::daily || stretch.measure == Measure::monthly);
}

// Of what had been performed before, or may have been: found late, estimated anew, agreed anew.
bool may_be_of_earlier_performance(const PostedLine& line)
{
    const Cause cause = line.cause == Cause::late ? line.first_cause : line.cause;
    return line.belongs_to < line.period || cause == Cause::estimate || cause == Cause::modification;
}

}  // namespace

void Disaggregation::take(const PlannedGroup& planned)
{
    const Plan& plan = planned.plan;
    if (!heading_.scope.of_ledger(plan.entity, planned.book)) return;
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
    if (line.role != Role::revenue || !heading_.reported(line.period) || !heading_.scope.admits(line)) return;
    const Money none = Money::zero(line.currency), amount{-line.minor, line.currency};
    Parts& parts = rows_.try_emplace({line.currency, key_of(line)}, Parts{none, none, none, none}).first->second;
    const auto known = at_a_point_.find({line.contract.text(), line.obligation.text()});
    if (known == at_a_point_.end())
        parts.unplanned += amount;
    else
        (known->second ? parts.at_a_point : parts.over_time) += amount;
    if (may_be_of_earlier_performance(line)) parts.earlier += amount;
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
    table.add({name, currency.code(), parts.over_time, parts.at_a_point, parts.unplanned, parts.all(), parts.earlier});
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
                     money_column("earlier", {"Of it: late, estimated or agreed anew", "其中：补记、估计或合同变更"})};
    std::map<Currency, Parts> sums;
    for (const auto& [key, parts] : rows_) {
        const Money none = Money::zero(key.first);
        Parts& sum = sums.try_emplace(key.first, Parts{none, none, none, none}).first->second;
        sum.over_time += parts.over_time;
        sum.at_a_point += parts.at_a_point;
        sum.unplanned += parts.unplanned;
        sum.earlier += parts.earlier;
        add_parts(table, key.second, key.first, parts);
    }
    for (const auto& [currency, sum] : sums) {
        table.add(
            {caption::total, currency.code(), sum.over_time, sum.at_a_point, sum.unplanned, sum.all(), sum.earlier},
            RowKind::total);
        if (heading_.scope.narrowed()) continue;
        const auto posted = posted_.find(currency);
        table.tie_outs.push_back(tie(with(caption::of(Role::revenue), currency), {"rows", "明细"}, sum.all(),
                                     caption::journal,
                                     posted == posted_.end() ? Money::zero(currency) : posted->second));
    }
    table.notes.push_back(
        {"Revenue of obligations that were performed in earlier periods (ASC 606-10-50-12A, IFRS 15.116(c)) is at "
         "most the last column: what was posted late, or moved by a revised estimate or a modification.",
         "前期已履行的履约义务在本期确认的收入，不超过末列金额：补记、估计变更或合同变更所致。"});
    return table;
}

}  // namespace earned
