// A cell of a decision table: unary tests of simple FEEL (DMN 1.3, 7.3.2 and grammar rules 7-17).
//
//     -    "a","b"    100    < 5    >= date("2026-01-01")    [1..5]    ]1..5[    not("a","b")    null
//
// Law:  an empty list of tests, or `-`, matches everything, null as well; a literal matches what it
//       equals, so only `null` matches null; a comparison with null is neither true nor false, and
//       `not` of that doesn't match either
#pragma once

#include "base/result.h"
#include "rules/feel_value.h"

#include <optional>
#include <string_view>
#include <vector>

namespace earned {

struct CellTest {
    enum Kind : std::uint8_t { equal, below, at_most, above, at_least, between };

    Kind kind = equal;
    Literal low, high;  // `high` only of `between`
    bool low_closed = true, high_closed = true;
};

struct RuleCell {
    bool any = false;
    bool negated = false;
    std::vector<CellTest> tests;
};

// A fault's `where` is the column (from 1) in the text; its caller says in which table.
Result<RuleCell> parse_cell(std::string_view text, FeelType type);
// An output: one literal, or null. Without a type: any.
Result<Literal> parse_literal(std::string_view text, std::optional<FeelType> type);

// Row by row and test by test: what the index of a DecisionTable is checked against.
// Requires: `value` is null or of the type that the cell was parsed for (CHECK)
bool matches(const RuleCell& cell, const Known& value);

}  // namespace earned
