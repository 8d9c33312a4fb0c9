// Rating: what the usage of one billing period costs, by a price model.
//
// Law:      amounts are exact until a bill rounds them; of a model without flat fees, more usage
//           never costs less, unless volume prices fall
// Requires: a price table that `check_pricing` accepts
// Ensures:  per_unit    quantity beyond what is included x unit price
//           graduated   each tier's part at its own price, and the flat fee of each tier reached
//           volume      all of it at the price of the tier reached, and that tier's flat fee
//           package     each begun package of `size` at the package's price
//           stairstep   the flat price of the tier reached
//           percentage  per cent of each event's amount, with a fee, bounds and allowances
//           graduated_percentage   as graduated, per cent instead of a price a unit
//           block       tiers filled in turn by blocks of `size`, begun ones due in full
//           flat        the unit price, however much was used
//           dynamic     the amounts that were reported
//           A quantity between 100 and a next tier that says `from` 101 is of the next
// Source:   practice (docs/policies.md); events.md, "pricing"
#pragma once

#include "base/ratio.h"
#include "base/result.h"
#include "contract/billing_terms.h"
#include "rules/conventions.h"

#include <span>
#include <vector>

namespace earned::rating {

// What was used in a period: each event's quantity (of a percentage: its amount), in order.
struct Usage {
    std::vector<Ratio> events;
    Ratio quantity;  // aggregated
    Ratio reported;  // amounts that came rated, in major units
};

// In major units.
Result<Ratio> rate(const Pricing& pricing, const Usage& usage, ZeroUsage zero_usage = ZeroUsage::charged);

// Faults: `price-missing`, `tier-gap`, `tier-overlap`, `tier-unpriced`, `tier-size-missing`, `quantity-beyond-tiers`.
Outcome check_pricing(const Pricing& pricing);

// What each model is made of; `check_pricing` was asked before.
Result<Ratio> graduated(std::span<const Tier> tiers, const Ratio& quantity, ZeroUsage zero_usage);
Result<Ratio> graduated_percentage(std::span<const Tier> tiers, const Ratio& quantity, ZeroUsage zero_usage);
Result<Ratio> volume(std::span<const Tier> tiers, const Ratio& quantity, ZeroUsage zero_usage);
Result<Ratio> stairstep(std::span<const Tier> tiers, const Ratio& quantity, ZeroUsage zero_usage);
Ratio packages(const Ratio& quantity, const Ratio& included, const Ratio& size, const Ratio& price);
Ratio percentage(const Pricing& pricing, std::span<const Ratio> amounts);

// The tier that holds the quantity; null beyond the last.
const Tier* tier_of(std::span<const Tier> tiers, const Ratio& quantity);
Ratio above(const Ratio& quantity, const std::optional<Decimal>& free);
Ratio or_nothing(const std::optional<Decimal>& number);

}  // namespace earned::rating
