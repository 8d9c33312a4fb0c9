// Prices by blocks, for one meter or several: catalogues of what a machine, a line or an account
// may use.
//
// Law:      a begun block is due in full; what tiers hold together is the quantity
// Ensures:  - fill_blocks: tiers are filled one after the other; the amount of each
//           - top_tier: all of it in blocks of the tier that the quantity reaches; beyond the last, of
//             the last
//           - capacity: the price of the lowest tier all of whose limits hold
//           A tier without a limit has no end
#pragma once

#include "base/ratio.h"
#include "base/result.h"
#include "contract/billing_terms.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace earned::rating {

struct Block {
    Ratio size;
    std::optional<Ratio> most;  // blocks of the tier
    Ratio price;                // of one
};

std::vector<Block> blocks_of(std::span<const Tier> tiers);
std::vector<Ratio> fill_blocks(std::span<const Block> tiers, const Ratio& quantity);
Ratio top_tier(std::span<const Block> tiers, const Ratio& quantity);
Ratio sum(std::span<const Ratio> amounts);

// A price for what several meters may use at most.
struct CapacityTier {
    std::map<std::string, Ratio> limits;  // empty: no limit
    Ratio price;
};
// Fault: `quantity-beyond-tiers`.
Result<Ratio> capacity(std::span<const CapacityTier> tiers, const std::map<std::string, Ratio>& used);

}  // namespace earned::rating
