// An amount a unit of what is called off, and what an agent's supplier gets of each unit: both are counted with the
// units, and move nothing that was earned when the price of later units is another.
//
// Law:      such a line is priced stretch by stretch: from one change of its unit price to the next. What counts by a
// moment
//           of an amount a unit = amount x units that are called off by the end of its stretch, of which those before
//           it are past. So what is earned of it by then = amount x units called off by then
// Requires: each line that the amount is for is an obligation of its own, called off in units at prices a unit above
//           nothing; in no stretch less is called off in all than before it. Else the amount is spread by the price of
//           all that is called off, and an agent's line is refused
// Ensures:  a segment begins where the unit price changes, from which on progress counts what is called off after it
// Errors:   unsupported-agent
// Source:   606-10-32-39 to 32-41, 32-44, 55-36 to 55-40, IFRS 15.84-86, 89, B34-B38, CAS 14.24, 34
#pragma once

#include "recognition/modification.h"

namespace earned {

// The units of it, and which lives have them, as they are counted where the walk stands; unchanged where it is spread
// by the price. Its lines are priced stretch by stretch from now on.
void count_units_called_off(Walk& walk, Contingency& contingency);
// The same of an agent's line.
void part_for_supplier(Life& life);
// The lines of which the modification changes the unit price, or its supplier's part, begin a stretch.
void part_at_new_price(Walk& walk, Change& change);
// What an agent's supplier gets of a line that is called off: in all, and of what is ahead where the walk stands, at
// the price in force.
Ratio supplied_of_called_off(const Life& life);
Ratio supplied_ahead(const Life& life);
// What an agent calls off must be counted in units.
Outcome check_called_off_for_suppliers(const Walk& walk);

}  // namespace earned
