// What a table's hit policy asks of its answers.
//
// Law:    a question that takes one answer asks a table that gives one. PRIORITY and OUTPUT ORDER take the answer that
//         stands first among its output's values, so the output lists them. What a rule says, where it is a constant,
//         is one of the values that its output lists
// Errors: hit-policy-wrong, output-values-missing, output-value-unlisted
// Source: DMN 1.5, 8.2 (output values, hit policy)
#pragma once

#include "base/fault.h"
#include "rules/dmn/source.h"
#include "rules/questions.h"

#include <string>
#include <vector>

namespace earned {

// `where` is the decision's place; no question: a table that only other decisions ask.
void check_answers(const dmn::TableText& table, const std::string& where, const QuestionName* question,
                   std::vector<Fault>& faults);

}  // namespace earned
