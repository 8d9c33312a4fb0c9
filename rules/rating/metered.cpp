#include "rules/rating/metered.h"

#include "rules/cycle.h"
#include "rules/price.h"

#include <algorithm>
#include <set>

namespace earned::rating {

namespace {

using Readings = std::vector<MeterReading>;

BillingCycle cycle_of_usage(const BillingTerms& billing, Date first)
{
    const Interval every = billing.every.value_or(Interval{1, Interval::month});
    if (billing.anchor && every.months()) return BillingCycle::by_day(first, every, billing.anchor);
    return billing.align == Align::calendar ? BillingCycle::calendar(first, every)
                                            : BillingCycle::anniversary(first, every);
}

// What is due even where nothing is used.
bool costs_without_usage(const Pricing& pricing, ZeroUsage zero_usage)
{
    if (pricing.minimum && pricing.minimum->sign() > 0) return true;
    if (zero_usage == ZeroUsage::free) return false;
    if (pricing.model == PriceModel::flat || pricing.model == PriceModel::stairstep) return true;
    return !pricing.tiers.empty() && pricing.model != PriceModel::package && pricing.model != PriceModel::block &&
           pricing.tiers.front().flat && !pricing.tiers.front().flat->is_zero();
}

Result<Usage> aggregated(const MeteredLine& line, const Pricing& pricing, std::span<const MeterReading> readings)
{
    Usage usage;
    std::set<std::string> meters;
    for (const MeterReading& reading : readings) {
        if (reading.amount && pricing.model != PriceModel::percentage) {
            usage.reported += Ratio::of(*reading.amount);
            continue;
        }
        const Ratio quantity = or_nothing(reading.amount ? reading.amount : reading.quantity);
        usage.events.push_back(quantity);
        meters.insert(reading.meter);
        switch (pricing.aggregation) {
            case Aggregation::sum:
                usage.quantity += quantity;
                break;
            case Aggregation::maximum:
                usage.quantity = max(usage.quantity, quantity);
                break;
            case Aggregation::last:
                usage.quantity = quantity;
                break;
            case Aggregation::unique:
                usage.quantity = Ratio(static_cast<std::int64_t>(meters.size()));
                break;
            case Aggregation::weighted:
                return Fault{"aggregation-unsupported", line.where + ", billing.pricing.aggregation",
                             "usage weighted by time isn't rated yet",
                             "report what was used, weighted, and aggregate it by sum"};
        }
    }
    return usage;
}

// From major units as the price is said to minor units as they are invoiced.
Ratio to_invoice(const MeteredLine& line)
{
    Ratio factor = minor_units_of(1, line.currency);
    if (line.line->discount && line.line->discount->percent)
        factor *= Ratio(1) - Ratio::of(*line.line->discount->percent) / Ratio(100);
    if (line.terms->tax && line.terms->tax->included) factor /= Ratio(1) + Ratio::of(line.terms->tax->rate);
    return factor;
}

}  // namespace

bool is_priced_by_model(const std::optional<Pricing>& pricing)
{
    return pricing &&
           (pricing->model != PriceModel::per_unit || pricing->included || pricing->minimum || !pricing->tiers.empty());
}

Result<std::vector<Term>> metered_periods(const MeteredLine& line, const std::vector<MeterReading>& readings)
{
    const Pricing& pricing = *line.terms->billing.pricing;
    const std::optional<Term>& term = line.terms->term;
    const bool ends = term && term->last != Date::never();
    if (!ends && costs_without_usage(pricing, line.terms->conventions.zero_usage))
        return Fault{"term-missing", line.where + ", end",
                     "the line costs something in a period without usage, and has no last day",
                     "give the line (or its contract) an end; a renewal moves it by contract.modified"};
    if (!ends && readings.empty()) return std::vector<Term>();
    Date first = line.first;
    if (!readings.empty()) first = std::min(first, readings.front().date);
    Date last = ends ? term->last : readings.back().date;
    if (!readings.empty()) last = std::max(last, readings.back().date);
    const BillingCycle cycle = cycle_of_usage(line.terms->billing, line.first);
    std::vector<Term> periods;
    for (Date from = first; from <= last; from = periods.back().last.next()) {
        const Date to = cycle.after_day(from).previous();
        periods.push_back({from, ends && from <= term->last ? std::min(to, term->last) : to});
    }
    return periods;
}

Result<std::vector<RatedReading>> rate_metered(const MeteredLine& line, const std::vector<MeterReading>& readings)
{
    const Pricing& pricing = *line.terms->billing.pricing;
    const ZeroUsage zero_usage = line.terms->conventions.zero_usage;
    if (const Outcome fine = check_pricing(pricing); !fine) {
        Fault fault = fine.fault();
        fault.where = line.where + ", " + fault.where;
        return fault;
    }
    const Result<std::vector<Term>> periods = metered_periods(line, readings);
    if (!periods) return periods.fault();
    Pricing while_it_lasts = pricing;
    while_it_lasts.minimum.reset();
    const Ratio factor = to_invoice(line);
    std::vector<RatedReading> rated;
    Ratio before;
    std::size_t begin = 0;
    for (const Term& period : *periods) {
        std::size_t end = begin;
        const auto used_through = [&](std::size_t place) {
            return aggregated(line, pricing, std::span(readings).subspan(begin, place - begin));
        };
        for (; end < readings.size() && readings[end].date <= period.last; ++end) {
            const Result<Usage> usage = used_through(end + 1);
            if (!usage) return usage.fault();
            const Result<Ratio> so_far = rate(while_it_lasts, *usage, zero_usage);
            if (!so_far) return so_far.fault();
            rated.push_back({readings[end].date, readings[end].event, before + *so_far * factor});
        }
        const Result<Usage> usage = used_through(end);
        if (!usage) return usage.fault();
        const bool in_term = line.terms->term && period.first <= line.terms->term->last;
        if (end > begin || in_term) {
            const Result<Ratio> whole = rate(pricing, *usage, zero_usage);
            if (!whole) return whole.fault();
            before += *whole * factor;
        }
        if (rated.empty() ? !before.is_zero() : rated.back().total != before) rated.push_back({period.last, 0, before});
        begin = end;
    }
    return rated;
}

}  // namespace earned::rating
