// A royalty that is reported as an amount: usage whose meter is a variable amount of the contract of the
// kind `royalty` (606-10-55-65, IFRS 15.B63). It is of that variable, not of the line's own price.
#pragma once

#include "contract/group.h"

#include <optional>
#include <string>

namespace earned {

struct Royalty {
    std::string variable;
    Decimal amount;
};

// Nothing where the happening is no usage, or names no such variable or no amount.
std::optional<Royalty> royalty_in(const Contract& contract, const Happening& happening);

}  // namespace earned
