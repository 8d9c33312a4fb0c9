// Cells: what they match, and what is refused. Examples after DMN 1.3, 7.3.2 and 10.3.1.2.
#include "rules/feel_cell.h"
#include "tests/rules/standard.h"

namespace earned::rules_test::feel_cell_test {
namespace {

bool meets(const char* cell, FeelType type, const Known& value)
{
    const Result<RuleCell> read = parse_cell(cell, type);
    EXPECT_TRUE(read) << cell << ": " << (read ? "" : read.fault().text());
    return read && matches(*read, value);
}
bool of_number(const char* cell, const char* value) { return meets(cell, FeelType::number, number(value)); }
bool of_text(const char* cell, const char* value) { return meets(cell, FeelType::text, std::string_view(value)); }
bool of_date(const char* cell, const char* value) { return meets(cell, FeelType::date, day(value)); }

TEST(FeelCell, MatchesLiterals)
{
    EXPECT_TRUE(of_text("\"a\"", "a"));
    EXPECT_FALSE(of_text("\"a\"", "A"));
    EXPECT_TRUE(of_text("\"a\", \"b\"", "b"));
    EXPECT_FALSE(of_text("\"a\", \"b\"", "c"));
    EXPECT_TRUE(of_text("\"应收\"", "应收"));
    EXPECT_TRUE(of_text(R"("say \"\u00e9\"\n")", "say \"\xC3\xA9\"\n"));
    EXPECT_TRUE(of_number("1.50", "1.5"));
    EXPECT_TRUE(of_number("-3", "-3"));
    EXPECT_TRUE(of_number(".5", "0.5"));
    EXPECT_TRUE(meets("true", FeelType::boolean, true));
    EXPECT_FALSE(meets("true", FeelType::boolean, false));
    EXPECT_TRUE(of_date("date(\"2026-01-31\")", "2026-01-31"));
}

TEST(FeelCell, MatchesComparisonsAndRanges)
{
    EXPECT_TRUE(of_number("< 5", "4.99"));
    EXPECT_FALSE(of_number("< 5", "5"));
    EXPECT_TRUE(of_number("<= 5", "5.00"));
    EXPECT_TRUE(of_number(">= 5", "5"));
    EXPECT_FALSE(of_number("> 5", "5"));
    EXPECT_TRUE(of_number("[1..5]", "1"));
    EXPECT_TRUE(of_number("[1..5]", "5"));
    EXPECT_FALSE(of_number("]1..5[", "1"));
    EXPECT_FALSE(of_number("(1..5)", "5"));
    EXPECT_TRUE(of_number("(1..5)", "4.999"));
    EXPECT_TRUE(of_number("[1.5..2.5]", "2"));
    EXPECT_TRUE(of_number("< 1, [10..20], 30", "30"));
    EXPECT_TRUE(of_date(">= date(\"2026-01-01\")", "2026-01-01"));
    EXPECT_FALSE(of_date("[date(\"2026-01-01\")..date(\"2026-02-01\"))", "2026-02-01"));
}

TEST(FeelCell, NullMatchesOnlyNullAndTheDash)
{
    for (const char* cell : {"5", "< 5", "[1..5]", "not(< 5)"}) EXPECT_FALSE(meets(cell, FeelType::number, {})) << cell;
    for (const char* cell : {"-", "", "  ", "null", "5, null", "not(5)"}) EXPECT_TRUE(meets(cell, FeelType::number, {})) << cell;
    EXPECT_FALSE(of_number("null", "0"));
    EXPECT_FALSE(meets("not(null)", FeelType::number, {}));
    EXPECT_TRUE(of_number("not(null)", "0"));
}

TEST(FeelCell, Negates)
{
    EXPECT_FALSE(of_text("not(\"a\",\"b\")", "b"));
    EXPECT_TRUE(of_text("not(\"a\",\"b\")", "c"));
    EXPECT_TRUE(of_number("not([1..5])", "6"));
    EXPECT_TRUE(of_text("\"not(\"", "not("));
}

TEST(FeelCell, RefusesWhatIsNoTestAndSaysWhere)
{
    struct { const char* cell; FeelType type; const char* code; const char* where; } wrong[] = {
        {"goods", FeelType::text, "cell-unreadable", "column 1"},
        {"\"a\" \"b\"", FeelType::text, "cell-unreadable", "column 5"},
        {"\"a", FeelType::text, "cell-unreadable", "column 1"},
        {"\"a\\x\"", FeelType::text, "cell-unreadable", "column 3"},
        {"1 + 1", FeelType::number, "cell-unreadable", "column 3"},
        {"1,", FeelType::number, "cell-unreadable", "column 3"},
        {"[5..1]", FeelType::number, "cell-unreadable", "column 7"},
        {"[1..5", FeelType::number, "cell-unreadable", "column 6"},
        {"< null", FeelType::number, "cell-unreadable", "column 7"},
        {"not(1", FeelType::number, "cell-unreadable", "column 6"},
        {"not 1", FeelType::number, "cell-unreadable", "column 5"},
        {"1.2.3", FeelType::number, "cell-unreadable", "column 1"},
        {"date(\"2026-02-30\")", FeelType::date, "cell-unreadable", "column 6"},
        {"now()", FeelType::date, "cell-unreadable", "column 1"},
        {"\"5\"", FeelType::number, "cell-type", "column 1"},
        {"true", FeelType::text, "cell-type", "column 1"},
    };
    for (const auto& each : wrong) {
        const Result<RuleCell> read = parse_cell(each.cell, each.type);
        ASSERT_FALSE(read) << each.cell;
        EXPECT_EQ(read.fault().code, each.code) << each.cell;
        EXPECT_EQ(read.fault().where, each.where) << each.cell << ": " << read.fault().what;
        EXPECT_FALSE(read.fault().hint.empty());
    }
}

TEST(FeelCell, ReadsOneLiteral)
{
    EXPECT_EQ(*parse_literal(" \"net 30\" ", FeelType::text), Literal(std::string("net 30")));
    EXPECT_EQ(*parse_literal("null", FeelType::number), Literal());
    EXPECT_FALSE(parse_literal("1, 2", FeelType::number));
    EXPECT_FALSE(parse_literal("", FeelType::number));
    EXPECT_EQ(text_of(known(*parse_literal("\"a\\\"b\"", std::nullopt))), "\"a\\\"b\"");
}

}  // namespace
}  // namespace earned::rules_test::feel_cell_test
