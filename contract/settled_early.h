// Invoices that a payment within the days of a discount has settled.
//
// Law:      a payment within the days, of at least the discounted total, settles the invoice; what it falls short
//           of the total is the discount taken, and is open no more. Where less stays paid than that (a payment
//           comes back), the discount is given up again; what is paid beyond takes as much of it back.
//           What a credit note shows of a discount (Document::early_payment) is let go by the note and no longer by
//           the payment alone: once a note shows all of it, nothing else is let go
// Requires: a group's cash in the order of its effect
// Source:   606-10-32-5 to 32-9, IFRS 15.50-54, CAS 14.16; docs/accounting.md, "Discount for early payment"
#pragma once

#include "contract/group.h"

namespace earned {

struct Taken {
    Moment at;
    std::int64_t event = 0;
    InvoiceId invoice;
    std::int64_t amount = 0;  // given up again: negative
};

// The terms by which an invoice may be paid early: its own, else its contract's (or the customer's); null: it may not.
const PaymentTerms* discount_of(const Group& group, const Document& invoice);

// When the discount of an invoice ends.
Moment lapse_of_discount(const Document& invoice, const PaymentTerms& terms);
std::vector<Taken> discounts_of(const Group& group, const Document& invoice, const PaymentTerms& terms);

// What may be let go of an invoice when the rest of it is paid by a day; nothing once that much was paid.
struct Offered {
    Money amount;
    Date through;
};
std::optional<Offered> discount_offered(const Group& group, const Document& invoice);

// Of all invoices of the group: what was let go of each beside its credit notes.
std::vector<Writeoff> discounts_let_go(const Group& group);
// What of it is the price's: without the tax that credit notes of discounts have lowered. In order of its moments.
std::vector<Taken> discounts_of_price(const Group& group, const ContractId& contract);

}  // namespace earned
