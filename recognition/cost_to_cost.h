// Cost to cost: an input method; costs incurred of costs expected.
//
// Law:      progress = costs that count / expected cost, both without uninstalled materials; wasted
//           costs, those to obtain and those of setting up don't count
// Requires: an expected cost is never below what was incurred: whoever has spent it revises it
// Ensures:  while nobody can say what it will cost, what was spent is recovered and brings no margin:
//           earned = costs that count, at most the price; the first estimate is caught up (life.cpp)
// Source:   606-10-25-37, 55-20 to 55-21, IFRS 15.45, B18-B19, CAS 14.12. What uninstalled materials earn:
//           recognition/materials.h
#pragma once

#include "recognition/reading.h"

namespace earned {

Result<Readings> cost_to_cost(const Promise& promise);

}  // namespace earned
