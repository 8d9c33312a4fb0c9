// A price with tax in it: what the customer pays is the price as it was said, and its tax is what isn't net.
//
// Law:      net + tax, summed over a line's invoices, = round(the price as said x what has been called for)
// Requires: `so_far` are running totals of the line's net price, exact and in the order of their dates
// Ensures:  nothing of it where tax is rounded by document: there the tax of the net is what counts (BR-S-09)
// Source:   a consumer's price is the price with its tax (Directive 98/6/EC, Art. 2(a))
#pragma once

#include "billing/promised.h"

namespace earned::billing {

// Gross for a minor unit of net, by a version of the line; nothing where its net and the rate say the tax.
std::optional<Ratio> gross_of_net(const Promised& promised, std::size_t version);

class IncludedTax {
public:
    explicit IncludedTax(const Promised& promised) : promised_(promised) {}
    // Of what is called for beyond the last time; nothing where the line's rate says it.
    std::optional<Money> of(Money net, const Ratio& so_far, std::size_t version);

private:
    const Promised& promised_;
    Ratio net_so_far_, gross_so_far_;
};

}  // namespace earned::billing
