// A document of the product as EN 16931 has it: who sells and buys, what for, at what tax.
//
// Law:      a line's net and each category's tax are the document's own, never computed again; whether
//           they agree with its rates is for `broken` to say
// Requires: what was known when the document was issued, so that it stays what it was
// Ensures:  a line is shown as quantity x price where these are the contract's and give its net, else
//           as one of its net; it names the days that it pays for where whole bills add up to it
// Errors:   entity-unknown, document-line-unknown
#pragma once

#include "billing/billed.h"
#include "billing/einvoice/model.h"
#include "contract/reference.h"

#include <span>

namespace earned::einvoice {

struct Known {
    const Reference& reference;
    const Group& group;
    const Terms& terms;
    const Billed& billed;
};

// Names and addresses as they are defined.
Trader trader_of_entity(const EntityDefined& known);
Trader trader_of_customer(const CustomerDefined& known);

Result<Invoice> present(const Known& known, const Document& document);

// The first rule that one of the drafts would break, of an entity that says `e_invoice`.
std::optional<Fault> unfit(const Known& known, std::span<const Draft> drafts);

// How one line is shown (present_line.cpp).
struct LineWords {
    const LineLife& life;
    const Line& line;
    const LineTerms& terms;
    const ProductDefined* product = nullptr;
};
InvoiceLine present_line(const LineWords& words, const IssuedLine& issued, const std::optional<Term>& period);
TaxKind kind_of(const std::optional<TaxTerms>& tax);

// The days that a line of a document pays for.
std::optional<Term> paid_for(const Known& known, const Document& document, const IssuedLine& issued);

}  // namespace earned::einvoice
