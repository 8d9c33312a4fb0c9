// Royalties that are reported as amounts of a variable of the contract.
//
// Law:      an amount reported falls to the lines that the variable is for by their shares of it, and is
//           revenue at once of a line whose licence has begun, of another on the day that it begins; until
//           then it is a contract liability
// Requires: a variable of kind `royalty`, and usage that names it as its meter, with an amount
// Ensures:  what is reported is a right from that day on; the shares of all that was reported sum to it
// Source:   606-10-55-65 to 55-65B, 55-270 to 55-279, IFRS 15.B63, B63A, IE178-IE187, CAS 14.37
#pragma once

#include "recognition/walk.h"

namespace earned {

// Requires: finished lives, before anything veils them
void add_royalties(Walk& walk);

}  // namespace earned
