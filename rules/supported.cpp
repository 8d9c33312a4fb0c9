#include "rules/supported.h"

#include "base/check.h"
#include "rules/desk.h"
#include "rules/rating/metered.h"

#include <algorithm>
#include <array>
#include <string>

namespace earned {

namespace {

constexpr std::array all_unsupported{
    // Of a line.
    Unsupported{"return-right", "return_right", "revenue with a right of return is not computed yet",
                "leave the right out, and credit what comes back by contract.modified"},
    Unsupported{"option", "option", "material rights and breakage are not computed yet",
                "make the right a line of its own with a price and a standalone price"},
    Unsupported{"redemption", "treatment.measure", "revenue by redemption is not computed yet",
                "measure the line by units or percent"},
    Unsupported{"repurchase", "repurchase", "sales with a repurchase are not computed yet",
                "keep the contract outside until they are"},
    Unsupported{"noncash", "noncash", "consideration that isn't cash is not computed yet",
                "give the line a price at the fair value that you measured"},
    Unsupported{"warranty", "warranty", "the provision of an assurance-type warranty is not posted yet",
                "book the provision in your ledger, and leave it out of the line"},
    Unsupported{"agent", "treatment.principal", "revenue as an agent, net of the supplier's cost, is not computed yet",
                "give the line its fee as its price"},
    Unsupported{"tax-point", "tax.point", "tax that falls due otherwise than with the invoice is not computed yet",
                "leave the tax point out, or keep the contract outside until it is"},
    Unsupported{"pricing", "billing.pricing",
                "tiers, minimums and included quantities rate usage that is billed as usage, or a quantity agreed beforehand",
                "measure the line by usage and give it the billing plan usage, or agree its quantity"},
    Unsupported{"ramp", "billing.ramp", "a price that steps with time is not computed yet",
                "make each step a line of its own, or list installments"},
    // What happened to a line.
    Unsupported{"returns", "goods.returned", "returned goods are not computed yet",
                "send a contract.modified that lowers the quantity or the price"},
    Unsupported{"contract-costs", "cost.incurred", "capitalised costs are not posted yet",
                "book them in your ledger until they are"},
    Unsupported{"estimate", "estimate.revised", "this estimate is not computed yet",
                "revise expected_cost, total_units, total_hours or a variable amount"},
    // Of a contract.
    Unsupported{"financing", "financing", "significant financing components are not computed yet",
                "leave the financing out where it isn't significant"},
    Unsupported{"payable-to-customer", "payable_to_customer", "consideration payable to a customer is not computed yet",
                "lower the price by what exceeds the fair value of distinct goods"},
    Unsupported{"costs", "costs", "costs to obtain a contract are not posted yet",
                "book them in your ledger until they are"},
    Unsupported{"cancellable", "cancellable",
                "a price is not allocated over the enforceable term of a contract that can be cancelled yet",
                "end the lines where the customer is bound to, and renew by contract.modified"},
    Unsupported{"cash-discount", "terms", "discounts for early payment are not computed yet",
                "use terms without a discount, and grant it by contract.modified"},
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

// Called off, and not billed by the periods of its usage: then nothing says what a tier counts.
bool is_rated_elsewhere(const LineTerms& terms)
{
    const bool as_used = terms.measure == Measure::usage || terms.measure == Measure::as_invoiced;
    if (terms.open_quantity && terms.satisfied == Satisfied::point_in_time) return true;
    const bool called_off = terms.satisfied == Satisfied::over_time && (terms.open_quantity || as_used);
    return called_off != (terms.billing.plan == BillingPlan::usage);
}

bool is_taxed(const LineTerms& terms) { return terms.tax && !terms.tax->rate.is_zero(); }

std::string_view asked_by(const Line& line, const LineTerms& terms)
{
    const bool over_time = terms.satisfied == Satisfied::over_time;
    if (line.option) return "option";
    if (over_time && terms.measure == Measure::redemption) return "redemption";
    if (line.return_right) return "return-right";
    if (line.repurchase) return "repurchase";
    if (line.noncash) return "noncash";
    if (line.warranty_expected_cost) return "warranty";
    if (line.treatment.principal && !*line.treatment.principal) return "agent";
    if (is_taxed(terms) && terms.tax->point != TaxPoint::invoice) return "tax-point";
    if (rating::is_priced_by_model(terms.billing.pricing) && is_rated_elsewhere(terms)) return "pricing";
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
    std::string_view operator()(const EstimateRevised& estimate) const
    {
        const bool unknown = estimate.expected_quantity || estimate.expected_rate || estimate.expected_exercise;
        return unknown ? "estimate" : "";
    }
    std::string_view operator()(const GoodsReturned&) const { return "returns"; }
    std::string_view operator()(const OptionExercised&) const { return "option"; }
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
    if (words.financing) return "financing";
    if (!words.payable_to_customer.empty()) return "payable-to-customer";
    if (!words.costs.empty()) return "costs";
    if (words.currency && functional != Currency() && *words.currency != functional) return "currency";
    const auto is_cash_discount = [](const Variable& variable) { return variable.kind == "cash_discount"; };
    if (std::any_of(words.variable.begin(), words.variable.end(), is_cash_discount)) return "cash-discount";
    for (const Modification& modification : contract.modifications)
        if (std::any_of(modification.what.variable.begin(), modification.what.variable.end(), is_cash_discount))
            return "cash-discount";
    for (const std::vector<LineTerms>& versions : terms.lines)
        for (const LineTerms& version : versions)
            if (version.payment.discount_percent) return "cash-discount";
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
