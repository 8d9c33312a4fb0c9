// At a point in time: earned when control passes, in proportion to what has been handed over.
//
// Law:      progress = cumulative quantity delivered (or accepted) / the line's quantity; a delivery
//           without a quantity is of all that remains. Trigger `start`: the whole on the first day
//           of the term (of the contract, where the line has none). What comes back is handed over
//           no longer
// Requires: deliveries do not exceed the quantity
// Source:   606-10-25-30, 606-10-55-85 to 55-88 (acceptance), IFRS 15.38, CAS 14.13
#pragma once

#include "recognition/reading.h"

namespace earned {

Result<Readings> at_a_point_in_time(const Promise& promise);
// All units handed over by a moment, whatever came back.
Ratio handed_over_by(const Promise& promise, Moment at);

}  // namespace earned
