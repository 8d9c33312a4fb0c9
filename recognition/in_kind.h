// Paid in kind, and measured as it is performed: each unit at what is paid for it was worth on its day.
//
// Law:      progress = worth of the units performed so far / of all that is known; the running total is the sum
//           of units x worth on their day, exact. With time: earned = base + what remains of the whole x its worth now,
//           as the days that remain pass, from each day on which the worth changes; what was earned stays
// Requires: a line measured by units or with time, or handed over, and a worth in force on each day it was performed
// Source:   IFRS 15.66-68 and example 31; 606-10-32-21 prescribes inception, where it is a fixed price
#pragma once

#include "recognition/walk.h"

namespace earned {

Result<Readings> paid_in_kind(const Promise& promise);

// A line that is earned with time at what is paid for it is worth then: a price of its own, which no other shares.
bool is_valued_with_time(const Promise& promise);
// The days on which that changes after it was promised, and what each does.
std::vector<Date> days_of_new_worth(const Promise& promise);
Outcome value_anew(Walk& walk, const Promise& promise, Date day);

}  // namespace earned
