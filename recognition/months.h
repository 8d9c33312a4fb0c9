// Straight-line by months: every month of the term earns the same, however many days it has.
//
// Law:      progress(date) = weight of the months from the first day through `date` / weight of
//           the term; a month that the term covers wholly weighs 1, and one it covers in part:
//
//   actual       its days in the term / the days of that month
//   month_even   as actual, but a month counts only when its last day (or the term's) is reached
//   anniversary  months are counted from the start day, so only the last can be partial: its days
//                / the days of that month (15 January to 14 February is one month)
//   mid_month    1 if its 15th is in the term, else nothing
//   full         1
//   half         1/2
//
// Within a month its weight is earned evenly by the days of the term in it (but for month_even).
// Where a term is so short that no month counts, `actual` does.
// Requires: term.first <= term.last
// Ensures:  0 before the first day, 1 from the last day on; never falls; a year from the first of
//           a month earns a twelfth at each month's end
// Source:   606-10-25-31 to 25-37, IFRS 15.B18, CAS 14.12; the conventions are practice
#pragma once

#include "recognition/straight_line.h"
#include "rules/conventions.h"

namespace earned {

Fraction by_months(PartialMonths convention, Term term, Date date);

}  // namespace earned
