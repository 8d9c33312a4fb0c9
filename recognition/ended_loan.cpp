#include "recognition/ended_loan.h"

#include <algorithm>

namespace earned {

InterestBorne stop_interest(Walk& walk, Date last_day)
{
    InterestBorne borne;
    std::vector<Accretion>& interest = walk.earned.interest;
    std::erase_if(interest, [&](const Accretion& each) { return last_day < each.date; });
    for (const Accretion& each : interest) {
        borne.income += each.income;
        borne.expense += each.expense;
    }
    return borne;
}

std::vector<Asked> asked_of(const Walk& walk, const Contract& contract, const std::vector<Ratio>& progress,
                            const std::vector<Gone>& gone, const InterestBorne& borne)
{
    std::vector<Asked> asked;
    Ratio all;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        Asked each{life.stated_at(), stated_total(life.counted(), progress[place]) - gone[place].stated, 0};
        if (contract.terms.financing) {
            each.whole = 0;
            for (const Promise& promise : life.lines) each.whole += promise.terms().stated.minor();
            each.performed = (Ratio(each.whole) * progress[place]).rounded(life.now.rounding);
        }
        asked.push_back(each);
        all += Ratio(each.whole);
    }
    if (borne.income == 0 || all.is_zero()) return asked;
    std::vector<Ratio> shares;
    for (const Asked& each : asked) shares.push_back(Ratio(borne.income) * Ratio(each.whole) / all);
    const std::vector<std::int64_t> parts = in_whole_units(borne.income, shares, Residue::largest_remainder, 1);
    for (std::size_t place = 0; place < parts.size(); ++place) asked[place].interest = parts[place];
    return asked;
}

}  // namespace earned
