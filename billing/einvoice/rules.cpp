#include "billing/einvoice/rules.h"

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

// Its quantity at its price, with what was taken off and charged, to two decimals.
Decimal worth_of(const InvoiceLine& line)
{
    Decimal worth = line.quantity * line.price;
    if (line.base_quantity && !line.base_quantity->is_zero()) worth /= *line.base_quantity;
    return worth.quantized(2, Round::half_away) - sum_of(line.allowances, false) + sum_of(line.allowances, true);
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
    for (const InvoiceLine& line : invoice.lines)
        complaints.differ("line-net-amount", "line " + line.id, "the line's net amount", line.net, worth_of(line));
    const auto share = [&](const Allowance& one, const std::string& where) {
        if (!one.base || !one.percent) return;
        complaints.differ("allowance-amount", where, one.charge ? "a charge" : "an allowance", one.amount,
                          (*one.base * *one.percent / Decimal::of(100)).quantized(2, Round::half_away));
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

TaxSubtotal& group_of(std::vector<TaxSubtotal>& groups, const TaxKind& kind)
{
    for (TaxSubtotal& group : groups)
        if (group.kind == kind) return group;
    const Decimal nothing = Decimal::of(0, -2);
    return groups.emplace_back(TaxSubtotal{.taxable = nothing, .tax = nothing, .kind = kind});
}

}  // namespace

Decimal tax_of(const Decimal& taxable, const TaxKind& kind)
{
    if (!kind.percent) return Decimal::of(0, -2);
    return (taxable * *kind.percent / Decimal::of(100)).quantized(2, Round::half_away);
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
    check_sums(invoice, complaints);
    check_decimals(invoice, complaints);
    check_categories(invoice, complaints);
    return std::move(complaints.found());
}

void add_up(Invoice& invoice)
{
    std::vector<TaxSubtotal> groups;
    for (const InvoiceLine& line : invoice.lines) group_of(groups, line.tax).taxable += line.net;
    for (const Allowance& one : invoice.allowances)
        group_of(groups, one.tax).taxable += one.charge ? one.amount : -one.amount;
    for (TaxSubtotal& group : groups) {
        group.tax = tax_of(group.taxable, group.kind);
        for (const TaxSubtotal& known : invoice.subtotals)
            if (known.kind == group.kind) {
                group.exemption_code = known.exemption_code;
                group.exemption_reason = known.exemption_reason;
            }
    }
    invoice.subtotals = std::move(groups);
    Totals& totals = invoice.totals;
    totals.lines = sum_of_lines(invoice);
    totals.allowances = sum_of(invoice.allowances, false);
    totals.charges = sum_of(invoice.allowances, true);
    totals.without_tax = totals.lines - totals.allowances + totals.charges;
    totals.tax = sum_of_taxes(invoice);
    totals.with_tax = totals.without_tax + totals.tax;
    totals.payable = totals.with_tax - totals.paid + totals.rounding;
}

}  // namespace earned::einvoice
