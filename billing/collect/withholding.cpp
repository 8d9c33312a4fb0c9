#include "billing/collect/withholding.h"

#include "base/split.h"
#include "contract/withheld.h"

#include <algorithm>

namespace earned::billing {

std::optional<std::vector<Money>> withheld_from(Money payment, std::span<const Taxed> invoices)
{
    if (invoices.empty()) return std::nullopt;
    const Currency currency = payment.currency();
    Money open = Money::zero(currency), expected = open;
    for (const Taxed& one : invoices) {
        open += one.open;
        expected += std::min(one.expected, one.open);
    }
    const Money gap = open - payment;
    if (expected.sign() <= 0 || gap.sign() <= 0) return std::nullopt;
    const Money off = gap < expected ? expected - gap : gap - expected;
    const Money rounding(invoices.size() > 1 ? static_cast<std::int64_t>(invoices.size()) : 0, currency);
    if (rounding < off) return std::nullopt;
    std::vector<Ratio> weights;
    for (const Taxed& one : invoices) weights.emplace_back(std::min(one.expected, one.open).minor());
    std::vector<Money> taxes = split(gap, weights);
    for (std::size_t at = 0; at < taxes.size(); ++at)
        if (invoices[at].open < taxes[at]) return std::nullopt;
    return taxes;
}

bool is_withheld_already(const Home& home, const Group& group, const Document& invoice)
{
    for (const Receipt& receipt : home.receipts) {
        if (receipt.withheld.sign() <= 0) continue;
        Money applied = Money::zero(group.currency);
        for (const Collected& cash : group.cash)
            if (cash.invoice == invoice.number && cash.payment == receipt.payment) applied += cash.amount;
        if (applied.sign() > 0) return true;
    }
    return false;
}

PaymentId withheld_payment(const PaymentId& payment, const InvoiceId& invoice)
{
    return PaymentId(withheld_beside(payment) + invoice.text());
}

std::string withheld_words(Money tax) { return "tax withheld " + tax.text(); }

}  // namespace earned::billing
