#include "recognition/milestones.h"

#include "recognition/tally.h"

#include <algorithm>

namespace earned {

namespace {

using Installments = std::vector<Installment>;

bool any_named(const Installments& installments)
{
    return std::any_of(installments.begin(), installments.end(),
                       [](const Installment& one) { return one.milestone.has_value(); });
}

// In minor units; an instalment of an amount and one of a percentage are weighed alike.
Ratio weight_of(const Installment& installment, const LineTerms& terms)
{
    if (installment.amount) return minor_units(*installment.amount, terms.stated.currency());
    const Ratio percent = Ratio::of(installment.percent.value_or(Decimal()));
    return percent / Ratio(100) * Ratio(terms.stated.minor());
}

// Without a stated price of its own a line's percentages are weighed by themselves.
Ratio weight_of(const Installments& installments, const LineTerms& terms,
                const std::vector<std::string>& reached)
{
    Ratio sum;
    for (const Installment& one : installments) {
        const bool counts = one.milestone && std::find(reached.begin(), reached.end(),
                                                       *one.milestone) != reached.end();
        if (!counts) continue;
        const bool by_itself = one.percent && terms.stated.is_zero();
        sum += by_itself ? Ratio::of(*one.percent) : weight_of(one, terms);
    }
    return sum;
}

std::vector<std::string> all_named(const Installments& installments)
{
    std::vector<std::string> names;
    for (const Installment& one : installments)
        if (one.milestone) names.push_back(*one.milestone);
    return names;
}

struct Reached { const Happening* happening; const std::string* name; };

std::vector<Reached> reached_milestones(const Promise& promise)
{
    std::vector<Reached> reached;
    for (const Happening& happening : promise.life().happenings)
        if (const auto* milestone = std::get_if<MilestoneReached>(&happening.fact)) {
            const bool again = std::any_of(reached.begin(), reached.end(), [&](const Reached& one) {
                return *one.name == milestone->milestone;
            });
            if (!again) reached.push_back({&happening, &milestone->milestone});
        }
    return reached;
}

}  // namespace

Result<Readings> by_milestones(const Promise& promise)
{
    const LineTerms& terms = promise.versions().back();
    const Installments& installments = terms.billing.installments;
    const bool named = any_named(installments);
    const std::vector<std::string> names = all_named(installments);
    Tally tally(promise);
    tally.promise(promise.life().versions.front(),
                  named ? weight_of(installments, terms, names)
                        : Ratio(static_cast<std::int64_t>(installments.size())));
    std::vector<std::string> so_far;
    for (const Reached& reached : reached_milestones(promise)) {
        if (named && std::find(names.begin(), names.end(), *reached.name) == names.end())
            return Fault{"milestone-unknown", address(promise) + ", milestone " + *reached.name,
                         "no instalment of the line names this milestone",
                         "correct the milestone's name, or give the line an instalment for it"};
        so_far.push_back(*reached.name);
        if (named) tally.reach(*reached.happening, weight_of(installments, terms, so_far));
        else tally.move(*reached.happening, Ratio(1));
    }
    return std::move(tally).readings(
        "milestones", "give the line's billing an instalment for each milestone");
}

}  // namespace earned
