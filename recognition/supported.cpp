#include "recognition/supported.h"

#include "recognition/buyback.h"
#include "recognition/financing.h"
#include "recognition/returns.h"
#include "rules/reported_royalty.h"

#include <algorithm>

namespace earned {

namespace {

struct Refusal { const char *code, *what, *hint; };

bool has_option(const LineLife& line)
{
    return std::any_of(line.versions.begin(), line.versions.end(),
                       [](const LineVersion& version) { return version.line.option.has_value(); });
}

std::optional<Refusal> refusal_of(const Contract& contract, const Happening& happening, const LineLife& line,
                                  const LineTerms& terms)
{
    if (std::holds_alternative<OptionExercised>(happening.fact) && !has_option(line))
        return Refusal{"option-missing", "an option is exercised that the line doesn't give",
                       "name the line that has the `option`, or correct the event"};
    const bool over_time = terms.satisfied == Satisfied::over_time;
    if (std::holds_alternative<GoodsReturned>(happening.fact) && over_time)
        return Refusal{"unsupported-return", "what comes back was earned over time, and that is not computed yet",
                       "take the quantity away by contract.modified with a price_change"};
    const bool redeems = over_time && terms.measure == Measure::redemption;
    const bool usage = std::holds_alternative<UsageRecorded>(happening.fact) ||
                       std::holds_alternative<UsageCorrected>(happening.fact);
    if (usage && !is_called_off(terms) && !redeems && !royalty_in(contract, happening))
        return Refusal{"unsupported-usage", "usage (or a royalty) is reported of a line that isn't priced by it",
                       "measure the line by usage, or report the usage of a line that is"};
    return std::nullopt;
}

Outcome check_line(const Contract& contract, const LineLife& line, const LineTerms& terms)
{
    for (const Happening& happening : line.happenings)
        if (const std::optional<Refusal> refusal = refusal_of(contract, happening, line, terms))
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
    const Outcome financed = check_financing(group, terms);
    if (!financed) return financed;
    const Outcome bought_back = check_buyback(group, terms);
    if (!bought_back) return bought_back;
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        const Contract& contract = group.contracts[place];
        const ContractTerms& decided = terms.contracts[place];
        for (std::size_t line = 0; line < contract.lines.size(); ++line) {
            const Outcome fits = check_line(contract, contract.lines[line], decided.lines[line].front());
            if (!fits) return fits;
            const Outcome estimated = check_return_right({&contract, &decided, line, 0});
            if (!estimated) return estimated;
        }
        const Outcome costs = check_costs(contract, decided);
        if (!costs) return costs;
    }
    return Done{};
}

}  // namespace earned
