// What a decision table leaves out: facts for which no rule matches, and rules that never can.
//
// A table cuts each column into classes (decision_table.h), so it is enough to try one value of each:
// the search is exact, and never invents a combination of classes that a table could not be asked
// about one column at a time.
//
// Ensures: a search that would take too long gives up and finds nothing
#pragma once

#include "rules/decision_table.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace earned {

// What a column's fact can be at all.
struct Domain {
    bool nullable = true;
    std::vector<std::string_view> words;  // of a text that is one of these; empty: anything
};

class Coverage {
public:
    // Requires: a domain an input (CHECK)
    Coverage(const DecisionTable& table, std::vector<Domain> domains);

    // Facts that no rule matches, in words: `line.open = true, line.dated = null`.
    std::optional<std::string> gap();
    // Whether no facts there can be match the rule at all.
    bool is_impossible(std::size_t row);
    // Whether the rules before it leave it nothing (hit policy FIRST).
    bool is_shadowed(std::size_t row);

private:
    using Word = std::uint64_t;
    using Rows = std::vector<Word>;

    bool can_be(std::size_t column, std::size_t each) const;
    Rows rows_of(std::size_t column, std::size_t each) const;
    bool has(const Rows& rows, std::size_t row) const { return rows[row / 64] >> (row % 64) & 1; }
    bool is_any_after(std::size_t column, const Rows& rows) const;
    // Whether some choice of classes from `column` on matches none of the rows, and `only` if given.
    bool find(std::size_t column, const Rows& rows, std::optional<std::size_t> only);
    bool search(const Rows& rows, std::optional<std::size_t> only);
    std::string words_of(std::size_t column, std::size_t each) const;

    const DecisionTable& table_;
    std::vector<Domain> domains_;
    std::vector<std::size_t> any_from_;  // of a row: from this column on it matches everything
    std::vector<std::size_t> chosen_;    // a class a column
    std::set<std::pair<std::size_t, Rows>> covered_;
    std::size_t steps_ = 0;
};

}  // namespace earned
