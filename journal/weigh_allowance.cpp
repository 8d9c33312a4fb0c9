// The allowance for expected credit losses: rates, when a write-off uses it up, and how long it moves.
#include "journal/target.h"
#include "journal/weighing.h"

#include <algorithm>

namespace earned {

namespace {

constexpr int longest_period = 45;  // in days: six weeks of a week calendar, and some
constexpr int oldest_age = 121;     // days past due at which the last age begins

// Something may still be owed when the last event is over: until it is of the last age, the rate moves.
Date last_move(const Plan& plan)
{
    Date last = plan.cuts.back().at.date;
    for (const Expected& row : plan.expected) last = std::max(last, row.from);
    for (const Invoiced& invoice : plan.invoices) last = std::max(last, invoice.due.date + oldest_age);
    return last + longest_period;
}

}  // namespace

Exposures expected_losses(const Plan& plan, const Exposures& owed, Date date)
{
    Exposures lost{};
    const Expected* in_force = nullptr;
    for (const Expected& row : plan.expected)
        if (row.from <= date) in_force = &row;
    if (in_force == nullptr) return lost;
    for (std::size_t age = 0; age < exposure_ages; ++age)
        lost[age] = (Ratio(owed[age]) * in_force->rates[age]).rounded(Round::half_away);
    return lost;
}

Outcome add_allowance(Plan& plan, const Policy& policy, const Group& group, const Terms& terms)
{
    const Result<std::vector<RatesFrom>> rates = loss_rates(policy, group, terms);
    if (!rates) return rates.fault();
    if (rates->empty() || plan.cuts.empty()) return Done{};
    for (const RatesFrom& row : *rates) plan.expected.push_back({row.from, row.rates});
    for (WrittenOff& row : plan.written_off) row.measured = accrued_by(plan, terms.calendar, row.at.date.previous());
    plan.cuts.push_back({.at = {last_move(plan), Rank::reference, 0}, .cause = Cause::allowance});
    settle(plan);
    return Done{};
}

}  // namespace earned
