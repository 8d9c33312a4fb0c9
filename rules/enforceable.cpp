#include "rules/enforceable.h"

#include <algorithm>

namespace earned {

namespace {

bool by_customer(const std::optional<Cancellable>& words)
{
    const bool penalised = words && words->penalty && words->penalty->sign() > 0;
    return words && words->by != CancelBy::entity && !penalised;
}

bool is_with_time(const LineTerms& terms)
{
    return terms.satisfied == Satisfied::over_time &&
           (terms.measure == Measure::daily || terms.measure == Measure::monthly);
}

}  // namespace

std::optional<Interval> stretch_of(const Contract& contract, const Line& line, const LineTerms& terms)
{
    const std::optional<Cancellable>& words = line.cancellable ? line.cancellable : contract.terms.cancellable;
    if (!by_customer(words) || !is_with_time(terms) || !terms.term || !terms.priced) return std::nullopt;
    return words->every ? words->every : words->notice;
}

bool can_be_left(const Contract& contract)
{
    return by_customer(contract.terms.cancellable) ||
           std::any_of(contract.lines.begin(), contract.lines.end(), [](const LineLife& life) {
               return std::any_of(life.versions.begin(), life.versions.end(),
                                  [](const LineVersion& version) { return by_customer(version.line.cancellable); });
           });
}

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

bool is_committed_by_stretches(const Contract& contract, const ContractTerms& decided, std::size_t line,
                               std::size_t version)
{
    if (!can_be_left(contract) || !moves_price(decided)) return false;
    return stretch_of(contract, contract.lines[line].versions[version].line, decided.lines[line][version]).has_value();
}

}  // namespace earned
