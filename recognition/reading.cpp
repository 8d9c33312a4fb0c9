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

Result<Readings> readings_of(const Promise& promise)
{
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
