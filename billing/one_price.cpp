// A contract's one price is invoiced as it is allocated: by relative standalone price over the
// lines that have no price of their own (606-10-32-31).
//
// What only the allocation of revenue can tell (bundles sold at their own discount, residuals) is
// refused: a plan for such a line would invoice another amount than the one allocated.
#include "billing/line_bill.h"

#include "base/split.h"

#include <algorithm>

namespace earned::billing {

Result<std::vector<Money>> shares_of_one_price(const Group& group, const Contract& contract, const ContractTerms& terms)
{
    const Money nothing = Money::zero(group.currency);
    std::vector<Money> shares(contract.lines.size(), nothing);
    if (!contract.terms.price) return shares;
    std::vector<std::size_t> places;
    std::vector<Ratio> weights;
    Ratio sum;
    bool billed = false, by_residual = false;
    for (std::size_t place = 0; place < contract.lines.size(); ++place) {
        const LineTerms& line = terms.lines[place].front();
        if (line.priced) continue;
        places.push_back(place);
        weights.push_back((line.ssp_low + line.ssp_high) / Ratio(2));
        sum += weights.back();
        billed = billed || line.billing.plan.value_or(BillingPlan::none) != BillingPlan::none;
        by_residual = by_residual || line.ssp_method == SspMethod::residual;
    }
    if (!billed) return shares;
    const std::string here = "contract " + contract.id.text() + ", price";
    const std::optional<Money> price = Money::of(*contract.terms.price, group.currency);
    if (!price) return Fault{"amount-too-fine", here, "it has more decimals than its currency", "round it"};
    if (by_residual || !contract.terms.bundles.empty() || group.contracts.size() > 1)
        return Fault{"one-price-unsupported", here,
                     "the one price of a contract with bundles, a residual line or a combined contract can't be "
                     "invoiced by line yet",
                     "give each line the price at which it is invoiced, or plan none and send invoice.issued"};
    if (sum.is_zero())
        return Fault{"standalone-price-missing", here, "no line has a standalone price to share the one price by",
                     "give the lines an ssp"};
    const std::vector<Money> parts = split(*price, weights);
    for (std::size_t each = 0; each < places.size(); ++each) shares[places[each]] = parts[each];
    return shares;
}

}  // namespace earned::billing
