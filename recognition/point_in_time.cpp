#include "recognition/point_in_time.h"

#include "recognition/tally.h"

namespace earned {

namespace {

std::optional<std::optional<Decimal>> handed_over(const Happening& happening, Trigger trigger)
{
    if (const auto* delivery = std::get_if<OrderFulfilled>(&happening.fact);
        delivery != nullptr && trigger == Trigger::fulfilment)
        return delivery->quantity;
    if (const auto* acceptance = std::get_if<AcceptanceRecorded>(&happening.fact);
        acceptance != nullptr && trigger == Trigger::acceptance)
        return acceptance->quantity;
    return std::nullopt;
}

Date first_day(const Promise& promise)
{
    if (promise.terms().term) return promise.terms().term->first;
    return promise.contract->terms.start.value_or(promise.life().versions.front().from.date);
}

// All of it on the first day, whenever the contract was signed.
Readings on_the_first_day(const Promise& promise)
{
    const LineVersion& promised = promise.life().versions.front();
    const Moment starts{first_day(promise), Rank::fulfilment};
    const Reading signing{promised.from, Cause::performance, promised.event, 0, 1};
    const Reading start{starts, Cause::performance, promised.event, 1, 1};
    if (starts < promised.from) return {start};
    return {signing, start};
}

}  // namespace

Result<Readings> at_a_point_in_time(const Promise& promise)
{
    if (promise.terms().trigger == Trigger::start) return on_the_first_day(promise);
    Tally tally(promise);
    const Trigger trigger = promise.terms().trigger;
    walk_line(
        promise,
        [&](const LineVersion& version, const LineTerms& terms) {
            tally.promise(version, Ratio::of(terms.quantity));
        },
        [&](const Happening& happening) {
            const auto quantity = handed_over(happening, trigger);
            if (quantity && *quantity) tally.move(happening, Ratio::of(**quantity));
            if (quantity && !*quantity) tally.reach(happening, tally.total());
        });
    return std::move(tally).readings("units delivered",
                                     "correct the quantity delivered, or modify the line's");
}

}  // namespace earned
