// Target balances, and what gets posted: target minus posted, cut by cut.
//
// Law:      the movements of walk(plan, a, b) then walk(plan, b, c) are those of walk(plan, a, c);
//           their sum is the target at the end of c less that at the end of a; each source balances
//           at each cut; contract asset and contract liability never stand beside each other
// Source:   what each amount is: docs/accounting-positions.md
#pragma once

#include "journal/balances.h"
#include "journal/plan.h"

#include <functional>

namespace earned {

// The target at a cut. `accrued`: the day through which time has been counted.
// Requires: a plan that is not packed (CHECK)
Balances target(const Plan& plan, Moment at, Date accrued);

// Of a home's own cash, what moved after one moment and through another. Law: from `before_all` on it is the target
inline constexpr Moment before_all{Date::dawn(), Rank::reference, 0};
Balances own_cash_moved(const Plan& plan, Moment after, Moment through);

// What a customer owes, by its age: receivables that are due or not, and rights not invoiced yet. Loans and what
// has been written off are not among it.
// Law: without loans, its sum is receivable + unbilled_receivable + contract_asset of the target
using Exposures = std::array<std::int64_t, exposure_ages>;
Exposures exposures(const Plan& plan, Moment at, Date accrued);

// The allowance for it by the rates in force when a day is over, age by age, each rounded half away from zero.
Exposures expected_losses(const Plan& plan, const Exposures& owed, Date date);

// The day through which time has been counted when `date` is over: the last period end or accrual.
Date accrued_by(const Plan& plan, const FiscalCalendar& calendar, Date date);

// Of a foreign contract's plan each movement has its functional amounts beside it, account by account; one
// of rates alone has nothing else. Never both empty.
struct Movement {
    Cut cut;
    Balances change;
    Balances translated{};
};
// Every difference after the end of `after` and through the end of `through`. Period ends come
// from the calendar. The sink is called in order of the cuts.
void walk(const Plan& plan, const FiscalCalendar& calendar, Date after, Date through,
          const std::function<void(const Movement&)>& sink);

// The same as a list.
std::vector<Movement> movements(const Plan& plan, const FiscalCalendar& calendar, Date after, Date through);

}  // namespace earned
