// An invoice in instalments: which of them a payment or a credit note pays, and which are overdue.
//
// Law:      invoiced = paid + credited + outstanding, of each; what is paid beyond all of them is
//           left over; each is filled before the next one in order of due dates
// Ensures:  overdue is the day after the due date; a reversed payment opens what it had paid
#pragma once

#include "base/date.h"
#include "base/money.h"

#include <vector>

namespace earned {

struct DueInstalment {
    Date due;
    Money invoiced, paid, credited;
    Money outstanding() const { return invoiced - paid - credited; }
};
enum class InvoicePayment { unpaid, partly_paid, paid, overdue };

// The instalments in order of their due dates; what is left over.
Money pay_instalments(std::vector<DueInstalment>& instalments, Money payment);
Money credit_instalments(std::vector<DueInstalment>& instalments, Money credit);
Money outstanding(const std::vector<DueInstalment>& instalments, Currency currency);
std::vector<std::size_t> overdue_instalments(const std::vector<DueInstalment>& instalments, Date today);
InvoicePayment payment_status(const std::vector<DueInstalment>& instalments, Date today);

}  // namespace earned
