// What ought to have been invoiced and will be.
//
// Law:      the items of a line sum, at the end of its term, to its stated price (and what was
//           changed since); no day is billed twice or left out; each item is dated
// Requires: terms decided for every version of every line
// Ensures:  a reduction (termination, concession) is a negative item of its own date: nothing
//           recomputes an issued document. Tax is computed when a document is drafted. What is not
//           known yet (a delivery, a milestone, usage) has no item yet
#pragma once

#include "base/result.h"
#include "rules/terms.h"

#include <string>
#include <vector>

namespace earned {

struct BillItem {
    ContractId contract;
    LineId line;
    Date date;  // of the invoice that ought to show it
    Money net;
    std::optional<Term> covers;      // the service period it pays for
    std::int64_t event = 0;          // what brought it about
    std::string what;                // "month 3 of 12", "instalment 2", "termination", ...
    Settle settle = Settle::offset;  // of a negative item
    std::optional<Money> tax;        // where an amount was agreed with its tax; absent: by the line's rate
};

struct Billed {
    std::vector<BillItem> items;
};  // sorted by date, contract, line

// A line without an end is committed one `per` at a time: its items go through the period of
// `horizon`; without one, through its first `per`. Everything else is billed to its end, but for
// what is dated after `wanted`, which may be left out.
Result<Billed> bill(const Group& group, const Terms& terms, Date horizon = Date::never(), Date wanted = Date::never());
// What is wanted to draft through a day: documents of later days are looked at too.
Date wanted_to_draft(const Group& group, Date through);

// A document to issue: one invoice per contract and date; a credit note for each invoice it lowers.
struct Draft {
    bool credit = false;
    InvoiceId of;  // of a credit note: the invoice it lowers
    ContractId contract;
    EntityId entity;
    Date date, due;
    std::vector<IssuedLine> lines;  // amounts of a credit note are positive
    std::vector<std::string> what;  // a description a line
    std::string reason;
    Settle settle = Settle::offset;
    std::optional<PaymentTerms> terms = {};  // of an invoice: a discount that the rules alone give
    bool early_payment = false;              // of a credit note: it shows a discount that was taken (discount_note.h)
    bool asks_somebody = false;              // a person sees it, whatever its amount
    std::optional<Date> of_drafted;  // `of` has no number yet: the contract's invoice of this date, drafted with it
};

// Whether the rules alone give a discount for early payment: an invoice bears it, because it is a fact from then on.
inline bool gives_discount(const Contract& contract, const LineTerms& terms)
{
    return !contract.terms.terms && terms.payment.discount_percent.has_value();
}

// What ought to be invoiced by `through`, less what has been issued; a negative difference is a
// credit note against the line's latest invoices. Dates before `not_before` (the day after the last
// run) become that day. Drafting again after the drafts were issued gives nothing.
std::vector<Draft> draft(const Group& group, const Terms& terms, const Billed& billed, Date through, Date not_before);

}  // namespace earned
