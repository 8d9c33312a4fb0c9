#include "recognition/expected.h"

#include "recognition/contingency.h"
#include "recognition/early_payment.h"

#include <algorithm>
#include <map>
#include <variant>

namespace earned {

namespace {

// What is said of a variable amount, and from when on.
struct Said {
    Moment from;
    std::variant<const Variable*, const EstimateRevised*> words;
};

std::vector<Said> said_of(const Contract& contract)
{
    std::vector<Said> all;
    for (const Variable& words : contract.terms.variable) all.push_back({contract.signed_at, &words});
    for (const Modification& each : contract.modifications)
        for (const Variable& words : each.what.variable) all.push_back({each.at, &words});
    for (const Happening& happening : contract.happenings)
        if (const auto* revised = std::get_if<EstimateRevised>(&happening.fact); revised && !revised->variable.empty())
            all.push_back({happening.at, revised});
    std::ranges::stable_sort(all, {}, &Said::from);
    return all;
}

// The variable amounts of a contract as they are estimated at a moment.
std::map<std::string, Variable> estimated_at(const Contract& contract, Moment at)
{
    std::map<std::string, Variable> amounts;
    for (const Said& said : said_of(contract)) {
        if (at < said.from) break;
        if (const auto* words = std::get_if<const Variable*>(&said.words))
            overlay(amounts[(*words)->id], **words);
        else if (const EstimateRevised& revised = **std::get_if<const EstimateRevised*>(&said.words);
                 amounts.contains(revised.variable))
            overlay(amounts[revised.variable], revised);
    }
    return amounts;
}

bool has_ended(const Contract& contract, Moment at)
{
    return std::ranges::any_of(contract.terminations,
                               [&](const Termination& each) { return !each.what.line && each.at <= at; });
}

// Of words that recognition has taken: what is wrong with them was said there.
std::int64_t left_out(const Variable& words, Currency currency)
{
    if (!words.constrained.value_or(false)) return 0;
    const Result<std::int64_t> expected = estimate(words, Ratio(), currency, words.id);
    const Result<std::int64_t> counted = constrained(words, Ratio(), currency, words.id);
    return expected && counted ? *expected - *counted : 0;
}

}  // namespace

bool can_be_expected(const Contract& contract)
{
    for (const Said& said : said_of(contract))
        for (const auto& [id, words] : estimated_at(contract, said.from))
            if (words.kind == "royalty" ||
                (words.constrained.value_or(false) && (words.per_unit || is_early_payment(words))))
                return false;
    return true;
}

Ratio beyond_the_price(const Group& group, Moment at)
{
    Ratio sum;
    for (const Contract& contract : group.contracts) {
        if (has_ended(contract, at)) continue;
        for (const auto& [id, words] : estimated_at(contract, at)) sum += Ratio(left_out(words, group.currency));
    }
    return sum;
}

}  // namespace earned
