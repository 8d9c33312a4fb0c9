// Significant financing: the price is what the customer would have paid in cash when it is served; the
// rest is interest.
//
// Law:      the price is such that what is performed and what is paid, with interest, come out even;
//           with a `cash_price` it is that, and the last month takes what its rounding leaves
//           interest in all = payments - price
// Requires: lines that are handed over at a point in time or served with time; payments. Contracts that are combined
//           are financed alike. A variable amount is paid when it is known, without interest; payments may be said
//           with their tax, which bears none
// Ensures:  what isn't handed over yet is expected by the last day of its term, of the contract or of
//           payment; until it is, interest goes on, at most ten years beyond.
//           While all that was handed over may come back there is nothing to bear interest; from the
//           end of that right on the rate is solved again over the time left (example 26).
//           What happens later is refinancing.h's
// Source:   606-10-32-15 to 32-20, IFRS 15.60-65, CAS 14.17
#pragma once

#include "recognition/walk.h"

namespace earned {

Outcome check_financing(const Group& group, const Terms& terms);
// After signing: the lives take their shares of the price as financed.
Outcome finance(Walk& walk);

Compounding compounding_of(const Contract& contract, const ContractTerms& terms);
Ratio rate_of_tax(const LineTerms& terms);
// A separate contract leaves what was financed as it was, and so does a change of nothing but its lines.
bool is_repriced(const Contract& contract, const ContractTerms& terms, std::size_t modification);
std::vector<LineId> touched_lines(const ContractModified& what);
bool is_separate(const Contract& contract, const ContractTerms& terms, const LineId& id);

}  // namespace earned
