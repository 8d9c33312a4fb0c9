#include "recognition/ended_loan.h"

#include <algorithm>

namespace earned {

void stop_interest(Walk& walk, Date last_day)
{
    std::erase_if(walk.earned.interest, [&](const Accretion& each) { return last_day < each.date; });
}

InterestBorne stop_interest_of(Walk& walk, const std::vector<std::size_t>& ending, Date last_day)
{
    InterestBorne borne;
    const auto lends = [&](std::size_t place) { return is_financed(walk, walk.lives[place]); };
    if (!std::ranges::any_of(ending, lends)) return borne;
    stop_interest(walk, last_day);
    count_interest(walk, last_day);
    Borrowing& borrowing = *walk.borrowing;
    Ratio income, expense;
    for (const std::size_t place : ending) {
        income += borrowing.paid[place].income;
        expense += borrowing.paid[place].expense;
    }
    bool all = true;
    for (std::size_t place = 0; place < walk.lives.size(); ++place)
        if (lends(place) && !walk.lives[place].ended) all = all && std::ranges::find(ending, place) != ending.end();
    borne.income = all ? borrowing.booked.income - borrowing.of_ended.income : income.rounded(Round::half_away);
    borne.expense = all ? borrowing.booked.expense - borrowing.of_ended.expense : expense.rounded(Round::half_away);
    borrowing.of_ended.income += borne.income;
    borrowing.of_ended.expense += borne.expense;
    return borne;
}

std::vector<Asked> asked_of(const Walk& walk, const std::vector<std::size_t>& ending,
                            const std::vector<Ratio>& progress, const std::vector<Gone>& gone,
                            const InterestBorne& borne)
{
    std::vector<Asked> asked;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        Asked each{life.stated_at(), stated_total(life.counted(), progress[place]) - gone[place].stated, 0};
        if (is_financed(walk, life)) {
            const Paid& paid = walk.borrowing->paid[place];
            each.whole = (paid.base + paid.whole).rounded(life.now.rounding);
            each.performed = (paid.base + paid.whole * progress[place]).rounded(life.now.rounding);
        }
        asked.push_back(each);
    }
    if (borne.income == 0) return asked;
    std::vector<Ratio> shares;
    for (const std::size_t place : ending)
        shares.push_back(is_financed(walk, walk.lives[place]) ? walk.borrowing->paid[place].income : Ratio());
    const std::vector<std::int64_t> parts = in_whole_units(borne.income, shares, Residue::largest_remainder, 1);
    for (std::size_t place = 0; place < parts.size(); ++place) asked[ending[place]].interest = parts[place];
    return asked;
}

}  // namespace earned
