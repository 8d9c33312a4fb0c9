#include "rules/rating/blocks.h"

#include <algorithm>

namespace earned::rating {

namespace {

Ratio begun(const Ratio& quantity, const Ratio& size) { return Ratio((quantity / size).rounded(Round::ceiling)); }

}  // namespace

Ratio sum(std::span<const Ratio> amounts)
{
    Ratio all;
    for (const Ratio& amount : amounts) all += amount;
    return all;
}

// `up_to` counts units from nothing, as in other models.
std::vector<Block> blocks_of(std::span<const Tier> tiers)
{
    std::vector<Block> blocks;
    Ratio before;
    for (const Tier& tier : tiers) {
        const Ratio size = tier.size ? Ratio::of(*tier.size) : Ratio(1);
        Block block{size, std::nullopt, tier.unit_price ? Ratio::of(*tier.unit_price) : Ratio()};
        if (!tier.unit_price && tier.flat) block.price = Ratio::of(*tier.flat);
        if (tier.up_to) block.most = (Ratio::of(*tier.up_to) - before) / size;
        if (tier.up_to) before = Ratio::of(*tier.up_to);
        blocks.push_back(block);
    }
    return blocks;
}

std::vector<Ratio> fill_blocks(std::span<const Block> tiers, const Ratio& quantity)
{
    std::vector<Ratio> amounts;
    Ratio left = quantity;
    for (const Block& tier : tiers) {
        if (left.sign() <= 0) break;
        const bool holds_all = !tier.most || left <= *tier.most * tier.size || &tier == &tiers.back();
        const Ratio here = holds_all ? left : *tier.most * tier.size;
        amounts.push_back(begun(here, tier.size) * tier.price);
        left -= here;
    }
    return amounts;
}

Ratio top_tier(std::span<const Block> tiers, const Ratio& quantity)
{
    Ratio left = quantity;
    for (const Block& tier : tiers) {
        const bool holds_all = !tier.most || left <= *tier.most * tier.size || &tier == &tiers.back();
        if (holds_all) return begun(quantity, tier.size) * tier.price;
        left -= *tier.most * tier.size;
    }
    return {};
}

Result<Ratio> capacity(std::span<const CapacityTier> tiers, const std::map<std::string, Ratio>& used)
{
    for (const CapacityTier& tier : tiers) {
        const bool holds = std::all_of(used.begin(), used.end(), [&](const auto& meter) {
            const auto limit = tier.limits.find(meter.first);
            return limit == tier.limits.end() ? tier.limits.empty() : meter.second <= limit->second;
        });
        if (holds) return tier.price;
    }
    return Fault{"quantity-beyond-tiers", "tiers", "no tier's limits hold what was used",
                 "let the last tier have no limits"};
}

}  // namespace earned::rating
