// The language, each feature by its text: an expression, and what it is worth as string() writes it.
#include "rules/feel/compile.h"

#include <gtest/gtest.h>

namespace earned::feel::feel_language_test {

namespace {

std::string worth(std::string_view text, const Limits& limits = {})
{
    const Scope nothing;
    const auto node = read_expression(text, nothing);
    if (!node) return node.fault().where + ": " + node.fault().what;
    Run run(limits);
    const Frame frame;
    try {
        return quoted(compile(*node)(run, frame));
    } catch (const Spent& spent) {
        return std::string("spent: ") + spent.what;
    }
}

struct Said {
    const char* text;
    const char* worth;
};

void expect_all(std::span<const Said> all)
{
    for (const Said& each : all) EXPECT_EQ(worth(each.text), each.worth) << each.text;
}

TEST(FeelLanguage, NumbersAreExact)
{
    const Said all[] = {
        {"0.1 + 0.2", "0.3"}, {"1 / 3 * 3 = 1", "false"}, {"2 ** 10", "1024"},      {"-5 ** 2", "25"},
        {"10 / 0", "null"},   {"modulo(-12, 5)", "3"},    {"decimal(2.5, 0)", "2"}, {"round half up(2.5, 0)", "3"}};
    expect_all(all);
}

TEST(FeelLanguage, LogicKnowsThreeAnswers)
{
    const Said all[] = {{"false and null", "false"}, {"null and true", "null"},     {"true or null", "true"},
                        {"null or false", "null"},   {"not(null)", "null"},         {"1 = \"1\"", "null"},
                        {"null = null", "true"},     {"if null then 1 else 2", "2"}};
    expect_all(all);
}

TEST(FeelLanguage, RangesAndTests)
{
    const Said all[] = {
        {"5 in [1..5)", "false"},    {"5 in (1..5]", "true"},           {"7 in (1, > 6)", "true"},
        {"5 in ]1..5[", "false"},    {"[1..5] = [1..5]", "true"},       {"(< 10) = (null..10)", "false"},
        {"5 in (null..10)", "null"}, {"meets([1..5], [5..9])", "true"}, {"range(\"[1..5)\").end included", "false"}};
    expect_all(all);
}

TEST(FeelLanguage, ListsContextsAndLoops)
{
    const Said all[] = {{"[1, 2, 3][item > 1]", "[2, 3]"},
                        {"[1, 2, 3][-1]", "3"},
                        {"{a: 1, b: a + 1}.b", "2"},
                        {"[{x: 1, y: 2}, {x: 3, y: 4}][x > 1].y", "[4]"},
                        {"for i in 1..3 return i * 2", "[2, 4, 6]"},
                        {"for i in 1..4 return if i = 1 then 1 else partial[-1] * i", "[1, 2, 6, 24]"},
                        {"some x in [1, 2] satisfies x > 1", "true"},
                        {"every x in [1, 2] satisfies x > 1", "false"},
                        {"(function(a, b) a - b)(b: 1, a: 3)", "2"},
                        {"sort([2, 3, 1], function(x, y) x > y)", "[3, 2, 1]"},
                        {"count([])", "0"},
                        {"append([1], [2])", "[1, [2]]"},
                        {"sum(1, 2, 3)", "6"}};
    expect_all(all);
}

TEST(FeelLanguage, DaysAndDurations)
{
    const Said all[] = {
        {"date(\"2024-01-31\") + duration(\"P1M\")", "2024-02-29"},
        {"@\"2024-03-01\" - @\"2024-02-01\"", "P29D"},
        {"@\"P14M\".years", "1"},
        {"date and time(\"2024-01-01T00:00:00Z\") = date and time(\"2024-01-01T01:00:00+01:00\")", "true"},
        {"date(2023, 2, 29)", "null"},
        {"day of week(@\"2026-11-25\")", "\"Wednesday\""}};
    expect_all(all);
}

TEST(FeelLanguage, NamesHaveSpacesAndOperatorsAndTheLongestWins)
{
    const TypeRef number = plain_type(Kind::number);
    const Scope scope{
        .names = {{"profit", number}, {"profit and loss", number}, {"a", number}, {"a-b", number}, {"b", number}}};
    Value slots[] = {Value::number(1), Value::number(2), Value::number(30), Value::number(4), Value::number(5)};
    const auto with = [&](std::string_view text) {
        feel::Run run;
        return quoted(compile(*read_expression(text, scope))(run, {nullptr, slots}));
    };
    EXPECT_EQ(with("profit and loss + profit"), "3");
    EXPECT_EQ(with("a-b"), "4");
    EXPECT_EQ(with("a - b"), "25");
    EXPECT_EQ(with("profit = 1 and a = 30"), "true");
}

TEST(FeelLanguage, AFaultNamesTheColumnWhatWasFoundAndWhatWasExpected)
{
    EXPECT_EQ(worth("1 + "), "column 5: found the end, expected an expression");
    EXPECT_EQ(worth("1 + x"), "column 5: found 'x', expected a name that is known here; x is not");
    EXPECT_EQ(worth("[1, 2"), "column 6: found the end, expected ,");
}

TEST(FeelLanguage, WhatIsBeyondItsBudgetEndsThere)
{
    EXPECT_EQ(worth("for a in 1..100000, b in 1..100000 return 1", {.steps = 10'000}), "spent: steps");
    EXPECT_EQ(worth("for a in 1..1000000000 return 1", {.size = 1'000}), "spent: size");
    std::string deep;
    for (int each = 0; each < 100'000; ++each) deep += '(';
    EXPECT_NE(worth(deep).find("nests less deeply"), std::string::npos);
    std::string wide = "1";
    for (int each = 0; each < 100'000; ++each) wide += "+1";
    EXPECT_NE(worth(wide).find("shorter expression"), std::string::npos);
}

// A function of another language is refused when it is read: no rule is silently worth nothing.
TEST(FeelLanguage, AFunctionThatLiesOutsideIsAFault)
{
    const std::string said = worth("function(a) external {java: {class: \"java.lang.Math\"}}");
    EXPECT_NE(said.find("a function that lies outside is not called"), std::string::npos) << said;
}

// Every text made of another by cutting, doubling or changing a byte is read and evaluated, or refused: nothing else.
TEST(FeelLanguage, NoTextIsTooBroken)
{
    const std::string_view corpus[] = {
        "for i in 1..3, j in [i] return {a: i, \"b c\": j}[a > 1].a", "[1..5[ = ]1..5] and @\"P1D\" < null",
        "(function(a: number, b) a ** -b)(b: 2, a: 1)", "x in (1, > 2, [3..4)) or not(true)",
        "if date(\"2024-01-01\").year instance of list<number> then 1e5 else \"\\u00e9\""};
    int tried = 0;
    for (const std::string_view text : corpus)
        for (std::size_t at = 0; at < text.size(); ++at)
            for (const std::string_view put : {"", "(", "]", "\"", "{", "..", ",", "for ", "-", "\xff", "\\"}) {
                worth(std::string(text.substr(0, at)) + std::string(put) +
                          std::string(text.substr(at + (put.empty() ? 1 : 0))),
                      {.steps = 10'000, .size = 10'000});
                ++tried;
            }
    EXPECT_GT(tried, 2'000);
}

}  // namespace

}  // namespace earned::feel::feel_language_test
