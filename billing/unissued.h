// What of a line's items no document shows yet.
//
// Law:      issued + unissued = what ought to be invoiced by the date; once the unissued is issued
//           there is none
// Ensures:  - a document shows the items of its date; one of a later date may show the items until
//             then together; what has been issued otherwise counts as issued for the earliest items,
//             so that a difference is dated as its latest items are
//           - a document of the future is counted with the items of the future that it shows
// Source:   subtract balances, never documents
#pragma once

#include "billing/billed.h"

#include <vector>

namespace earned::billing {

// The items of one date and kind (refunds stand apart) of a line, or a part of them.
struct Owed {
    Date date;
    Money net;
    Money rated;  // of it what is taxed by the line's rate
    Money tax;    // and the tax agreed on the rest
    bool is_refund = false;
    std::vector<const BillItem*> items;
    std::optional<Term> late_of = {};  // usage of an earlier period, which an invoice shows by itself
};
struct Issued {
    Date date;
    Money net;
};  // of the line; negative on a credit note

// Whether a document counts as issued. A credit note of an invoice that was voided has nothing left to lower.
bool stands(const Group& group, const Document& document);

// Both in order of their dates.
std::vector<Owed> unissued(std::vector<Owed> owed, const std::vector<Issued>& issued, Date through);

// Of usage: what is issued is of the period it names, so the difference is each period's own. Where a
// document or an item (a price change) is of no period of the line, as above.
// Requires: an issued amount's date is the last day of the period it covers
std::vector<Owed> unissued_by_period(std::vector<Owed> owed, const std::vector<Issued>& issued, Date through);
// What is of periods before the first day that may be dated goes onto the line's next invoice, each
// period by itself.
std::vector<Owed> onto_the_next(std::vector<Owed> owed, Date not_before);

}  // namespace earned::billing
