// Decision tables from DMN to their answers: every hit policy, defaults, nulls, allowed values,
// overlaps, and random tables whose answers are compared with asking every cell of every row.
#include "rules/dmn/model.h"
#include "rules/feel/compile.h"

#include <gtest/gtest.h>

#include <random>

namespace earned::dmn::dmn_tables_test {

namespace {

using feel::Value;
using Chance = std::mt19937_64;

struct Column {
    std::string name, type, extra{};
};  // extra: elements within the clause
struct Line {
    std::vector<std::string> inputs, outputs;
};
struct Made {
    std::string policy;
    std::vector<Column> inputs, outputs;
    std::vector<Line> lines;
};

std::string escaped(const std::string& text)
{
    std::string out;
    for (const char each : text) out += each == '<' ? "&lt;" : each == '&' ? "&amp;" : std::string(1, each);
    return out;
}

std::string xml(const Made& table)
{
    std::string out =
        R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="t" id="t" namespace="urn:t">)";
    for (const Column& input : table.inputs)
        out += "<inputData id=\"i_" + input.name + "\" name=\"" + input.name + "\"><variable name=\"" + input.name +
               "\" typeRef=\"" + input.type + "\"/></inputData>";
    out += R"(<decision id="d" name="d"><variable name="d"/>)";
    for (const Column& input : table.inputs)
        out += "<informationRequirement><requiredInput href=\"#i_" + input.name + "\"/></informationRequirement>";
    out += "<decisionTable " + table.policy + ">";
    for (const Column& input : table.inputs)
        out += "<input><inputExpression typeRef=\"" + input.type + "\"><text>" + input.name +
               "</text></inputExpression>" + input.extra + "</input>";
    for (const Column& output : table.outputs)
        out += "<output name=\"" + output.name + "\" typeRef=\"" + output.type + "\">" + output.extra + "</output>";
    for (std::size_t row = 0; row < table.lines.size(); ++row) {
        out += "<rule id=\"r" + std::to_string(row + 1) + "\">";
        for (const std::string& cell : table.lines[row].inputs)
            out += "<inputEntry><text>" + escaped(cell) + "</text></inputEntry>";
        for (const std::string& cell : table.lines[row].outputs)
            out += "<outputEntry><text>" + escaped(cell) + "</text></outputEntry>";
        out += "</rule>";
    }
    return out + "</decisionTable></decision></definitions>";
}

Model model_of(const Made& table)
{
    std::vector<Fault> faults;
    std::vector<Source> sources;
    Result<Source> source = read_source("t.dmn", xml(table));
    if (source)
        sources.push_back(std::move(*source));
    else
        faults.push_back(source.fault());
    Model model = Model::compile(std::move(sources), faults);
    for (const Fault& fault : faults) ADD_FAILURE() << fault.text();
    return model;
}

feel::Context context(const std::vector<std::pair<std::string, Value>>& values)
{
    feel::Context all;
    for (const auto& [name, value] : values) all.put(name, value);
    return all;
}

std::string answer(const Model& model, const std::vector<std::pair<std::string, Value>>& values)
{
    const Result<Evaluated> found = model.evaluate("d", context(values));
    if (!found) return found.fault().code;
    std::string text = feel::quoted(found->value);
    if (!found->value.is_null()) return text;
    for (const std::string& warning : found->warnings) text += " (" + warning + ")";
    return text;
}

Value number(std::int64_t value) { return Value::number(value); }
Value text_value(const char* text) { return Value(std::string(text)); }

Made scores(const std::string& policy)
{
    return {policy,
            {{"x", "number"}},
            {{"y", "string", "<outputValues><text>\"high\",\"middle\",\"low\"</text></outputValues>"}},
            {{{"> 10"}, {"\"low\""}},
             {{"> 20"}, {"\"high\""}},
             {{"> 20"}, {"\"low\""}},
             {{"> 30"}, {"\"middle\""}},
             {{"5"}, {"\"high\""}}}};
}

TEST(DmnTable, GivesWhatItsHitPolicySays)
{
    const auto asked = [](const std::string& policy, std::int64_t x) {
        return answer(model_of(scores(policy)), {{"x", number(x)}});
    };
    EXPECT_EQ(asked("hitPolicy=\"UNIQUE\"", 15), "\"low\"");
    EXPECT_EQ(asked("", 5), "\"high\"");
    EXPECT_EQ(asked("hitPolicy=\"UNIQUE\"", 25).substr(0, 6), "null (");
    EXPECT_NE(asked("hitPolicy=\"UNIQUE\"", 25).find("r1, r2, r3"), std::string::npos);
    EXPECT_EQ(asked("hitPolicy=\"FIRST\"", 35), "\"low\"");
    EXPECT_EQ(asked("hitPolicy=\"ANY\"", 15), "\"low\"");
    EXPECT_EQ(asked("hitPolicy=\"ANY\"", 25).substr(0, 6), "null (");
    EXPECT_EQ(asked("hitPolicy=\"PRIORITY\"", 35), "\"high\"");
    EXPECT_EQ(asked("hitPolicy=\"OUTPUT ORDER\"", 35), "[\"high\", \"middle\", \"low\", \"low\"]");
    EXPECT_EQ(asked("hitPolicy=\"RULE ORDER\"", 35), "[\"low\", \"high\", \"low\", \"middle\"]");
    EXPECT_EQ(asked("hitPolicy=\"COLLECT\"", 25), "[\"low\", \"high\", \"low\"]");
    EXPECT_EQ(asked("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", 35), "4");
}

TEST(DmnTable, AggregatesExactly)
{
    const auto asked = [](const std::string& aggregation, std::int64_t x) {
        const Made table{"hitPolicy=\"COLLECT\" aggregation=\"" + aggregation + "\"",
                         {{"x", "number"}},
                         {{"y", "number"}},
                         {{{"> 0"}, {"0.1"}}, {{"> 0"}, {"0.2"}}, {{"> 1"}, {"-0.4"}}, {{"> 1"}, {"0.2"}}}};
        return answer(model_of(table), {{"x", number(x)}});
    };
    EXPECT_EQ(asked("SUM", 1), "0.3");
    EXPECT_EQ(asked("SUM", 2), "0.1");
    EXPECT_EQ(asked("MIN", 2), "-0.4");
    EXPECT_EQ(asked("MAX", 2), "0.2");
    EXPECT_EQ(asked("COUNT", 2), "4");
}

TEST(DmnTable, HasDefaultsNullsAndAllowedValues)
{
    Made table{"",
               {{"s", "string", "<inputValues><text>\"a\",\"b\",\"c\",null</text></inputValues>"}, {"x", "number"}},
               {{"y", "string", "<defaultOutputEntry><text>\"none\"</text></defaultOutputEntry>"}},
               {{{"\"a\"", "[1..5)"}, {"\"in\""}},
                {{"not(\"a\",\"b\")", "-"}, {"\"other\""}},
                {{"\"b\"", "null"}, {"\"unknown\""}},
                {{"\"b\"", "<= 0, ? * 2 = 14"}, {"\"odd\""}}}};
    const Model model = model_of(table);
    EXPECT_EQ(answer(model, {{"s", text_value("a")}, {"x", number(1)}}), "\"in\"");
    EXPECT_EQ(answer(model, {{"s", text_value("a")}, {"x", number(5)}}), "\"none\"");
    EXPECT_EQ(answer(model, {{"s", text_value("c")}, {"x", number(5)}}), "\"other\"");
    EXPECT_EQ(answer(model, {{"s", text_value("b")}, {"x", Value()}}), "\"unknown\"");
    EXPECT_EQ(answer(model, {{"s", text_value("b")}, {"x", number(7)}}), "\"odd\"");
    EXPECT_EQ(answer(model, {{"s", text_value("b")}, {"x", number(0)}}), "\"odd\"");
    EXPECT_EQ(answer(model, {{"s", text_value("z")}, {"x", number(0)}}).substr(0, 6), "null (")
        << "not an allowed value";
    EXPECT_EQ(answer(model, {{"s", Value()}, {"x", number(0)}}), "\"other\"") << "not(values) holds of null";
}

// Two outputs, of which each has values in an order of importance; nothing matches below 1.
Made two_outputs(const std::string& policy, const std::string& otherwise)
{
    const auto values = [&](const std::string& list, const std::string& last) {
        return "<outputValues><text>" + list + "</text></outputValues>" +
               (otherwise.empty() ? "" : "<defaultOutputEntry><text>" + last + "</text></defaultOutputEntry>");
    };
    return {policy,
            {{"x", "number"}},
            {{"risk", "string", values("\"high\",\"low\"", "\"none\"")}, {"fee", "number", values("30,20,10", "0")}},
            {{{"> 0"}, {"\"low\"", "30"}}, {{"> 1"}, {"\"high\"", "10"}}, {{"> 2"}, {"\"high\"", "20"}}}};
}

TEST(DmnTable, SeveralOutputsAreAContextAndRankedFromLeftToRight)
{
    const auto asked = [](const std::string& policy, std::int64_t x, const std::string& otherwise = "") {
        return answer(model_of(two_outputs("hitPolicy=\"" + policy + "\"", otherwise)), {{"x", number(x)}});
    };
    EXPECT_EQ(asked("UNIQUE", 1), "{risk: \"low\", fee: 30}");
    EXPECT_EQ(asked("FIRST", 3), "{risk: \"low\", fee: 30}");
    EXPECT_EQ(asked("ANY", 1), "{risk: \"low\", fee: 30}");
    EXPECT_EQ(asked("PRIORITY", 2), "{risk: \"high\", fee: 10}") << "the first output decides first";
    EXPECT_EQ(asked("PRIORITY", 3), "{risk: \"high\", fee: 20}");
    EXPECT_EQ(asked("OUTPUT ORDER", 3),
              "[{risk: \"high\", fee: 20}, {risk: \"high\", fee: 10}, {risk: \"low\", fee: 30}]");
    EXPECT_EQ(asked("RULE ORDER", 2), "[{risk: \"low\", fee: 30}, {risk: \"high\", fee: 10}]");
    EXPECT_EQ(asked("COLLECT", 2), "[{risk: \"low\", fee: 30}, {risk: \"high\", fee: 10}]");
    EXPECT_EQ(asked("COLLECT\" aggregation=\"COUNT", 3), "3");
}

TEST(DmnTable, WhereNoRuleMatchesThereIsTheDefaultOrNullAndAWarning)
{
    for (const char* policy : {"UNIQUE", "FIRST", "ANY", "PRIORITY", "OUTPUT ORDER", "RULE ORDER", "COLLECT",
                               "COLLECT\" aggregation=\"SUM", "COLLECT\" aggregation=\"COUNT"}) {
        const std::string head = "hitPolicy=\"" + std::string(policy) + "\"";
        EXPECT_EQ(answer(model_of(two_outputs(head, "")), {{"x", number(0)}}), "null (t.dmn, d: no rule matches)");
        EXPECT_EQ(answer(model_of(two_outputs(head, "yes")), {{"x", number(0)}}), "{risk: \"none\", fee: 0}");
        EXPECT_EQ(answer(model_of(two_outputs(head, "yes")), {{"x", Value()}}), "{risk: \"none\", fee: 0}");
    }
}

// Cells of every kind that an index reads, and of some that it leaves to be asked.
std::string any_cell(const std::string& type, int spread, Chance& chance)
{
    const auto constant = [&] {
        const auto n = static_cast<int>(chance() % static_cast<unsigned>(spread));
        if (type == "number") return std::to_string(n) + (n % 3 == 0 ? ".50" : "");
        if (type == "string") return "\"w" + std::to_string(n) + "\"";
        if (type == "boolean") return std::string(n % 2 == 0 ? "true" : "false");
        return "date(\"2026-" + std::string(n % 12 < 9 ? "0" : "") + std::to_string(n % 12 + 1) + "-" +
               std::to_string(10 + n % 15) + "\")";
    };
    const auto kind = chance() % 12;
    if (kind < 2) return "-";
    if (kind == 2) return "null";
    if (kind == 3) return "not(" + constant() + ", " + constant() + ")";
    if (type == "boolean" || kind == 4) return constant() + ", " + constant();
    if (kind == 5) return "[" + constant() + ", " + constant() + "]";
    if (kind == 6) return (chance() % 2 ? "< " : ">= ") + constant();
    if (kind == 7) return "> " + constant() + ", <= " + constant();
    if (kind == 8) return "? != " + constant();
    if (kind == 9 && type == "number") return "? * 2 > " + constant();
    std::string low = constant(), high = constant();
    return (chance() % 2 ? "[" : "(") + low + ".." + high + (chance() % 2 ? "]" : ")");
}

Value any_value(const std::string& type, int spread, Chance& chance)
{
    const auto n = static_cast<int>(chance() % static_cast<unsigned>(spread));
    if (chance() % 10 == 0) return {};
    if (type == "number") return *Decimal::parse(std::to_string(n) + (chance() % 2 ? ".5" : ""));
    if (type == "string") return Value("w" + std::to_string(n));
    if (type == "boolean") return Value(n % 2 == 0);
    return feel::Date{2026, n % 12 + 1, 9 + n % 17};
}

// Each cell asked, row by row, with no index.
std::string slow_answer(const Made& table, const std::vector<Value>& values)
{
    std::string rows;
    for (std::size_t row = 0; row < table.lines.size(); ++row) {
        bool all = true;
        for (std::size_t column = 0; all && column < values.size(); ++column) {
            const feel::Scope scope{.names = {{"?", feel::any_type()}}};
            const Result<feel::Node> node = feel::read_tests(table.lines[row].inputs[column], scope);
            feel::Run run;
            Value slot = values[column];
            all = node && feel::compile_tests(*node, feel::TestOf::cell)(run, {nullptr, &slot}, values[column]) == true;
        }
        if (all) rows += (rows.empty() ? "" : ", ") + std::to_string(row + 1);
    }
    return "[" + rows + "]";
}

void compare_random(std::size_t rows, int spread, int questions, Chance& chance)
{
    const std::vector<std::string> types = {"number", "string", "date", "boolean"};
    Made table{"hitPolicy=\"COLLECT\"", {}, {{"row", "number"}}, {}};
    for (std::size_t column = 0; column < 3; ++column)
        table.inputs.push_back({"x" + std::to_string(column), types[chance() % types.size()]});
    for (std::size_t row = 0; row < rows; ++row) {
        Line line{{}, {std::to_string(row + 1)}};
        for (const Column& input : table.inputs) line.inputs.push_back(any_cell(input.type, spread, chance));
        table.lines.push_back(std::move(line));
    }
    const Model model = model_of(table);
    for (int question = 0; question < questions; ++question) {
        std::vector<Value> values;
        std::vector<std::pair<std::string, Value>> named;
        for (const Column& input : table.inputs) {
            values.push_back(any_value(input.type, spread + 2, chance));
            named.emplace_back(input.name, values.back());
        }
        const Result<Evaluated> found = model.evaluate("d", context(named));
        ASSERT_TRUE(found);
        const std::string got = found->value.is_null() ? "[]" : feel::quoted(found->value);
        ASSERT_EQ(got, slow_answer(table, values)) << xml(table).substr(0, 4000);
    }
}

TEST(DmnTable, AnswersAsAskingEveryCellWould)
{
    Chance chance(25);
    for (int table = 0; table < 25; ++table) compare_random(1 + chance() % 40, table % 2 ? 5 : 30, 12, chance);
}

TEST(DmnTable, AnswersAmongTwoThousandRows)
{
    Chance chance(11);
    compare_random(2000, 2500, 2, chance);
}

}  // namespace

}  // namespace earned::dmn::dmn_tables_test
