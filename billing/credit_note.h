// A credit note that somebody asks for: so much of an invoice, of one of its lines, or all that is
// left of it.
//
// Law:      whatever sequence of credits is asked for, they sum to at most the invoice; once all of a
//           line is credited, so is all of its tax, to the cent. Units credited one by one, or in any
//           parts, come to exactly the line: each part is its share of what is left
// Requires: the invoice is one of the group's, issued by the date
// Errors:   `invoice-unknown`, `invoice-voided`, `credit-before-invoice`, `line-unknown`, `line-missing`,
//           `quantity-unknown`, `amount-too-fine`, `amount-not-positive`, `over-credited`
// Source:   docs/accounting.md, "Credit notes"; docs/decisions/0045
#pragma once

#include "billing/billed.h"

#include <string>
#include <vector>

namespace earned {

struct CreditAsked {
    InvoiceId invoice;
    LineId line;                              // empty: of all its lines
    std::optional<Decimal> quantity, amount;  // of a line; net. Neither: all that is left
    Date date;
    std::optional<RelatesTo> relates_to;  // what of the performance it is for; absent: by what the invoice covers
};

struct CreditNote {
    ContractId contract;
    std::vector<IssuedLine> lines;     // positive
    std::vector<PriceChange> changes;  // by which the price of each line is lowered with it
};

Result<CreditNote> credit_note(const Group& group, const Terms& terms, const Billed& billed, const CreditAsked& asked);

// How many units a line of an invoice is for; nothing where it isn't priced by units.
std::optional<Decimal> units_on(const Contract& contract, const ContractTerms& terms, const IssuedLine& line,
                                Date date);

}  // namespace earned
