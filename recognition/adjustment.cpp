#include "recognition/adjustment.h"

namespace earned {

namespace {

void add_from(Obligation& obligation, Moment at, std::int64_t event, std::int64_t amount)
{
    const std::size_t first = split(obligation, at, Cause::estimate, event);
    for (std::size_t place = first; place < obligation.segments.size(); ++place)
        obligation.segments[place].base += amount;
}

}  // namespace

void adjust(Life& life, Currency currency)
{
    for (const Promise& promise : life.lines)
        for (const Happening& happening : promise.life().happenings) {
            const auto* adjusted = std::get_if<RevenueAdjusted>(&happening.fact);
            if (adjusted == nullptr) continue;
            const std::int64_t amount = minor_units(adjusted->amount, currency).rounded(Round::half_away);
            add_from(life.out, happening.at, happening.event, amount);
            if (adjusted->until && !adjusted->permanent)
                add_from(life.out, {*adjusted->until, Rank::lapse, happening.at.order}, happening.event, -amount);
        }
}

}  // namespace earned
