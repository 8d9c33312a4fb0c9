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

bool is_valued_with_time(const Promise& promise)
{
    return promise.words().noncash && !promise.terms().billing.ramp.empty() && passes_with_time(promise.terms());
}

std::vector<Date> days_of_new_worth(const Promise& promise)
{
    std::vector<Date> days;
    if (!is_valued_with_time(promise)) return days;
    for (const Ramp& step : promise.terms().billing.ramp)
        if (promise.life().versions.front().from.date < step.from && step.from <= promise.terms().term->last)
            days.push_back(step.from);
    return days;
}

Outcome value_anew(Walk& walk, const Promise& promise, Date day)
{
    const Currency currency = walk.earned.currency;
    const std::optional<Ratio> promised =
        worth_on(promise.terms(), promise.life().versions.front().from.date, currency);
    const std::optional<Ratio> worth = worth_on(promise.terms(), day, currency);
    if (!promised || !worth || promised->is_zero()) return Done{};
    const Moment at{day, Rank::reference, 0};
    for (Life& life : walk.lives) {
        if (life.ended || life.closed || !life.has(promise.contract->id, promise.life().id)) continue;
        const Ratio progress = progress_at(life.out, just_before(at), day.previous());
        const Ratio left = Ratio(1) - done_of(life, 0, at, day.previous());
        life.now.base = earned_total(life.counted(), progress);
        life.now.stated_base = stated_total(life.counted(), progress);
        life.now.share = Ratio(promise.terms().stated.minor()) * *worth / *promised * left;
        life.now.whole = life.now.stated_whole = life.now.share.rounded(life.now.rounding);
        life.since = at;
        if (const Outcome begun = begin(life, {at, Cause::time, 0}); !begun) return begun;
        record_all(walk, at, 0);
    }
    return Done{};
}

}  // namespace earned
