#include "recognition/reading.h"

#include "recognition/called_off.h"
#include "recognition/cost_to_cost.h"
#include "recognition/hours.h"
#include "recognition/milestones.h"
#include "recognition/percent.h"
#include "recognition/point_in_time.h"
#include "recognition/redemption.h"
#include "recognition/units.h"
#include "recognition/in_kind.h"

#include "base/check.h"
#include "rules/words.h"

#include <algorithm>

namespace earned {

std::string address(const Contract& contract) { return "contract " + contract.id.text(); }

std::string address(const Promise& promise)
{
    return address(*promise.contract) + ", line " + promise.life().id.text();
}

Currency currency_of(const Promise& promise)
{
    return promise.contract->terms.currency.value_or(promise.terms().stated.currency());
}

Ratio minor_units(const Decimal& amount, Currency currency)
{
    std::int64_t scale = 1;
    for (int digit = 0; digit < currency.minor_digits(); ++digit) scale *= 10;
    return Ratio::of(amount) * Ratio(scale);
}

bool is_called_off(const LineTerms& terms)
{
    // A price a unit that steps is one paid in kind; with time it is a price like another (rules/ramp.h).
    const bool with_time = terms.satisfied == Satisfied::over_time &&
                           (terms.measure == Measure::daily || terms.measure == Measure::monthly);
    if (terms.open_quantity || (!terms.billing.ramp.empty() && !with_time)) return true;
    return terms.satisfied == Satisfied::over_time &&
           (terms.measure == Measure::as_invoiced || terms.measure == Measure::usage);
}

bool passes_with_time(const LineTerms& terms)
{
    return terms.satisfied == Satisfied::over_time && !is_called_off(terms) &&
           (terms.measure == Measure::daily || terms.measure == Measure::monthly);
}

bool is_summed(const LineTerms& terms)
{
    return terms.satisfied == Satisfied::over_time &&
           (terms.measure == Measure::cost_to_cost || terms.measure == Measure::hours);
}

bool has_company(const Promise& promise)
{
    const std::vector<std::vector<LineTerms>>& lines = promise.decided->lines;
    const ObligationId& own = promise.versions().front().obligation;
    for (std::size_t line = 0; line < lines.size(); ++line)
        if (line != promise.line && !own.empty() && lines[line].front().obligation == own) return true;
    return false;
}

namespace {

bool goes_by(const LineTerms& terms, Measure measure)
{
    return terms.satisfied == Satisfied::over_time && terms.measure == measure;
}

// What a line doesn't promise can't be expected of it.
Outcome check_expected(const Promise& promise, const Happening& happening)
{
    const auto* revised = std::get_if<EstimateRevised>(&happening.fact);
    if (revised == nullptr) return Done{};
    const std::vector<LineVersion>& versions = promise.life().versions;
    const auto gives = [&](auto right) {
        return std::any_of(versions.begin(), versions.end(),
                           [&](const LineVersion& version) { return (version.line.*right).has_value(); });
    };
    const std::string where = address(promise) + ", " + happening.at.date.text();
    if ((revised->expected_quantity || revised->expected_rate) && !gives(&Line::return_right))
        return Fault{"return-right-missing", where, "returns are expected of a line that gives no right to return",
                     "name the line that has the `return_right`, or give it to this one by contract.modified"};
    if (revised->expected_exercise && !gives(&Line::option) &&
        !goes_by(promise.versions().front(), Measure::redemption))
        return Fault{"option-missing", where, "uses are expected of a line that gives no option",
                     "name the line that has the `option`, or correct the event"};
    return Done{};
}

// What is measured moves progress only where the line goes by it; else it would be passed over in silence.
Outcome check_measured(const Promise& promise)
{
    const LineTerms& terms = promise.versions().front();
    for (const Happening& happening : promise.life().happenings) {
        if (const Outcome expected = check_expected(promise, happening); !expected) return expected;
        std::optional<Measure> given;
        if (const auto* measured = std::get_if<ProgressMeasured>(&happening.fact))
            given = measured->percent ? Measure::percent : measured->units ? Measure::units : Measure::hours;
        if (const auto* revised = std::get_if<EstimateRevised>(&happening.fact)) {
            if (revised->total_units) given = Measure::units;
            if (revised->total_hours) given = Measure::hours;
        }
        if (!given || goes_by(terms, *given)) continue;
        const bool over_time = terms.satisfied == Satisfied::over_time;
        const std::string said(word(*given)), own(over_time ? word(terms.measure) : "at a point in time");
        return Fault{"progress-not-measured-so", address(promise) + ", " + happening.at.date.text(),
                     "progress is said in " + said + ", and the line is earned otherwise (" + own + ")",
                     "say how far what the line goes by has come, or sign the line with `measure: " + said + "`"};
    }
    return Done{};
}

}  // namespace

Result<Readings> readings_of(const Promise& promise)
{
    if (const Outcome measured = check_measured(promise); !measured) return measured.fault();
    const LineTerms& terms = promise.versions().front();
    if (promise.words().noncash && !terms.billing.ramp.empty()) return paid_in_kind(promise);
    if (is_called_off(terms)) return as_called_off(promise);
    if (terms.satisfied == Satisfied::point_in_time) return at_a_point_in_time(promise);
    switch (terms.measure) {
    case Measure::daily:
    case Measure::monthly: return Readings{};
    case Measure::units: return by_units(promise);
    case Measure::milestones: return by_milestones(promise);
    case Measure::hours: return by_hours(promise);
    case Measure::percent: return by_percent(promise);
    case Measure::cost_to_cost: return cost_to_cost(promise);
    case Measure::as_invoiced:
    case Measure::usage: return as_called_off(promise);
    case Measure::redemption: return by_redemption(promise);
    }
    broken(__FILE__, __LINE__, "a known measure", "a line is measured somehow");
}

}  // namespace earned
