// Variable amounts beside the stated price: what of the price becomes a right when it is invoiced, and what
// will be given back of what is invoiced.
//
// Law:      a bonus in the price = its counted amount x progress; a rebate, penalty, price protection or
//           discount for early payment likewise, as a positive amount, less what has been taken of it
// Ensures:  a concession is in neither: it lowers what is stated (example 2), and what is invoiced beyond that is
//           marked apart, by progress too. Of goods that are expected back nothing will be given back a second time
// Source:   606-10-32-10, IFRS 15.55, IE example 40
#pragma once

#include "recognition/walk.h"

namespace earned {

// Marks the last segment of each life with what its contingencies are by now, and tells by what payments to customers
// lower its revenue.
void mark_beside_stated(Walk& walk);

}  // namespace earned
