#include "rules/dmn.h"

#include <array>

namespace earned {

namespace {

std::string written(dmn::Hit hit, dmn::Aggregator aggregator)
{
    constexpr std::array<std::string_view, 7> hits{"UNIQUE",  "ANY",        "PRIORITY",    "FIRST",
                                                   "COLLECT", "RULE ORDER", "OUTPUT ORDER"};
    constexpr std::array<std::string_view, 5> aggregators{"", " SUM", " COUNT", " MIN", " MAX"};
    return std::string(hits.at(static_cast<std::size_t>(hit))).append(aggregators.at(static_cast<std::size_t>(aggregator)));
}

std::string or_null(const std::string& cell) { return cell.empty() ? "null" : cell; }

}  // namespace

std::string id_of(const dmn::Decision& decision) { return decision.id.empty() ? decision.name : decision.id; }

std::optional<TableSource> table_of(const dmn::Source& source, const dmn::Decision& decision)
{
    if (decision.body.form != dmn::Boxed::Form::table) return std::nullopt;
    TableSource table = table_of(source.file, id_of(decision), *decision.body.table);
    table.title = decision.name;
    return table;
}

TableSource table_of(const std::string& file, const std::string& decision, const dmn::TableText& text)
{
    TableSource table{file, decision, "", written(text.hit, text.aggregator), {}, {}, {}};
    for (const dmn::Clause& input : text.inputs) table.inputs.push_back({input.id, input.name, input.expression, input.type});
    for (const dmn::Clause& output : text.outputs) {
        OutputSource made{output.id, output.name, output.type, std::nullopt};
        if (!output.otherwise.empty()) made.otherwise = output.otherwise;
        table.outputs.push_back(std::move(made));
    }
    for (const dmn::Row& row : text.rows) {
        RuleSource rule{row.id, row.because, row.inputs, {}};
        for (const std::string& cell : row.outputs) rule.outputs.push_back(or_null(cell));
        table.rules.push_back(std::move(rule));
    }
    return table;
}

std::vector<TableSource> read_dmn(const std::string& file, const std::string& text, std::vector<Fault>& faults)
{
    std::vector<TableSource> tables;
    const Result<dmn::Source> source = dmn::read_source(file, text);
    if (!source) {
        faults.push_back(source.fault());
        return tables;
    }
    for (const dmn::Decision& decision : source->decisions)
        if (std::optional<TableSource> table = table_of(*source, decision)) tables.push_back(std::move(*table));
    return tables;
}

}  // namespace earned
