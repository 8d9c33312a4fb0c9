// What events say was performed of a line, as running totals. Private to the room.
#pragma once

#include "billing/course.h"

namespace earned::billing {

// Units handed over by the line's trigger, fulfilment or acceptance; options exercised.
std::vector<Step> deliveries(const Promised& promised);
std::vector<Step> measured_units(const Promised& promised);    // else units delivered
std::vector<Step> measured_percent(const Promised& promised);  // as shares
// The weight of the milestones that instalments name, as shares.
std::vector<Step> milestones_reached(const Promised& promised);
// What came back, in units.
std::vector<Step> returns(const Promised& promised);
// What was called off, in minor units: each quantity at the price in force, and reported amounts.
std::vector<Step> called_off(const Promised& promised);
// The same where a price model rates it, by periods (rules/rating/metered.h).
bool is_rated_by_model(const Promised& promised);
Result<std::vector<Step>> rated_usage(const Promised& promised);
Result<std::vector<Term>> rated_periods(const Promised& promised);
// The price of one unit, net of tax, in minor units.
Ratio unit_price(const Promised& promised, std::size_t version);

}  // namespace earned::billing
