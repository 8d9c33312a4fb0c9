// What a contract may ask that is not computed yet. Each is a fault with the code
// `unsupported-FEATURE`, so that no figure is ever silently wrong: the group is left as it was, and
// all others go on. A feature leaves this list when it is whole.
#pragma once

#include "rules/terms.h"

#include <span>
#include <string_view>

namespace earned {

struct Unsupported {
    std::string_view feature, field, what, hint;
};
// Every feature that can be asked for, once: what the documents list.
std::span<const Unsupported> unsupported_features();

// What one version of a line asks, by itself.
Outcome supported(const Contract& contract, const LineLife& life, const Line& line, const LineTerms& terms);
// What the contract asks as a whole, once its lines are decided.
Outcome supported(const Contract& contract, const ContractTerms& terms);

}  // namespace earned
