// Consideration payable to a customer: for distinct goods of the customer's own it buys them, at most at their fair
// value; what is beyond that, or can't be told from it, is given back of the price.
//
// Law:      amount = bought + given back; the transaction price is lowered by what is given back
// Ensures:  without a fair value nothing is bought (606-10-32-27, IFRS 15.71)
// Source:   606-10-32-25 to 32-27, IFRS 15.70-72, IE160-IE162, CAS 14.19
#pragma once

#include "recognition/contingency.h"

namespace earned {

std::int64_t bought_of(const PayableToCustomer& payable, Currency currency);      // minor units
std::int64_t given_back_of(const PayableToCustomer& payable, Currency currency);  // minor units

// What the contracts give back of their prices, as amounts that are certain from the beginning: shared over all lines.
Outcome give_back_to_customers(Walk& walk, std::span<const std::size_t> lives);

}  // namespace earned
