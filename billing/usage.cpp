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

}  // namespace

Outcome usage(const Course& course, std::size_t turn, Calls& calls)
{
    const std::vector<Step>& steps = course.steps();
    if (steps.empty()) return Done{};
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
