#include "billing/promised.h"

namespace earned::billing {

BillingPlan Promised::plan(std::size_t version) const { return billing(version).plan.value_or(BillingPlan::none); }

Ratio Promised::stated(std::size_t version) const
{
    const LineTerms& decided_terms = terms(version);
    return Ratio(decided_terms.priced ? decided_terms.stated.minor() : allocated.minor());
}

bool Promised::is_open_ended(std::size_t version) const
{
    const Line& line = words(version);
    return line.per && !line.end && !contract->terms.end;
}

bool Promised::is_called_off(std::size_t version) const
{
    const LineTerms& decided_terms = terms(version);
    const bool as_used = decided_terms.measure == Measure::as_invoiced || decided_terms.measure == Measure::usage;
    return decided_terms.open_quantity || plan(version) == BillingPlan::usage ||
           (decided_terms.satisfied == Satisfied::over_time && as_used);
}

Date Promised::first_day(std::size_t version) const
{
    if (terms(version).term) return terms(version).term->first;
    if (words(version).start) return *words(version).start;
    return contract->terms.start.value_or(promised_on());
}

std::size_t Promised::version_on(Date day) const
{
    std::size_t version = 0;
    while (version + 1 < versions().size() && versions()[version + 1].from.date <= day) ++version;
    return version;
}

std::string where(const Promised& promised)
{
    return "contract " + promised.contract->id.text() + ", line " + promised.life().id.text();
}

Ratio in_minor_units(const Decimal& amount, Currency currency)
{
    std::int64_t scale = 1;
    for (int digit = 0; digit < currency.minor_digits(); ++digit) scale *= 10;
    return Ratio::of(amount) * Ratio(scale);
}

Money rounded(const Promised& promised, const Ratio& minor_units)
{
    return {minor_units.rounded(promised.terms(0).conventions.rounding), promised.currency()};
}

}  // namespace earned::billing
