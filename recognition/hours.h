// Hours: an input method; labour spent of labour expected.
//
// Law:      progress = cumulative hours / total hours; the total is the last estimate.revised, else
//           the line's quantity
// Requires: no more hours than are expected: whoever has spent them revises the estimate
// Source:   606-10-55-20, IFRS 15.B18, CAS 14.12
#pragma once

#include "recognition/reading.h"

namespace earned {

Result<Readings> by_hours(const Promise& promise);

}  // namespace earned
