// Units: an output method; what was produced or delivered of what was promised.
//
// Law:      progress = units / total units, both cumulative; units are measured (progress.measured),
//           else delivered (order.fulfilled). The total is the last estimate, else the quantity
// Requires: no more units than the total
// Source:   606-10-55-17, IFRS 15.B15, CAS 14.12
#pragma once

#include "recognition/reading.h"

namespace earned {

Result<Readings> by_units(const Promise& promise);

}  // namespace earned
