#include "recognition/beside_stated.h"

#include <algorithm>

namespace earned {

namespace {

bool is_given_back(const Variable& words)
{
    return words.kind == "rebate" || words.kind == "penalty" || words.kind == "price_protection" ||
           words.kind == "cash_discount";
}

void clear_marks(Segment& segment)
{
    segment.bonus_base = segment.bonus_whole = segment.rebate_base = segment.rebate_whole = 0;
    segment.conceded_base = segment.conceded_whole = 0;
}

void mark(Segment& segment, std::int64_t past, std::int64_t remaining, const Variable& words)
{
    if (lowers_the_right(words)) {
        segment.conceded_base -= past;
        segment.conceded_whole -= remaining;
    } else if (is_given_back(words)) {
        segment.rebate_base -= past;
        segment.rebate_whole -= remaining;
    } else {
        segment.bonus_base += past;
        segment.bonus_whole += remaining;
    }
}

// Of goods that may come back the whole price is owed back already: so much of what is given back is not for them.
std::int64_t of_returns(const Life& life, const Segment& segment, std::int64_t whole)
{
    if (life.back.is_zero() || whole == 0) return 0;
    const Ratio progress = segment.steps.empty() ? Ratio() : segment.steps.front().progress;
    return (Ratio(whole) * progress).rounded(Round::half_away) -
           (Ratio(whole) * (progress - life.back)).rounded(Round::half_away);
}

Incentive& incentive_of(Walk& walk, const Contingency& contingency, std::size_t life)
{
    const ContractId& contract = walk.group.contracts[contingency.contract].id;
    for (Incentive& incentive : walk.earned.incentives)
        if (incentive.obligation == life && incentive.contract == contract && incentive.payable == contingency.words.id)
            return incentive;
    return walk.earned.incentives.emplace_back(Incentive{contract, contingency.words.id, life, {}});
}

void mark_incentives(Walk& walk, const Contingency& contingency)
{
    const std::vector<std::int64_t> parts = parts_of(-contingency.counted, contingency);
    for (std::size_t place = 0; place < contingency.reaches.size(); ++place) {
        const Life& life = walk.lives[contingency.reaches[place].life];
        if (life.out.segments.empty()) continue;
        const Segment& segment = life.out.segments.back();
        const std::int64_t whole = parts[2 * place + 1];
        std::vector<Incentive::From>& turns = incentive_of(walk, contingency, contingency.reaches[place].life).turns;
        if (!turns.empty() && turns.back().at == segment.from) turns.pop_back();
        turns.push_back({segment.from, parts[2 * place] - of_returns(life, segment, whole), whole});
    }
}

}  // namespace

void mark_beside_stated(Walk& walk)
{
    if (walk.contingencies.empty()) return;
    for (Life& life : walk.lives)
        if (!life.out.segments.empty()) clear_marks(life.out.segments.back());
    for (const Contingency& contingency : walk.contingencies) {
        if (contingency.is_paid) mark_incentives(walk, contingency);
        const bool given_back = is_given_back(contingency.words), conceded = lowers_the_right(contingency.words);
        const std::int64_t left = given_back ? contingency.counted + contingency.given_up : contingency.counted;
        if (contingency.words.kind.empty() || left == 0 || (conceded ? left > 0 : !given_back && left < 0)) continue;
        const std::vector<std::int64_t> parts = parts_of(left, contingency);
        for (std::size_t place = 0; place < contingency.reaches.size(); ++place) {
            Life& life = walk.lives[contingency.reaches[place].life];
            if (!life.out.segments.empty())
                mark(life.out.segments.back(), parts[2 * place], parts[2 * place + 1], contingency.words);
        }
    }
    for (Life& life : walk.lives) {
        if (life.out.segments.empty()) continue;
        Segment& segment = life.out.segments.back();
        segment.rebate_base -= of_returns(life, segment, segment.rebate_whole);
    }
}

}  // namespace earned
