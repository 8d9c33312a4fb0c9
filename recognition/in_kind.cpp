#include "recognition/in_kind.h"

#include "recognition/point_in_time.h"
#include "recognition/units.h"

namespace earned {

namespace {

// Of a unit, in minor units: the price that is in force.
std::optional<Ratio> worth_on(const LineTerms& terms, Date date, Currency currency)
{
    std::optional<Ratio> worth;
    for (const Ramp& step : terms.billing.ramp)
        if (step.from <= date && step.unit_price) worth = minor_units(*step.unit_price, currency);
    return worth;
}

}  // namespace

Result<Readings> paid_in_kind(const Promise& promise)
{
    const LineTerms& terms = promise.versions().front();
    const bool handed_over = terms.satisfied == Satisfied::point_in_time;
    Result<Readings> counted = handed_over ? at_a_point_in_time(promise) : by_units(promise);
    if (!counted) return counted;
    // What starts at a day is read as a share, the rest in units.
    const bool as_share = handed_over && terms.trigger == Trigger::start;
    const Ratio each = as_share ? Ratio::of(terms.quantity) : Ratio(1);
    const Currency currency = currency_of(promise);
    Ratio units, done;
    for (Reading& reading : *counted) {
        const std::optional<Ratio> worth = worth_on(terms, reading.at.date, currency);
        const Ratio more = reading.done * each - units;
        if (!worth && !more.is_zero())
            return Fault{"rate-missing", address(promise) + ", " + reading.at.date.text(),
                         "nothing says what is paid for it was worth on that day",
                         "send rate.published from the item, dated that day or before"};
        if (worth) done += more * *worth;
        units += more;
        reading.done = done;
    }
    for (Reading& reading : *counted) reading.total = done;
    return counted;
}

}  // namespace earned
