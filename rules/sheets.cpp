#include "rules/sheets.h"

#include "base/decimal.h"

#include <algorithm>
#include <map>

namespace earned {

namespace {

std::string column_name(std::string_view kind, std::string_view name, std::string_view type)
{
    return std::string(kind) + " " + std::string(name) + (type.empty() ? "" : " (" + std::string(type) + ")");
}

SheetRow columns_of(const TableSource& source)
{
    SheetRow columns{"rule"};
    for (const InputSource& input : source.inputs) columns.push_back(column_name("in", input.expression, input.type));
    for (const OutputSource& output : source.outputs) columns.push_back(column_name("out", output.name, output.type));
    columns.emplace_back("because");
    return columns;
}

std::string trim_cell(std::string text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    return text.substr(first);
}

// What a spreadsheet makes of a literal, as FEEL has it.
std::string cell_text(std::string text)
{
    text = trim_cell(std::move(text));
    if (text == "TRUE") return "true";
    if (text == "FALSE") return "false";
    return text;
}

bool same_cell(const std::string& one, const std::string& other)
{
    if (one == other) return true;
    const auto left = Decimal::parse(one), right = Decimal::parse(other);
    return left && right && *left == *right;
}

std::string input_cell(std::string text)
{
    text = cell_text(std::move(text));
    return text.empty() ? "-" : text;
}

std::string output_cell(std::string text)
{
    text = cell_text(std::move(text));
    return text.empty() ? "null" : text;
}

bool is_blank(const SheetRow& row)
{
    return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return trim_cell(cell).empty(); });
}

const RuleSource* rule_named(const TableSource& table, const std::string& id)
{
    for (const RuleSource& rule : table.rules)
        if (rule.id == id) return &rule;
    return nullptr;
}

// Keeps the way in which a value was written, where it is the same value.
void keep_spelling(RuleSource& rule, const RuleSource& before)
{
    for (std::size_t at = 0; at < rule.inputs.size() && at < before.inputs.size(); ++at)
        if (same_cell(rule.inputs[at], input_cell(before.inputs[at]))) rule.inputs[at] = before.inputs[at];
    for (std::size_t at = 0; at < rule.outputs.size() && at < before.outputs.size(); ++at)
        if (same_cell(rule.outputs[at], output_cell(before.outputs[at]))) rule.outputs[at] = before.outputs[at];
}

void compare(const TableSource& table, const RuleSource& before, const RuleSource& after,
             std::vector<RuleChange>& changes)
{
    const SheetRow columns = columns_of(table);
    const auto note = [&](std::size_t column, const std::string& was, const std::string& is) {
        if (!same_cell(was, is))
            changes.push_back({RuleChange::Kind::changed, table.decision, after.id, columns[column], was, is});
    };
    for (std::size_t at = 0; at < table.inputs.size(); ++at)
        note(1 + at, input_cell(before.inputs[at]), input_cell(after.inputs[at]));
    for (std::size_t at = 0; at < table.outputs.size(); ++at)
        note(1 + table.inputs.size() + at, output_cell(before.outputs[at]), output_cell(after.outputs[at]));
    note(columns.size() - 1, before.because, after.because);
}

}  // namespace

Sheet sheet_of(const TableSource& source)
{
    Sheet sheet{source.decision, source.title.empty() ? source.decision : source.title, {columns_of(source)}};
    for (const RuleSource& rule : source.rules) {
        SheetRow row{rule.id};
        for (const std::string& cell : rule.inputs) row.push_back(cell.empty() ? "-" : cell);
        row.insert(row.end(), rule.outputs.begin(), rule.outputs.end());
        row.push_back(rule.because);
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

Result<TableSource> read_sheet(const TableSource& base, const std::vector<SheetRow>& rows, const std::string& where)
{
    const SheetRow columns = columns_of(base);
    SheetRow found = rows.empty() ? SheetRow() : rows.front();
    while (!found.empty() && trim_cell(found.back()).empty()) found.pop_back();
    for (std::string& name : found) name = trim_cell(std::move(name));
    if (found != columns) {
        std::string wanted;
        for (const std::string& column : columns) wanted += (wanted.empty() ? "" : ", ") + column;
        return Fault{"sheet-columns", where + ", row 1", "the columns are not those of decision " + base.decision,
                     "keep the first row as it was exported: " + wanted};
    }
    TableSource table = base;
    table.rules.clear();
    for (std::size_t at = 1; at < rows.size(); ++at) {
        if (is_blank(rows[at])) continue;
        const std::string place = where + ", row " + std::to_string(at + 1);
        SheetRow row = rows[at];
        while (row.size() > columns.size() && trim_cell(row.back()).empty()) row.pop_back();
        if (row.size() > columns.size())
            return Fault{"sheet-cells", place, "the row has more cells than the table has columns",
                         "a cell with a comma stands in quotes"};
        row.resize(columns.size());
        RuleSource rule{.id = trim_cell(row.front()), .because = trim_cell(row.back()), .inputs = {}, .outputs = {}};
        if (rule.id.empty())
            return Fault{"sheet-rule", place, "the rule has no id", "give it one of its own, which explanations name"};
        if (rule_named(table, rule.id) != nullptr)
            return Fault{"sheet-rule", place, "two rules have the id " + rule.id, "give each an id of its own"};
        for (std::size_t column = 0; column < base.inputs.size(); ++column)
            rule.inputs.push_back(input_cell(row[1 + column]));
        for (std::size_t column = 0; column < base.outputs.size(); ++column)
            rule.outputs.push_back(output_cell(row[1 + base.inputs.size() + column]));
        if (const RuleSource* before = rule_named(base, rule.id)) keep_spelling(rule, *before);
        table.rules.push_back(std::move(rule));
    }
    return table;
}

std::vector<RuleChange> changes_between(const TableSource& before, const TableSource& after)
{
    std::vector<RuleChange> changes;
    for (const RuleSource& rule : before.rules)
        if (rule_named(after, rule.id) == nullptr)
            changes.push_back({RuleChange::Kind::removed, before.decision, rule.id, "", rule.because, ""});
    std::vector<std::string> order, order_before;
    for (const RuleSource& rule : after.rules) {
        const RuleSource* old = rule_named(before, rule.id);
        if (old == nullptr) {
            std::string cells;
            for (const std::string& cell : rule.inputs) cells += (cells.empty() ? "" : " | ") + cell;
            cells += " →";
            for (const std::string& cell : rule.outputs) cells += " " + cell;
            changes.push_back({RuleChange::Kind::added, before.decision, rule.id, "", "", cells});
            continue;
        }
        order.push_back(rule.id);
        compare(before, *old, rule, changes);
    }
    for (const RuleSource& rule : before.rules)
        if (rule_named(after, rule.id) != nullptr) order_before.push_back(rule.id);
    for (std::size_t at = 0; at < order.size(); ++at)
        if (order[at] != order_before[at]) {
            changes.push_back({RuleChange::Kind::moved, before.decision, order[at], "", order_before[at], order[at]});
            break;
        }
    return changes;
}

}  // namespace earned
