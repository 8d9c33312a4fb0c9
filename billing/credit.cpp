#include "billing/credit.h"

#include <algorithm>

namespace earned::billing {

std::vector<Lowering> lower(std::vector<Lowerable>& invoices, Date date, Money net, const std::optional<Money>& tax)
{
    std::vector<std::size_t> order(invoices.size());
    for (std::size_t place = 0; place < order.size(); ++place) order[place] = place;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
        const bool one_later = date < invoices[one].date, other_later = date < invoices[other].date;
        if (one_later != other_later) return other_later;
        const bool one_new = invoices[one].number.empty() && invoices[one].date == date;
        const bool other_new = invoices[other].number.empty() && invoices[other].date == date;
        if (one_new != other_new) return other_new;
        return invoices[other].date < invoices[one].date;
    });
    const Money nothing = Money::zero(net.currency());
    std::vector<Lowering> parts;
    Money agreed = tax.value_or(nothing);
    for (const std::size_t place : order) {
        Lowerable& invoice = invoices[place];
        const Money taken = std::min(net, invoice.left());
        if (taken.sign() <= 0) continue;
        net -= taken;
        Money of_it = tax_credited(invoice.line, taken);
        if (tax) {
            const Money room = std::max(invoice.line.tax - invoice.line.credited_tax, nothing);
            of_it = std::min(net.is_zero() ? agreed : std::min(of_it, agreed), room);
            agreed -= of_it;
        }
        invoice.line.credited_net += taken;
        invoice.line.credited_tax += of_it;
        parts.push_back({place, std::max(date, invoice.date), taken, of_it});
        if (net.is_zero()) break;
    }
    return parts;
}

}  // namespace earned::billing
