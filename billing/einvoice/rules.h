// Whether a document's figures say the same thing wherever they are said.
//
// Law:      BT-106 = sum of lines; BT-109 = BT-106 - BT-107 + BT-108; BT-112 = BT-109 + BT-110;
//           BT-115 = BT-112 - BT-113 + BT-114; the tax of a category and rate is its taxable amount x
//           rate, rounded once, half away from zero, to two decimals (none where the currency has none)
// Ensures:  exact to the cent. One exception: a credit note's tax is part of an invoice's, so that all
//           credits of it add up to it; it may be off by a cent for each line, which the validation
//           artefacts that receivers use allow (decision 0050)
// Errors:   each broken rule, by its own name in lower case: br-co-10, br-s-08, br-dec-09, ...
// Source:   EN 16931-1:2017, 6.4; its rules of integrity (BR), conditions (BR-CO), decimals (BR-DEC) and
//           categories of value added tax (BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O)
#pragma once

#include "base/fault.h"
#include "billing/einvoice/model.h"

#include <vector>

namespace earned::einvoice {

// Sums, products and the tax of each category and rate: of any document, whoever receives it.
std::vector<Fault> broken_sums(const Invoice& invoice);

// All of them: with what a document must hold, decimals and what a category of tax asks for.
std::vector<Fault> broken(const Invoice& invoice);

// In the currency's own decimals, at most two.
int decimals_of(const Invoice& invoice);
Decimal tax_of(const Decimal& taxable, const TaxKind& kind, int decimals);

}  // namespace earned::einvoice
