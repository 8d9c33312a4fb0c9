#include "journal/plan.h"
#include "journal/target.h"
#include "journal/weighing.h"

#include <algorithm>
#include <map>

namespace earned {

namespace {

template <class Move>
bool earlier(const Move& one, const Move& other)
{
    return one.at < other.at;
}

// Of cash in another currency that is matched on the day on which it came nothing stands when the day is over, and no
// rate is asked for.
bool passes_within_days(const std::vector<Collected>& moves)
{
    std::map<Date, std::int64_t> standing;
    for (const Collected& move : moves) {
        if (!move.charge.is_zero() || !move.withheld.is_zero() || move.cleared) return false;
        standing[move.at.date] += move.amount.minor();
    }
    return std::all_of(standing.begin(), standing.end(), [](const auto& day) { return day.second == 0; });
}

}  // namespace

Balances own_cash_moved(const Plan& plan, Moment after, Moment through)
{
    const auto later = [](Moment at, const Cash& cash) { return at < cash.at; };
    std::vector<Balance> amounts;
    const auto move = [&](Role debit, Role credit, std::int64_t minor) {
        amounts.push_back({{0, Source::collection, debit}, minor});
        amounts.push_back({{0, Source::collection, credit}, -minor});
    };
    for (auto cash = std::upper_bound(plan.cash.begin(), plan.cash.end(), after, later);
         cash != plan.cash.end() && cash->at <= through; ++cash) {
        const auto instead = instead_of_cash(*cash);
        move(instead.value_or(Role::cash), instead ? Role::cash : Role::unapplied_cash, cash->amount);
    }
    return Balances::summed(amounts);
}

Result<Plan> plan_home(const Reference& reference, const OwnCash& cash, Currency functional)
{
    Plan plan;
    plan.entity = cash.entity;
    plan.currency = cash.currency;
    plan.home = true;
    const bool is_own_alone = cash.for_others.empty() && cash.by_others.empty();
    if (cash.currency != functional && is_own_alone && passes_within_days(cash.moves)) return plan;
    for (const Collected& move : cash.moves) {
        plan.cash.push_back({move.at, on_account, move.amount.minor(), false});
        add_clearing(plan, move);
    }
    for (const Collected& move : cash.for_others) {
        plan.cash.push_back({move.at, owed_to_affiliate, -move.amount.minor(), false});
        if (move.cleared) plan.cash.push_back({move.at, cleared, move.amount.minor(), false});
    }
    // A claim comes in place of cash, and what it is exchanged for goes through clearing.
    std::vector<Collected> moves = cash.moves;
    moves.insert(moves.end(), cash.for_others.begin(), cash.for_others.end());
    for (Collected move : cash.by_others) {
        plan.cash.push_back({move.at, owed_by_affiliate, move.amount.minor(), false});
        plan.cash.push_back({move.at, cleared, -move.amount.minor(), false});
        move.amount = -move.amount;
        move.exchanged = -move.exchanged;
        moves.push_back(move);
    }
    std::stable_sort(moves.begin(), moves.end(), earlier<Collected>);
    std::stable_sort(plan.cash.begin(), plan.cash.end(), earlier<Cash>);
    for (const Collected& move : moves)
        if (plan.cuts.empty() || plan.cuts.back().at != move.at)
            plan.cuts.push_back({.at = move.at, .cause = Cause::collection, .event = move.event});
    if (cash.currency != functional) {
        if (const Outcome added = add_rates(plan, reference, functional); !added) return added.fault();
        if (const Outcome added = add_worths(plan, moves, reference, functional); !added) return added.fault();
    }
    settle(plan);
    return plan;
}

}  // namespace earned
