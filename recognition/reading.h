// What an event says of a line's progress: so much done of so much, from its moment on.
//
// Every measure that doesn't pass with time alone is one function from a promised line to its
// readings; `readings_of` chooses it. A new measure is a file of its own with such a function.
//
// Law:      readings are in order of their moments; the first stands where the line was promised
// Ensures:  0 <= done <= total, total > 0 unless it is open; else a fault that says which estimate to revise
#pragma once

#include "recognition/earned.h"

#include <string>
#include <vector>

namespace earned {

// A line of a contract with what was decided of it; `version` is the one in force where the walk
// through the contract's life stands.
struct Promise {
    const Contract* contract = nullptr;
    const ContractTerms* decided = nullptr;
    std::size_t line = 0;      // place in the contract
    std::size_t version = 0;
    Ratio carried{};           // of what modifications added, what rounding left for the next one
    std::optional<Ratio> rate{};  // what the whole line would cost at the price of what remains, where its days
                                  // changed and its price didn't (rules/price.h)

    const LineLife& life() const { return contract->lines[line]; }
    const std::vector<LineTerms>& versions() const { return decided->lines[line]; }
    const LineTerms& terms() const { return versions()[version]; }
    const Line& words() const { return life().versions[version].line; }
};

struct Reading {
    Moment at;
    Cause cause = Cause::performance;
    std::int64_t event = 0;
    Ratio done, total;
    bool open = false;  // nobody has said yet what there is in all (costs alone; recognition/cost_to_cost.h)
};
using Readings = std::vector<Reading>;

std::string address(const Promise& promise);  // "contract C1, line goods"
std::string address(const Contract& contract);
Currency currency_of(const Promise& promise);
// An amount of the contract's currency in minor units, exact.
Ratio minor_units(const Decimal& amount, Currency currency);

// Whether the line is priced only as it is called off, so that it takes no share of a price.
bool is_called_off(const LineTerms& terms);
bool passes_with_time(const LineTerms& terms);
// Whether lines of one obligation are measured together (costs, hours) or each by itself.
bool is_summed(const LineTerms& terms);

// Whether the obligation has other lines of the contract, so that what is expected of it all may be said with those.
bool has_company(const Promise& promise);

Result<Readings> readings_of(const Promise& promise);

// The versions and the happenings of a line in their order; a version counts before what happens
// at its moment. Each visitor gives the reading it makes, or nothing.
template <class OnVersion, class OnHappening>
void walk_line(const Promise& promise, OnVersion on_version, OnHappening on_happening)
{
    const std::vector<LineVersion>& versions = promise.life().versions;
    std::size_t version = 0;
    const auto versions_through = [&](Moment at) {
        for (; version < versions.size() && versions[version].from <= at; ++version)
            on_version(versions[version], promise.versions()[version]);
    };
    for (const Happening& happening : promise.life().happenings) {
        versions_through(happening.at);
        on_happening(happening);
    }
    if (!versions.empty()) versions_through(versions.back().from);
}

}  // namespace earned
