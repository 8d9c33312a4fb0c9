// As called off: a quantity left open, a right to invoice, usage: each unit has its own price.
//
// Law:      progress = the price of what was called off so far / of all that is known to have been
//           called off; so the running total is quantity x unit price, exact, at the price in force
//           when it was called off. A reported amount counts as it is
// Requires: a unit price, or reported amounts; usage priced by a model is rated by billing periods, and billed so (plan
// usage) Ensures:  corrections are signed differences Source:   606-10-55-18 (as invoiced), 606-10-55-65 (usage),
// IFRS 15.B16, B63
#pragma once

#include "recognition/reading.h"

namespace earned {

Result<Readings> as_called_off(const Promise& promise);
// By a moment; in all, unless one is named.
Ratio quantity_called_off(const Promise& promise, Moment through = {Date::never(), Rank::lapse, 0});
// Whether all of it was called off in units, at a price a unit.
bool is_called_off_in_units(const Promise& promise);
// What one unit costs under a version of the line, net of tax, in minor units.
Ratio unit_price_of(const Promise& promise, std::size_t version);

}  // namespace earned
