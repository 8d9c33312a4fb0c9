#include "recognition/kept.h"

#include "recognition/agency.h"
#include "recognition/returns.h"
#include "recognition/sold.h"

#include <algorithm>

namespace earned {

namespace {

bool may_come_back(const Life& life)
{
    return life.lines.size() == 1 && !life.by_time && !life.called_off &&
           life.lines.front().terms().satisfied == Satisfied::point_in_time && may_come_back(life.lines.front());
}

Ratio not_kept(const Life& life, Moment at)
{
    const bool over = life.closed || life.ended;
    return not_kept(life.lines.front(), at, over ? Handed::so_far : Handed::all);
}

// So many units that come back, from the first that were sold on.
Gap gap_of(const Walk& walk, std::size_t place, const Ratio& units, Moment at)
{
    const GivenBack back = given_back(walk.lives[place], units, at, variable_ahead(walk, place));
    return {back.earned - back.stated, back.beside, back.exact - back.beside};
}

Gap without(const Gap& gap, const Gap& part)
{
    return {gap.minor - part.minor, gap.beside - part.beside, gap.exact - part.exact};
}

std::vector<std::size_t> places_of(const Walk& walk, std::size_t price)
{
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < walk.lives.size(); ++place)
        if (walk.lives[place].price == price && may_come_back(walk.lives[place])) places.push_back(place);
    return places;
}

Contingency* spread_of(Walk& walk, const std::vector<std::size_t>& places)
{
    for (Contingency& contingency : walk.contingencies)
        for (const Reach& reach : contingency.reaches)
            if (contingency.of_what_is_kept && std::find(places.begin(), places.end(), reach.life) != places.end())
                return &contingency;
    return nullptr;
}

// Whether a discount stands with the lines that bear it (606-10-32-37, 32-34(c)).
bool places_discounts(const Walk& walk)
{
    return std::any_of(walk.group.contracts.begin(), walk.group.contracts.end(),
                       [](const Contract& contract) { return !contract.terms.bundles.empty(); }) ||
           std::any_of(walk.lives.begin(), walk.lives.end(),
                       [](const Life& life) { return life.lines.front().terms().ssp_method == SspMethod::residual; });
}

Ratio supplied_of(const Life& life)
{
    Ratio supplied;
    for (const Promise& promise : life.lines) supplied += supplied_of(promise);
    return supplied;
}

bool is_at_its_worth(const Life& life, const Ratio& share)
{
    Ratio worth = -supplied_of(life);
    for (std::size_t line = 0; line < life.lines.size(); ++line) worth += worth_of(life, line);
    return worth == share;
}

// What goes on, and what has been performed since their price was shared anew: what had been performed by then is no
// part of what was shared (606-10-25-13(a), IFRS 15.21(a)).
std::vector<std::size_t> sharers(const Walk& walk, std::size_t price)
{
    std::vector<std::size_t> places;
    std::optional<Moment> shared;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        if (life.price != price || life.called_off || life.closed || life.ended) continue;
        places.push_back(place);
        shared = std::max(shared, life.shared);
    }
    std::erase_if(places, [&](std::size_t place) {
        const Life& life = walk.lives[place];
        return life.shared < shared && life.lines.front().life().versions.front().from < *shared;
    });
    return places;
}

// Who shares the price, by what each has of it without what is variable: where a discount is placed, who bears it.
std::vector<Reach> bearers(const Walk& walk, std::size_t price)
{
    std::vector<Reach> reaches;
    Ratio sum;
    const bool placed = places_discounts(walk);
    const std::vector<std::size_t> sharing = sharers(walk, price);
    for (const std::size_t place : sharing) {
        const Life& life = walk.lives[place];
        const Ratio share = max(life.now.share - variable_ahead(walk, place) - supplied_of(life), Ratio());
        if (placed && !life.since && is_at_its_worth(life, share)) continue;
        reaches.push_back({place, Ratio(), share});
        sum += share;
    }
    if (sharing.size() < 2 || sum.sign() <= 0) return {};
    for (Reach& reach : reaches) reach.remaining /= sum;
    return reaches;
}

Contingency* begin_spread(Walk& walk, std::size_t price)
{
    Contingency contingency;
    contingency.of_what_is_kept = true;
    contingency.reaches = bearers(walk, price);
    if (contingency.reaches.empty()) return nullptr;
    contingency.words.id = "price of what is kept";  // no event names it so
    walk.contingencies.push_back(std::move(contingency));
    return &walk.contingencies.back();
}

// So much is spread, exactly and in whole minor units: what was performed takes its part at once.
void spread_amount(Walk& walk, Contingency& spread, const Ratio& exact, std::int64_t counted)
{
    const Ratio more = exact - Ratio(spread.counted) - spread.rest;
    const std::vector<std::int64_t> parts = parts_of(counted, spread), before = parts_of(spread.counted, spread);
    std::vector<Life*> lives;
    std::vector<Ratio> shares;
    std::int64_t whole = 0;
    for (std::size_t turn = 0; turn < spread.reaches.size(); ++turn) {
        const Reach& reach = spread.reaches[turn];
        Life& life = walk.lives[reach.life];
        life.now.base += parts[2 * turn] - before[2 * turn];
        if (reach.remaining.is_zero()) continue;
        life.now.share += more * reach.remaining;
        whole += life.now.whole + parts[2 * turn + 1] - before[2 * turn + 1];
        shares.push_back(life.now.share);
        lives.push_back(&life);
    }
    spread.counted = counted;
    spread.rest = exact - Ratio(counted);
    if (lives.empty()) return;
    const Life& first = *lives.front();
    const std::vector<std::int64_t> wholes = in_whole_units(whole, shares, first.conventions().residue, first.now.unit);
    for (std::size_t place = 0; place < lives.size(); ++place) lives[place]->now.whole = wholes[place];
}

// A price, what of its goods comes back, and what the gaps were.
struct Sharing {
    Walk& walk;
    Moment at;
    std::vector<std::size_t> places;
    std::vector<Ratio> units;
    Gap before;

    // By how much they have changed.
    Gap change() const
    {
        Gap sum;
        for (std::size_t turn = 0; turn < places.size(); ++turn) {
            const Gap gap = gap_of(walk, places[turn], units[turn], at);
            sum = {sum.minor + gap.minor, sum.beside + gap.beside, sum.exact + gap.exact};
        }
        return without(sum, before);
    }
    // So much of what is spread is held back again, of what comes back.
    Ratio held_again(const Contingency& spread) const
    {
        Ratio held;
        for (std::size_t turn = 0; turn < places.size(); ++turn)
            for (const Reach& reach : spread.reaches)
                if (reach.life == places[turn])
                    held += reach.remaining * given_back(walk.lives[reach.life], units[turn], at, Ratio()).of_rest;
        return held;
    }
    bool is_spread() const
    {
        const Gap gap = change();
        return gap.exact.is_zero() && abs(Ratio(gap.minor) - gap.beside) < Ratio(1);
    }
};

bool comes_back(const Sharing& sharing, std::size_t life)
{
    const auto turn = std::find(sharing.places.begin(), sharing.places.end(), life) - sharing.places.begin();
    const auto place = static_cast<std::size_t>(turn);
    return place < sharing.places.size() && !sharing.units[place].is_zero();
}

// What rounding leaves over is with those of which nothing comes back, each nearest to its exact share; where they
// have nothing ahead, with the first of them.
void settle_rest(const Sharing& sharing, const Contingency& spread, std::int64_t left)
{
    std::vector<Segment*> ahead;
    std::vector<Ratio> shares;
    Segment* performed = nullptr;
    for (const Reach& reach : spread.reaches) {
        if (comes_back(sharing, reach.life)) continue;
        Segment& now = sharing.walk.lives[reach.life].now;
        if (performed == nullptr && !reach.past.is_zero()) performed = &now;
        if (reach.remaining.is_zero()) continue;
        left += now.whole;
        ahead.push_back(&now);
        shares.push_back(now.share);
    }
    if (ahead.empty()) {
        if (performed != nullptr) performed->base += left;
        return;
    }
    const Residue residue = sharing.walk.lives[spread.reaches.front().life].conventions().residue;
    const std::vector<std::int64_t> wholes = in_whole_units(left, shares, residue, ahead.front()->unit);
    for (std::size_t place = 0; place < ahead.size(); ++place) ahead[place]->whole = wholes[place];
}

void find_amount(const Sharing& sharing, Contingency& spread)
{
    const Ratio kept = Ratio(1) - sharing.held_again(spread);
    if (kept.sign() <= 0) return;
    const std::int64_t before = spread.counted;
    const Ratio exact = Ratio(before) + spread.rest + sharing.change().exact / kept;
    spread_amount(sharing.walk, spread, exact, exact.rounded(Round::half_away));
    const Gap gap = sharing.change();
    const Ratio left = Ratio(gap.minor - (spread.counted - before)) - gap.beside;
    settle_rest(sharing, spread, left.rounded(Round::down));
}

Outcome begin_reached(Walk& walk, const Contingency& spread, const Turn& turn)
{
    for (const Reach& reach : spread.reaches) {
        Life& life = walk.lives[reach.life];
        if (life.out.segments.empty()) continue;
        if (const Outcome begun = begin(life, turn); !begun) return begun;
    }
    return Done{};
}

// Goods that may come back have more or less of the price than is given back for them: by less than a minor unit it
// is rounding and no discount.
bool shares_a_discount(const Walk& walk, const std::vector<std::size_t>& places)
{
    return std::any_of(places.begin(), places.end(), [&](std::size_t place) {
        const Life& life = walk.lives[place];
        const Ratio share = life.now.share - variable_ahead(walk, place);
        return !life.closed && !life.ended && Ratio(1) <= abs(share - Ratio(life.now.stated_whole));
    });
}

// Its part of what is left was shared anew in whole minor units.
bool is_counted_anew(const Walk& walk, const Contingency& spread, const Turn& turn)
{
    return std::any_of(spread.reaches.begin(), spread.reaches.end(),
                       [&](const Reach& reach) { return walk.lives[reach.life].since == turn.at; });
}

Outcome share_one_price(Walk& walk, std::size_t price, const Turn& turn, const std::vector<Gaps>& before)
{
    Sharing sharing{walk, turn.at, places_of(walk, price), {}, {}};
    Gap& was = sharing.before;
    for (const std::size_t place : sharing.places) {
        Life& life = walk.lives[place];
        life.not_kept = not_kept(life, turn.at);
        sharing.units.push_back(max(life.not_kept - come_back_by_since(life), Ratio()));
        if (before.size() <= place) continue;
        const Gap& gap = life.since == turn.at ? before[place].ahead : before[place].all;
        was = {was.minor + gap.minor, was.beside + gap.beside, was.exact + gap.exact};
    }
    Contingency* spread = spread_of(walk, sharing.places);
    if (spread != nullptr && is_counted_anew(walk, *spread, turn)) spread->rest = Ratio();
    if (spread == nullptr && shares_a_discount(walk, sharing.places)) spread = begin_spread(walk, price);
    if (spread == nullptr || sharing.is_spread()) return Done{};
    find_amount(sharing, *spread);
    return begin_reached(walk, *spread, turn);
}

}  // namespace

Ratio variable_ahead(const Walk& walk, std::size_t life)
{
    Ratio sum;
    for (const Contingency& contingency : walk.contingencies) {
        if (contingency.of_what_is_kept || contingency.increment_of || lowers_the_right(contingency.words)) continue;
        for (const Reach& reach : contingency.reaches)
            if (reach.life == life) sum += Ratio(contingency.counted) * reach.remaining;
    }
    return sum;
}

std::vector<Gaps> gaps_of(const Walk& walk, Moment at)
{
    std::vector<Gaps> gaps(walk.lives.size());
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        if (!may_come_back(life)) continue;
        const Ratio units = max(life.not_kept - come_back_by_since(life), Ratio());
        const Gap all = gap_of(walk, place, units, at);
        const Gap back = gap_of(walk, place, min(units, come_back_since(life, at)), at);
        gaps[place] = {all, without(all, back)};
    }
    return gaps;
}

Outcome share_what_is_kept(Walk& walk, const Turn& turn, const std::vector<Gaps>& before)
{
    if (walk.group.contracts.front().terms.financing) return Done{};  // its goods are alone (financing.cpp)
    for (std::size_t price = 0; price < walk.prices; ++price)
        if (const Outcome shared = share_one_price(walk, price, turn, before); !shared) return shared;
    return Done{};
}

Outcome forget_what_is_kept(Walk& walk, const Turn& turn)
{
    for (Life& life : walk.lives) life.not_kept = Ratio();
    for (Contingency& contingency : walk.contingencies) {
        if (!contingency.of_what_is_kept) continue;
        spread_amount(walk, contingency, Ratio(), 0);
        if (const Outcome begun = begin_reached(walk, contingency, turn); !begun) return begun;
    }
    std::erase_if(walk.contingencies, [](const Contingency& each) { return each.of_what_is_kept; });
    return Done{};
}

}  // namespace earned
