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

// Of goods that may come back the whole price is owed back already.
void leave_out_returns(const Life& life, Segment& segment)
{
    if (life.back.is_zero() || segment.rebate_whole == 0) return;
    const Ratio progress = segment.steps.empty() ? Ratio() : segment.steps.front().progress;
    const Ratio whole(segment.rebate_whole);
    segment.rebate_base -=
        (whole * progress).rounded(Round::half_away) - (whole * (progress - life.back)).rounded(Round::half_away);
}

}  // namespace

void mark_beside_stated(Walk& walk)
{
    if (walk.contingencies.empty()) return;
    for (Life& life : walk.lives)
        if (!life.out.segments.empty()) clear_marks(life.out.segments.back());
    for (const Contingency& contingency : walk.contingencies) {
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
    for (Life& life : walk.lives)
        if (!life.out.segments.empty()) leave_out_returns(life, life.out.segments.back());
}

}  // namespace earned
