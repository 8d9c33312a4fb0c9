// Tax that a customer keeps of what it pays, and hands to its tax office: a payment of invoices less that tax clears
// them whole, the tax beside the cash.
//
// Law:      cash + taxes = what is open of the invoices, each tax at most what is open of its invoice. Nothing is found
//           where the payment is short by another amount than the tax that the rules expect of these invoices
// Rounding: of several invoices the customer may have rounded the tax of the whole, once: it may differ by one minor
//           unit an invoice, and is split by what is expected of each, by largest remainders (base/split.h)
#pragma once

#include "base/money.h"
#include "contract/group.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace earned::billing {

// What the rules expect to be withheld of an invoice; zero of most, and where a receipt proved it already.
using WithheldOf = std::function<Money(const Home&, const Group&, const Document&)>;
bool is_withheld_already(const Home& home, const Group& group, const Document& invoice);

struct Taxed {
    Money open, expected;
};

// The tax of each invoice, when the payment is all of them less their tax.
std::optional<std::vector<Money>> withheld_from(Money payment, std::span<const Taxed> invoices);

// The receipt that stands for the tax of an invoice, found beside a payment. It falls with the payment.
PaymentId withheld_payment(const PaymentId& payment, const InvoiceId& invoice);

std::string withheld_words(Money tax);  // "tax withheld 50.00", of the evidence

}  // namespace earned::billing
