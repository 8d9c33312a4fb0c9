// One amount over many uses, so that no cent is lost and none is made.
//
// Law:      the parts sum to the total; each is its exact share rounded down or up; the minor units
//           left over go to the largest remainders, of equal ones to the first; split(-m) mirrors
//           split(m)
// Requires: weights >= 0; their sum > 0, unless the total is zero (CHECK)
#pragma once

#include "base/money.h"

#include <span>
#include <vector>

namespace earned {

std::vector<Money> split(Money total, std::span<const Ratio> weights);

}  // namespace earned
