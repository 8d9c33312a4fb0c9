// A dunning letter as it is sent: who writes, to whom, about which invoices, and what is owed on its day.
//
// Law:      to pay = what is open of its invoices + fee + interest; the invoices are those of the event
//           that recorded it, as they stood on its day
// Errors:   entity-unknown: whose invoices they are is not defined
#pragma once

#include "billing/einvoice/model.h"
#include "contract/group.h"
#include "contract/reference.h"

#include <string>
#include <vector>

namespace earned {

struct LetterInvoice {
    std::string number;
    Date issued, due;
    int days = 0;  // past due
    Money open;
};

struct CollectionLetter {
    einvoice::Trader seller, buyer;
    CustomerId buyer_id;
    std::string account, bic, language;  // where to pay into; the customer's language, as it is defined
    Date date;
    int level = 0;
    std::vector<LetterInvoice> invoices;  // oldest first
    Money open, fee, interest;
    Money to_pay() const { return open + fee + interest; }
};

// The letter of a reminder. `home`: as known when it was sent.
Result<CollectionLetter> letter_of(const Home& home, const Reference& reference, const Reminder& reminder);

}  // namespace earned
