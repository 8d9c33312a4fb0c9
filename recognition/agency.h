// Principal or agent: who only arranges that another supplies the goods earns the fee.
//
// Law:      price of the obligation = what the customer pays - what the supplier gets; the right to
//           invoice stays the whole. What the supplier gets of a line is earned like its price: where the
//           line is changed, what was performed by then stays, and what remains is the new cost of what remains
//           (modification.h); where it ends, the supplier gets what was performed.
//           A price is shared by fees: what is collected for the supplier is no part of it (606-10-32-2)
// Requires: `supplier_cost` of every line of the obligation, and no more than the price; of what is called off it is of
//           each unit (units_ahead.h)
// Errors:   supplier-cost-missing, supplier-cost-malformed, supplier-cost-too-high, unsupported-agent
// Source:   606-10-55-36 to 55-40, IFRS 15.B34-B38, CAS 14.34; 606-10-25-10 to 25-13, IFRS 15.18-21
#pragma once

#include "recognition/earned.h"
#include "recognition/reading.h"

namespace earned {

// What the supplier gets of a line, in minor units; nothing where the entity is a principal, or doesn't say it, or the
// line is called off.
Ratio supplied_of(const Promise& promise);
// What it gets of an obligation by a cut, and whether there is a supplier at all.
std::int64_t supplied_at(const Obligation& obligation, Moment at, Date accrued);
bool is_arranged(const Obligation& obligation);
// What was performed of a segment stays the supplier's, and the rest is ahead.
void lay_by_supplied(Segment& segment, const Ratio& progress);
// What is expected back of it the supplier doesn't get.
void hold_back_supplied(Segment& segment, const Ratio& progress, const Ratio& back);

// The obligations of an agent, at the fee.
Outcome earn_as_agent(const Group& group, const Terms& terms, Earned& earned);

}  // namespace earned
