// Names that a person gives to narrow a question down: a slip of the hand would answer it with
// nothing, which looks like a figure.
//
// Errors: Refused with `customer-unknown`, `contract-unknown`, `product-unknown`, when the book holds
//         nothing of that name
#pragma once

#include "app/book.h"

namespace earned::app {

// Empty names ask for nothing.
void require_known(Book& book, const CustomerId& customer, const ContractId& contract, const Sku& product = Sku());

}  // namespace earned::app
