// Credit notes of discounts for early payment that were taken, where tax falls with them.
//
// Law:      notes + what is drafted = what was taken, of each invoice; the parts that lines show sum to it, each with
//           its share of the invoice's own tax, rounded half away from zero. Once issued, nothing more is drafted
// Requires: the contract's policy `early_payment_note` (docs/policies.md)
// Ensures:  a discount that is known to be given up again (the payment came back) is not noted; a note that shows
//           another amount than is taken by the day is to be voided, and what is taken noted anew. An invoice
//           without tax has no note: nothing falls
// Source:   VAT Directive Art. 79, 90; UK VATA 1994 Sch. 6 para 4, VAT Regulations 1995 reg. 38; decisions/0106
#pragma once

#include "billing/billed.h"

#include <vector>

namespace earned::billing {

std::vector<Draft> discount_notes(const Group& group, const Terms& terms, Date through, Date not_before);

// A note that has to be voided, and the day on which what it shows was given up.
struct OvertakenNote {
    InvoiceId number;
    Date date;
};
std::vector<OvertakenNote> overtaken_notes(const Group& group, const Terms& terms, Date through, Date not_before);

// Whether a payment may bring about a note of one of the contract's invoices, now or later.
bool may_be_noted(const Group& group, const Contract& contract, const ContractTerms& terms);

}  // namespace earned::billing
