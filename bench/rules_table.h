// The table and the questions that rules are measured with: 4 inputs (two lists of strings, a range of
// numbers, a range of days), UNIQUE, every question answered by one rule.
#pragma once

#include "base/date.h"
#include "base/decimal.h"

#include <string>
#include <vector>

namespace earned::bench {

struct RulesRow {
    std::vector<std::string> countries, families;
    int from = 0, to = 0;  // amounts, `to` excluded
    Date first, last;
    std::string rate, plan;
};

struct RulesQuestion {
    std::string country, family, amount;
    Date day;
};

struct RulesTable {
    std::vector<RulesRow> rows;
    std::vector<RulesQuestion> questions;

    std::string dmn() const;
    std::string json() const;  // for peers: the rows and the questions, in no one's format
};

// Of 12, 200 or 2,000 rows, or near it: as many as the combinations of its groups make.
RulesTable make_rules_table(int rows);
std::string json_of(const RulesQuestion& question);

}  // namespace earned::bench
