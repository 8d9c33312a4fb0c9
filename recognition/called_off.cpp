#include "recognition/called_off.h"

#include "recognition/tally.h"

namespace earned {

namespace {

// What one unit adds to the price, net of tax, in minor units.
Ratio unit_price(const LineVersion& version, const LineTerms& terms)
{
    const Decimal none;
    const std::optional<Pricing>& pricing = terms.billing.pricing;
    const Decimal rated = pricing ? pricing->unit_price.value_or(none) : none;
    Ratio price = Ratio::of(version.line.unit_price.value_or(rated));
    if (version.line.discount && version.line.discount->percent)
        price *= Ratio(1) - Ratio::of(*version.line.discount->percent) / Ratio(100);
    if (terms.tax && terms.tax->included) price /= Ratio(1) + Ratio::of(terms.tax->rate);
    return price * minor_units(Decimal::of(1), terms.stated.currency());
}

bool is_rated(const LineTerms& terms)
{
    const std::optional<Pricing>& pricing = terms.billing.pricing;
    return pricing && (pricing->model != PriceModel::per_unit || pricing->included ||
                       pricing->minimum || !pricing->tiers.empty());
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
        return CalledOff{delivery->quantity.value_or(Decimal()), std::nullopt};
    if (const auto* accepted = std::get_if<AcceptanceRecorded>(&happening.fact);
        accepted != nullptr && delivered && terms.trigger == Trigger::acceptance)
        return CalledOff{accepted->quantity.value_or(Decimal()), std::nullopt};
    return std::nullopt;
}

}  // namespace

Result<Readings> as_called_off(const Promise& promise)
{
    if (is_rated(promise.terms()))
        return Fault{"measure-unsupported", address(promise) + ", billing.pricing",
                     "revenue as called off knows one price a unit, no tiers, minimum or included "
                     "quantity",
                     "give the line a unit_price, and its minimum a line of its own"};
    Readings readings;
    Ratio unit, done;
    const LineTerms* terms = &promise.versions().front();
    walk_line(
        promise,
        [&](const LineVersion& version, const LineTerms& decided) {
            terms = &decided;
            unit = unit_price(version, decided);
            readings.push_back({version.from, Cause::modification, version.event, done, {}});
        },
        [&](const Happening& happening) {
            const std::optional<CalledOff> more = called_off(happening, *terms);
            if (!more) return;
            if (more->amount) done += minor_units(*more->amount, terms->stated.currency());
            else done += Ratio::of(more->quantity.value_or(Decimal())) * unit;
            readings.push_back({happening.at, Cause::performance, happening.event, done, {}});
        });
    for (Reading& reading : readings) {
        reading.total = done;
        if (reading.done.sign() >= 0) continue;
        return Fault{"progress-below-nothing", address(promise) + ", " + reading.at.date.text(),
                     "more was taken back than had been called off",
                     "correct the event that took back more than there was"};
    }
    return readings;
}

Ratio quantity_called_off(const Promise& promise)
{
    Ratio sum;
    for (const Happening& happening : promise.life().happenings)
        if (const std::optional<CalledOff> more = called_off(happening, promise.terms());
            more && more->quantity)
            sum += Ratio::of(*more->quantity);
    return sum;
}

}  // namespace earned
