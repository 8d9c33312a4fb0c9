// Cash application: which receipt pays which invoice.
//
// Law:      cash applied never exceeds cash received, nor an invoice's open amount; matching again
//           after the applications were recorded gives nothing; an ambiguous match is not made
// Order:    by exact reference (the invoice's number in the structured reference or, as a word, in
//           the remittance); then by customer and exact open amount of one invoice, oldest first if
//           several of one contract are equal and consecutive; a receipt that names a contract pays
//           that contract's open invoices, oldest first; what a credit note set free for the balance
//           pays the home's open invoices, oldest first; a customer's whole open balance; the rest
//           stays on account. Tolerances come from the rule package. A payment of what an invoice comes
//           to less the tax that its customer withholds clears it whole: the tax is a match of its own
#pragma once

#include "billing/collect/withholding.h"

#include <vector>

namespace earned {

struct Match {
    PaymentId payment;
    InvoiceId invoice;
    Date date;  // the later of the receipt's and the invoice's; of one that was opened again the day after
    Money amount;
    std::string evidence;  // "reference INV-2026-000017", "customer A and amount 1,200.00"
    std::string step;      // reference, contract, credit_balance, amount, whole_balance; withholding
};
// Of this step no cash moves: the payment is tax that is received with the match (withholding.h).
constexpr std::string_view withholding_step = "withholding";

std::vector<Match> match(const Home& home, Date through, const billing::WithheldOf& withheld = {});

// What is open of every invoice of a home on a day.
struct OpenInvoice {
    const Group* group;
    const Document* invoice;
    Money total, paid, credited, written_off, open;
};
std::vector<OpenInvoice> open_invoices(const Home& home, Date as_of);

}  // namespace earned
