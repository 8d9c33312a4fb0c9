#include "rules/rating/rate.h"

#include "rules/rating/blocks.h"

#include "base/check.h"

namespace earned::rating {

namespace {

std::string at(std::size_t tier) { return "billing.pricing.tiers/" + std::to_string(tier); }

bool needs_tiers(PriceModel model)
{
    return model == PriceModel::graduated || model == PriceModel::volume || model == PriceModel::stairstep ||
           model == PriceModel::graduated_percentage || model == PriceModel::block;
}

Outcome check_prices(const Pricing& pricing, std::size_t place)
{
    const Tier& tier = pricing.tiers[place];
    const bool per_cent = pricing.model == PriceModel::graduated_percentage;
    if (!tier.flat && !(per_cent ? tier.rate : tier.unit_price))
        return Fault{"tier-unpriced", at(place), "a tier has no price",
                     per_cent ? "give it a rate or a flat fee" : "give it a unit_price or a flat fee"};
    const bool by_size = pricing.model == PriceModel::package || pricing.model == PriceModel::block;
    if (by_size && !tier.size)
        return Fault{"tier-size-missing", at(place) + "/size", "nothing says how many units a package or block holds",
                     "give the tier its size"};
    return Done{};
}

// Each begins where the one before ends, or with the whole unit after that.
Outcome check_edges(const std::vector<Tier>& tiers)
{
    const Tier* before = nullptr;
    for (std::size_t place = 0; place < tiers.size(); ++place) {
        const Tier& tier = tiers[place];
        const Decimal begins = before ? *before->up_to : Decimal();
        const Decimal from = tier.from.value_or(begins);
        if (from < begins || (tier.up_to && *tier.up_to <= begins))
            return Fault{"tier-overlap", at(place),
                         "the tier begins or ends before " + begins.text() + ", where the one before it ends",
                         "list the tiers in order, each from where the last ended"};
        if (begins + Decimal::of(1) < from || (begins < from && !from.is_integer()))
            return Fault{"tier-gap", at(place) + "/from",
                         "no tier holds what lies between " + begins.text() + " and " + from.text(),
                         "let the tier begin where the one before it ends"};
        if (tier.up_to && *tier.up_to < from)
            return Fault{"tier-overlap", at(place), "the tier ends before it begins", "correct its from or up_to"};
        if (!tier.up_to && place + 1 < tiers.size())
            return Fault{"tier-overlap", at(place) + "/up_to", "a tier without an end stands before another",
                         "give it an up_to, or leave those after it out"};
        before = &tier;
    }
    if (!tiers.empty() && tiers.back().up_to)
        return Fault{"tier-gap", at(tiers.size() - 1) + "/up_to",
                     "no tier holds what lies beyond " + tiers.back().up_to->text(),
                     "leave up_to out of the last tier, so that it has no end"};
    return Done{};
}

Ratio package_price(const Pricing& pricing)
{
    const Tier& tier = pricing.tiers.front();
    return or_nothing(tier.unit_price ? tier.unit_price : tier.flat ? tier.flat : pricing.unit_price);
}

Result<Ratio> without_minimum(const Pricing& pricing, const Usage& usage, ZeroUsage zero_usage)
{
    const Ratio beyond_free = above(usage.quantity, pricing.included);
    switch (pricing.model) {
        case PriceModel::per_unit:
            return beyond_free * or_nothing(pricing.unit_price);
        case PriceModel::graduated:
            return graduated(pricing.tiers, beyond_free, zero_usage);
        case PriceModel::volume:
            return volume(pricing.tiers, beyond_free, zero_usage);
        case PriceModel::stairstep:
            return stairstep(pricing.tiers, beyond_free, zero_usage);
        case PriceModel::graduated_percentage:
            return graduated_percentage(pricing.tiers, beyond_free, zero_usage);
        case PriceModel::package:
            return packages(usage.quantity, or_nothing(pricing.included), Ratio::of(*pricing.tiers.front().size),
                            package_price(pricing));
        case PriceModel::block:
            return sum(fill_blocks(blocks_of(pricing.tiers), beyond_free));
        case PriceModel::percentage:
            return percentage(pricing, usage.events);
        case PriceModel::flat:
            return usage.events.empty() && zero_usage == ZeroUsage::free ? Ratio() : or_nothing(pricing.unit_price);
        case PriceModel::dynamic:
            return Ratio();
    }
    broken(__FILE__, __LINE__, "a known model", "usage is rated somehow");
}

}  // namespace

Ratio above(const Ratio& quantity, const std::optional<Decimal>& free)
{
    return free ? max(quantity - Ratio::of(*free), 0) : quantity;
}

Ratio packages(const Ratio& quantity, const Ratio& included, const Ratio& size, const Ratio& price)
{
    return Ratio((max(quantity - included, 0) / size).rounded(Round::ceiling)) * price;
}

Outcome check_pricing(const Pricing& pricing)
{
    const std::string here = "billing.pricing";
    const bool by_tiers = needs_tiers(pricing.model) || pricing.model == PriceModel::package;
    if (by_tiers && pricing.tiers.empty())
        return Fault{"price-missing", here + ".tiers", "the price model needs tiers, and there are none", "list them"};
    if (pricing.model == PriceModel::package && pricing.tiers.size() > 1)
        return Fault{"tier-overlap", here + ".tiers", "a package has one size and one price", "leave one tier"};
    const bool by_unit = pricing.model == PriceModel::per_unit || pricing.model == PriceModel::flat;
    if (by_unit && !pricing.unit_price)
        return Fault{"price-missing", here + ".unit_price", "the price model needs a unit price", "give it one"};
    if (pricing.model == PriceModel::percentage && !pricing.rate && !pricing.fixed)
        return Fault{"price-missing", here + ".rate", "a percentage needs a rate or a fixed fee", "give it one"};
    if (!by_tiers && !pricing.tiers.empty())
        return Fault{"tier-overlap", here + ".tiers", "the price model has no tiers, and some are listed",
                     "leave them out, or choose a model by tiers"};
    for (std::size_t place = 0; place < pricing.tiers.size(); ++place)
        if (pricing.model != PriceModel::package)
            if (const Outcome priced = check_prices(pricing, place); !priced) return priced;
    if (pricing.model == PriceModel::package && !pricing.tiers.front().size)
        return Fault{"tier-size-missing", at(0) + "/size", "nothing says how many units a package holds",
                     "give the tier its size"};
    return needs_tiers(pricing.model) && pricing.model != PriceModel::block ? check_edges(pricing.tiers)
                                                                            : Outcome(Done{});
}

Result<Ratio> rate(const Pricing& pricing, const Usage& usage, ZeroUsage zero_usage)
{
    const Result<Ratio> rated = without_minimum(pricing, usage, zero_usage);
    if (!rated) return rated.fault();
    const Ratio amount = *rated + usage.reported;
    return pricing.minimum ? max(amount, Ratio::of(*pricing.minimum)) : amount;
}

}  // namespace earned::rating
