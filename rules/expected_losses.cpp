#include "rules/expected_losses.h"

#include "rules/desk.h"

#include <algorithm>

namespace earned {

namespace {

constexpr std::array<std::string_view, exposure_ages> ages_of_exposure = {"unbilled", "not_due", "1_30",    "31_60",
                                                                          "61_90",    "91_120",  "over_120"};

Result<LossRates> rates_at(const Desk& desk)
{
    LossRates rates;
    if (desk.conventions.expected_losses == ExpectedLosses::none) return rates;
    const Question<LossAnswer>& question = desk.package->questions().expected_loss;
    if (!question.is_answered())
        return Fault{"decision-missing", "decision expected_loss",
                     "the policy expected_losses asks for a provision matrix, and the package has none",
                     "add the decision to the package, or leave the policy out"};
    Facts facts = desk.facts;
    for (std::size_t age = 0; age < exposure_ages; ++age) {
        facts.set(FactId::exposure_age, ages_of_exposure[age]);
        const auto answered = question.must(facts);
        if (!answered) return answered.fault();
        rates[age] = Ratio::of(answered->answer->rate);
    }
    return rates;
}

// The days on which another answer is possible, the signing first.
std::vector<Date> days_of_change(const Policy& policy, const Group& group, const Contract& first)
{
    const Date signing = first.signed_at.date;
    std::vector<Date> days = policy.reference->changes_after(group.entity, first.terms.customer, std::nullopt, signing);
    for (const auto& [from, package] : policy.packages)
        if (signing < from) days.push_back(from);
    days.push_back(signing);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

}  // namespace

std::string_view name(ExposureAge age) { return ages_of_exposure[static_cast<std::size_t>(age)]; }

Result<std::vector<RatesFrom>> loss_rates(const Policy& policy, const Group& group, const Terms& terms)
{
    std::vector<RatesFrom> all;
    if (group.contracts.empty()) return all;
    const Contract& first = group.contracts.front();
    const std::vector<Date> days = days_of_change(policy, group, first);
    const bool never = terms.contracts.front().conventions.expected_losses == ExpectedLosses::none;
    if (never && days.size() == 1) return all;
    Desks desks(policy, group, first);
    for (const Date day : days) {
        const Result<const Desk*> desk = desks.on(day);
        if (!desk) return desk.fault();
        const Result<LossRates> rates = rates_at(**desk);
        if (!rates) return told_of(rates.fault(), where_of(first));
        if (*rates != (all.empty() ? LossRates() : all.back().rates)) all.push_back({day, *rates});
    }
    return all;
}

bool expects_other_losses(const Policy& before, const Policy& after, const Group& group, Date from)
{
    if (group.contracts.empty()) return false;
    const Contract& first = group.contracts.front();
    Desks old_desks(before, group, first), new_desks(after, group, first);
    std::vector<Date> days = days_of_change(after, group, first);
    std::erase_if(days, [&](Date day) { return day < from; });
    days.push_back(std::max(from, first.signed_at.date));
    for (const Date day : days) {
        const Result<const Desk*> was = old_desks.on(day), is = new_desks.on(day);
        if (!was || !is) return true;
        const Result<LossRates> old_rates = rates_at(**was), rates = rates_at(**is);
        if (!old_rates || !rates || *old_rates != *rates) return true;
    }
    return false;
}

}  // namespace earned
