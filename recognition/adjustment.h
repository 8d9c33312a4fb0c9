// Amounts that a person books beside the engine's: revenue.adjusted.
//
// Law:      from its moment on the running total is higher by the amount; from the end of the day
//           `until` on it isn't any more
// Ensures:  what is sold, its price and what it gives a right to invoice stay as they were
#pragma once

#include "recognition/walk.h"

namespace earned {

// Requires: finished lives
void adjust(Life& life, Currency currency);

}  // namespace earned
