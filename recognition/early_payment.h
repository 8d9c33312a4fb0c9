// A discount for early payment: a part of the price that the customer keeps by paying within the days of
// its terms.
//
// Law:      what is taken of an invoice says contract/settled_early.h. The discount lapses at the end of its last
//           day; the amount counted is what is expected, at least what is taken, and what is taken
//           alone once all is invoiced and every invoice's days are over
// Requires: one variable amount of the kind at most
// Ensures:  without a variable amount a discount taken is no matter of the price (settlement_discount);
//           tax stays as it was invoiced, until a credit note lowers it, and is no part of what the price loses then
// Source:   606-10-32-5 to 32-9, IFRS 15.50-54, CAS 14.16; events.md, "Discounts and credits"
#pragma once

#include "contract/settled_early.h"
#include "recognition/walk.h"

namespace earned {

bool is_early_payment(const Variable& words);
bool expects_early_payment(const Contract& contract);
// When the discount of each of the contract's invoices lapses.
std::vector<Moment> lapses_of_discounts(const Group& group, const Contract& contract);
// The variable amount, as counted from the turn on; nothing where the contract has none.
Outcome count_discounts(Walk& walk, std::size_t contract, const Turn& turn);

}  // namespace earned
