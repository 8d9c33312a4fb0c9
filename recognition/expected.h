// What a customer is expected to pay beyond the price: what the constraint leaves out of it.
//
// Law:      beyond the price at a moment = sum over the constrained amounts, as they are then estimated, of
//           (estimate - what of it counts in the price). Minor units. Of a contract that has ended, nothing
// Requires: can_be_expected: no royalty, whose sales nobody estimates, and no constrained amount a unit
// Ensures:  an estimate whose constraint falls away moves into the price, and what is expected stays the same
// Source:   340-40-35-4, IFRS 15.102 (the constraint of 606-10-32-11 to 32-13, IFRS 15.56-58, isn't applied), CAS 14.30
#pragma once

#include "base/ratio.h"
#include "contract/group.h"

namespace earned {

bool can_be_expected(const Contract& contract);
Ratio beyond_the_price(const Group& group, Moment at);

}  // namespace earned
