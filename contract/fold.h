// The fold: a home's events become facts.
//
// Law:      the result depends on the set of events, not on the order in which they are given
//           (effect order is date and rank; then, what others build on first and what takes away
//           last; then source and id); repeating an event changes nothing
// Requires: every event is of this home; events of one source and id are the same; reference data
//           as in force through the last event
// Ensures:  every event is applied whole, or is an Exception with an address, a sentence and a
//           remedy, and changes nothing; an exception resolves itself when a later event makes it
//           apply. (A contract to be combined with one that isn't here stands, its group in fault.)
//           A modification that isn't approved has no effect
#pragma once

#include "contract/group.h"
#include "contract/reference.h"

#include <span>

namespace earned {

Home fold(const Reference& reference, std::span<const Event> history);

// The keys by which an event finds its home, in order of preference: contract, invoice, payment,
// customer. Empty for reference data and company-wide governance.
struct Routing {
    CustomerId customer;  // when the event itself names the customer
    ContractId contract;
    InvoiceId invoice;
    PaymentId payment;
    bool company = false;  // reference data, periods, rules: of no home
};
Routing routing_of(const Event& event);

}  // namespace earned
