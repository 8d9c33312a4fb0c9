#include "rules/supported.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <string>

namespace earned {

namespace {

constexpr std::array all_unsupported{
    // Of a line.
    Unsupported{"option", "option",
                "an option is computed by redemption, or looked through where the line is earned with time, alone",
                "let the option be earned by redemption, or look_through a line measured daily or monthly"},
    Unsupported{"noncash", "noncash", "consideration that isn't cash is not computed yet",
                "give the line a price at the fair value that you measured"},
    Unsupported{"warranty", "warranty", "the warranty of what is not handed over at a point in time is not provided for yet",
                "book the provision in your ledger, and leave it out of the line"},
    Unsupported{"agent", "treatment.principal", "revenue as an agent, net of the supplier's cost, is not computed yet",
                "give the line its fee as its price"},
    Unsupported{"tax-point", "tax.point", "tax that falls due otherwise than with the invoice is not computed yet",
                "leave the tax point out, or keep the contract outside until it is"},
    Unsupported{"pricing", "billing.pricing", "tiers, minimums and included quantities are not computed yet",
                "give the line one unit_price"},
    Unsupported{"ramp", "billing.ramp", "a price that steps with time is not computed yet",
                "make each step a line of its own, or list installments"},
    // What happened to a line.
    Unsupported{"returns", "goods.returned", "what comes back of a line that is served over time is not computed yet",
                "send a contract.modified that lowers the quantity or the price"},
    Unsupported{"contract-costs", "cost.incurred", "capitalised costs are not posted yet",
                "book them in your ledger until they are"},
    // Of a contract.
    Unsupported{"costs", "costs", "costs to obtain a contract are not posted yet",
                "book them in your ledger until they are"},
    Unsupported{"cancellable", "cancellable",
                "a price is not allocated over the enforceable term of a contract that can be cancelled yet",
                "end the lines where the customer is bound to, and renew by contract.modified"},
    Unsupported{"currency", "currency", "a contract in another currency than its entity's is not translated yet",
                "keep it in an entity of its currency"},
    Unsupported{"loss", "expected_cost", "the contract is expected to cost more than it brings, and the loss is not posted yet",
                "book the provision in your ledger, and revise the estimate here to at most the price"},
};

const Unsupported& entry(std::string_view feature)
{
    const auto found = std::find_if(all_unsupported.begin(), all_unsupported.end(),
                                    [&](const Unsupported& each) { return each.feature == feature; });
    CHECK(found != all_unsupported.end(), "every unsupported feature is on the list");
    return *found;
}

Fault refuse(std::string_view feature, std::string where)
{
    const Unsupported& asked = entry(feature);
    return {"unsupported-" + std::string(asked.feature), std::move(where) + ", " + std::string(asked.field),
            std::string(asked.what), std::string(asked.hint)};
}

std::string where_of(const Contract& contract) { return "contract " + contract.id.text(); }
std::string where_of(const Contract& contract, const LineLife& life)
{
    return where_of(contract) + ", line " + life.id.text();
}

bool is_tiered(const std::optional<Pricing>& pricing)
{
    return pricing && (pricing->model != PriceModel::per_unit || pricing->included || pricing->minimum ||
                       !pricing->tiers.empty());
}

bool is_taxed(const LineTerms& terms) { return terms.tax && !terms.tax->rate.is_zero(); }

std::string_view asked_by(const Line& line, const LineTerms& terms)
{
    const bool over_time = terms.satisfied == Satisfied::over_time;
    const bool with_time = terms.measure == Measure::daily || terms.measure == Measure::monthly;
    const Measure wanted = Measure::redemption;
    if (line.option && !(over_time && (line.option->look_through ? with_time : terms.measure == wanted))) return "option";
    if (line.return_right && over_time) return "returns";
    if (line.noncash) return "noncash";
    if (line.warranty_expected_cost && over_time) return "warranty";
    if (line.treatment.principal && !*line.treatment.principal) return "agent";
    if (is_taxed(terms) && terms.tax->point != TaxPoint::invoice) return "tax-point";
    if (is_tiered(terms.billing.pricing)) return "pricing";
    if (!terms.billing.ramp.empty()) return "ramp";
    return {};
}

// What happened to a line, and would move an account that nothing moves yet.
struct AskedByHappening {
    std::string_view operator()(const CostIncurred& cost) const
    {
        switch (cost.kind) {
        case CostKind::performance:
        case CostKind::wasted:
        case CostKind::uninstalled: return {};
        case CostKind::setup:
        case CostKind::obtain: return "contract-costs";
        }
        return {};
    }
    std::string_view operator()(const EstimateRevised&) const { return {}; }
    std::string_view operator()(const GoodsReturned&) const { return {}; }
    std::string_view operator()(const OptionExercised&) const { return {}; }
    std::string_view operator()(const OrderFulfilled&) const { return {}; }
    std::string_view operator()(const AcceptanceRecorded&) const { return {}; }
    std::string_view operator()(const MilestoneReached&) const { return {}; }
    std::string_view operator()(const ProgressMeasured&) const { return {}; }
    std::string_view operator()(const UsageRecorded&) const { return {}; }
    std::string_view operator()(const UsageCorrected&) const { return {}; }
    std::string_view operator()(const RevenueAdjusted&) const { return {}; }
};

Ratio most_expected(const LineLife& life)
{
    Ratio most;
    for (const LineVersion& version : life.versions)
        if (version.line.expected_cost) most = max(most, Ratio::of(*version.line.expected_cost));
    for (const Happening& happening : life.happenings)
        if (const auto* revised = std::get_if<EstimateRevised>(&happening.fact); revised && revised->expected_cost)
            most = max(most, Ratio::of(*revised->expected_cost));
    return most;
}

Ratio amount_of(const Variable& variable)
{
    Ratio amount = variable.amount ? Ratio::of(*variable.amount) : Ratio();
    for (const Scenario& scenario : variable.scenarios)
        amount += Ratio::of(scenario.amount) * Ratio::of(scenario.probability);
    return variable.constrained && amount.sign() > 0 ? Ratio() : amount;
}

// Rather a fault too many than a loss overlooked: the most that it was ever expected to cost, against
// what the contract was ever said to bring.
bool is_onerous(const Contract& contract, const ContractTerms& terms)
{
    Ratio cost;
    for (const LineLife& life : contract.lines) cost += most_expected(life);
    if (cost.is_zero()) return false;
    Ratio price = contract.terms.price ? Ratio::of(*contract.terms.price) : Ratio();
    for (const std::vector<LineTerms>& versions : terms.lines)
        if (!versions.empty() && versions.back().priced) price += versions.back().stated.ratio();
    for (const Variable& variable : contract.terms.variable) price += amount_of(variable);
    for (const Modification& modification : contract.modifications) {
        for (const PriceChange& change : modification.what.price_change) price += Ratio::of(change.amount);
        for (const Variable& variable : modification.what.variable) price += amount_of(variable);
    }
    return cost > price;
}

bool can_be_left(const Contract& contract)
{
    const auto by_customer = [](const std::optional<Cancellable>& words) { return words && words->by != CancelBy::entity; };
    return by_customer(contract.terms.cancellable) ||
           std::any_of(contract.lines.begin(), contract.lines.end(), [&](const LineLife& life) {
               return std::any_of(life.versions.begin(), life.versions.end(),
                                  [&](const LineVersion& version) { return by_customer(version.line.cancellable); });
           });
}

// Whether a price moves between lines, one of them served over time: then it matters how long the
// customer is bound. Where each line keeps its own price it doesn't.
bool moves_price(const ContractTerms& terms)
{
    bool over_time = false, moves = false;
    for (const std::vector<LineTerms>& versions : terms.lines)
        for (const LineTerms& version : versions) {
            const Ratio stated(version.stated.minor());
            over_time = over_time || version.satisfied == Satisfied::over_time;
            moves = moves || !version.priced || stated < version.ssp_low || version.ssp_high < stated;
        }
    return over_time && moves && terms.lines.size() > 1;
}

std::string_view asked_by(const Contract& contract, const ContractTerms& terms, Currency functional)
{
    const ContractSigned& words = contract.terms;
    if (!words.costs.empty()) return "costs";
    if (words.currency && functional != Currency() && *words.currency != functional) return "currency";
    for (const Happening& happening : contract.happenings)
        if (const auto* cost = std::get_if<CostIncurred>(&happening.fact))
            if (const std::string_view feature = AskedByHappening{}(*cost); !feature.empty()) return feature;
    if (can_be_left(contract) && moves_price(terms)) return "cancellable";
    return is_onerous(contract, terms) ? "loss" : "";
}

}  // namespace

std::span<const Unsupported> unsupported_features() { return all_unsupported; }

Outcome supported(const Contract& contract, const LineLife& life, const Line& line, const LineTerms& terms)
{
    if (const std::string_view feature = asked_by(line, terms); !feature.empty())
        return refuse(feature, where_of(contract, life));
    for (const Happening& happening : life.happenings)
        if (const std::string_view feature = std::visit(AskedByHappening{}, happening.fact); !feature.empty())
            return refuse(feature, where_of(contract, life));
    return Done{};
}

Outcome supported(const Contract& contract, const ContractTerms& terms, Currency functional)
{
    if (const std::string_view feature = asked_by(contract, terms, functional); !feature.empty())
        return refuse(feature, where_of(contract));
    return Done{};
}

}  // namespace earned
