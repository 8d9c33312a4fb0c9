// What a report's totals come to in the entity's currency, document currency beside functional.
//
// Law:      amount x closing rate of the report's day, each rounded half away from zero; a figure's total is
//           the sum of its currencies' amounts as rounded
// Ensures:  a currency without a rate is shown without an amount, and its figure without a total. A
//           convenience: what was posted in the entity's currency is in the trial balance, the roll-forward and
//           the journal --by entity
// Source:   IAS 21.23(a) for what is money, IAS 21.57 for the rest; ASC 830-20-35-1, 830-10-45-8; CAS 19.11
#pragma once

#include "reports/heading.h"

#include <functional>
#include <optional>
#include <span>

namespace earned {

// Units of the entity's currency a unit of another, at the end of the report's day.
using ClosingRate = std::function<std::optional<Decimal>(Currency)>;

// Figures of which something is in another currency; nothing where none is.
std::optional<Table> in_entity_currency(std::span<const Table> tables, const Heading& heading, Currency functional,
                                        const ClosingRate& rate);

}  // namespace earned
