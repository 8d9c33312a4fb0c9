// Principal or agent: who only arranges that another supplies the goods earns the fee.
//
// Law:      price of the obligation = what the customer pays - what the supplier gets; the right to
//           invoice stays the whole. Where the obligation ends, its supplier gets what was performed
//           and a price is shared by fees: what is collected for the supplier is no part of it (606-10-32-2)
// Requires: `supplier_cost` of every line of the obligation, a price of its own, one segment until it ends
// Errors:   supplier-cost-missing, supplier-cost-too-high, unsupported-agent (with what else it asks)
// Source:   606-10-55-36 to 55-40, IFRS 15.B34-B38, CAS 14.34
#pragma once

#include "recognition/earned.h"
#include "recognition/reading.h"

namespace earned {

// What the supplier gets of an obligation, in minor units, and when the obligation is ended, if ever.
struct SupplierShare {
    std::int64_t whole = 0;
    std::optional<Moment> ended;

    std::int64_t by(const Obligation& obligation, Moment at) const;  // of it, for what was performed
};
// What the supplier gets of a line, in minor units; nothing where the entity is a principal, or doesn't say it.
Ratio supplied_of(const Promise& promise);
// Nothing where the entity is a principal.
Result<std::optional<SupplierShare>> supplier_share(const Group& group, const Terms& terms,
                                                    const Obligation& obligation);

// The obligations of an agent, at the fee.
Outcome earn_as_agent(const Group& group, const Terms& terms, Earned& earned);

}  // namespace earned
