// The end of a contract, or of one of its lines: what is kept is revenue on the last day served.
//
// Law:      what the customer owes for a terminated obligation = the greater of what was performed,
//           at stated prices, and what was invoiced of its price; of the contract, and what was
//           paid on account beyond that and beyond invoices that aren't paid; less what is paid
//           back, plus `penalty`. Paid back is `refund`, tax and all, or without one what the right
//           to cancel says: pro_rata all beyond what was performed, all everything
// Ensures:  revenue of a contract that ends alone is what the customer owes; where others share its
//           price, what they were given of it, or gave, is with what remains of them
// Source:   606-10-25-10 to 25-13 (a scope reduced), 606-10-25-3 (termination rights), IFRS 15.18-21
#include "recognition/came_back.h"
#include "recognition/ending.h"
#include "recognition/kept.h"
#include "recognition/refinancing.h"

#include <algorithm>
#include <utility>

namespace earned {

namespace {

Ratio paid_left(const Walk& walk, const End& end)
{
    Ratio left;
    for (const Contingency& contingency : walk.contingencies)
        for (const Reach& reach : contingency.reaches)
            for (const Ending& ending : end.endings)
                if (contingency.is_paid && reach.life == ending.life) left += reach.remaining;
    return left;
}

Reach& reach_to(Contingency& contingency, std::size_t life)
{
    const auto known = std::ranges::find(contingency.reaches, life, &Reach::life);
    return known != contingency.reaches.end() ? *known
                                              : contingency.reaches.emplace_back(Reach{life, Ratio(), Ratio()});
}

// What the customer was paid lowers the price of what goes on by what it hasn't lowered yet of what ended.
void pass_on_paid(Walk& walk, const End& end, const std::vector<std::size_t>& places, const std::vector<Ratio>& weights)
{
    Ratio all;
    for (const Ratio& weight : weights) all += weight;
    const auto count = static_cast<std::int64_t>(places.size());
    for (Contingency& contingency : walk.contingencies) {
        if (!contingency.is_paid) continue;
        Ratio left;
        for (const Ending& ending : end.endings)
            for (Reach& reach : contingency.reaches)
                if (reach.life == ending.life) left += std::exchange(reach.remaining, Ratio());
        for (std::size_t turn = 0; !left.is_zero() && turn < places.size(); ++turn)
            reach_to(contingency, places[turn]).remaining +=
                left * (all.is_zero() ? Ratio(1, count) : weights[turn] / all);
    }
}

Outcome carry(Walk& walk, const End& end, const std::vector<std::size_t>& places, std::int64_t amount)
{
    if (amount == 0 && paid_left(walk, end).is_zero()) return Done{};
    std::vector<Ratio> weights;
    for (const std::size_t place : places) {
        const Life& life = walk.lives[place];
        const std::int64_t left = life.priced_at() - earned_total(life.counted(), end.progress[place]);
        weights.emplace_back(std::max<std::int64_t>(left, 0));
    }
    const std::vector<std::int64_t> parts = spread(amount, weights);
    for (std::size_t turn = 0; turn < places.size(); ++turn)
        if (const Outcome counted = count_rest(walk, end, places[turn], parts[turn]); !counted) return counted;
    pass_on_paid(walk, end, places, weights);
    return Done{};
}

// Each price is settled by itself: among the lives that end, else with those that go on.
Outcome close_price(Walk& walk, End& end, std::size_t price)
{
    std::vector<Ending*> endings;
    std::vector<Ratio> weights;
    std::int64_t unearned = 0, off_stated = 0;
    for (Ending& ending : end.endings) {
        if (walk.lives[ending.life].price != price) continue;
        endings.push_back(&ending);
        weights.emplace_back(std::max<std::int64_t>(ending.unearned, 0));
        unearned += ending.unearned - ending.given_up + ending.owed - walk.lives[ending.life].stated_at();
        unearned += walk.lives[ending.life].back_above_stated;
        off_stated += ending.unearned - ending.given_up - ending.unperformed;
    }
    if (endings.empty()) return Done{};
    if (price == 0) unearned += end.borne.expense;
    const std::vector<std::size_t> others = carriers(walk, end, price);
    const std::vector<std::int64_t> parts = spread(unearned, std::move(weights));
    for (std::size_t place = 0; place < endings.size(); ++place) {
        const Ending& ending = *endings[place];
        Life& life = walk.lives[ending.life];
        life.now.base = ending.earned + (others.empty() ? parts[place] : ending.owed - ending.performed);
        life.now.stated_base = ending.owed;
        lay_by_supplied(life.now, end.progress[ending.life]);
        life.now.whole = life.now.stated_whole = life.now.supplied_whole = 0;
        life.now.share = Ratio();
        life.ended = true;
        for (Life::Sold& sold : life.sold) {
            sold.each = sold.each_stated;
            sold.beside = {};
        }
        if (const Outcome begun = begin(life, end.turn); !begun) return begun;
    }
    return others.empty() ? Outcome(Done{}) : carry(walk, end, others, off_stated);
}

}  // namespace

std::vector<std::size_t> carriers(const Walk& walk, const End& end, std::size_t price)
{
    std::vector<std::size_t> places;
    if (walk.borrowing && price == 0) return places;  // what goes on is priced anew (refinancing.h)
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        const bool ending =
            std::any_of(end.endings.begin(), end.endings.end(), [&](const Ending& one) { return one.life == place; });
        const bool open = !ending && !life.ended && !life.closed && !life.called_off;
        if (open && life.price == price && end.progress[place] != Ratio(1)) places.push_back(place);
    }
    return places;
}

Outcome count_rest(Walk& walk, const End& end, std::size_t place, std::int64_t more)
{
    Life& life = walk.lives[place];
    const Ratio& progress = end.progress[place];
    const std::int64_t earned = earned_total(life.counted(), progress),
                       performed = stated_total(life.counted(), progress);
    const std::int64_t left = life.priced_at() - earned + more, right = life.stated_at() - performed;
    for (Contingency& contingency : walk.contingencies)
        for (Reach& reach : contingency.reaches) {
            if (reach.life != place) continue;
            reach.past += reach.remaining * progress;
            reach.remaining *= Ratio(1) - progress;
        }
    life.materials.counted = life.materials.delivered;
    life.now.base = earned;
    life.now.share = Ratio(left);
    life.now.whole = left;
    lay_by_supplied(life.now, progress);
    life.now.stated_base = performed;
    life.now.stated_whole = right;
    life.since = Moment{end.last_day().next(), Rank::reference, 0};
    return begin(life, end.turn);
}

Outcome terminate(Walk& walk, std::size_t contract, std::size_t termination)
{
    const Contract& owner = walk.group.contracts[contract];
    const Termination& ended = owner.terminations[termination];
    End end{owner,
            ended,
            {ended.at, Cause::termination, ended.event},
            address(owner) + ", terminated " + ended.at.date.text(),
            {},
            {},
            {},
            {}};
    const Moment before = just_before(ended.at);
    for (const Life& life : walk.lives) end.progress.push_back(progress_at(life.out, before, end.last_day()));
    std::vector<Gaps> held = gaps_of(walk, before);
    if (const Outcome none = forget_what_is_kept(walk, end.turn); !none) return none;
    end.gone.resize(walk.lives.size());
    end.held.resize(walk.lives.size());
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        if (!ends(walk.lives[place], end)) continue;
        const VariablePart variable = variable_ahead(walk, place);
        end.held[place] = held_back_beside(walk.lives[place], before, variable);
        end.gone[place] = lay_by(walk.lives[place], end.progress[place], ended.at, variable);
    }
    end.borne = stop_interest_of(walk, ending_lives(walk, end), end.last_day());
    Result<std::vector<Ending>> endings = endings_of(walk, end);
    if (!endings) return endings.fault();
    end.endings = std::move(*endings);
    if (end.endings.empty() && (ended.what.refund || ended.what.penalty))
        return Fault{"terminated-already", end.where,
                     "a refund or penalty is for lines that have ended before, or that there are none of",
                     "give it with the termination that ended them"};
    if (end.endings.empty()) return share_what_is_kept(walk, end.turn, still_held_back(walk, std::move(held)));
    settle_variables(walk, end);
    const Outcome settled = settle_accounts(walk, end);
    if (!settled) return settled;
    for (std::size_t price = 0; price < walk.prices; ++price) {
        const Outcome closed = close_price(walk, end, price);
        if (!closed) return closed;
    }
    if (const Outcome lent = refinance(walk, end); !lent) return lent;
    record_all(walk, ended.at, ended.event);
    return share_what_is_kept(walk, end.turn, still_held_back(walk, std::move(held)));
}

}  // namespace earned
