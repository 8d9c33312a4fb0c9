// Price changes of a modification: to which obligations an amount belongs, whether what was done
// takes it at once, and where it is invoiced (606-10-32-42 to 32-45, IFRS 15.87-90).
#include "recognition/came_back.h"
#include "recognition/modification.h"

#include <algorithm>
#include <numeric>

namespace earned {

namespace {

std::string address(const Walk& walk, const Change& change)
{
    return address(walk.group.contracts[change.contract]) + ", price_change";
}

// The lives of the lines it names; naming none, all of the contract's that have a price to change. Of
// what has ended only the past has a price still, and only by name: a credit after a termination.
std::vector<std::size_t> lives_of(const Walk& walk, const Change& change, const std::vector<LineId>& lines,
                                  RelatesTo relation)
{
    const ContractId& contract = walk.group.contracts[change.contract].id;
    std::vector<std::size_t> lives;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        const bool named = std::any_of(lines.begin(), lines.end(),
                                       [&](const LineId& line) { return life.has(contract, line); });
        if (life.ended && !(named && relation == RelatesTo::past)) continue;
        if (named || (lines.empty() && life.is_of(contract) && !life.called_off)) lives.push_back(place);
    }
    return lives;
}

std::int64_t weight_of(const Walk& walk, const Change& change, std::size_t place, RelatesTo relation)
{
    const Life& life = walk.lives[place];
    const std::int64_t earned = earned_total(life.counted(), change.progress[place]);
    switch (relation) {
    case RelatesTo::past: return earned;
    case RelatesTo::remaining:
        return life.priced_at() - earned - life.held_back - came_back(walk, place, change.turn.at).twice;
    case RelatesTo::all: return life.priced_at();
    }
    return 0;
}

std::vector<std::int64_t> spread(std::int64_t amount, const Walk& walk, const Change& change,
                                 const std::vector<std::size_t>& lives, RelatesTo relation)
{
    std::vector<Ratio> shares;
    Ratio sum;
    for (const std::size_t place : lives) {
        const std::int64_t weight = weight_of(walk, change, place, relation);
        shares.emplace_back(std::max<std::int64_t>(weight, 0));
        sum += shares.back();
    }
    const auto count = static_cast<std::int64_t>(lives.size());
    for (Ratio& share : shares) share = Ratio(amount) * (sum.is_zero() ? Ratio(1, count) : share / sum);
    return in_whole_units(amount, shares, Residue::largest_remainder, 1);
}

// An amount of one life: what of it is at once, by how it relates to what was done.
std::int64_t at_once(std::int64_t amount, const Ratio& progress, RelatesTo relation, Modifies treatment)
{
    switch (relation) {
    case RelatesTo::past: return amount;
    case RelatesTo::remaining: return 0;
    case RelatesTo::all:  // caught up by the same progress, or its part split off before the pool is made
        return treatment == Modifies::catch_up ? 0 : (Ratio(amount) * progress).rounded(Round::half_away);
    }
    return 0;
}

// What there is to take from: what the lives were priced at by then, allocated or stated, and what the same
// modification has added since. What was done has only the past changes of its price beside it.
Ratio at_most(const Walk& walk, const Change& change, const std::vector<std::size_t>& lives, RelatesTo relation,
              Modifies treatment)
{
    std::int64_t allocated = 0, stated = 0;
    Ratio more;
    for (const std::size_t place : lives) {
        const Life& life = walk.lives[place];
        const Ratio& progress = change.progress[place];
        const std::int64_t performed = stated_total(life.counted(), progress);
        const Repricing& repricing = change.repricing[place];
        allocated += weight_of(walk, change, place, relation);
        stated += relation == RelatesTo::past        ? performed
                  : relation == RelatesTo::remaining ? life.stated_at() - performed
                                                     : life.stated_at();
        more += Ratio(relation == RelatesTo::past        ? repricing.at_once
                      : relation == RelatesTo::remaining ? repricing.ahead
                                                         : repricing.at_once + repricing.ahead);
    }
    for (const Touched& touched : change.lines)
        if (relation != RelatesTo::past && std::find(lives.begin(), lives.end(), touched.life) != lives.end())
            more += added_by(touched, treatment);
    return Ratio(std::max(allocated, stated)) + more;
}

// A price below nothing is no price: what is given beyond it is paid to the customer (606-10-32-25, IFRS 15.70).
Outcome check_amount(const Walk& walk, const Change& change, const PriceChange& words,
                     const std::vector<std::size_t>& lives, Modifies treatment)
{
    if (words.amount.sign() >= 0) return Done{};
    const Ratio limit = at_most(walk, change, lives, words.relates_to, treatment);
    if (Ratio() <= minor_units(words.amount, walk.earned.currency) + limit) return Done{};
    const std::int64_t most = std::max<std::int64_t>(limit.rounded(Round::half_away), 0);
    return Fault{"price-below-zero", address(walk, change),
                 "the price is lowered by " + (-words.amount).text() + ", and what the amount relates to has a price of " +
                     Money{most, walk.earned.currency}.text(),
                 "lower it by no more than that, let the rest relate to another part of the price, or pay it as "
                 "payable_to_customer"};
}

Outcome check_relation(const Walk& walk, const Change& change, const PriceChange& words,
                       const std::vector<std::size_t>& lives, Modifies treatment)
{
    if (lives.empty())
        return Fault{"price-change-of-nothing", address(walk, change),
                     "a price changes, and the contract has no such line",
                     "name lines of the contract that have not ended, or let the amount relate to `past`"};
    if (words.relates_to == RelatesTo::remaining && treatment == Modifies::catch_up)
        return Fault{"unsupported-price-change", address(walk, change),
                     "what remains isn't distinct under a catch-up, so no price is for it alone",
                     "let the amount relate to `all` or `past`, or treat the modification as prospective"};
    const bool called_off = std::any_of(lives.begin(), lives.end(),
                                        [&](std::size_t place) { return walk.lives[place].called_off; });
    if (called_off && words.relates_to != RelatesTo::past)
        return Fault{"unsupported-price-change", address(walk, change),
                     "a line that is called off has a price a unit, and no amount still to come",
                     "change its unit_price, or let the amount relate to the past"};
    return Done{};
}

}  // namespace

Outcome reprice(const Walk& walk, Change& change, Modifies treatment)
{
    for (const PriceChange& words : change.words().price_change) {
        const std::vector<std::size_t> lives = lives_of(walk, change, words.lines, words.relates_to);
        const Outcome checked = check_relation(walk, change, words, lives, treatment);
        if (!checked) return checked;
        const Outcome enough = check_amount(walk, change, words, lives, treatment);
        if (!enough) return enough;
        const bool elsewhere = !words.settled.empty() && words.settled != "credit" && words.settled != "invoice";
        const std::vector<std::size_t> settled =
            elsewhere ? lives_of(walk, change, {LineId(words.settled)}, words.relates_to) : std::vector<std::size_t>{};
        if (elsewhere && settled.empty())
            return Fault{"settled-unknown", address(walk, change) + ", settled",
                         "the amount is to be settled with a line that the contract doesn't have",
                         "name a line of the contract, `credit` or `invoice`"};
        const std::int64_t amount = minor_units(words.amount, walk.earned.currency).rounded(Round::half_away);
        const std::vector<std::int64_t> parts = spread(amount, walk, change, lives, words.relates_to);
        for (std::size_t place = 0; place < lives.size(); ++place) {
            Repricing& repricing = change.repricing[lives[place]];
            const std::int64_t now =
                at_once(parts[place], change.progress[lives[place]], words.relates_to, treatment);
            repricing.at_once += now;
            repricing.ahead += parts[place] - now;
            change.moved[lives[place]] = true;
            if (elsewhere) continue;
            repricing.right_at_once += now;
            repricing.right_ahead += parts[place] - now;
        }
        if (!elsewhere) continue;
        change.repricing[settled.front()].right_ahead += amount;
        change.moved[settled.front()] = true;
    }
    return Done{};
}

}  // namespace earned
