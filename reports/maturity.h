// What of a group's balances is not current: not expected to be revenue, or cash, within twelve months.
//
// Law:      of a contract liability: what is left when the revenue of the next twelve months, and all that
//           waits for no known day, has been taken from it; of a receivable: what of invoices falls due later
// Ensures:  nothing below zero, and never more than the balance. What waits for an event without a day is
//           of the operating cycle, and so current; what is not invoiced yet is current too, since a plan
//           doesn't say when it will be asked for
// Source:   606-10-45-3 to 45-4 with 210-10-45-1, IAS 1.66-69, IFRS 15.105, CAS 30.17-19
#pragma once

#include "journal/plan.h"

namespace earned {

struct NotCurrent {
    std::int64_t contract_liability = 0, receivable = 0;
};  // on their natural sides

// At the end of a day. Requires: a plan that is not packed
NotCurrent not_current(const Plan& plan, Date as_of);

}  // namespace earned
