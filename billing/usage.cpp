// Usage: what was called off in a period at its price a unit, in arrears on the period's last day;
// amounts reported (royalties) as they are. A late or corrected report changes the period of its
// date: what was invoiced of that stands, and the difference is drafted.
#include "billing/plans.h"
#include "billing/steps.h"

#include <algorithm>

namespace earned::billing {

namespace {

// From the first day of service or of usage to the last; what a price model rates has its own.
Result<std::vector<Term>> periods_of(const Course& course, std::size_t version)
{
    const Promised& promised = course.promised();
    if (is_rated_by_model(promised)) return rated_periods(promised);
    const Result<Grid> grid = grid_of(promised, version);
    if (!grid) return grid.fault();
    const Date first = std::min(promised.first_day(version), course.steps().front().date);
    const std::optional<Term>& term = promised.terms(version).term;
    Date last = course.steps().back().date;
    if (term && term->last != Date::never())
        last = std::max(last, term->last);
    else
        last = after(last, grid->every, 1, last.day());
    const Periods periods = Periods::of(*grid, {first, last});
    std::vector<Term> terms;
    for (std::size_t period = 0; period < periods.size(); ++period) terms.push_back(periods.term(period));
    return terms;
}

// A quantity without an amount, where no version of the line says what one costs (0.00 where it is free).
Outcome check_priced(const Promised& promised)
{
    if (is_rated_by_model(promised)) return Done{};
    const auto is_unpriced = [&](Date date, const std::optional<Decimal>& quantity,
                                 const std::optional<Decimal>& amount) {
        const std::size_t version = promised.version_on(date);
        return quantity && !amount && !promised.words(version).unit_price && !promised.terms(version).billing.pricing;
    };
    for (const Happening& happening : promised.life().happenings) {
        const auto* used = std::get_if<UsageRecorded>(&happening.fact);
        const auto* corrected = std::get_if<UsageCorrected>(&happening.fact);
        const bool unpriced =
            used != nullptr
                ? is_unpriced(happening.at.date, used->quantity, used->amount)
                : corrected != nullptr && is_unpriced(happening.at.date, corrected->quantity, corrected->amount);
        if (unpriced)
            return Fault{"unit-price-missing", where(promised), "a quantity is used, and the line has no price a unit",
                         "give the line a unit_price (0.00 where it is free) or a billing.pricing"};
    }
    return Done{};
}

}  // namespace

Outcome usage(const Course& course, std::size_t turn, Calls& calls)
{
    const std::vector<Step>& steps = course.steps();
    if (steps.empty()) return Done{};
    if (const Outcome priced = check_priced(course.promised()); !priced) return priced;
    const Result<std::vector<Term>> periods = periods_of(course, course.turns()[turn].version);
    if (!periods) return periods.fault();
    std::size_t place = 0;
    for (const Term& covers : *periods) {
        if (place == steps.size()) break;
        if (covers.last < steps[place].date) continue;
        while (place < steps.size() && steps[place].date <= covers.last) ++place;
        const Step& latest = steps[place - 1];
        calls.push_back({covers.last, latest.units, covers, latest.event, "usage"});
    }
    return Done{};
}

}  // namespace earned::billing
