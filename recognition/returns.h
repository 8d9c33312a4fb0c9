// A right to return: what is expected to come back was handed over and not sold.
//
// Law:      earned = price of one x (handed over - max(expected back in all, come back)); once the right
//           has ended, what is expected is what came back. Where nothing can be estimated, all of it is
//           expected back until then
// Requires: goods handed over at a point in time, each line an obligation of its own
// Ensures:  a rate is of what has been handed over, and a quantity of the whole order, of which a part
//           handed over has its part; the right to be paid is for all that was handed over and kept
// Source:   606-10-55-22 to 55-29, IFRS 15.B20-B27, IE110-IE115, CAS 14.32
#pragma once

#include "recognition/reading.h"

namespace earned {

bool may_come_back(const Promise& promise);
bool has_come_back(const Promise& promise);
// Units handed over that are still expected back, and so not earned.
Ratio expected_back(const Promise& promise, Moment at);
// Units that come back in the end, as far as is known: of all that is ordered, or of what is handed over so far. One
// that came back and was replaced is none of them.
enum class Handed { so_far, all };
Ratio not_kept(const Promise& promise, Moment at, Handed handed);
// Every moment at which that may change, with its cause and event.
std::vector<Reading> moments_of_return(const Promise& promise);
// Faults of an estimate: a rate above 1, an estimate below what has come back.
Outcome check_return_right(const Promise& promise);

}  // namespace earned
