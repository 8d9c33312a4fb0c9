// A part of a period: how much of it counts, by the policy `proration` (docs/policies.md).
//
// Law:      the whole of a period counts 1 under every policy; a longer part never counts less;
//           nothing counts more than 1
// Ensures:  actual        its days / the days of that period
//           thirty_360    its days / those of the period, every month having thirty, a 31st none
//           fixed_30, _28 as if every month had so many days, however many it has: the month that is
//                         crossed is stretched or cut to that length
//           whole_months  a month that is begun counts, of the months of the period
//           half_months   a month in part counts one half
//           none          1: a begun period is due in full
//           A period that is not made of months has its actual days under all but `none`
// Rounds:   to `places` decimals, half away from zero, where the policy `ratio_precision` says so
// Source:   practice; what peers invoice for a part of a month differs only by these choices
#pragma once

#include "base/date.h"
#include "base/ratio.h"
#include "rules/conventions.h"

#include <optional>

namespace earned {

// Half-open: the day that it ends on is the first day of what follows.
struct DaySpan {
    Date from, to;
    int days() const { return to - from; }
    friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

// Days from `from` to the day before `to`, of their kind.
std::int64_t days_counted(Proration proration, Date from, Date to);

// Requires: `whole` has a day, and `part` lies in it
Ratio part_of(const DaySpan& part, const DaySpan& whole, Proration proration, std::optional<int> places = {});

// The days of a stretch / the days of the first period of it: 92 of 31 days is 2.967741935 of them.
Ratio days_of_first(const DaySpan& stretch, Date end_of_first, std::optional<int> places = {});

// Half away from zero, to so many decimals; as it is where none are named.
Ratio with_places(const Ratio& ratio, std::optional<int> places);

}  // namespace earned
