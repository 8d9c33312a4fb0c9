// Paid in kind, and measured as it is performed: each unit at what is paid for it was worth on its day.
//
// Law:      progress = worth of the units performed so far / of all that is known; the running total is the sum
//           of units x worth on their day, exact
// Requires: a line measured by units or handed over, and a worth in force on each day it was performed
// Source:   IFRS 15.66-68 and example 31; 606-10-32-21 prescribes inception, where it is a fixed price
#pragma once

#include "recognition/reading.h"

namespace earned {

Result<Readings> paid_in_kind(const Promise& promise);

}  // namespace earned
