// Prospective: the pool of what was allocated and not yet earned, and of what the modification
// adds, over what remains (606-10-25-13(a), IFRS 15.21(a), CAS 14.8). Mixed: an obligation whose
// remaining part isn't distinct from what was done takes its share of the pool and is caught up
// (606-10-25-13(c), IFRS 15.21(c)).
//
// Law: pool + what had been earned = the price before + what was added. A contract asset is carried
//      in it: what was earned beyond the right to invoice lowers what is left to earn
#include "recognition/agency.h"
#include "recognition/came_back.h"
#include "recognition/increment.h"
#include "recognition/pool.h"

#include <algorithm>

namespace earned {

namespace {

// The prices that the modification touches become one.
std::size_t one_price(Walk& walk, const Change& change)
{
    const std::vector<std::size_t> prices = touched_prices(walk, change);
    const std::size_t first = *std::min_element(prices.begin(), prices.end());
    for (Life& life : walk.lives)
        if (std::find(prices.begin(), prices.end(), life.price) != prices.end()) life.price = first;
    return first;
}

std::vector<std::size_t> lives_of(const Walk& walk, const Change& change, std::size_t price)
{
    std::vector<bool> open(walk.lives.size());
    for (std::size_t place = 0; place < walk.lives.size(); ++place) open[place] = change.progress[place] != Ratio(1);
    for (const Touched& touched : change.lines)
        if (remains(touched) && (touched.added || touched.changed)) open[touched.life] = true;
    std::vector<std::size_t> lives;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        if (open[place] && life.price == price && !life.ended && !life.called_off) lives.push_back(place);
    }
    return lives;
}

// Every life stands at what it has earned; what is left of those in the pool goes into it.
Pool fill(Walk& walk, Change& change, std::size_t price)
{
    Pool pool;
    pool.lives = lives_of(walk, change, price);
    pool.back.resize(walk.lives.size());
    for (const Life& life : walk.lives) {
        pool.before.push_back(life.now);
        pool.counted.push_back(life.materials.counted);
    }
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        Life& life = walk.lives[place];
        Segment& now = life.now;
        const Repricing& repricing = change.repricing[place];
        if (is_in(pool.lives, place)) {
            // What may come back at its old price is neither earned nor part of what is agreed anew.
            const std::int64_t earned = earned_total(life.counted(), change.progress[place]) + life.held_back;
            const std::int64_t performed = stated_total(life.counted(), change.progress[place]);
            const std::int64_t stated = life.stated_at();
            const CameBack back = settle_what_came_back(walk, place, change.progress[place], change.turn.at);
            pool.back[place] = back;
            pool.put_in.push_back(life.priced_at() - earned - back.twice);
            pool.amount += pool.put_in.back();
            life.materials.counted = life.materials.delivered;
            lay_by_supplied(now, change.progress[place]);
            now.base = earned - back.gone.earned;
            now.whole = 0;
            now.share = Ratio();
            now.stated_base = performed - back.gone.stated;
            now.stated_whole = stated - performed;
            change.moved[place] = true;
        }
        now.base += repricing.at_once;
        now.stated_base += repricing.right_at_once;
        now.stated_whole += repricing.right_ahead;
        pool.amount += repricing.ahead;
    }
    for (const Touched& touched : change.lines) {
        Promise& promise = walk.lives[touched.life].lines[touched.line];
        const Ratio more = added_by(touched, Modifies::prospective);
        if (touched.changed) promise.rate = touched.rate_after();
        if (more.is_zero()) continue;
        const Ratio exact = more + promise.carried;
        const std::int64_t added = exact.rounded(Round::half_away);
        promise.carried = touched.removed ? Ratio() : exact - Ratio(added);
        pool.amount += added;
        walk.lives[touched.life].now.stated_whole += added;
    }
    return pool;
}

// Progress of one thing that is made: what remains of it isn't distinct from what was done.
bool is_one_piece(const LineTerms& terms)
{
    if (terms.satisfied == Satisfied::point_in_time) return false;
    switch (terms.measure) {
    case Measure::percent:
    case Measure::cost_to_cost:
    case Measure::milestones:
    case Measure::hours: return true;
    case Measure::daily:
    case Measure::monthly:
    case Measure::units:
    case Measure::as_invoiced:
    case Measure::usage:
    case Measure::redemption: return false;
    }
    return false;
}

bool is_caught_up(const Walk& walk, const Change& change, std::size_t place)
{
    return change.how.treatment == Modifies::mixed && is_one_piece(walk.lives[place].lines.front().terms());
}

void price_survivors(Walk& walk, const Change& change, const Pool& pool)
{
    for (std::size_t place = 0; place < pool.places.size(); ++place) {
        Life& life = walk.lives[change.lines[pool.places[place]].life];
        life.now.share += pool.shares[place];
    }
    for (const std::size_t place : pool.survivors) walk.lives[place].now.share += pool.apart[place];
    std::vector<Ratio> shares;
    for (const std::size_t place : pool.survivors) shares.push_back(walk.lives[place].now.share);
    const Life& first = walk.lives[pool.survivors.front()];
    const std::vector<std::int64_t> wholes =
        in_whole_units(pool.amount, shares, first.conventions().residue, first.now.unit);
    for (std::size_t place = 0; place < pool.survivors.size(); ++place) {
        Life& life = walk.lives[pool.survivors[place]];
        life.now.whole = wholes[place];
        if (life.now.unit != 1) life.now.share = Ratio(life.now.whole);
        life.shared = change.turn.at;
    }
}

// Nothing remains to carry what is left of the price, so it is earned (or given up) at once.
Outcome earn_rest(Walk& walk, const Change& change, const Pool& pool)
{
    if (pool.amount == 0) return Done{};
    if (pool.lives.empty())
        return Fault{"nothing-remains",
                     address(walk.group.contracts[change.contract]) + ", " + change.turn.at.date.text(),
                     "the price of what remains changes, and nothing remains to be performed",
                     "let the price change relate to the past"};
    std::vector<Ratio> shares;
    Ratio sum;
    for (const std::int64_t amount : pool.put_in) sum += Ratio(amount);
    const auto count = static_cast<std::int64_t>(pool.lives.size());
    for (const std::int64_t amount : pool.put_in)
        shares.push_back(Ratio(pool.amount) * (sum.is_zero() ? Ratio(1, count) : Ratio(amount) / sum));
    const std::vector<std::int64_t> parts = in_whole_units(pool.amount, shares, Residue::largest_remainder, 1);
    for (std::size_t place = 0; place < parts.size(); ++place) walk.lives[pool.lives[place]].now.base += parts[place];
    return Done{};
}

Reach& reach_of(Contingency& contingency, std::size_t life)
{
    for (Reach& reach : contingency.reaches)
        if (reach.life == life) return reach;
    return contingency.reaches.emplace_back(Reach{life, Ratio(), Ratio()});
}

// Of which lives what is ahead of a variable amount is: of those it is for, as far as something is left of them
// (606-10-32-40); else of all that is left.
std::vector<std::size_t> heirs_of(const Walk& walk, Contingency& contingency, const Pool& pool)
{
    std::vector<std::size_t> heirs;
    if (!contingency.words.allocate_to.empty())
        for (const std::size_t place : pool.survivors)
            if (is_for(walk, contingency, walk.lives[place])) heirs.push_back(place);
    if (!heirs.empty()) return heirs;
    contingency.words.allocate_to.clear();
    return pool.survivors;
}

// A variable amount reaches back to what was performed; what is ahead of it is with what is left.
Outcome follow(Walk& walk, const Change& change, Pool& pool)
{
    for (Contingency& contingency : walk.contingencies) {
        Ratio all;
        const Result<CountedAnew> anew = count_units(walk, change, contingency);
        if (!anew) return anew.fault();
        pool.amount += anew->more;
        Ratio left = pool.survivors.empty() ? Ratio() : anew->ahead;
        for (Reach& reach : contingency.reaches) {
            if (!is_in(pool.lives, reach.life)) continue;
            const Ratio progress = change.progress[reach.life] + pool.back[reach.life].part_of(contingency);
            const Ratio done = pool.survivors.empty() ? reach.remaining : reach.remaining * progress;
            const bool whole = is_caught_up(walk, change, reach.life) && is_in(pool.survivors, reach.life);
            left += reach.remaining - done;
            reach.past += whole ? Ratio() : done;
            reach.remaining = whole ? done : Ratio();
        }
        if (pool.survivors.empty() && !anew->ahead.is_zero())  // what was done is all that counts
            for (Reach& reach : contingency.reaches)
                reach.past += units_added(walk, change, contingency, reach.life) / contingency.units;
        if (left.is_zero()) continue;
        const std::vector<std::size_t> heirs = heirs_of(walk, contingency, pool);
        const auto worth = [&](std::size_t life) {
            return pool.worths[static_cast<std::size_t>(
                std::find(pool.survivors.begin(), pool.survivors.end(), life) - pool.survivors.begin())];
        };
        for (const std::size_t place : heirs) all += worth(place);
        const auto count = static_cast<std::int64_t>(heirs.size());
        for (const std::size_t place : heirs) {
            const Ratio part = left * (all.is_zero() ? Ratio(1, count) : worth(place) / all);
            reach_of(contingency, place).remaining += part;
            if (!contingency.words.allocate_to.empty()) pool.apart[place] += Ratio(contingency.counted) * part;
        }
    }
    return Done{};
}

// The right to invoice what nothing is left of (a contract's one price) goes with what remains.
void pass_on_right(Walk& walk, const Change& change, const Pool& pool)
{
    if (pool.survivors.empty()) return;
    std::int64_t right = 0;
    for (const std::size_t place : pool.lives) {
        if (is_in(pool.survivors, place)) continue;
        Segment& now = walk.lives[place].now;
        right += now.stated_whole - change.repricing[place].right_ahead;
        now.stated_whole = change.repricing[place].right_ahead;
    }
    std::vector<Ratio> shares;
    Ratio all;
    for (const Ratio& worth : pool.worths) all += worth;
    const auto count = static_cast<std::int64_t>(pool.survivors.size());
    for (const Ratio& worth : pool.worths) shares.push_back(Ratio(right) * (all.is_zero() ? Ratio(1, count) : worth / all));
    const std::vector<std::int64_t> parts = in_whole_units(right, shares, Residue::largest_remainder, 1);
    for (std::size_t place = 0; place < parts.size(); ++place)
        walk.lives[pool.survivors[place]].now.stated_whole += parts[place];
}

// What the modification brings about is earned by its own measure of progress, also as far as that began before it
// (docs/decisions/0092).
bool is_new(const Change& change, std::size_t place)
{
    return std::ranges::all_of(change.lines,
                               [&](const Touched& touched) { return touched.life != place || touched.added; });
}

// From here on progress counts what remains; of one piece under `mixed`, what was earned too.
void count_anew(Walk& walk, const Change& change, const Pool& pool)
{
    for (const std::size_t place : pool.survivors) {
        Life& life = walk.lives[place];
        if (is_new(change, place)) continue;
        if (!is_caught_up(walk, change, place)) {
            life.since = change.turn.at;
            continue;
        }
        const Segment& before = pool.before[place];
        const Repricing& repricing = change.repricing[place];
        const std::int64_t base = before.base + repricing.at_once;
        const std::int64_t stated_base = before.stated_base + repricing.right_at_once;
        life.now.share += Ratio(life.now.base - base);
        life.now.whole += life.now.base - base;
        life.now.stated_whole += life.now.stated_base - stated_base;
        life.materials.counted = pool.counted[place];
        life.now.supplied_whole += life.now.supplied_base - before.supplied_base;
        life.now.supplied_base = before.supplied_base;
        life.now.base = base;
        life.now.stated_base = stated_base;
    }
}

// Lines that are taken away leave their obligation, which is closed when it has no other.
void drop_removed(Walk& walk, const Change& change)
{
    for (auto touched = change.lines.rbegin(); touched != change.lines.rend(); ++touched) {
        if (!touched->removed) continue;
        stop_increments(walk, touched->life, change.turn);
        Life& life = walk.lives[touched->life];
        const bool kept = is_caught_up(walk, change, touched->life) && !touched->before.is_zero();
        if (life.lines.size() == 1) life.closed = true;
        else if (kept) remove_rest(life, touched->line, change.turn.at);
        else erase_line(life, touched->line);
    }
}

}  // namespace

Outcome modify_prospectively(Walk& walk, Change& change)
{
    const std::size_t price = one_price(walk, change);
    const Outcome joined = join_added(walk, change, price);
    if (!joined) return joined;
    const Outcome repriced = reprice(walk, change, Modifies::prospective);
    if (!repriced) return repriced;
    const Outcome recounted = recount_known(walk, change);
    if (!recounted) return recounted;
    Pool pool = fill(walk, change, price);
    const Outcome found = find_claimants(walk, change, pool);
    if (!found) return found;
    supply_rest(walk, change, pool);
    const Outcome followed = follow(walk, change, pool);
    if (!followed) return followed;
    const Outcome shared = share_pool(walk, change, pool);
    if (!shared) return shared;
    if (!pool.survivors.empty()) price_survivors(walk, change, pool);
    else if (const Outcome rest = earn_rest(walk, change, pool); !rest) return rest;
    pass_on_right(walk, change, pool);
    std::vector<std::int64_t> remaining(walk.lives.size());
    for (const std::size_t place : pool.survivors) remaining[place] = walk.lives[place].now.whole;
    count_anew(walk, change, pool);
    drop_removed(walk, change);
    const Outcome promised = promise_new(walk, change, pool.survivors, pool.worths);
    if (!promised) return promised;
    const Outcome begun = begin_moved(walk, change);
    if (!begun) return begun;
    record(walk, change.turn.at, change.turn.event, std::move(remaining));
    return Done{};
}

}  // namespace earned
