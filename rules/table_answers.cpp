#include "rules/table_answers.h"

#include "rules/feel_cell.h"

#include <algorithm>
#include <optional>

namespace earned {

namespace {

bool gives_list(const dmn::TableText& table)
{
    return table.hit == dmn::Hit::rule_order || table.hit == dmn::Hit::output_order ||
           (table.hit == dmn::Hit::collect && table.aggregator == dmn::Aggregator::none);
}

// The tests of a cell, one by one: cut at commas outside of texts and brackets.
std::vector<std::string> listed_in(const std::string& cell)
{
    std::vector<std::string> parts(1);
    bool quoted = false;
    int depth = 0;
    for (const char letter : cell) {
        if (letter == '"') quoted = !quoted;
        if (!quoted && (letter == '(' || letter == '[')) ++depth;
        if (!quoted && (letter == ')' || letter == ']')) --depth;
        if (letter == ',' && !quoted && depth == 0)
            parts.emplace_back();
        else
            parts.back() += letter;
    }
    return parts;
}

// A constant by itself; nothing: it computes, or is a range.
std::optional<Literal> constant_in(const std::string& text)
{
    const Result<Literal> found = parse_literal(text, std::nullopt);
    return found ? std::optional<Literal>(*found) : std::nullopt;
}

std::optional<std::vector<Literal>> constants_in(const std::string& values)
{
    std::vector<Literal> found;
    for (const std::string& each : listed_in(values)) {
        const auto constant = constant_in(each);
        if (!constant) return std::nullopt;
        found.push_back(*constant);
    }
    return found;
}

void check_values(const dmn::TableText& table, std::size_t column, const std::string& where, std::vector<Fault>& faults)
{
    const dmn::Clause& output = table.outputs[column];
    const auto values = constants_in(output.values);
    if (!values) return;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const dmn::Row& rule = table.rows[row];
        if (column >= rule.outputs.size()) continue;
        const auto says = constant_in(rule.outputs[column]);
        const bool is_listed = says && std::find(values->begin(), values->end(), *says) != values->end();
        if (!says || std::holds_alternative<std::monostate>(*says) || is_listed) continue;
        faults.push_back({"output-value-unlisted",
                          where + ", rule " + (rule.id.empty() ? "#" + std::to_string(row + 1) : rule.id),
                          "it says " + rule.outputs[column] + ", and the output's values are " + output.values,
                          "add it to the output's values, or say one of them"});
    }
}

}  // namespace

void check_answers(const dmn::TableText& table, const std::string& where, const QuestionName* question,
                   std::vector<Fault>& faults)
{
    if (question != nullptr && gives_list(table) && !question->collects)
        faults.push_back(
            {"hit-policy-wrong", where, "this question takes one answer", "use hit policy UNIQUE or FIRST"});
    const bool by_values = table.hit == dmn::Hit::priority || table.hit == dmn::Hit::output_order;
    const bool has_values = std::any_of(table.outputs.begin(), table.outputs.end(),
                                        [](const dmn::Clause& output) { return !output.values.empty(); });
    if (by_values && !has_values)
        faults.push_back(
            {"output-values-missing", where,
             "its hit policy takes the answer that stands first among the output's values, and there are none",
             "list the output's values, the most important first, or use hit policy FIRST"});
    for (std::size_t column = 0; column < table.outputs.size(); ++column)
        if (!table.outputs[column].values.empty()) check_values(table, column, where, faults);
}

}  // namespace earned
