// What a decision table gives when several of its rules match: the seven hit policies and the four
// aggregators (DMN 1.5, 8.2.8 and table 39), on rows alone, whatever the rows' outputs are.
//
// Ensures: rows are given in the order that the policy asks for
#pragma once

#include "base/decimal.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace earned {

enum class Hits : std::uint8_t { unique, any, priority, first, collect, output_order, rule_order };
enum class Aggregator : std::uint8_t { none, sum, count, least, most };

std::optional<Hits> hits_named(std::string_view policy);            // "UNIQUE"; of an empty name: unique
std::optional<Aggregator> aggregator_named(std::string_view name);  // SUM, COUNT, MIN, MAX; empty: none
bool is_single(Hits policy);                                        // gives one rule's outputs, not a list

// The rows that count, or two that may not match together.
struct Struck {
    std::vector<std::size_t> rows{};
    std::optional<std::pair<std::size_t, std::size_t>> conflict{};
};
// `rank`: a row's place by its outputs' places in their lists of values, the most wanted first (by the
// first output, then the second ...); of PRIORITY and OUTPUT ORDER. `alike`: rows with the same
// number have equal outputs; of ANY. `matched` is ascending.
Struck struck(Hits policy, std::span<const std::size_t> matched, std::span<const std::uint32_t> rank,
              std::span<const std::uint32_t> alike);

// Of the numbers of the rows that matched; nothing for the sum, least and most of none. Equal outputs
// count as often as they are there (since DMN 1.2; 1.1 counted distinct ones).
std::optional<Decimal> aggregated(Aggregator aggregator, std::span<const Decimal> outputs);

}  // namespace earned
