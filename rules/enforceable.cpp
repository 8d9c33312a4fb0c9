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

bool steps(const LineTerms& terms) { return is_with_time(terms) && !terms.billing.ramp.empty(); }

const std::optional<Cancellable>& right_of(const Contract& contract, const Line& line)
{
    return line.cancellable ? line.cancellable : contract.terms.cancellable;
}

}  // namespace

std::optional<Interval> stretch_of(const Contract& contract, const Line& line, const LineTerms& terms)
{
    const std::optional<Cancellable>& words = right_of(contract, line);
    if (!by_customer(words) || !is_with_time(terms) || !terms.term || !terms.priced) return std::nullopt;
    return words->every ? words->every : words->notice;
}

bool may_leave_at_any_time(const Contract& contract, const Line& line, const LineTerms& terms)
{
    const std::optional<Cancellable>& words = right_of(contract, line);
    return by_customer(words) && is_with_time(terms) && terms.term && terms.priced && !words->every && !words->notice;
}

bool is_bound_as_said(const Contract& contract, const Line& line, const LineTerms& terms)
{
    return terms.satisfied != Satisfied::over_time || !by_customer(right_of(contract, line)) ||
           stretch_of(contract, line, terms) || may_leave_at_any_time(contract, line, terms);
}

bool is_priced_apart(const Contract& contract, const ContractTerms& decided, std::size_t line, std::size_t version)
{
    const Line& words = contract.lines[line].versions[version].line;
    return may_leave_at_any_time(contract, words, decided.lines[line][version]) && moves_between_lines(decided);
}

void keep_own_prices(const Contract& contract, ContractTerms& terms)
{
    bool any_left = false;
    for (std::size_t line = 0; line < terms.lines.size(); ++line)
        for (std::size_t version = 0; version < terms.lines[line].size(); ++version) {
            const LineTerms& each = terms.lines[line][version];
            const Line& words = contract.lines[line].versions[version].line;
            const bool over_time = each.satisfied == Satisfied::over_time;
            const bool called_off =
                each.open_quantity || each.measure == Measure::as_invoiced || each.measure == Measure::usage;
            if (over_time && called_off) continue;  // takes no share of a price
            const bool left = over_time && may_leave_at_any_time(contract, words, each);
            if (!each.priced || (over_time && !left)) return;
            any_left = any_left || left;
        }
    if (!any_left) return;
    for (std::vector<LineTerms>& versions : terms.lines)
        for (LineTerms& each : versions) {
            each.ssp_low = each.ssp_high = Ratio(each.stated.minor());
            each.ssp_method = SspMethod::observable;
        }
}

bool can_be_left(const Contract& contract)
{
    return by_customer(contract.terms.cancellable) ||
           std::any_of(contract.lines.begin(), contract.lines.end(), [](const LineLife& life) {
               return std::any_of(life.versions.begin(), life.versions.end(),
                                  [](const LineVersion& version) { return by_customer(version.line.cancellable); });
           });
}

bool moves_between_lines(const ContractTerms& terms)
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

bool moves_between_steps(const ContractTerms& terms)
{
    return std::ranges::any_of(terms.lines, [](const auto& versions) { return std::ranges::any_of(versions, steps); });
}

bool is_committed_by_stretches(const Contract& contract, const ContractTerms& decided, std::size_t line,
                               std::size_t version)
{
    const Line& words = contract.lines[line].versions[version].line;
    const LineTerms& terms = decided.lines[line][version];
    if (!can_be_left(contract) || (!moves_between_lines(decided) && !steps(terms))) return false;
    if (may_leave_at_any_time(contract, words, terms)) return steps(terms);
    return stretch_of(contract, words, terms).has_value();
}

}  // namespace earned
