#include "recognition/kept.h"

#include "recognition/agency.h"
#include "recognition/came_back.h"
#include "recognition/returns.h"
#include "recognition/sold.h"

#include <algorithm>
#include <utility>

namespace earned {

namespace {

Ratio not_kept(const Life& life, Moment at)
{
    const bool over = life.closed || life.ended;
    return not_kept(life.lines.front(), at, over ? Handed::so_far : Handed::all);
}

// So many units that come back, from the first that were sold on.
Gap gap_of(const Walk& walk, std::size_t place, const Ratio& units, const Ratio& back_of_sold, Moment at)
{
    const GivenBack back = given_back(walk.lives[place], units, back_of_sold, at, variable_ahead(walk, place));
    return {back.earned - back.stated, back.beside, back.exact - back.beside.all};
}

std::vector<std::size_t> places_of(const Walk& walk, std::size_t price)
{
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < walk.lives.size(); ++place)
        if (walk.lives[place].price == price && may_return(walk.lives[place])) places.push_back(place);
    return places;
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
// Where it is below nothing (more was earned than the rest is worth), by that.
std::vector<Reach> bearers(const Walk& walk, std::size_t price)
{
    std::vector<Reach> reaches;
    Ratio sum, below;
    const bool placed = places_discounts(walk);
    const std::vector<std::size_t> sharing = sharers(walk, price);
    for (const std::size_t place : sharing) {
        const Life& life = walk.lives[place];
        const Ratio share = life.now.share - variable_ahead(walk, place).all - supplied_of(life);
        if (placed && !life.since && is_at_its_worth(life, share)) continue;
        reaches.push_back({place, Ratio(), share});
        (share.sign() < 0 ? below : sum) += share;
    }
    const Ratio all = sum.is_zero() ? below : sum;
    if (sharing.size() < 2 || all.is_zero()) return {};
    for (Reach& reach : reaches) reach.remaining = max(reach.remaining / all, Ratio());
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

// Goods that may come back: of which life, so many of them in the end, and what their gap was. `settled`: what remains
// is agreed anew, and what came back is no part of it.
struct Returnable {
    std::size_t life;
    Ratio units;
    Gaps before;
    bool settled = false;
};

// Of what was made up, and while none of it could be.
Gap change_of(const Walk& walk, const Returnable& goods, bool waits, Moment at)
{
    Gap gap = gap_of(walk, goods.life, goods.units, walk.lives[goods.life].back_of_sold, at);
    gap.add(goods.settled && !waits ? goods.before.ahead : goods.before.all, -1);
    return gap;
}

// So much of what is spread is held back again, of what comes back.
Ratio held_again(const Walk& walk, const std::vector<Returnable>& returnable, const Contingency& spread, Moment at)
{
    Ratio held;
    for (const Returnable& goods : returnable) {
        const Life& life = walk.lives[goods.life];
        const Ratio of_rest = given_back(life, goods.units, life.back_of_sold, at, {}).of_rest;
        for (const Reach& reach : spread.reaches)
            if (reach.life == goods.life) held += reach.remaining * of_rest;
    }
    return held;
}

// One price, and what of its goods comes back.
struct Sharing {
    Walk& walk;
    Moment at;
    bool waits = false;
    std::vector<Returnable> returnable = {};

    // By how much the gaps have changed.
    Gap change() const
    {
        Gap sum;
        for (const Returnable& goods : returnable) sum.add(change_of(walk, goods, waits, at));
        return sum;
    }
    bool is_spread() const
    {
        const Gap gap = change();
        return !waits && gap.exact.is_zero() && abs(Ratio(gap.minor) - gap.beside.all) < Ratio(1);
    }
};

bool comes_back(const Sharing& sharing, std::size_t life)
{
    return std::any_of(sharing.returnable.begin(), sharing.returnable.end(),
                       [&](const Returnable& goods) { return goods.life == life && !goods.units.is_zero(); });
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

// Whether it is another than before.
bool find_amount(const Sharing& sharing, Contingency& spread)
{
    const Ratio kept = Ratio(1) - held_again(sharing.walk, sharing.returnable, spread, sharing.at);
    const Ratio change = spread.waiting + sharing.change().exact;
    const bool is_spread = sharing.is_spread();
    spread.waits = kept.sign() <= 0;
    if (spread.waits) spread.waiting = change;
    if (spread.waits || is_spread) return false;
    const std::int64_t before = spread.counted;
    const Ratio waited = std::exchange(spread.waiting, Ratio()), exact = Ratio(before) + spread.rest + change / kept;
    spread_amount(sharing.walk, spread, exact, exact.rounded(Round::half_away));
    const Gap gap = sharing.change();
    const Ratio left = Ratio(gap.minor - (spread.counted - before)) + waited - gap.beside.all;
    settle_rest(sharing, spread, left.rounded(Round::down));
    return true;
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
        const Ratio share = life.now.share - variable_ahead(walk, place).all;
        return !life.closed && !life.ended && Ratio(1) <= abs(share - Ratio(life.now.stated_whole));
    });
}

// Its part of what is left was shared anew in whole minor units.
bool is_counted_anew(const Walk& walk, const Contingency& spread, const Turn& turn)
{
    return std::any_of(spread.reaches.begin(), spread.reaches.end(),
                       [&](const Reach& reach) { return walk.lives[reach.life].since == turn.at; });
}

Outcome share_one_price(Walk& walk, std::size_t price, const Turn& turn, const std::vector<Returnable>& all)
{
    const std::vector<std::size_t> places = places_of(walk, price);
    const std::size_t known = spread_of(walk, price);
    Contingency* spread = known < walk.contingencies.size() ? &walk.contingencies[known] : nullptr;
    Sharing sharing{walk, turn.at, spread != nullptr && spread->waits};
    for (const Returnable& goods : all) {
        if (walk.lives[goods.life].price != price) continue;
        sharing.returnable.push_back(goods);
        if (spread == nullptr) sharing.returnable.back().before = {};  // none of it has been spread
    }
    if (spread != nullptr && is_counted_anew(walk, *spread, turn)) spread->rest = Ratio();
    if (spread == nullptr && shares_a_discount(walk, places)) spread = begin_spread(walk, price);
    if (spread == nullptr) return Done{};
    return find_amount(sharing, *spread) ? begin_reached(walk, *spread, turn) : Done{};
}

// What goods that come back take with them of an amount for the whole contract is of those that are kept.
Outcome make_up(Walk& walk, std::size_t place, const Turn& turn, const std::vector<Returnable>& returnable)
{
    Contingency& amount = walk.contingencies[place];
    Ratio change = std::exchange(amount.waiting, Ratio()), kept(1);
    if (is_counted_anew(walk, amount, turn)) change += std::exchange(amount.rest, Ratio());
    if (is_for_the_whole(amount)) {
        for (const Returnable& goods : returnable)
            change += change_of(walk, goods, amount.waits, turn.at).beside.of(place);
        kept -= held_again(walk, returnable, amount, turn.at);
    } else {
        change = Ratio(-amount.beyond) - amount.rest;  // it has become an amount a unit
    }
    amount.waits = kept.sign() <= 0;
    if (amount.waits) amount.waiting = std::exchange(change, Ratio());
    if (change.is_zero()) return Done{};
    const std::int64_t before = amount.counted;
    const Ratio exact = Ratio(before) + amount.rest + change / kept;
    spread_amount(walk, amount, exact, exact.rounded(Round::half_away));
    amount.beyond += amount.counted - before;
    return begin_reached(walk, amount, turn);
}

// What is kept of the goods is counted as known at the turn.
std::vector<Returnable> count_anew(Walk& walk, const Turn& turn, const std::vector<Gaps>& before)
{
    std::vector<Returnable> returnable;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        Life& life = walk.lives[place];
        if (!may_return(life)) continue;
        life.not_kept = not_kept(life, turn.at);
        life.back_of_sold = come_back_of_sold(life, turn.at);
        Returnable goods{place, max(life.not_kept - come_back_by_since(life), Ratio()), {}, life.since == turn.at};
        if (place < before.size()) goods.before = before[place];
        returnable.push_back(std::move(goods));
    }
    return returnable;
}

}  // namespace

void Gap::add(const Gap& other, std::int64_t times)
{
    minor += other.minor * times;
    exact += other.exact * Ratio(times);
    beside.add(other.beside, Ratio(times));
}

std::vector<Gaps> gaps_of(const Walk& walk, Moment at)
{
    std::vector<Gaps> gaps(walk.lives.size());
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        if (!may_return(life)) continue;
        const Ratio units = max(life.not_kept - come_back_by_since(life), Ratio());
        const Gap all = gap_of(walk, place, units, life.back_of_sold, at);
        gaps[place] = {all, all};
        gaps[place].ahead.add(gap_of(walk, place, min(units, come_back_since(life, at)), life.back_of_sold, at), -1);
    }
    return gaps;
}

Outcome share_what_is_kept(Walk& walk, const Turn& turn, const std::vector<Gaps>& before)
{
    const std::vector<Returnable> returnable = count_anew(walk, turn, before);
    if (returnable.empty()) return Done{};
    for (std::size_t place = 0; place < walk.contingencies.size(); ++place)
        if (is_for_the_whole(walk.contingencies[place]) || walk.contingencies[place].beyond != 0)
            if (const Outcome made_up = make_up(walk, place, turn, returnable); !made_up) return made_up;
    if (walk.group.contracts.front().terms.financing) return Done{};  // its goods are alone (financing.cpp)
    for (std::size_t price = 0; price < walk.prices; ++price)
        if (const Outcome shared = share_one_price(walk, price, turn, returnable); !shared) return shared;
    return Done{};
}

Outcome forget_what_is_kept(Walk& walk, const Turn& turn)
{
    for (Life& life : walk.lives) life.not_kept = life.back_of_sold = Ratio();
    for (Contingency& contingency : walk.contingencies) {
        if (!contingency.of_what_is_kept) continue;
        spread_amount(walk, contingency, Ratio(), 0);
        if (const Outcome begun = begin_reached(walk, contingency, turn); !begun) return begun;
        contingency.reaches.clear();  // it stays in its place, and is of nothing
    }
    return Done{};
}

std::vector<Gaps> still_held_back(Walk& walk, std::vector<Gaps> before)
{
    const auto of_whole = [](const Gap& gap) { return Gap{0, {Ratio(), gap.beside.of_whole}, Ratio()}; };
    for (std::size_t place = 0; place < before.size(); ++place) {
        const bool over = walk.lives[place].ended || walk.lives[place].closed;
        before[place] = over ? Gaps() : Gaps{of_whole(before[place].all), of_whole(before[place].ahead)};
    }
    for (std::size_t place = 0; place < walk.contingencies.size(); ++place) {
        Contingency& amount = walk.contingencies[place];
        if (!is_for_the_whole(amount)) continue;
        Ratio held;
        for (const Gaps& gaps : before) held += gaps.all.beside.of(place);
        amount.beyond = (held + amount.settled).rounded(Round::half_away);
        amount.waiting = amount.rest = Ratio();
    }
    return before;
}

}  // namespace earned
