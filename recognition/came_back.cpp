#include "recognition/came_back.h"

#include "recognition/returns.h"

#include <algorithm>

namespace earned {

bool may_return(const Life& life)
{
    const Promise& promise = life.lines.front();
    return life.lines.size() == 1 && !life.by_time && !life.called_off &&
           promise.terms().satisfied == Satisfied::point_in_time && (may_come_back(promise) || has_come_back(promise));
}

std::size_t spread_of(const Walk& walk, std::size_t price)
{
    std::size_t place = 0;
    const auto is_of = [&](const Contingency& contingency) {
        return contingency.of_what_is_kept && std::ranges::any_of(contingency.reaches, [&](const Reach& reach) {
                   return walk.lives[reach.life].price == price;
               });
    };
    while (place < walk.contingencies.size() && !is_of(walk.contingencies[place])) ++place;
    return place;
}

VariablePart variable_ahead(const Walk& walk, std::size_t life)
{
    VariablePart part;
    for (std::size_t place = 0; place < walk.contingencies.size(); ++place) {
        const Contingency& contingency = walk.contingencies[place];
        if (contingency.of_what_is_kept || contingency.increment_of || lowers_the_right(contingency.words)) continue;
        Ratio ahead;
        for (const Reach& reach : contingency.reaches)
            if (reach.life == life) ahead += (Ratio(contingency.counted) + contingency.rest) * reach.remaining;
        part.all += ahead;
        if (!is_for_the_whole(contingency)) continue;
        part.of_whole.resize(place + 1);
        part.of_whole[place] = ahead;
    }
    return part;
}

Ratio CameBack::part_of(const Contingency& contingency) const
{
    const bool is_kept = is_for_the_whole(contingency) || contingency.of_what_is_kept;
    return !is_kept ? Ratio() : contingency.waits ? undone : again;
}

CameBack came_back(const Walk& walk, std::size_t place, Moment at)
{
    const Life& life = walk.lives[place];
    CameBack back;
    if (!may_return(life)) return back;
    const VariablePart beside = variable_ahead(walk, place);
    const Moment before = just_before(at);
    const Ratio units = min(max(life.not_kept - come_back_by_since(life), Ratio()), come_back_since(life, before));
    const GivenBack all = given_back(life, units, life.back_of_sold, before, beside);
    const GivenBack sold = given_back_of_sold(life, before);
    const std::size_t spread = spread_of(walk, life.price);
    back.again = share_ahead(life, units, before);
    back.undone = share_ahead(life, sold.units, before);
    back.taken.resize(walk.contingencies.size());
    Ratio twice;
    for (std::size_t amount = 0; amount < walk.contingencies.size(); ++amount) {
        const Contingency& contingency = walk.contingencies[amount];
        const bool shared = amount == spread;
        const Ratio ahead = shared ? life.now.share - Ratio(life.now.stated_whole) - beside.all : beside.of(amount);
        twice += ahead * back.part_of(contingency);
        if (contingency.waits)
            twice -= shared ? sold.exact - sold.beside.all : sold.beside.of(amount);
        else
            back.taken[amount] = all.beside.of(amount);
    }
    back.twice = twice.rounded(Round::half_away);
    return back;
}

CameBack settle_what_came_back(Walk& walk, std::size_t place, const Ratio& progress, Moment at)
{
    Life& life = walk.lives[place];
    CameBack back = came_back(walk, place, at);
    Ratio taken;
    for (std::size_t amount = 0; amount < back.taken.size(); ++amount) {
        walk.contingencies[amount].settled += back.taken[amount];
        taken += back.taken[amount];
    }
    back.gone = lay_by(life, progress, at, variable_ahead(walk, place));
    life.back_above_stated += back.gone.earned - back.gone.stated + back.twice - taken.rounded(Round::half_away);
    return back;
}

}  // namespace earned
