// What of a group's balances is not current: not expected to be revenue, a claim or cash within twelve months.
//
// Law:      of a contract liability: what is left when the revenue of the next twelve months, and all that
//           waits for no known day, has been taken from it; of a receivable: what falls due later; of an unbilled
//           receivable: what is invoiced later; of a contract asset: the least that stands on it within
//           twelve months, and no more than what is invoiced later beyond what is performed later
//           (docs/decisions/0090)
// Ensures:  nothing below zero, and never more than the balance. What waits for an event without a day is
//           of the operating cycle, and so current
// Source:   606-10-45-3 to 45-4 with 210-10-45-1, IAS 1.66-69, IFRS 15.105, CAS 30.17-19
#pragma once

#include "base/period.h"
#include "journal/plan.h"
#include "reports/feed.h"

#include <span>
#include <vector>

namespace earned {

struct NotCurrent {
    std::int64_t contract_liability = 0, receivable = 0, contract_asset = 0, unbilled_receivable = 0;
    friend bool operator==(const NotCurrent&, const NotCurrent&) = default;
};  // on their natural sides

// What is to be invoiced for an obligation of the plan, invoiced by now or not.
struct ToInvoice {
    std::uint16_t obligation = 0;
    Date issued, due;
    std::int64_t net = 0;
};

// At the end of a day, as the plan alone says it: what is not invoiced yet counts as current.
// Requires: a plan that is not packed
NotCurrent not_current(const Plan& plan, Date as_of);

// Whether something is performed and not invoiced: then a plan alone can't say when it will be.
bool waits_to_be_invoiced(const Plan& plan, Date as_of);

// The same with what is to be invoiced, in order of its days.
NotCurrent not_current(const Plan& plan, std::span<const ToInvoice> to_invoice, const FiscalCalendar& calendar,
                       Date as_of);

std::vector<ToInvoice> to_invoice(const BookedGroup& booked);

}  // namespace earned
