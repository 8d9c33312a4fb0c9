#include "billing/included_tax.h"

#include "rules/price.h"

namespace earned::billing {

std::optional<Ratio> gross_of_net(const Promised& promised, std::size_t version)
{
    const LineTerms& terms = promised.terms(version);
    if (!terms.tax || !terms.tax->included || !terms.priced) return std::nullopt;
    if (promised.decided->conventions.tax_rounding == TaxRounding::document) return std::nullopt;
    const Ratio by_rate = Ratio(1) + Ratio::of(terms.tax->rate);
    Line words = promised.words(version);
    const bool is_said = !promised.is_called_off(version) && !promised.is_open_ended(version);
    if (!is_said || words.noncash || promised.stated(version).sign() <= 0) return by_rate;
    words.quantity = terms.quantity;
    const Result<Ratio> said = stated_price(words, terms.term, terms.conventions);
    if (!said) return by_rate;
    return minor_units_of(*said, promised.currency()) / promised.stated(version);
}

std::optional<Money> IncludedTax::of(Money net, const Ratio& so_far, std::size_t version)
{
    const std::optional<Ratio> gross = gross_of_net(promised_, version);
    if (!gross) return std::nullopt;
    const Ratio before = gross_so_far_;
    gross_so_far_ += (so_far - net_so_far_) * *gross;
    net_so_far_ = so_far;
    // What is taken back bears the tax of the invoice that showed it.
    if (net.sign() <= 0) return std::nullopt;
    return rounded(promised_, gross_so_far_) - rounded(promised_, before) - net;
}

}  // namespace earned::billing
