// Instalments: amounts or percentages of the price, each on its date or when its milestone is
// reached. They must make up the price.
#include "billing/plans.h"

#include <algorithm>

namespace earned::billing {

namespace {

struct Reached {
    Date date;
    std::int64_t event = 0;
};

std::optional<Reached> reached(const Promised& promised, const std::string& milestone)
{
    for (const Happening& happening : promised.life().happenings)
        if (const auto* fact = std::get_if<MilestoneReached>(&happening.fact); fact && fact->milestone == milestone)
            return Reached{happening.at.date, happening.event};
    return std::nullopt;
}

std::string at(const Promised& promised, std::size_t place)
{
    return where(promised) + ", billing.installments[" + std::to_string(place) + "]";
}

Fault sums_otherwise(const Promised& promised, const Ratio& sum, const Ratio& price)
{
    const auto text = [&](const Ratio& minor) {
        return Money(minor.rounded(Round::half_away), promised.currency()).text();
    };
    return {"installments-do-not-sum", where(promised) + ", billing.installments",
            "they come to " + text(sum) + ", and the line's price is " + text(price),
            "correct the amounts, or give percentages that sum to 100"};
}

}  // namespace

Outcome installments(const Course& course, std::size_t turn, Calls& calls)
{
    const Promised& promised = course.promised();
    const std::size_t version = course.turns()[turn].version;
    const std::vector<Installment>& listed = promised.billing(version).installments;
    if (promised.is_open_ended(version) || promised.is_called_off(version))
        return Fault{"end-missing", where(promised), "nothing says how much the whole line comes to, to divide it",
                     "give the line an end and a quantity, or bill it recurring, on fulfilment or by usage"};
    const Ratio price = course.price(turn);
    Ratio sum;
    for (std::size_t place = 0; place < listed.size(); ++place) {
        const Installment& one = listed[place];
        if (one.amount.has_value() == one.percent.has_value() || one.date.has_value() == one.milestone.has_value())
            return Fault{"installment-unclear", at(promised, place),
                         "an instalment has one amount or percentage, and one date or milestone",
                         "give just one of each"};
        const Ratio part = one.amount ? in_minor_units(*one.amount, promised.currency())
                                      : Ratio::of(*one.percent) / Ratio(100) * price;
        sum += part;
        const std::optional<Reached> found = one.milestone ? reached(promised, *one.milestone) : std::nullopt;
        if (one.milestone && !found) continue;
        const std::string what =
            one.milestone ? "milestone " + *one.milestone
                          : "instalment " + std::to_string(place + 1) + " of " + std::to_string(listed.size());
        calls.push_back({one.date ? *one.date : found->date, part, std::nullopt,
                         found ? found->event : promised.versions()[version].event, what});
    }
    if (sum != price && sum != promised.stated(version)) return sums_otherwise(promised, sum, price);
    std::stable_sort(calls.begin(), calls.end(),
                     [](const Call& one, const Call& other) { return one.date < other.date; });
    for (std::size_t place = 1; place < calls.size(); ++place) calls[place].total += calls[place - 1].total;
    return Done{};
}

}  // namespace earned::billing
