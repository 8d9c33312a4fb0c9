// The words by which rules, contracts and policies name the choices that the engine knows.
//
// Law: named<E>(word(e)) == e for every choice; the words are those of docs/events.md
#pragma once

#include "contract/event.h"
#include "rules/conventions.h"
#include "rules/day_count.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace earned {

template <class Choice> struct Word {
    std::string_view word;
    Choice choice;
};

// The choices of an enumeration, each with its word; there is one for each enumeration below.
template <class Choice> std::span<const Word<Choice>> words();

template <> std::span<const Word<Satisfied>> words<Satisfied>();
template <> std::span<const Word<Measure>> words<Measure>();
template <> std::span<const Word<Trigger>> words<Trigger>();
template <> std::span<const Word<SspMethod>> words<SspMethod>();
template <> std::span<const Word<BillingPlan>> words<BillingPlan>();
template <> std::span<const Word<Timing>> words<Timing>();
template <> std::span<const Word<Align>> words<Align>();
template <> std::span<const Word<TaxPoint>> words<TaxPoint>();
template <> std::span<const Word<Modifies>> words<Modifies>();
template <> std::span<const Word<Proration>> words<Proration>();
template <> std::span<const Word<DayCount>> words<DayCount>();

template <class Choice> std::optional<Choice> named(std::string_view text)
{
    for (const Word<Choice>& each : words<Choice>())
        if (each.word == text) return each.choice;
    return std::nullopt;
}

template <class Choice> std::string_view word(Choice choice)
{
    for (const Word<Choice>& each : words<Choice>())
        if (each.choice == choice) return each.word;
    return {};
}

// "observable | adjusted_market | ...": what a remedy says.
template <class Choice> std::string choices()
{
    std::string all;
    for (const Word<Choice>& each : words<Choice>()) all.append(all.empty() ? "" : " | ").append(each.word);
    return all;
}

}  // namespace earned
