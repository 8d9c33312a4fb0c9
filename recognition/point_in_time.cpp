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
    Readings readings{start};
    if (promised.from <= starts) readings.insert(readings.begin(), signing);
    const Ratio all = Ratio::of(promise.terms().quantity);
    Ratio back;
    for (const Happening& happening : promise.life().happenings) {
        const auto* returned = std::get_if<GoodsReturned>(&happening.fact);
        if (returned == nullptr || all.sign() <= 0) continue;
        back += Ratio::of(returned->quantity);
        readings.push_back({happening.at, Cause::performance, happening.event, (all - back) / all, 1});
    }
    return readings;
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
            if (const auto* returned = std::get_if<GoodsReturned>(&happening.fact))
                tally.move(happening, -Ratio::of(returned->quantity));
        });
    return std::move(tally).readings("units delivered",
                                     "correct the quantity delivered, or modify the line's");
}

Ratio handed_over_by(const Promise& promise, Moment at)
{
    const Trigger trigger = promise.terms().trigger;
    Ratio ordered, all, back;
    walk_line(
        promise,
        [&](const LineVersion& version, const LineTerms& terms) {
            if (version.from <= at) ordered = Ratio::of(terms.quantity);
        },
        [&](const Happening& happening) {
            if (at < happening.at) return;
            if (const auto* returned = std::get_if<GoodsReturned>(&happening.fact)) back += Ratio::of(returned->quantity);
            const auto quantity = handed_over(happening, trigger);
            if (quantity) all += *quantity ? Ratio::of(**quantity) : ordered - all + back;
        });
    if (trigger == Trigger::start) return Moment{first_day(promise), Rank::fulfilment} <= at ? ordered : Ratio();
    return all;
}

}  // namespace earned
