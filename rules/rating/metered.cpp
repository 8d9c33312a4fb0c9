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
    if (billing.aligned_to) return BillingCycle::anniversary(*billing.aligned_to, every);
    if (billing.anchor && every.months()) return BillingCycle::by_day(first, every, billing.anchor);
    return billing.align == Align::calendar ? BillingCycle::calendar(first, every)
                                            : BillingCycle::anniversary(first, every);
}

// What is due even where nothing is used.
bool costs_without_usage(const Pricing& pricing, ZeroUsage zero_usage)
{
    if (pricing.minimum && pricing.minimum->sign() > 0) return true;
    if (pricing.aggregation == Aggregation::weighted) return true;  // a level stands though nobody reports it
    if (zero_usage == ZeroUsage::free) return false;
    if (pricing.model == PriceModel::flat || pricing.model == PriceModel::stairstep) return true;
    return !pricing.tiers.empty() && pricing.model != PriceModel::package && pricing.model != PriceModel::block &&
           pricing.tiers.front().flat && !pricing.tiers.front().flat->is_zero();
}

// What a period's readings add up to, one after the other.
class Meter {
public:
    // `level`: what the last reading before the period said, for usage weighted by time.
    Meter(Aggregation aggregation, bool by_amount, const Term& period, Ratio level)
        : aggregation_(aggregation),
          by_amount_(by_amount),
          period_(period),
          since_(period.first),
          level_(std::move(level))
    {
        weigh();
    }

    void add(const MeterReading& reading)
    {
        if (reading.amount && !by_amount_) {
            usage_.reported += Ratio::of(*reading.amount);
            return;
        }
        const Ratio quantity = or_nothing(reading.amount ? reading.amount : reading.quantity);
        usage_.events.push_back(quantity);
        switch (aggregation_) {
            case Aggregation::sum:
                usage_.quantity += quantity;
                return;
            case Aggregation::maximum:
                usage_.quantity = max(usage_.quantity, quantity);
                return;
            case Aggregation::last:
                usage_.quantity = quantity;
                return;
            case Aggregation::unique:
                meters_.insert(reading.meter);
                usage_.quantity = Ratio(static_cast<std::int64_t>(meters_.size()));
                return;
            case Aggregation::weighted:
                held_ += level_ * Ratio(reading.date - since_);
                since_ = reading.date;
                level_ = quantity;
                weigh();
                return;
        }
    }
    const Usage& usage() const { return usage_; }
    const Ratio& level() const { return level_; }

private:
    // A level stands until the next one; the last one to the end of the period.
    void weigh()
    {
        if (aggregation_ != Aggregation::weighted) return;
        const Date next = period_.last.next();
        usage_.quantity = (held_ + level_ * Ratio(next - since_)) / Ratio(next - period_.first);
    }

    Aggregation aggregation_;
    bool by_amount_;
    Term period_;
    Date since_;
    Ratio level_, held_;
    Usage usage_;
    std::set<std::string> meters_;
};

// From major units as the price is said to minor units as they are invoiced.
Ratio to_invoice(const MeteredPrice& price, Currency currency)
{
    Ratio factor = minor_units_of(1, currency);
    if (price.line->discount && price.line->discount->percent)
        factor *= Ratio(1) - Ratio::of(*price.line->discount->percent) / Ratio(100);
    if (price.terms->tax && price.terms->tax->included) factor /= Ratio(1) + Ratio::of(price.terms->tax->rate);
    return factor;
}

// A version without a price model has one price a unit.
Pricing pricing_of(const MeteredPrice& price)
{
    Pricing pricing = price.terms->billing.pricing.value_or(Pricing());
    if (!pricing.unit_price) pricing.unit_price = price.line->unit_price;
    return pricing;
}

const MeteredPrice& price_on(const MeteredLine& line, Date day)
{
    const MeteredPrice* found = &line.prices.front();
    for (const MeteredPrice& price : line.prices)
        if (price.from <= day) found = &price;
    return *found;
}

Outcome check_prices_of(const MeteredLine& line)
{
    for (const MeteredPrice& price : line.prices) {
        const Outcome fine = check_pricing(pricing_of(price));
        if (fine) continue;
        Fault fault = fine.fault();
        fault.where = line.where + ", " + fault.where;
        return fault;
    }
    return Done{};
}

// The price of a period, and what of it is due only when the period is over.
struct PeriodPrice {
    Pricing whole, while_it_lasts;
    Ratio factor;
    ZeroUsage zero_usage = ZeroUsage::charged;
};
PeriodPrice price_of(const MeteredLine& line, const Term& period)
{
    const MeteredPrice& price = price_on(line, period.first);
    PeriodPrice found{pricing_of(price), pricing_of(price), to_invoice(price, line.currency),
                      price.terms->conventions.zero_usage};
    found.while_it_lasts.minimum.reset();
    return found;
}

}  // namespace

bool is_priced_by_model(const std::optional<Pricing>& pricing)
{
    return pricing && (pricing->model != PriceModel::per_unit || pricing->included || pricing->minimum ||
                       !pricing->tiers.empty() || pricing->aggregation != Aggregation::sum);
}

bool is_priced_by_model(const std::vector<LineTerms>& versions)
{
    return std::any_of(versions.begin(), versions.end(),
                       [](const LineTerms& terms) { return is_priced_by_model(terms.billing.pricing); });
}

MeteredLine metered_line(std::string where, const LineLife& life, const std::vector<LineTerms>& decided, Date first,
                         Currency currency)
{
    MeteredLine line{std::move(where), {}, first, currency};
    for (std::size_t version = 0; version < decided.size(); ++version)
        line.prices.push_back({version == 0 ? Date::dawn() : life.versions[version].from.date,
                               &life.versions[version].line, &decided[version]});
    return line;
}

Result<std::vector<Term>> metered_periods(const MeteredLine& line, const std::vector<MeterReading>& readings)
{
    const std::optional<Term>& term = line.prices.back().terms->term;
    const bool ends = term && term->last != Date::never();
    const bool costs = std::any_of(line.prices.begin(), line.prices.end(), [](const MeteredPrice& price) {
        return costs_without_usage(pricing_of(price), price.terms->conventions.zero_usage);
    });
    if (!ends && costs)
        return Fault{"term-missing", line.where + ", end",
                     "the line costs something in a period without usage, and has no last day",
                     "give the line (or its contract) an end; a renewal moves it by contract.modified"};
    if (!ends && readings.empty()) return std::vector<Term>();
    Date first = line.first;
    if (!readings.empty()) first = std::min(first, readings.front().date);
    Date last = ends ? term->last : readings.back().date;
    if (!readings.empty()) last = std::max(last, readings.back().date);
    const BillingCycle cycle = cycle_of_usage(line.prices.front().terms->billing, line.first);
    std::vector<Term> periods;
    for (Date from = first; from <= last; from = periods.back().last.next()) {
        const Date to = cycle.after_day(from).previous();
        periods.push_back({from, ends && from <= term->last ? std::min(to, term->last) : to});
    }
    return periods;
}

Result<std::vector<RatedReading>> rate_metered(const MeteredLine& line, const std::vector<MeterReading>& readings)
{
    if (const Outcome fine = check_prices_of(line); !fine) return fine.fault();
    const Result<std::vector<Term>> periods = metered_periods(line, readings);
    if (!periods) return periods.fault();
    const std::optional<Term>& term = line.prices.back().terms->term;
    std::vector<RatedReading> rated;
    Ratio before;
    std::size_t place = 0;
    Ratio level;
    for (const Term& period : *periods) {
        const PeriodPrice price = price_of(line, period);
        Meter meter(price.whole.aggregation, price.whole.model == PriceModel::percentage, period, level);
        const bool is_used = place < readings.size() && readings[place].date <= period.last;
        for (; place < readings.size() && readings[place].date <= period.last; ++place) {
            meter.add(readings[place]);
            const Result<Ratio> so_far = rate(price.while_it_lasts, meter.usage(), price.zero_usage);
            if (!so_far) return so_far.fault();
            rated.push_back({readings[place].date, readings[place].event, before + *so_far * price.factor});
        }
        if (is_used || (term && period.first <= term->last)) {
            const Result<Ratio> whole = rate(price.whole, meter.usage(), price.zero_usage);
            if (!whole) return whole.fault();
            before += *whole * price.factor;
        }
        if (rated.empty() ? !before.is_zero() : rated.back().total != before) rated.push_back({period.last, 0, before});
        level = meter.level();
    }
    return rated;
}

}  // namespace earned::rating
