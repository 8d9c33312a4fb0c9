// What this room cannot post yet.
#include "journal/weighing.h"

#include <algorithm>

namespace earned {

namespace {

struct Refusal { const char *code, *what, *hint; };

constexpr Refusal contract_cost{"contract-cost-unsupported", "costs to obtain a contract are not capitalised yet",
                                "leave `costs` out and post them outside"};
constexpr Refusal agent{"agent-unsupported", "revenue of an agent is not posted yet",
                        "state the fee as the line's price"};
constexpr Refusal noncash{"noncash-unsupported", "consideration other than cash is not measured yet",
                          "state its value as the line's price"};
constexpr Refusal tax_point{"tax-point-unsupported",
                            "tax that falls due otherwise than by the invoice is not posted yet",
                            "give the line the tax point `invoice`"};
constexpr Refusal onerous{"contract-loss-unsupported",
                          "a contract that will cost more than it brings is not provided for yet",
                          "post the provision outside"};

Fault fault(const Refusal& refusal, std::string where)
{
    return {refusal.code, std::move(where), refusal.what, refusal.hint};
}

const Refusal* refusal_of(const Line& line)
{
    if (line.treatment.principal && !*line.treatment.principal) return &agent;
    if (line.noncash) return &noncash;
    return nullptr;
}

const Refusal* refusal_of(const Contract& contract)
{
    if (!contract.terms.costs.empty()) return &contract_cost;
    return nullptr;
}

// The latest estimate of a line's whole cost, in minor units.
std::optional<Ratio> expected_cost(const LineLife& line, Currency currency)
{
    std::optional<Decimal> latest;
    for (const LineVersion& version : line.versions)
        if (version.line.expected_cost) latest = version.line.expected_cost;
    for (const Happening& happening : line.happenings)
        if (const auto* revised = std::get_if<EstimateRevised>(&happening.fact);
            revised != nullptr && revised->expected_cost)
            latest = revised->expected_cost;
    if (!latest) return std::nullopt;
    Ratio cost = Ratio::of(*latest);
    for (int digit = 0; digit < currency.minor_digits(); ++digit) cost *= Ratio(10);
    return cost;
}

}  // namespace

Outcome refuse_what_is_not_posted_yet(const Halves& halves)
{
    for (std::size_t c = 0; c < halves.group.contracts.size(); ++c) {
        const Contract& contract = halves.group.contracts[c];
        const std::string where = "contract " + contract.id.text();
        if (const Refusal* refusal = refusal_of(contract)) return fault(*refusal, where);
        for (std::size_t l = 0; l < contract.lines.size(); ++l) {
            const LineLife& line = contract.lines[l];
            const std::string at = where + ", line " + line.id.text();
            for (const LineVersion& version : line.versions)
                if (const Refusal* refusal = refusal_of(version.line)) return fault(*refusal, at);
            for (const LineTerms& terms : halves.terms.contracts[c].lines[l])
                if (terms.tax && terms.tax->point != TaxPoint::invoice && !terms.tax->rate.is_zero())
                    return fault(tax_point, at);
            const LineTerms& terms = halves.terms.contracts[c].lines[l].back();
            const std::optional<Ratio> cost = expected_cost(line, halves.group.currency);
            if (cost && terms.priced && *cost > Ratio(terms.stated.minor())) return fault(onerous, at);
        }
    }
    return Done{};
}

}  // namespace earned
