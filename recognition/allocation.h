// Allocation: the transaction price over what was promised, by relative standalone prices.
//
// Law:      share = price x standalone price / sum of standalone prices, exact; the shares sum to
//           the price, and so do the whole minor units made of them (largest remainder, of equal
//           ones the first; or the last takes the residue)
// Requires: standalone prices, where there is a price to share
// Ensures:  - a standalone price known as a range is the stated price where that lies within it,
//             else the nearer end; without a stated price the middle
//           - a discount belongs to some lines only where bundles regularly sold at their own price
//             make up the whole of it (606-10-32-37); else it is spread over all
//           - a residual line takes what the others leave, after discounts are placed; a residual
//             of nothing or less, or outside its range, is refused (606-10-32-34(c), 32-35)
//           - what a variable amount already covers of a line's standalone price shares no fixed
//             price (606-10-32-40 to 32-41)
// Source:   606-10-32-28 to 32-41, IFRS 15.73-86, CAS 14.20-24
#pragma once

#include "base/money.h"
#include "base/result.h"
#include "rules/terms.h"

#include <span>
#include <string>
#include <vector>

namespace earned {

// A line that shares in a price. Amounts in minor units.
struct Claimant {
    Ratio standalone;              // as resolved from its range
    Ratio covered;                 // of it by variable amounts of the line's own
    Ratio low, high;               // the range; equal: none
    bool residual = false;
    std::string where;
};
struct Offer {                     // lines regularly sold together, and at what price
    std::vector<std::size_t> claimants;
    Ratio price;
};

// What a line's standalone price is, where only a range of it may be known.
Ratio standalone_price(const LineTerms& terms);
Ratio standalone_price(const LineTerms& terms, const StandaloneRange& range);

Result<std::vector<Ratio>> allocate(const Ratio& price, std::span<const Claimant> claimants,
                                    std::span<const Offer> offers, const std::string& where);

// Exact shares as whole multiples of `unit` that sum to the total.
std::vector<std::int64_t> in_whole_units(std::int64_t total, std::span<const Ratio> shares,
                                         Residue residue, std::int64_t unit);

}  // namespace earned
