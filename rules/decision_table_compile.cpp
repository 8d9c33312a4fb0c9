// From a table as it was read to one that can be asked; every fault on the way is told.
#include "rules/decision_table.h"

#include <algorithm>
#include <set>

namespace earned {

namespace {

std::string input_place(const TableSource& source, std::size_t column)
{
    return "input " + std::to_string(column + 1) + " (" + source.inputs[column].expression + ")";
}

std::string output_place(const TableSource& source, std::size_t column)
{
    return "output " + std::to_string(column + 1) + " (" + source.outputs[column].name + ")";
}

// A class of a column: null, or a place on the line gap, point, gap, point ... gap.
struct Class {
    bool null = false;
    std::size_t place = 0;  // 2i: the gap before the i-th point; 2i + 1: the i-th point
};

std::size_t place_among(const std::vector<Literal>& points, const Literal& literal)
{
    const auto found = std::lower_bound(points.begin(), points.end(), literal,
                                        [](const Literal& left, const Literal& right) {
                                            return compare(known(left), known(right)) < 0;
                                        });
    return 2 * static_cast<std::size_t>(found - points.begin()) + 1;
}

enum class Meets { no, unknown, yes };

// A test whose constants have found their places on the line.
struct PlacedTest {
    CellTest::Kind kind;
    bool null = false, low_closed = true, high_closed = true;
    std::size_t low = 0, high = 0;
};

struct PlacedCell {
    bool any = false, negated = false;
    std::vector<PlacedTest> tests{};
};

PlacedCell placed(const RuleCell& cell, const std::vector<Literal>& points)
{
    PlacedCell found{cell.any, cell.negated};
    for (const CellTest& test : cell.tests) {
        PlacedTest one{test.kind, !type_of(test.low), test.low_closed, test.high_closed};
        if (!one.null) one.low = place_among(points, test.low);
        if (test.kind == CellTest::between) one.high = place_among(points, test.high);
        found.tests.push_back(one);
    }
    return found;
}

Meets holds(const PlacedTest& test, Class here)
{
    const auto truth = [](bool yes) { return yes ? Meets::yes : Meets::no; };
    if (here.null || test.null) {
        if (test.kind != CellTest::equal) return Meets::unknown;
        return truth(here.null && test.null);
    }
    switch (test.kind) {
    case CellTest::equal: return truth(here.place == test.low);
    case CellTest::below: return truth(here.place < test.low);
    case CellTest::at_most: return truth(here.place <= test.low);
    case CellTest::above: return truth(here.place > test.low);
    case CellTest::at_least: return truth(here.place >= test.low);
    case CellTest::between: break;
    }
    return truth((test.low_closed ? here.place >= test.low : here.place > test.low) &&
                 (test.high_closed ? here.place <= test.high : here.place < test.high));
}

bool matches_class(const PlacedCell& cell, Class here)
{
    if (cell.any) return true;
    Meets any = Meets::no;
    for (const PlacedTest& test : cell.tests) any = std::max(any, holds(test, here));
    return any == (cell.negated ? Meets::no : Meets::yes);
}

// Whether there is any value in the gap: none between two days that follow, or beside booleans.
bool gap_exists(const std::vector<Literal>& points, std::size_t gap, FeelType type)
{
    if (type == FeelType::boolean) {
        const bool before = gap > 0, after = gap < points.size();
        const bool has_false = before && !std::get<bool>(points[0]);
        const bool has_true = after && std::get<bool>(points.back());
        if (before && after) return false;
        return before ? !std::get<bool>(points.back()) && has_false
                      : !after || (has_true && std::get<bool>(points[0]));
    }
    if (type == FeelType::date && gap > 0 && gap < points.size())
        return std::get<Date>(points[gap]) - std::get<Date>(points[gap - 1]) > 1;
    return true;
}

}  // namespace

struct DecisionTable::Compiling {
    const TableSource& source;
    std::vector<Fault>& faults;
    DecisionTable table{};
    std::vector<std::vector<RuleCell>> cells{};  // [column][row]

    void fault(std::string code, std::string place, std::string what, std::string hint)
    {
        faults.push_back({std::move(code), std::move(place), std::move(what), std::move(hint)});
    }
    // A cell's own fault knows its column only.
    void fault(Fault inner, std::string_view rule, std::string_view column)
    {
        inner.where = place_of(source, rule, column) + ", " + inner.where;
        faults.push_back(std::move(inner));
    }

    bool read_head();
    bool read_columns();
    void read_rows();
    void read_row(const RuleSource& row, std::set<std::string>& ids);
    void read_default();
    void index();
    void index_column(std::size_t column);
    void find_overlaps();
};

bool DecisionTable::Compiling::read_head()
{
    table.head_.file = source.file;
    table.head_.decision = source.decision;
    const std::string& policy = source.hit_policy;
    if (policy.empty() || policy == "UNIQUE") table.hit_policy_ = HitPolicy::unique;
    else if (policy == "FIRST") table.hit_policy_ = HitPolicy::first;
    else if (policy == "COLLECT") table.hit_policy_ = HitPolicy::collect;
    else {
        fault("hit-policy-unknown", place_of(source, "", ""), "hit policy " + policy + " is not known here",
              "use UNIQUE, FIRST, or COLLECT without an aggregation");
        return false;
    }
    if (source.rules.size() > most_rules || source.inputs.size() > most_columns) {
        fault("table-too-large", place_of(source, "", ""),
              std::to_string(source.rules.size()) + " rules of " + std::to_string(source.inputs.size()) +
                  " inputs are too many",
              "keep a table to 2048 rules and 64 inputs; longer lists are reference data");
        return false;
    }
    return true;
}

bool DecisionTable::Compiling::read_columns()
{
    const std::size_t before = faults.size();
    for (std::size_t column = 0; column < source.inputs.size(); ++column) {
        const InputSource& input = source.inputs[column];
        const std::optional<FeelType> type = feel_type_named(input.type);
        if (!type) {
            fault("type-unknown", place_of(source, "", input_place(source, column)),
                  input.type.empty() ? "the input has no type" : "type " + input.type + " is not known here",
                  "set typeRef to string, number, boolean or date");
        }
        table.inputs_.push_back({input.expression, type.value_or(FeelType::text)});
    }
    std::set<std::string> names;
    for (std::size_t column = 0; column < source.outputs.size(); ++column) {
        const OutputSource& output = source.outputs[column];
        const std::optional<FeelType> type = feel_type_named(output.type);
        if (!type) {
            fault("type-unknown", place_of(source, "", output_place(source, column)),
                  output.type.empty() ? "the output has no type" : "type " + output.type + " is not known here",
                  "set typeRef to string, number, boolean or date");
        }
        if (!names.insert(output.name).second) {
            fault("output-twice", place_of(source, "", output_place(source, column)),
                  "two outputs have this name", "give each output a name of its own");
        }
        table.head_.outputs.push_back({output.name, type.value_or(FeelType::text)});
    }
    if (source.outputs.empty())
        fault("output-missing", place_of(source, "", ""), "the table gives nothing", "add an output");
    return faults.size() == before;
}

void DecisionTable::Compiling::read_row(const RuleSource& row, std::set<std::string>& ids)
{
    if (row.id.empty())
        fault("rule-nameless", place_of(source, "", ""), "a rule has no id", "give every rule an id");
    else if (!ids.insert(row.id).second)
        fault("rule-twice", place_of(source, row.id, ""), "two rules have this id", "give every rule its own id");
    if (row.inputs.size() != source.inputs.size() || row.outputs.size() != source.outputs.size()) {
        fault("rule-width", place_of(source, row.id, ""),
              "the rule has " + std::to_string(row.inputs.size()) + " inputs and " +
                  std::to_string(row.outputs.size()) + " outputs, the table " +
                  std::to_string(source.inputs.size()) + " and " + std::to_string(source.outputs.size()),
              "give it one cell a column");
        return;
    }
    for (std::size_t column = 0; column < row.inputs.size(); ++column) {
        Result<RuleCell> cell = parse_cell(row.inputs[column], table.inputs_[column].type);
        if (!cell) fault(cell.fault(), row.id, input_place(source, column));
        cells[column].push_back(cell ? std::move(*cell) : RuleCell{.any = true, .tests = {}});
    }
    Rule rule{row.id, row.because, {}};
    for (std::size_t column = 0; column < row.outputs.size(); ++column) {
        Result<Literal> output = parse_literal(row.outputs[column], table.head_.outputs[column].type);
        if (!output) fault(output.fault(), row.id, output_place(source, column));
        rule.outputs.push_back(output ? std::move(*output) : Literal{});
    }
    table.rules_.push_back(std::move(rule));
}

void DecisionTable::Compiling::read_rows()
{
    cells.resize(source.inputs.size());
    std::set<std::string> ids;
    for (const RuleSource& row : source.rules) read_row(row, ids);
    if (source.rules.empty() && source.outputs.empty())
        fault("table-empty", place_of(source, "", ""), "the table has no rule", "add a rule");
}

void DecisionTable::Compiling::read_default()
{
    const bool any = std::any_of(source.outputs.begin(), source.outputs.end(),
                                 [](const OutputSource& output) { return output.otherwise.has_value(); });
    if (!any) return;
    Rule rule{"default", "no rule matched", {}};
    for (std::size_t column = 0; column < source.outputs.size(); ++column) {
        const std::string text = source.outputs[column].otherwise.value_or("null");
        Result<Literal> output = parse_literal(text, table.head_.outputs[column].type);
        if (!output) fault(output.fault(), "default", output_place(source, column));
        rule.outputs.push_back(output ? std::move(*output) : Literal{});
    }
    table.otherwise_ = std::move(rule);
}

void DecisionTable::Compiling::index_column(std::size_t column)
{
    Column& index = table.columns_[column];
    for (const RuleCell& cell : cells[column]) {
        for (const CellTest& test : cell.tests) {
            if (type_of(test.low)) index.points.push_back(test.low);
            if (test.kind == CellTest::between) index.points.push_back(test.high);
        }
    }
    const auto before = [](const Literal& left, const Literal& right) {
        return compare(known(left), known(right)) < 0;
    };
    const auto same = [](const Literal& left, const Literal& right) {
        return compare(known(left), known(right)) == 0;
    };
    std::sort(index.points.begin(), index.points.end(), before);
    index.points.erase(std::unique(index.points.begin(), index.points.end(), same), index.points.end());

    const std::size_t classes = 2 * index.points.size() + 2, words = table.words();
    index.rows.assign(classes * words, 0);
    index.empty.assign(classes, false);
    std::vector<PlacedCell> line;
    for (const RuleCell& cell : cells[column]) line.push_back(placed(cell, index.points));
    for (std::size_t each = 0; each < classes; ++each) {
        const Class here{each == 0, each == 0 ? 0 : each - 1};
        const bool gap = !here.null && here.place % 2 == 0;
        index.empty[each] = gap && !gap_exists(index.points, here.place / 2, table.inputs_[column].type);
        if (index.empty[each]) continue;
        for (std::size_t row = 0; row < line.size(); ++row)
            if (matches_class(line[row], here))
                index.rows[each * words + row / 64] |= Word{1} << (row % 64);
    }
}

void DecisionTable::Compiling::index()
{
    table.columns_.resize(table.inputs_.size());
    for (std::size_t column = 0; column < table.columns_.size(); ++column) index_column(column);
}

// Two rows overlap if in each column some class matches both: exact, because classes are all there
// is to tell apart. A row that overlaps nothing, not even itself, never matches.
void DecisionTable::Compiling::find_overlaps()
{
    const std::size_t words = table.words(), rows = table.rules_.size();
    std::vector<Word> together(words), column_together(words);
    for (std::size_t row = 0; row < rows; ++row) {
        std::fill(together.begin(), together.end(), ~Word{0});
        for (std::size_t column = 0; column < table.columns_.size(); ++column) {
            const std::vector<Word>& index = table.columns_[column].rows;
            std::fill(column_together.begin(), column_together.end(), Word{0});
            for (std::size_t at = 0; at < index.size(); at += words)
                if (index[at + row / 64] >> (row % 64) & 1)
                    for (std::size_t word = 0; word < words; ++word) column_together[word] |= index[at + word];
            for (std::size_t word = 0; word < words; ++word) together[word] &= column_together[word];
        }
        if (!(together[row / 64] >> (row % 64) & 1)) {
            fault("rule-never", place_of(source, table.rules_[row].id, ""), "the rule can never match",
                  "mend or remove the cell that no value can match");
            continue;
        }
        if (table.hit_policy_ != HitPolicy::unique) continue;
        for (std::size_t other = row + 1; other < rows; ++other)
            if (together[other / 64] >> (other % 64) & 1)
                fault("rules-overlap", place_of(source, table.rules_[row].id, ""),
                      "rules " + table.rules_[row].id + " and " + table.rules_[other].id + " can match together",
                      "make them exclude one another, or use hit policy FIRST");
    }
}

std::optional<DecisionTable> DecisionTable::compile(const TableSource& source, std::vector<Fault>& faults)
{
    const std::size_t before = faults.size();
    Compiling compiling{source, faults};
    if (!compiling.read_head() || !compiling.read_columns()) return std::nullopt;
    compiling.read_rows();
    compiling.read_default();
    if (faults.size() > before) return std::nullopt;
    compiling.index();
    compiling.find_overlaps();
    if (faults.size() > before) return std::nullopt;
    return std::move(compiling.table);
}

}  // namespace earned
