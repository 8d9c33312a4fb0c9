// Tax of a document's line.
//
// Law:      an invoice's is net x rate, rounded once a line, half away from zero; a credit note's is
//           the difference of running totals of the invoice's: when the whole net is credited, so is
//           the whole tax
// Requires: a rate as a share (0.19); an included tax is out of the net already
// Source:   practice; the peers' cents come from rounding credit notes by themselves
#pragma once

#include "rules/terms.h"

namespace earned::billing {

Money tax_on(Money net, const std::optional<TaxTerms>& tax);
// What the customer keeps of an invoice and pays to its tax office, by the rules: of each line's net.
Money withheld_of(const Document& invoice, const Contract& contract, const ContractTerms& terms);

// A line of an invoice, and how much of it has been credited.
struct Lowered {
    Money net, tax, credited_net, credited_tax;
};
Money tax_credited(const Lowered& invoice, Money net);

}  // namespace earned::billing
