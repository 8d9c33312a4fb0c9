#include "recognition/called_off.h"

#include "recognition/tally.h"
#include "rules/reported_royalty.h"
#include "rules/rating/metered.h"

#include <algorithm>

namespace earned {

namespace {

// What one unit adds to the price, net of tax, in minor units.
Ratio unit_price(const LineVersion& version, const LineTerms& terms, Currency currency)
{
    const Decimal none;
    const std::optional<Pricing>& pricing = terms.billing.pricing;
    const Decimal rated = pricing ? pricing->unit_price.value_or(none) : none;
    Ratio price = Ratio::of(version.line.unit_price.value_or(rated));
    if (version.line.discount && version.line.discount->percent)
        price *= Ratio(1) - Ratio::of(*version.line.discount->percent) / Ratio(100);
    if (terms.tax && terms.tax->included) price /= Ratio(1) + Ratio::of(terms.tax->rate);
    return price * minor_units(Decimal::of(1), currency);
}

// Usage that a price model rates by billing periods (rules/rating/metered.h); it is billed so, too.
bool is_metered(const Promise& promise)
{
    return promise.versions().front().billing.plan == BillingPlan::usage &&
           rating::is_priced_by_model(promise.versions());
}

Result<Readings> as_metered(const Promise& promise)
{
    const LineVersion& version = promise.life().versions.front();
    const LineTerms& terms = promise.versions().front();
    const Date promised = version.from.date;
    const Date first = terms.term ? terms.term->first
                                  : version.line.start.value_or(promise.contract->terms.start.value_or(promised));
    std::vector<rating::MeterReading> used;
    std::vector<Moment> moments;
    const auto read = [&](const Happening& happening, const auto& usage) {
        used.push_back({happening.at.date, happening.event, usage.meter, usage.quantity, usage.amount});
        moments.push_back(happening.at);
    };
    for (const Happening& happening : promise.life().happenings) {
        if (const auto* usage = std::get_if<UsageRecorded>(&happening.fact)) read(happening, *usage);
        if (const auto* usage = std::get_if<UsageCorrected>(&happening.fact)) read(happening, *usage);
    }
    const Result<std::vector<rating::RatedReading>> rated =
        rating::rate_metered(rating::metered_line(address(promise), promise.life(), promise.versions(), first,
                                                  currency_of(promise)),
                             used);
    if (!rated) return rated.fault();
    const Ratio total = rated->empty() ? Ratio() : rated->back().total;
    Readings readings{{version.from, Cause::modification, version.event, {}, total}};
    std::size_t event = 0;
    for (const rating::RatedReading& reading : *rated) {
        const Moment at = reading.event == 0 ? end_of(reading.date) : moments[event++];
        readings.push_back({std::max(at, version.from), reading.event == 0 ? Cause::time : Cause::performance,
                            reading.event == 0 ? version.event : reading.event, reading.total, total});
    }
    return readings;
}

// A quantity at the unit price, or an amount as it is.
struct CalledOff { std::optional<Decimal> quantity, amount; };

std::optional<CalledOff> called_off(const Happening& happening, const LineTerms& terms)
{
    const bool delivered = terms.satisfied == Satisfied::point_in_time;
    if (const auto* usage = std::get_if<UsageRecorded>(&happening.fact))
        return CalledOff{usage->quantity, usage->amount};
    if (const auto* usage = std::get_if<UsageCorrected>(&happening.fact))
        return CalledOff{usage->quantity, usage->amount};
    if (const auto* delivery = std::get_if<OrderFulfilled>(&happening.fact);
        delivery != nullptr && terms.trigger == Trigger::fulfilment)
        return CalledOff{delivery->quantity, std::nullopt};
    if (const auto* accepted = std::get_if<AcceptanceRecorded>(&happening.fact);
        accepted != nullptr && delivered && terms.trigger == Trigger::acceptance)
        return CalledOff{accepted->quantity, std::nullopt};
    return std::nullopt;
}

// One price a unit, known, is all that this method computes with.
Outcome check_priced(const Promise& promise)
{
    for (std::size_t version = 0; version < promise.versions().size(); ++version) {
        const LineTerms& terms = promise.versions()[version];
        const Line& words = promise.life().versions[version].line;
        if (rating::is_priced_by_model(terms.billing.pricing))
            return Fault{"unsupported-pricing", address(promise) + ", billing.pricing",
                         "revenue as called off knows one price a unit, no tiers, minimum or included quantity",
                         "give the line a unit_price, and its minimum a line of its own"};
        if (words.per || !terms.billing.ramp.empty() || (words.discount && words.discount->amount))
            return Fault{"unsupported-pricing", address(promise),
                         "a line that is called off has one price a unit: no `per`, ramp or discount of an amount",
                         "give the line the unit_price after discount, and change it by contract.modified"};
    }
    const std::optional<BillingPlan> plan = promise.terms().billing.plan;
    const bool by_schedule = plan == BillingPlan::recurring || plan == BillingPlan::on_signing ||
                             plan == BillingPlan::installments;
    if (by_schedule && !promise.terms().open_quantity)
        return Fault{"unsupported-as-invoiced", address(promise) + ", treatment.measure",
                     "a price that is invoiced by a schedule is not called off, so nothing says what is earned",
                     "measure the line daily or monthly, or give it the quantity `open`"};
    return Done{};
}

Outcome check_known(const Promise& promise, const Happening& happening, const CalledOff& more, const Ratio& unit)
{
    if (more.amount) return Done{};
    if (!more.quantity)
        return Fault{"quantity-missing", address(promise) + ", " + happening.at.date.text(),
                     "the line is called off, and the event says neither how much nor for what amount",
                     "send the event with a quantity"};
    if (unit.is_zero() && !promise.words().unit_price && !promise.terms().billing.pricing)
        return Fault{"unit-price-missing", address(promise),
                     "a quantity is called off, and the line has no price a unit",
                     "give the line a unit_price (0.00 where it is free)"};
    return Done{};
}

}  // namespace

Result<Readings> as_called_off(const Promise& promise)
{
    if (is_metered(promise)) return as_metered(promise);
    const Outcome priced = check_priced(promise);
    if (!priced) return priced.fault();
    std::optional<Fault> fault;
    Readings readings;
    Ratio unit, done;
    const LineTerms* terms = &promise.versions().front();
    const Currency currency = currency_of(promise);
    walk_line(
        promise,
        [&](const LineVersion& version, const LineTerms& decided) {
            terms = &decided;
            unit = unit_price(version, decided, currency);
            readings.push_back({version.from, Cause::modification, version.event, done, {}});
        },
        [&](const Happening& happening) {
            const std::optional<CalledOff> more = called_off(happening, *terms);
            if (!more || fault || royalty_in(*promise.contract, happening)) return;
            const Outcome known = check_known(promise, happening, *more, unit);
            if (!known) fault = known.fault();
            else if (more->amount) done += minor_units(*more->amount, currency);
            else done += Ratio::of(more->quantity.value_or(Decimal())) * unit;
            readings.push_back({happening.at, Cause::performance, happening.event, done, {}});
        });
    if (fault) return *fault;
    for (Reading& reading : readings) {
        reading.total = done;
        if (reading.done.sign() >= 0) continue;
        return Fault{"progress-below-nothing", address(promise) + ", " + reading.at.date.text(),
                     "more was taken back than had been called off",
                     "correct the event that took back more than there was"};
    }
    return readings;
}

Ratio quantity_called_off(const Promise& promise, Moment through)
{
    Ratio sum;
    for (const Happening& happening : promise.life().happenings)
        if (const std::optional<CalledOff> more = called_off(happening, promise.terms());
            more && more->quantity && happening.at <= through)
            sum += Ratio::of(*more->quantity);
    return sum;
}

bool is_called_off_in_units(const Promise& promise)
{
    return !is_metered(promise) &&
           std::ranges::none_of(promise.life().happenings, [&](const Happening& happening) {
               const std::optional<CalledOff> more = called_off(happening, promise.terms());
               return more && (more->amount || royalty_in(*promise.contract, happening));
           });
}

Ratio unit_price_of(const Promise& promise, std::size_t version)
{
    return unit_price(promise.life().versions[version], promise.versions()[version], currency_of(promise));
}

}  // namespace earned
