// The index of a decision table against its rules read one by one: every value of a small world that
// holds each point that cells name, and something in each gap between.
#include "rules/coverage.h"
#include "rules/decision_table.h"
#include "tests/rules/standard.h"

#include <rapidcheck/gtest.h>

#include <functional>

namespace earned::rules_test::decision_table_test {
namespace {

struct ColumnWorld {
    const char* type;
    FeelType feel;
    std::vector<Known> values;
    std::vector<std::string> points;  // literals, in their order
};

const std::vector<ColumnWorld>& worlds()
{
    static const std::vector<ColumnWorld> all{
        {"number", FeelType::number, {Known(), number("-1"), number("0"), number("0.5"), number("1"), number("1.5"),
                                      number("2"), number("3")}, {"0", "1.0", "2"}},
        {"string", FeelType::text, {Known(), std::string_view(""), std::string_view("a"), std::string_view("aa"),
                                    std::string_view("b"), std::string_view("c")}, {"\"a\"", "\"b\""}},
        {"boolean", FeelType::boolean, {Known(), false, true}, {"false", "true"}},
        {"date", FeelType::date, {Known(), day("2025-12-31"), day("2026-01-01"), day("2026-01-02"), day("2026-01-03"),
                                  day("2026-01-04"), day("2026-01-05")},
         {"date(\"2026-01-01\")", "date(\"2026-01-02\")", "date(\"2026-01-04\")"}},
    };
    return all;
}

rc::Gen<std::string> test_of(const ColumnWorld& world)
{
    const auto points = world.points;
    return rc::gen::exec([points] {
        const auto low = *rc::gen::inRange<std::size_t>(0, points.size());
        switch (*rc::gen::inRange(0, 9)) {
        case 0: return "< " + points[low];
        case 1: return "<= " + points[low];
        case 2: return "> " + points[low];
        case 3: return ">= " + points[low];
        case 4: return std::string("null");
        case 5: {
            const auto high = *rc::gen::inRange(low, points.size());
            const std::string open = *rc::gen::element<std::string>("[", "(", "]");
            const std::string close = *rc::gen::element<std::string>("]", ")", "[");
            return open + points[low] + ".." + points[high] + close;
        }
        default: return points[low];
        }
    });
}

rc::Gen<std::string> cell_of(const ColumnWorld& world)
{
    return rc::gen::exec([&world] {
        if (*rc::gen::inRange(0, 4) == 0) return std::string("-");
        std::string tests = *test_of(world);
        if (*rc::gen::inRange(0, 3) == 0) tests += ", " + *test_of(world);
        return *rc::gen::inRange(0, 4) == 0 ? "not(" + tests + ")" : tests;
    });
}

struct Sample {
    TableSource source;
    std::vector<const ColumnWorld*> columns;
    std::vector<std::vector<RuleCell>> cells;  // [row][column]
};

void each_of(const std::vector<const ColumnWorld*>& columns, const std::function<void(const std::vector<Known>&)>& visit)
{
    std::vector<Known> values(columns.size());
    const std::function<void(std::size_t)> choose = [&](std::size_t column) {
        if (column == columns.size()) return visit(values);
        for (const Known& value : columns[column]->values) {
            values[column] = value;
            choose(column + 1);
        }
    };
    choose(0);
}

bool row_matches(const std::vector<RuleCell>& row, const std::vector<Known>& values)
{
    for (std::size_t column = 0; column < row.size(); ++column)
        if (!matches(row[column], values[column])) return false;
    return true;
}

bool can_match(const Sample& sample, const std::vector<RuleCell>& row)
{
    bool any = false;
    each_of(sample.columns, [&](const std::vector<Known>& values) { any = any || row_matches(row, values); });
    return any;
}

Sample any_sample()
{
    Sample sample;
    sample.source = {"t.dmn", "t", "", "COLLECT", {}, {{"o", "out", "number", std::nullopt}}, {}};
    const auto columns = *rc::gen::inRange<std::size_t>(1, 4);
    for (std::size_t column = 0; column < columns; ++column) {
        sample.columns.push_back(&worlds()[*rc::gen::inRange<std::size_t>(0, worlds().size())]);
        sample.source.inputs.push_back({"i", "", "in" + std::to_string(column), sample.columns.back()->type});
    }
    const auto rows = *rc::gen::inRange(0, 8);
    for (int row = 0; row < rows; ++row) {
        RuleSource rule{"r" + std::to_string(row), "", {}, {std::to_string(row)}};
        std::vector<RuleCell> cells;
        for (const ColumnWorld* column : sample.columns) {
            rule.inputs.push_back(*cell_of(*column));
            cells.push_back(*parse_cell(rule.inputs.back(), column->feel));
        }
        if (!can_match(sample, cells)) continue;
        sample.source.rules.push_back(rule);
        sample.cells.push_back(cells);
    }
    return sample;
}

std::string shown(const Sample& sample)
{
    std::string all;
    for (const RuleSource& rule : sample.source.rules) {
        for (const std::string& cell : rule.inputs) all += cell + " | ";
        all += "\n";
    }
    return all;
}

RC_GTEST_PROP(DecisionTableLaw, TheIndexFindsWhatTheRowsMatch, ())
{
    const Sample sample = any_sample();
    RC_LOG() << shown(sample);
    std::vector<Fault> faults;
    const auto table = DecisionTable::compile(sample.source, faults);
    RC_ASSERT(table.has_value());
    each_of(sample.columns, [&](const std::vector<Known>& values) {
        std::vector<std::string> expected, found;
        for (std::size_t row = 0; row < sample.cells.size(); ++row)
            if (row_matches(sample.cells[row], values)) expected.push_back(sample.source.rules[row].id);
        const auto collected = table->collect(values);
        RC_ASSERT(bool(collected));
        for (const Rule* rule : *collected) found.push_back(rule->id);
        RC_ASSERT(found == expected);
    });
}

RC_GTEST_PROP(DecisionTableLaw, FirstTakesTheFirstOfThem, ())
{
    Sample sample = any_sample();
    sample.source.hit_policy = "FIRST";
    sample.source.outputs.front().otherwise = "99";
    std::vector<Fault> faults;
    const auto table = DecisionTable::compile(sample.source, faults);
    RC_ASSERT(table.has_value());
    each_of(sample.columns, [&](const std::vector<Known>& values) {
        std::string expected = "default";
        for (std::size_t row = sample.cells.size(); row-- > 0;)
            if (row_matches(sample.cells[row], values)) expected = sample.source.rules[row].id;
        RC_ASSERT((*table->required(values))->id == expected);
    });
}

RC_GTEST_PROP(DecisionTableLaw, UniqueCompilesExactlyWhenNoTwoRowsMeet, ())
{
    Sample sample = any_sample();
    sample.source.hit_policy = "UNIQUE";
    RC_LOG() << shown(sample);
    bool overlap = false;
    each_of(sample.columns, [&](const std::vector<Known>& values) {
        int matched = 0;
        for (const auto& row : sample.cells) matched += row_matches(row, values);
        overlap = overlap || matched > 1;
    });
    std::vector<Fault> faults;
    const auto table = DecisionTable::compile(sample.source, faults);
    RC_ASSERT(table.has_value() == !overlap);
    if (overlap) RC_ASSERT(faults.front().code == "rules-overlap");
}

RC_GTEST_PROP(CoverageLaw, FindsAGapExactlyWhereThereIsOne, ())
{
    const Sample sample = any_sample();
    RC_LOG() << shown(sample);
    std::vector<Fault> faults;
    const auto table = DecisionTable::compile(sample.source, faults);
    RC_ASSERT(table.has_value());
    std::vector<std::size_t> first_matched(sample.cells.size(), 0);
    bool gap = false;
    each_of(sample.columns, [&](const std::vector<Known>& values) {
        std::size_t row = 0;
        while (row < sample.cells.size() && !row_matches(sample.cells[row], values)) ++row;
        if (row == sample.cells.size()) gap = true;
        else ++first_matched[row];
    });
    Coverage coverage(*table, std::vector<Domain>(sample.columns.size()));
    RC_ASSERT(coverage.gap().has_value() == gap);
    for (std::size_t row = 0; row < sample.cells.size(); ++row) {
        RC_ASSERT(!coverage.is_impossible(row));
        RC_ASSERT(coverage.is_shadowed(row) == (first_matched[row] == 0));
    }
}

TEST(DecisionTable, TellsRowsThatNeverMatch)
{
    TableSource source{"t.dmn", "t", "", "COLLECT", {{"i", "", "x", "number"}}, {{"o", "out", "number", {}}},
                       {{"never", "", {"(1..1)"}, {"1"}}, {"ever", "", {"1"}, {"2"}}}};
    std::vector<Fault> faults;
    EXPECT_FALSE(DecisionTable::compile(source, faults));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].code, "rule-never");
    EXPECT_EQ(faults[0].where, "t.dmn, decision t, rule never");
}

TEST(DecisionTable, TellsWhatItWasAskedWith)
{
    TableSource source{"t.dmn", "t", "", "UNIQUE", {{"i", "", "line.per", "string"}}, {{"o", "out", "number", {}}},
                       {{"r", "", {"\"1 month\""}, {"1"}}}};
    std::vector<Fault> faults;
    const auto table = DecisionTable::compile(source, faults);
    ASSERT_TRUE(table);
    const Known asked[] = {std::string_view("1 year")};
    EXPECT_EQ(*table->find(asked), nullptr);
    const auto missing = table->required(asked);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.fault().code, "rule-missing");
    EXPECT_EQ(missing.fault().what, "no rule matches; asked with line.per = \"1 year\"");
    const Known wrong[] = {number("1")};
    EXPECT_EQ(code_of(table->find(wrong)), "input-type");
}

TEST(DecisionTable, TellsFaultsOfItsHead)
{
    const auto codes_of = [](TableSource source) {
        std::vector<Fault> faults;
        EXPECT_FALSE(DecisionTable::compile(source, faults));
        std::string codes;
        for (const Fault& fault : faults) codes += fault.code + " ";
        return codes;
    };
    const TableSource sound{"t.dmn", "t", "", "UNIQUE", {{"i", "", "x", "number"}}, {{"o", "out", "number", {}}},
                            {{"r", "", {"1"}, {"1"}}}};
    TableSource source = sound;
    source.hit_policy = "ANY";
    EXPECT_EQ(codes_of(source), "hit-policy-unknown ");
    source = sound;
    source.inputs[0].type = "time";
    EXPECT_EQ(codes_of(source), "type-unknown ");
    source = sound;
    source.rules[0].inputs.emplace_back("2");
    EXPECT_EQ(codes_of(source), "rule-width ");
    source = sound;
    source.rules.push_back({"r", "", {"2"}, {"2"}});
    EXPECT_EQ(codes_of(source), "rule-twice ");
    source = sound;
    source.outputs.push_back(source.outputs[0]);
    EXPECT_EQ(codes_of(source), "output-twice ");
}

}  // namespace
}  // namespace earned::rules_test::decision_table_test
