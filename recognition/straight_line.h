// Straight-line by days: every day of the term earns the same.
//
// Law:      progress(date) = days from the first day through `date` / days of the term, both ends
//           included, leap days like any other
// Requires: term.first <= term.last
// Ensures:  0 before the first day, 1 from the last day on; never falls
// Source:   606-10-25-31 to 25-37, 606-10-55-20 (time elapsed), IFRS 15.B18, CAS 14.12
#pragma once

#include "base/date.h"

#include <cstdint>

namespace earned {

// A progress as two small integers, so that a running total needs no other arithmetic.
struct Fraction { std::int64_t num = 0, den = 1; };

Fraction straight_line(Term term, Date date);

}  // namespace earned
