#include "rules/rating/rate.h"

namespace earned::rating {

namespace {

Fault beyond(const Ratio& quantity)
{
    return {"quantity-beyond-tiers", "billing.pricing.tiers",
            "no tier holds the quantity " + quantity.decimal(2, Round::half_away).text(),
            "leave up_to out of the last tier, so that it has no end"};
}

// Of each tier that is reached: its part of the quantity at its price, and its flat fee.
template <class Price>
Result<Ratio> by_steps(std::span<const Tier> tiers, const Ratio& quantity, ZeroUsage zero_usage, const Price& price)
{
    Ratio amount, reached;
    for (const Tier& tier : tiers) {
        const bool is_first = &tier == tiers.data();
        if (quantity <= reached && !(is_first && zero_usage == ZeroUsage::charged)) return amount;
        const Ratio until = tier.up_to ? min(quantity, Ratio::of(*tier.up_to)) : quantity;
        amount += or_nothing(tier.flat) + max(until - reached, 0) * price(tier);
        reached = max(until, reached);
    }
    if (reached < quantity) return beyond(quantity);
    return amount;
}

}  // namespace

Ratio or_nothing(const std::optional<Decimal>& number) { return number ? Ratio::of(*number) : Ratio(); }

const Tier* tier_of(std::span<const Tier> tiers, const Ratio& quantity)
{
    for (const Tier& tier : tiers)
        if (!tier.up_to || quantity <= Ratio::of(*tier.up_to)) return &tier;
    return nullptr;
}

Result<Ratio> graduated(std::span<const Tier> tiers, const Ratio& quantity, ZeroUsage zero_usage)
{
    return by_steps(tiers, quantity, zero_usage, [](const Tier& tier) { return or_nothing(tier.unit_price); });
}

Result<Ratio> graduated_percentage(std::span<const Tier> tiers, const Ratio& quantity, ZeroUsage zero_usage)
{
    return by_steps(tiers, quantity, zero_usage, [](const Tier& tier) { return or_nothing(tier.rate) / Ratio(100); });
}

Result<Ratio> volume(std::span<const Tier> tiers, const Ratio& quantity, ZeroUsage zero_usage)
{
    if (quantity.is_zero() && zero_usage == ZeroUsage::free) return Ratio();
    const Tier* tier = tier_of(tiers, quantity);
    if (tier == nullptr) return beyond(quantity);
    return quantity * or_nothing(tier->unit_price) + or_nothing(tier->flat);
}

Result<Ratio> stairstep(std::span<const Tier> tiers, const Ratio& quantity, ZeroUsage zero_usage)
{
    if (quantity.is_zero() && zero_usage == ZeroUsage::free) return Ratio();
    const Tier* tier = tier_of(tiers, quantity);
    if (tier == nullptr) return beyond(quantity);
    return or_nothing(tier->flat ? tier->flat : tier->unit_price);
}

}  // namespace earned::rating
