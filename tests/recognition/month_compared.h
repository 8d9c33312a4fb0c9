// What a model says of a loan by the end of a month, beside what the engine says.
#pragma once

#include "tests/recognition/figures.h"

#include <string>

namespace earned::oracle {

// By the end of a month, in minor units.
struct ByMonth {
    Date end;
    Ratio income, expense, performed;
};

// Where the engine says otherwise, by so much or more; empty where they agree.
inline std::string difference_of_month(const Earned& earned, const ByMonth& slow, const Ratio& of_interest,
                                       const Ratio& of_revenue)
{
    std::int64_t income = 0, expense = 0;
    for (const Accretion& month : earned.interest) {
        if (slow.end < month.date) break;
        income += month.income;
        expense += month.expense;
    }
    const std::int64_t performed = revenue(earned, slow.end.text());
    const auto agree = [](const Ratio& model, std::int64_t fast, const Ratio& below) {
        return abs(model - Ratio(fast)) < below;
    };
    if (agree(slow.income, income, of_interest) && agree(slow.expense, expense, of_interest) &&
        agree(slow.performed, performed, of_revenue))
        return {};
    const auto told = [](const Ratio& model) { return model.decimal(2, Round::half_away).text(); };
    return slow.end.text() + ": income " + std::to_string(income) + ", and month by month " + told(slow.income) +
           "; expense " + std::to_string(expense) + ", " + told(slow.expense) + "; revenue " +
           std::to_string(performed) + ", " + told(slow.performed);
}

}  // namespace earned::oracle
