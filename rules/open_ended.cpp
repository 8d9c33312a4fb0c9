#include "rules/open_ended.h"

#include <algorithm>

namespace earned {

namespace {

constexpr int years_ahead = 10;

int rough_days(Interval interval)
{
    if (const std::optional<int> months = interval.months()) return *months * 30;
    return interval.count * (interval.unit == Interval::week ? 7 : 1);
}

}  // namespace

bool is_open_ended(const Line& line, const LineTerms& terms)
{
    const bool with_time = terms.satisfied == Satisfied::over_time &&
                           (terms.measure == Measure::daily || terms.measure == Measure::monthly);
    return line.per && !terms.term && with_time && !terms.open_quantity;
}

Date open_through(const Group& group)
{
    Date last = Date::dawn();
    const auto reach = [&](Date date) { last = std::max(last, date); };
    for (const Contract& contract : group.contracts) {
        reach(contract.signed_at.date);
        if (contract.terms.start) reach(*contract.terms.start);
        for (const Modification& each : contract.modifications) reach(each.at.date);
        for (const Happening& each : contract.happenings) reach(each.at.date);
        for (const LineLife& line : contract.lines) {
            for (const LineVersion& version : line.versions)
                if (version.line.start) reach(*version.line.start);
            for (const Happening& each : line.happenings) reach(each.at.date);
        }
    }
    for (const Document& each : group.documents) reach(each.at.date);
    for (const Collected& each : group.cash) reach(each.at.date);
    return Date::of(last.year() + years_ahead, 12, 31);
}

Result<billing::Periods> open_periods(const Line& line, const LineTerms& terms, Date first, Date through,
                                      const std::string& where)
{
    Result<billing::Grid> grid = billing::grid_of(line, terms, where);
    if (!grid) return grid.fault();
    if (!grid->per) grid->per = line.per;
    if (terms.billing.plan != BillingPlan::recurring) grid->align = Align::anniversary;
    if (terms.billing.plan != BillingPlan::recurring || rough_days(grid->every) < rough_days(*grid->per))
        grid->every = *grid->per;
    if (grid->per->months().has_value() != grid->every.months().has_value())
        return Fault{
            "interval-mismatch", where + ", billing.every",
            "a price per " + grid->per->text() + " can't be billed every " + grid->every.text() + " without an end",
            "bill months by months and days by days, or give the line an end"};
    return billing::Periods::open(*grid, first, through);
}

}  // namespace earned
