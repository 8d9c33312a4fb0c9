// Uninstalled materials: goods that control passes of long before they are built in, and that the seller
// bought and did not make. They bring revenue equal to their cost, and no margin; progress leaves them
// out of both its sides.
//
// Law:      earned = cost of the materials delivered + (price - cost of all materials) x progress,
//           progress = other costs incurred / other costs expected
// Requires: progress by costs; the price of a line alone, or of the lines that are one obligation
// Ensures:  all materials are what was expected of them, or what has been delivered where that is
//           more; the last of the costs earns the whole price
// Source:   606-10-55-21(b), 55-187 to 55-192, IFRS 15.B19(b), IE95-IE100, CAS 14 guidance (input method)
#pragma once

#include "recognition/reading.h"

namespace earned {

// In minor units, as known at a moment; `counted` of what was delivered is in the life's base already.
struct Materials {
    Ratio delivered, expected, counted;
};

bool holds_materials(const LineTerms& terms);
// What one line says of them; `expected` is at least what was delivered.
Materials materials_of(const Promise& promise, Moment at);
// The price that a life counts now, with its materials apart.
Segment with_materials(const Segment& now, const Materials& materials);

}  // namespace earned
