#include "recognition/supported.h"

#include <algorithm>

namespace earned {

namespace {

Outcome check_contract(const Contract& contract)
{
    const ContractSigned& terms = contract.terms;
    if (terms.financing)
        return Fault{"unsupported-financing", address(contract) + ", financing",
                     "a significant financing component is not computed yet",
                     "leave it out where payment and performance lie within a year (606-10-32-18)"};
    if (!terms.payable_to_customer.empty())
        return Fault{"unsupported-payable-to-customer", address(contract) + ", payable_to_customer",
                     "consideration payable to a customer is not computed yet",
                     "lower the price by what exceeds the fair value of distinct goods"};
    return Done{};
}

struct Refusal { const char *code, *what, *hint; };

std::optional<Refusal> refusal_of(const Happening& happening, const LineTerms& terms)
{
    if (std::holds_alternative<GoodsReturned>(happening.fact))
        return Refusal{"unsupported-return", "returned goods are not computed yet",
                       "take the quantity away by contract.modified with a price_change"};
    if (std::holds_alternative<OptionExercised>(happening.fact))
        return Refusal{"unsupported-option", "material rights are not computed yet",
                       "add what was bought by contract.modified"};
    const bool usage = std::holds_alternative<UsageRecorded>(happening.fact) ||
                       std::holds_alternative<UsageCorrected>(happening.fact);
    if (usage && !is_called_off(terms))
        return Refusal{"unsupported-usage", "usage (or a royalty) is reported of a line that isn't priced by it",
                       "measure the line by usage, or report the usage of a line that is"};
    return std::nullopt;
}

Outcome check_line(const Contract& contract, const LineLife& line, const LineTerms& terms)
{
    for (const Happening& happening : line.happenings)
        if (const std::optional<Refusal> refusal = refusal_of(happening, terms))
            return Fault{refusal->code,
                         address(contract) + ", line " + line.id.text() + ", " + happening.at.date.text(),
                         refusal->what, refusal->hint};
    return Done{};
}

// A cost of the whole contract can't count as the progress of one of its lines.
Outcome check_costs(const Contract& contract, const ContractTerms& terms)
{
    const bool by_cost = std::any_of(terms.lines.begin(), terms.lines.end(), [](const auto& versions) {
        const LineTerms& first = versions.front();
        return first.satisfied == Satisfied::over_time && first.measure == Measure::cost_to_cost;
    });
    for (const Happening& happening : contract.happenings) {
        const auto* cost = std::get_if<CostIncurred>(&happening.fact);
        if (cost != nullptr && by_cost && (cost->kind == CostKind::performance || cost->kind == CostKind::uninstalled))
            return Fault{"cost-without-line", address(contract) + ", " + happening.at.date.text(),
                         "a cost names no line, and a line's progress is measured by its costs",
                         "name the line that the cost was incurred for"};
    }
    return Done{};
}

}  // namespace

Outcome check_supported(const Group& group, const Terms& terms)
{
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        const Contract& contract = group.contracts[place];
        const ContractTerms& decided = terms.contracts[place];
        const Outcome checked = check_contract(contract);
        if (!checked) return checked;
        for (std::size_t line = 0; line < contract.lines.size(); ++line) {
            const Outcome fits = check_line(contract, contract.lines[line], decided.lines[line].front());
            if (!fits) return fits;
        }
        const Outcome costs = check_costs(contract, decided);
        if (!costs) return costs;
    }
    return Done{};
}

}  // namespace earned
