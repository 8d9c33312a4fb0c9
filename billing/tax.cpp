#include "billing/tax.h"

#include <algorithm>

namespace earned::billing {

Money tax_on(Money net, const std::optional<TaxTerms>& tax)
{
    if (!tax || tax->rate.is_zero()) return Money::zero(net.currency());
    return net.share(Ratio::of(tax->rate), Round::half_away);
}

Money tax_credited(const Lowered& invoice, Money net)
{
    const Money nothing = Money::zero(net.currency());
    if (invoice.net.is_zero()) return nothing;
    const Ratio share((invoice.credited_net + net).minor(), invoice.net.minor());
    const Money in_all = invoice.tax.share(share, Round::half_away);
    return std::clamp(in_all - invoice.credited_tax, nothing, std::max(invoice.tax - invoice.credited_tax, nothing));
}

Money withheld_of(const Document& invoice, const Contract& contract, const ContractTerms& terms)
{
    Money sum = invoice.net() - invoice.net();
    for (const IssuedLine& shown : invoice.lines)
        for (std::size_t place = 0; place < contract.lines.size(); ++place) {
            const LineLife& life = contract.lines[place];
            if (life.id != shown.line) continue;
            std::size_t version = 0;
            while (version + 1 < life.versions.size() && life.versions[version + 1].from.date <= invoice.at.date)
                ++version;
            sum += shown.net.share(Ratio::of(terms.lines[place][version].withheld), Round::half_away);
        }
    return sum;
}

}  // namespace earned::billing
