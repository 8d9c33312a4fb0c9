// Options that are looked through: renewals at prices like the first, which the price counts as goods
// that the customer is expected to buy, instead of a right with a standalone price of its own.
//
// Law:      the price of the line = price of one x so many expected (recognition/redemption.h); it
//           moves with what is expected and bought, and in the end is what was bought
// Requires: a line that is earned with time
// Source:   606-10-55-45, 55-336 to 55-352 (example 51), IFRS 15.B43, IE257-IE266, CAS 14.35
#pragma once

#include "recognition/walk.h"

namespace earned {

// The moments at which the number expected may change, each of which is a turn of the walk.
std::vector<Turn> looked_through_turns(const Promise& promise);
// The line's price follows what is expected from the turn on.
Outcome expect_anew(Walk& walk, const Promise& promise, const Turn& turn);

}  // namespace earned
