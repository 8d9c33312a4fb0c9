// Target balances, and what gets posted: target minus posted, cut by cut.
//
// Law: entries of walk(plan, a, b) then walk(plan, b, c) are the entries of walk(plan, a, c);
//      their sum is target(plan, c) - target(plan, a); each source balances at each cut.
#pragma once

#include "journal/plan.h"

#include <functional>

namespace earned {

// One account of a group: obligation is its place in the plan + 1, 0 when the amount is the group's.
struct AccountKey {
    std::uint16_t obligation = 0;
    Source source = Source::recognition;
    Role role = Role::cash;
    friend auto operator<=>(const AccountKey&, const AccountKey&) = default;
};
struct Balance { AccountKey key; std::int64_t minor = 0; };  // debits positive
using Balances = std::vector<Balance>;  // sorted by key, no zeros

Balances operator-(const Balances& left, const Balances& right);
Balances operator+(const Balances& left, const Balances& right);

// The target at a cut. `accrued`: the day through which time has been counted.
Balances target(const Plan& plan, Moment at, Date accrued);

struct Movement { Cut cut; Balances change; };  // change: never empty
// Every difference after the end of `after` and through the end of `through`. Period ends come
// from the calendar. The sink is called in order of the cuts.
void walk(const Plan& plan, const FiscalCalendar& calendar, Date after, Date through,
          const std::function<void(const Movement&)>& sink);

}  // namespace earned
