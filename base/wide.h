// Integers of 128 bits: what two 64-bit amounts make when they are multiplied.
#pragma once

#include "base/round.h"

#include <cstdint>

namespace earned {

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;

// The quotient as a whole number.
//
// Law:      |result - num/den| < 1, and <= 1/2 for the half_ modes
// Requires: den != 0, and that the result fits into 64 bits (CHECK)
std::int64_t divide(Wide num, Wide den, Round mode);

// The same, where the result may be as wide as its numerator.
Wide divide_wide(Wide num, Wide den, Round mode);

// Whether what was cut off moves the quotient one step away from zero. `half` compares the rest
// with half a step: negative below, zero at the tie, positive above. The rest is not zero.
bool rounds_away(Round mode, bool negative, bool odd, int half);

}  // namespace earned
