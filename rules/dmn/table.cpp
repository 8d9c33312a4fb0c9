// Decision tables: seven hit policies, four aggregators (DMN 1.5, chapter 8).
#include "rules/dmn/boxed.h"
#include "rules/dmn/room.h"
#include "rules/dmn/table_cells.h"

#include <algorithm>
#include <deque>
#include <forward_list>
#include <optional>
#include <span>

namespace earned::dmn {

namespace {

using feel::Code;
using feel::Frame;
using feel::Items;
using feel::Node;
using feel::Run;
using feel::Scope;
using feel::Test;
using feel::TypeRef;
using feel::Value;

struct In {
    Code value;
    std::optional<int> slot;  // of the frame, where its expression is but a name
    TypeRef type;
    Test allowed;  // may be empty
    std::string name;
};

struct Out {
    std::string name;
    TypeRef type;
    std::vector<Test> order;  // of its values, the most important first
    Code otherwise;           // may be empty
};

struct Compiled {
    std::string place;
    Hit hit = Hit::unique;
    Aggregator aggregator = Aggregator::none;
    std::vector<In> inputs;
    std::vector<Out> outputs;
    std::vector<std::string> ids, reasons;
    std::vector<std::optional<Value>> ready;  // a row's result, where its outputs are constants
    std::vector<Test> cells;                  // row by row
    std::vector<Code> results;                // row by row
    TableIndex index;

    std::vector<std::size_t> found(Run& run, const Frame& frame, std::span<const Value* const> values) const;
    std::optional<std::vector<std::size_t>> looked_up(Run& run, const Frame& frame,
                                                      std::span<const Value* const> values) const;
    bool remains(Run& run, const Frame& frame, std::size_t row, std::span<const Value* const> values) const;
    bool matches(Run& run, const Frame& frame, std::size_t row, std::span<const Value* const> values) const;
    Value result(Run& run, const Frame& frame, std::size_t row) const;
    Value otherwise(Run& run, const Frame& frame) const;
    std::size_t rank(Run& run, const Value& result, std::size_t output) const;
    void sort_by_priority(Run& run, std::vector<Value>& results) const;
    Value aggregated(Run& run, std::vector<Value> results) const;
    Value chosen(Run& run, const Frame& frame, const std::vector<std::size_t>& hits) const;
    Value evaluate(Run& run, const Frame& frame) const;
};

bool Compiled::matches(Run& run, const Frame& frame, std::size_t row, std::span<const Value* const> values) const
{
    for (std::size_t column = 0; column < inputs.size(); ++column) {
        run.step();
        Value slot = *values[column];
        if (cells[row * inputs.size() + column](run, {&frame, &slot}, *values[column]) != true) return false;
    }
    return true;
}

// The cells of a row that the index leaves to be asked.
bool Compiled::remains(Run& run, const Frame& frame, std::size_t row, std::span<const Value* const> values) const
{
    for (std::size_t column = 0; column < inputs.size(); ++column) {
        if (index.is_decided(column)) continue;
        run.step();
        Value slot = *values[column];
        if (cells[row * inputs.size() + column](run, {&frame, &slot}, *values[column]) != true) return false;
    }
    return true;
}

// Nothing where a value is of another kind than its column: then every cell is asked.
std::optional<std::vector<std::size_t>> Compiled::looked_up(Run& run, const Frame& frame,
                                                            std::span<const Value* const> values) const
{
    Room<IndexKey, 8> keys(inputs.size());
    for (std::size_t column = 0; column < inputs.size(); ++column) {
        const std::optional<IndexKey> key = index_key(*values[column]);
        if (!key || !index.fits(column, *key)) return std::nullopt;
        keys.all()[column] = *key;
    }
    run.step();
    Room<TableIndex::Word, 32> found(index.words());
    const std::span<TableIndex::Word> words = found.all();
    index.find(keys.all(), words);
    std::vector<std::size_t> hits;
    for (std::size_t row = index.next(words, 0); row < ids.size(); row = index.next(words, row + 1)) {
        if (!remains(run, frame, row, values)) continue;
        hits.push_back(row);
        if (hit == Hit::first) break;
    }
    return hits;
}

std::vector<std::size_t> Compiled::found(Run& run, const Frame& frame, std::span<const Value* const> values) const
{
    if (auto hits = looked_up(run, frame, values)) return std::move(*hits);
    std::vector<std::size_t> hits;
    for (std::size_t row = 0; row < ids.size(); ++row) {
        if (!matches(run, frame, row, values)) continue;
        hits.push_back(row);
        if (hit == Hit::first) break;
    }
    return hits;
}

Value Compiled::result(Run& run, const Frame& frame, std::size_t row) const
{
    run.matched({&place, &ids[row], &reasons[row]});
    if (ready[row]) return *ready[row];
    feel::Context all;
    if (outputs.size() > 1) all.expect(outputs.size());
    for (std::size_t column = 0; column < outputs.size(); ++column) {
        std::optional<Value> fitting =
            converted(run, results[row * outputs.size() + column](run, frame), *outputs[column].type);
        Value given =
            fitting ? std::move(*fitting)
                    : run.null(place + ", rule " + ids[row] + ": an output is no " + feel::text(*outputs[column].type));
        if (outputs.size() == 1) return given;
        all.put(outputs[column].name, std::move(given));
    }
    return Value(std::move(all));
}

Value Compiled::otherwise(Run& run, const Frame& frame) const
{
    const bool any = std::any_of(outputs.begin(), outputs.end(), [](const Out& each) { return bool(each.otherwise); });
    if (!any) return run.null(place + ": no rule matches");
    feel::Context all;
    for (const Out& output : outputs) {
        Value value = output.otherwise ? output.otherwise(run, frame) : Value();
        if (outputs.size() == 1) return value;
        all.put(output.name, std::move(value));
    }
    return Value(std::move(all));
}

std::size_t Compiled::rank(Run& run, const Value& result, std::size_t output) const
{
    const Out& column = outputs[output];
    const Value* value = outputs.size() == 1 ? &result : result.context()->find(column.name);
    Value slot = *value;
    for (std::size_t at = 0; at < column.order.size(); ++at)
        if (column.order[at](run, {nullptr, &slot}, *value) == true) return at;
    return column.order.size();
}

void Compiled::sort_by_priority(Run& run, std::vector<Value>& found) const
{
    std::vector<std::pair<std::vector<std::size_t>, Value>> ranked;
    for (Value& each : found) {
        std::vector<std::size_t> ranks;
        for (std::size_t output = 0; output < outputs.size(); ++output) ranks.push_back(rank(run, each, output));
        ranked.emplace_back(std::move(ranks), std::move(each));
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& one, const auto& other) { return one.first < other.first; });
    for (std::size_t at = 0; at < found.size(); ++at) found[at] = std::move(ranked[at].second);
}

Value Compiled::aggregated(Run& run, std::vector<Value> found) const
{
    if (aggregator == Aggregator::none) return Value(std::move(found));
    if (aggregator == Aggregator::count) return Value::number(static_cast<std::int64_t>(found.size()));
    Value all = found.front();
    for (std::size_t at = 1; at < found.size(); ++at) {
        if (aggregator == Aggregator::sum) {
            all = add(run, all, found[at]);
            continue;
        }
        const auto order = compare(found[at], all);
        if (!order) return run.null(place + ": what matches cannot be compared");
        if (aggregator == Aggregator::least ? *order < 0 : *order > 0) all = found[at];
    }
    return all;
}

Value Compiled::chosen(Run& run, const Frame& frame, const std::vector<std::size_t>& hits) const
{
    const auto rows = [&] {
        std::string all;
        for (const std::size_t row : hits) all += (all.empty() ? "" : ", ") + ids[row];
        return all;
    };
    if (hit == Hit::unique && hits.size() > 1) return run.null(place + ": several rules match under UNIQUE: " + rows());
    if (hit == Hit::unique || hit == Hit::first) return result(run, frame, hits.front());
    std::vector<Value> found;
    for (const std::size_t row : hits) found.push_back(result(run, frame, row));
    switch (hit) {
        case Hit::unique:
        case Hit::first:
            break;
        case Hit::any:
            for (const Value& each : found)
                if (equal(each, found.front()) != true)
                    return run.null(place + ": rules with different outputs match under ANY: " + rows());
            return found.front();
        case Hit::priority:
            sort_by_priority(run, found);
            return found.front();
        case Hit::output_order:
            sort_by_priority(run, found);
            return Value(std::move(found));
        case Hit::rule_order:
            return Value(std::move(found));
        case Hit::collect:
            return aggregated(run, std::move(found));
    }
    return found.front();
}

Value Compiled::evaluate(Run& run, const Frame& frame) const
{
    Room<const Value*, 8> values(inputs.size());
    std::forward_list<Value> made;
    for (std::size_t column = 0; column < inputs.size(); ++column) {
        const In& input = inputs[column];
        const Value* value = input.slot ? &frame.slots[*input.slot] : &made.emplace_front(input.value(run, frame));
        if (!conforms(run, *value, *input.type)) {
            std::optional<Value> fitting = converted(run, *value, *input.type);
            if (!fitting)
                return run.null(place + ", input " + input.name + ": the value is no " + feel::text(*input.type));
            value = &made.emplace_front(std::move(*fitting));
        }
        if (input.allowed && !value->is_null()) {
            Value slot = *value;
            if (input.allowed(run, {&frame, &slot}, *value) != true)
                return run.null(place + ", input " + input.name + ": the value is not allowed");
        }
        values.all()[column] = value;
    }
    const std::vector<std::size_t> hits = found(run, frame, values.all());
    return hits.empty() ? otherwise(run, frame) : chosen(run, frame, hits);
}

// `indexed`: where its index sees it; a cell with a fault is open.
struct Indexed {
    std::vector<IndexCell>& cells;
    std::deque<std::string>& texts;
};

Test read_cell(const std::string& text, const Scope& scope, const Reading& reading, const Indexed* indexed = nullptr)
{
    auto node = read_tests(text, scope);
    IndexCell seen;
    seen.open = true;
    if (indexed) indexed->cells.push_back(node ? index_cell(*node, indexed->texts) : std::move(seen));
    if (node) return compile_tests(*node, feel::TestOf::cell);
    const Fault& fault = node.fault();
    reading.faults.push_back({fault.code, reading.place + ", " + fault.where, fault.what, fault.hint});
    return [why = reading.place + ": " + fault.what](Run& run, const Frame&, const Value&) -> std::optional<bool> {
        run.null(why);
        return std::nullopt;
    };
}

// The values of an output, in their order of importance.
std::vector<Test> read_order(const std::string& text, const Scope& scope, const Reading& reading)
{
    std::vector<Test> order;
    if (text.empty()) return order;
    const auto node = read_tests(text, scope);
    if (!node) {
        reading.faults.push_back(
            {node.fault().code, reading.place + ", " + node.fault().where, node.fault().what, node.fault().hint});
        return order;
    }
    if (node->op != feel::Op::tests) return order;
    for (const Node& part : node->parts) order.push_back(compile_tests(part, feel::TestOf::in));
    return order;
}

// Nothing where an output has to be worked out, or be converted.
std::optional<Value> constant_result(const std::vector<Out>& outputs, const std::vector<Node>& row)
{
    Run run;
    feel::Context all;
    for (std::size_t column = 0; column < row.size(); ++column) {
        const feel::Type& type = *outputs[column].type;
        const bool plain = type.form == feel::Type::Form::any || type.form == feel::Type::Form::plain;
        if (row[column].op != feel::Op::literal || !plain || type.allowed) return std::nullopt;
        if (!conforms(run, row[column].literal, type)) return std::nullopt;
        if (row.size() == 1) return row[column].literal;
        all.put(outputs[column].name, row[column].literal);
    }
    return Value(std::move(all));
}

void read_rows(const TableText& table, const Scope& scope, const Reading& reading, Compiled& made,
               std::vector<TypeRef>& results)
{
    std::vector<Scope> cells;
    std::vector<std::vector<IndexCell>> seen(made.inputs.size());
    std::deque<std::string> texts;
    for (const In& input : made.inputs)
        cells.push_back({.up = &scope, .names = {{"?", input.type}}, .types = scope.types});
    for (std::size_t at = 0; at < table.rows.size(); ++at) {
        const Row& row = table.rows[at];
        made.ids.push_back(row.id.empty() ? std::to_string(at + 1) : row.id);
        made.reasons.push_back(row.because);
        const Reading here = within(reading, "rule " + made.ids.back());
        if (row.inputs.size() != made.inputs.size() || row.outputs.size() != made.outputs.size())
            reading.faults.push_back({"dmn-row-width", here.place,
                                      "the rule has not as many cells as the table has columns",
                                      "give each column a cell; - stands for anything"});
        for (std::size_t column = 0; column < made.inputs.size(); ++column) {
            const Indexed indexed{seen[column], texts};
            made.cells.push_back(read_cell(column < row.inputs.size() ? row.inputs[column] : "-", cells[column],
                                           within(here, "input " + std::to_string(column + 1)), &indexed));
        }
        std::vector<Node> given;
        for (std::size_t column = 0; column < made.outputs.size(); ++column) {
            Node node = read_literal(column < row.outputs.size() ? row.outputs[column] : "", scope,
                                     within(here, "output " + std::to_string(column + 1)));
            if (at == 0)
                results.push_back(node.type);
            else if (!conforms(*node.type, *results[column]))
                results[column] = feel::any_type();
            made.results.push_back(compile(node));
            given.push_back(std::move(node));
        }
        made.ready.push_back(constant_result(made.outputs, given));
    }
    made.index = TableIndex(table.rows.size(), seen);
}

}  // namespace

Node read_table(const TableText& table, const std::string& type, const Scope& scope, const Reading& reading)
{
    auto made = std::make_shared<Compiled>();
    made->place = reading.place;
    made->hit = table.hit;
    made->aggregator = table.aggregator;
    for (const Clause& each : table.inputs) {
        const Reading here = within(reading, "input " + std::to_string(made->inputs.size() + 1));
        const Node node = read_literal(each.expression, scope, here);
        const TypeRef wanted = type_by(each.type, here);
        In input{compile(node), std::nullopt, wanted, {}, each.expression};
        if (node.op == feel::Op::variable && node.up == 0) input.slot = node.slot;
        const Scope cell{.up = &scope, .names = {{"?", wanted}}, .types = scope.types};
        if (!each.values.empty()) input.allowed = read_cell(each.values, cell, here);
        if (each.type.empty()) input.type = feel::any_type();
        made->inputs.push_back(std::move(input));
    }
    for (const Clause& each : table.outputs) {
        const Reading here = within(reading, "output " + std::to_string(made->outputs.size() + 1));
        const std::string& reference = each.type.empty() && table.outputs.size() == 1 && table.hit != Hit::collect &&
                                               table.hit != Hit::rule_order && table.hit != Hit::output_order
                                           ? type
                                           : each.type;
        const Scope cell{.up = &scope, .names = {{"?", feel::any_type()}}, .types = scope.types};
        Out output{each.name, type_by(reference, here), read_order(each.values, cell, here), {}};
        if (!each.otherwise.empty()) output.otherwise = compile(read_literal(each.otherwise, scope, here));
        made->outputs.push_back(std::move(output));
    }
    std::vector<TypeRef> results;
    read_rows(table, scope, reading, *made, results);
    Node node;
    node.op = feel::Op::code;
    node.levels = 10;
    results.resize(made->outputs.size(), feel::any_type());
    std::vector<feel::Type::Member> members;
    for (std::size_t at = 0; at < made->outputs.size(); ++at) {
        const Out& output = made->outputs[at];
        members.push_back({output.name, output.type->form == feel::Type::Form::any ? results[at] : output.type});
    }
    const bool many = table.hit == Hit::collect || table.hit == Hit::rule_order || table.hit == Hit::output_order;
    TypeRef result = made->outputs.size() == 1 ? members[0].type : context_type(std::move(members));
    if (many && table.aggregator == Aggregator::none) result = feel::list_type(result);
    if (table.aggregator == Aggregator::count) result = feel::plain_type(feel::Kind::number);  // whatever it counts
    node.type = std::move(result);
    node.code = [made](Run& run, const Frame& frame) { return made->evaluate(run, frame); };
    return node;
}

}  // namespace earned::dmn
