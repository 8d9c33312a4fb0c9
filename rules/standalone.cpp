// Standalone selling prices: what a line would be sold for by itself (606-10-32-31 to 32-35,
// IFRS 15.76-80, CAS 14.21).
//
// Of a right to buy or use more: its own `ssp` x as many as are expected to be used (606-10-55-42 to
// 55-44). Else in this order: the line's own `ssp` (the whole line), its `unit_ssp` (one unit, one `per`), the
// product's price list by currency and region, the contract's one price where the line is alone
// under it, and the stated price itself. As called off there is nothing to share.
#include "rules/desk.h"
#include "rules/price.h"

namespace earned {

namespace {

// The list price for the customer's region, else for its country, else for no region.
const ListedSsp* listed(const Desk& desk, const ProductDefined& product)
{
    std::string_view region, country;
    if (desk.customer != nullptr) {
        country = desk.customer->country;
        const auto tag = desk.customer->attributes.find("region");
        if (tag != desk.customer->attributes.end()) region = tag->second;
    }
    const ListedSsp* found = nullptr;
    int best = -1;
    for (const ListedSsp& each : product.ssp) {
        if (each.currency != desk.group->currency) continue;
        const int nearness = each.region.empty() ? 0 : each.region == region ? 2 : each.region == country ? 1 : -1;
        if (nearness > best) {
            best = nearness;
            found = &each;
        }
    }
    return found;
}

StandaloneRange scaled(const PriceRange& price, const Ratio& units, Currency currency)
{
    return {minor_units_of(Ratio::of(price.low) * units, currency),
            minor_units_of(Ratio::of(price.high) * units, currency)};
}

bool stands_alone(const Contract& contract) { return contract.lines.size() == 1 && contract.terms.price; }

}  // namespace

Result<Standalone> standalone_of(const Desk& desk, const Line& line, const LineTerms& terms)
{
    const Currency currency = desk.group->currency;
    const Align align = terms.billing.align.value_or(Align::anniversary);
    const bool as_used = terms.measure == Measure::as_invoiced || terms.measure == Measure::usage;
    if (terms.open_quantity || (terms.satisfied == Satisfied::over_time && as_used)) return Standalone{};
    if (line.option && line.option->ssp) {
        const bool said = line.option->expected_exercise.has_value();
        const Ratio expected = Ratio::of(said ? *line.option->expected_exercise : terms.quantity);
        return Standalone{scaled({*line.option->ssp, *line.option->ssp}, expected, currency), true};
    }
    if (line.ssp) return Standalone{scaled(*line.ssp, Ratio(1), currency), true};
    std::optional<PriceRange> unit = line.unit_ssp;
    if (!unit && line.sku) {
        const ProductDefined* product = desk.policy->reference->product(*line.sku, desk.date);
        const ListedSsp* price = product == nullptr ? nullptr : listed(desk, *product);
        if (price != nullptr) unit = price->price;
    }
    if (unit) {
        const Result<Ratio> units =
            units_of(line, terms.term, terms.conventions.proration, align, terms.conventions.ratio_precision);
        if (!units) return units.fault();
        return Standalone{scaled(*unit, *units, currency), true};
    }
    if (terms.priced) {
        const Ratio stated(terms.stated.minor());
        return Standalone{{stated, stated}, false};
    }
    if (stands_alone(*desk.contract)) {
        const Ratio price = minor_units_of(Ratio::of(*desk.contract->terms.price), currency);
        return Standalone{{price, price}, false};
    }
    if (terms.ssp_method == SspMethod::residual) return Standalone{};
    return Fault{"ssp-missing", "ssp", "the line shares in a price, and nothing says what it is worth by itself",
                 "give it an ssp or a unit_ssp, or its product a price list in " + currency.code()};
}

Result<StandaloneRange> standalone_on(const Desk& desk, const Line& line, const LineTerms& terms)
{
    Result<Standalone> standalone = standalone_of(desk, line, terms);
    if (!standalone) return standalone.fault();
    if (standalone->range.high < standalone->range.low)
        return Fault{"ssp-backwards", "ssp", "the range of the standalone price ends before it begins",
                     "write the lower price first"};
    return std::move(standalone->range);
}

}  // namespace earned
