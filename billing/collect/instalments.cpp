#include "billing/collect/instalments.h"

#include <algorithm>

namespace earned {

namespace {

Money fill_in_order(std::vector<DueInstalment>& instalments, Money amount, Money DueInstalment::*part)
{
    for (DueInstalment& each : instalments) {
        const Money taken = std::min(amount, each.outstanding());
        if (taken.sign() <= 0) continue;
        each.*part += taken;
        amount -= taken;
    }
    return amount;
}

}  // namespace

Money pay_instalments(std::vector<DueInstalment>& instalments, Money payment)
{
    return fill_in_order(instalments, payment, &DueInstalment::paid);
}

Money credit_instalments(std::vector<DueInstalment>& instalments, Money credit)
{
    return fill_in_order(instalments, credit, &DueInstalment::credited);
}

Money outstanding(const std::vector<DueInstalment>& instalments, Currency currency)
{
    Money sum = Money::zero(currency);
    for (const DueInstalment& each : instalments) sum += each.outstanding();
    return sum;
}

std::vector<std::size_t> overdue_instalments(const std::vector<DueInstalment>& instalments, Date today)
{
    std::vector<std::size_t> overdue;
    for (std::size_t place = 0; place < instalments.size(); ++place)
        if (instalments[place].due < today && instalments[place].outstanding().sign() > 0) overdue.push_back(place);
    return overdue;
}

InvoicePayment payment_status(const std::vector<DueInstalment>& instalments, Date today)
{
    if (!overdue_instalments(instalments, today).empty()) return InvoicePayment::overdue;
    bool any_open = false, any_met = false;
    for (const DueInstalment& each : instalments) {
        any_open = any_open || each.outstanding().sign() > 0;
        any_met = any_met || each.outstanding() < each.invoiced;
    }
    if (!any_open) return InvoicePayment::paid;
    return any_met ? InvoicePayment::partly_paid : InvoicePayment::unpaid;
}

}  // namespace earned
