#include "billing/einvoice/rules.h"

#include "base/currency.h"
#include "billing/einvoice/complaints.h"

#include <algorithm>

namespace earned::einvoice {

namespace {

Decimal sum_of(const std::vector<Allowance>& allowances, bool charges)
{
    Decimal sum = Decimal::of(0, -2);
    for (const Allowance& one : allowances)
        if (one.charge == charges) sum += one.amount;
    return sum;
}

Decimal sum_of_lines(const Invoice& invoice)
{
    Decimal sum = Decimal::of(0, -2);
    for (const InvoiceLine& line : invoice.lines) sum += line.net;
    return sum;
}

Decimal sum_of_taxes(const Invoice& invoice)
{
    Decimal sum = Decimal::of(0, -2);
    for (const TaxSubtotal& subtotal : invoice.subtotals) sum += subtotal.tax;
    return sum;
}

// Its quantity at its price, with what was taken off and charged, rounded.
Decimal worth_of(const InvoiceLine& line, int decimals)
{
    Decimal worth = line.quantity * line.price;
    if (line.base_quantity && !line.base_quantity->is_zero()) worth /= *line.base_quantity;
    return worth.quantized(decimals, Round::half_away) - sum_of(line.allowances, false) + sum_of(line.allowances, true);
}

void check_totals(const Invoice& invoice, Complaints& complaints)
{
    const Totals& totals = invoice.totals;
    complaints.differ("br-co-10", "BT-106", "the sum of line net amounts", totals.lines, sum_of_lines(invoice));
    complaints.differ("br-co-11", "BT-107", "the sum of allowances", totals.allowances,
                      sum_of(invoice.allowances, false));
    complaints.differ("br-co-12", "BT-108", "the sum of charges", totals.charges, sum_of(invoice.allowances, true));
    complaints.differ("br-co-13", "BT-109", "the total without tax", totals.without_tax,
                      totals.lines - totals.allowances + totals.charges);
    complaints.differ("br-co-14", "BT-110", "the total tax", totals.tax, sum_of_taxes(invoice));
    complaints.differ("br-co-15", "BT-112", "the total with tax", totals.with_tax, totals.without_tax + totals.tax);
    complaints.differ("br-co-16", "BT-115", "the amount due for payment", totals.payable,
                      totals.with_tax - totals.paid + totals.rounding);
}

// A price is of one unit or so many, and a share of a base is that share: what Peppol asks besides.
void check_worth(const Invoice& invoice, Complaints& complaints)
{
    const int decimals = decimals_of(invoice);
    for (const InvoiceLine& line : invoice.lines)
        complaints.differ("line-net-amount", "line " + line.id, "the line's net amount", line.net,
                          worth_of(line, decimals));
    const auto share = [&](const Allowance& one, const std::string& where) {
        if (!one.base || !one.percent) return;
        complaints.differ("allowance-amount", where, one.charge ? "a charge" : "an allowance", one.amount,
                          (*one.base * *one.percent / Decimal::of(100)).quantized(decimals, Round::half_away));
    };
    for (const Allowance& one : invoice.allowances) share(one, one.charge ? "BG-21" : "BG-20");
    for (const InvoiceLine& line : invoice.lines)
        for (const Allowance& one : line.allowances) share(one, "line " + line.id);
}

void check_sums(const Invoice& invoice, Complaints& complaints)
{
    check_totals(invoice, complaints);
    check_tax(invoice, complaints);
    check_worth(invoice, complaints);
}

}  // namespace

int decimals_of(const Invoice& invoice)
{
    const std::optional<Currency> currency = Currency::parse(invoice.currency);
    return currency ? std::min(currency->minor_digits(), 2) : 2;
}

Decimal tax_of(const Decimal& taxable, const TaxKind& kind, int decimals)
{
    if (!kind.percent) return Decimal::of(0, -2);
    return (taxable * *kind.percent / Decimal::of(100)).quantized(decimals, Round::half_away);
}

std::vector<Fault> broken_sums(const Invoice& invoice)
{
    Complaints complaints(invoice);
    check_sums(invoice, complaints);
    return std::move(complaints.found());
}

std::vector<Fault> broken(const Invoice& invoice)
{
    Complaints complaints(invoice);
    check_presence(invoice, complaints);
    check_codes(invoice, complaints);
    check_sums(invoice, complaints);
    check_decimals(invoice, complaints);
    check_categories(invoice, complaints);
    return std::move(complaints.found());
}

}  // namespace earned::einvoice
