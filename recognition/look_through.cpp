#include "recognition/look_through.h"

#include "recognition/redemption.h"

#include <algorithm>

namespace earned {

namespace {

Ratio price_of_one(const Promise& promise)
{
    const LineTerms& terms = promise.terms();
    if (!terms.quantity.is_zero()) return Ratio(terms.stated.minor()) / Ratio::of(terms.quantity);
    return minor_units(promise.words().unit_price.value_or(Decimal()), currency_of(promise));
}

}  // namespace

std::vector<Turn> looked_through_turns(const Promise& promise)
{
    std::vector<Turn> turns;
    if (!is_looked_through(promise.words())) return turns;
    for (const Happening& happening : promise.life().happenings) {
        const auto* estimate = std::get_if<EstimateRevised>(&happening.fact);
        if (estimate != nullptr && estimate->expected_exercise)
            turns.push_back({happening.at, Cause::estimate, happening.event});
        if (std::holds_alternative<OptionExercised>(happening.fact))
            turns.push_back({happening.at, Cause::performance, happening.event});
    }
    if (const std::optional<Moment> lapse = lapses_at(promise)) turns.push_back({*lapse, Cause::time, 0});
    return turns;
}

Outcome expect_anew(Walk& walk, const Promise& promise, const Turn& turn)
{
    const Ratio each = price_of_one(promise);
    const Ratio before = expected_to_buy(promise, just_before(turn.at)), now = expected_to_buy(promise, turn.at);
    const std::int64_t change = (each * now).rounded(Round::half_away) - (each * before).rounded(Round::half_away);
    if (change == 0) return Done{};
    for (Life& life : walk.lives) {
        if (life.ended || life.closed || !life.has(promise.contract->id, promise.life().id)) continue;
        life.now.share += Ratio(change);
        life.now.whole += change;
        life.now.stated_whole += change;
        const Outcome begun = begin(life, turn);
        if (!begun) return begun;
        record_all(walk, turn.at, turn.event);
    }
    return Done{};
}

}  // namespace earned
