#include "exchange/terminal.h"
#include "tests/exchange/tables.h"

#include <gtest/gtest.h>

#include <sstream>

namespace earned::exchange::terminal_test {

namespace {

std::string on_terminal(const Table& table, Language language = Language::en, std::size_t width = 120)
{
    std::ostringstream out;
    write_terminal(table, language, out, width);
    return out.str();
}

}  // namespace

TEST(TableText, CountsColumnsAsTheyAreSeen)
{
    EXPECT_EQ(display_width("abc"), 3u);
    EXPECT_EQ(display_width("合同负债"), 8u);
    EXPECT_EQ(display_width("（USD）"), 7u);
    EXPECT_EQ(display_width("é–…"), 3u);
    EXPECT_EQ(display_width("e\u0301"), 1u);
    EXPECT_EQ(display_width("\xff\xfe"), 2u);
    EXPECT_EQ(clipped("合同负债", 8), "合同负债");
    EXPECT_EQ(clipped("合同负债", 6), "合同…");
    EXPECT_EQ(clipped("contract", 5), "cont…");
    EXPECT_EQ(clipped("contract", 0), "");
}

TEST(Terminal, WhatATerminalWouldObeyIsShownAsAQuestionMark)
{
    EXPECT_EQ(printable("red \x1B[31m\x07 \x7F 流明\n\tend"), "red ?[31m? ? 流明\n\tend");
    Table table{.key = "t", .title = {"Title", ""}};
    table.columns = {{"name", {"Name", ""}, ColumnType::text, {}}};
    table.add({std::string("two\nlines \x1B[2J")});
    EXPECT_NE(on_terminal(table).find("two lines ?[2J\n"), std::string::npos) << on_terminal(table);
}

TEST(TableText, WritesAmountsForPeopleAndForMachines)
{
    const Column money{"m", {}, ColumnType::money, {}}, rate{"r", {}, ColumnType::decimal, {}, 4},
        share{"s", {}, ColumnType::percent, {}};
    EXPECT_EQ(shown(Money(-123456, usd), money, Language::en), "-1,234.56");
    EXPECT_EQ(shown(Money(0, usd), money, Language::en), "-");
    EXPECT_EQ(plain(Money(0, usd), money, Language::en), "0.00");
    EXPECT_EQ(plain(Money(-123456, usd), money, Language::en), "-1234.56");
    EXPECT_EQ(shown(Money(1234, jpy), money, Language::en), "1,234");
    EXPECT_EQ(shown(Decimal::of(12345, -1), rate, Language::en), "1,234.5000");
    EXPECT_EQ(shown(Decimal::of(5, -3), share, Language::en), "0.50 %");
    EXPECT_EQ(separated("-1234567.891"), "-1,234,567.891");
    EXPECT_EQ(separated("123"), "123");
}

TEST(TableText, NamesNoTwoTablesAlike)
{
    const std::vector<Table> tables{everything(), everything(), everything()};
    EXPECT_EQ(distinct_names(tables, Language::en, 31),
              (std::vector<std::string>{"Everything at once", "Everything at once 2", "Everything at once 3"}));
    Table longer = everything();
    longer.title.en = "Remaining performance obligations";
    EXPECT_EQ(distinct_names(std::vector{longer, longer}, Language::en, 31),
              (std::vector<std::string>{"Remaining performance", "Remaining performance 2"}));
    EXPECT_EQ(distinct_names(tables, Language::zh, 3), (std::vector<std::string>{"应有尽", "应 2", "应 3"}));
}

TEST(Terminal, AlignsByWhatIsSeen)
{
    EXPECT_EQ(on_terminal(everything()), R"(Everything at once
==================
Entity  E, Example Inc.
Status  closed

                                      Amount
Name                Date            received  Currency  Count    Rate    Share
------------------  ----------  ------------  --------  -----  ------  -------
Detail
Ada, "Countess"     2026-01-31  1,234,567.89  USD           3  7.1234   25.5 %
北京数据<有限>公司  2026-02-28          -500  JPY                      100.0 %
nothing                                    -  USD           0
                                ------------
Total                           1,234,567.89  USD           3
                                ============

Tie-outs
  Amount  report  1,234,567.89  =  1,234,567.89  journal  ties

* Credit notes are negative.
)");
}

TEST(Terminal, SpeaksChinese)
{
    const std::string text = on_terminal(everything(), Language::zh);
    EXPECT_NE(text.find("应有尽有\n========\n"), std::string::npos);
    EXPECT_NE(text.find("核算主体  E, Example Inc.\n状态      已结账\n"), std::string::npos);
    EXPECT_NE(text.find("勾稽核对\n  金额  本表  1,234,567.89  =  1,234,567.89  日记账  相符\n"), std::string::npos);
}

TEST(Terminal, SaysWhatDiffers)
{
    EXPECT_NE(
        on_terminal(differing()).find("Amount  report  1,234,567.89  ≠  1,234,566.39  journal  DIFFERS BY 1.50 USD\n"),
        std::string::npos);
}

TEST(Terminal, NarrowsTextsAndThenLeavesColumnsOutButNoAmounts)
{
    const std::string narrow = on_terminal(everything(), Language::en, 72);
    EXPECT_NE(narrow.find("\n北京数据<有"), std::string::npos) << narrow;
    EXPECT_NE(narrow.find("\n限>公司\n"), std::string::npos) << "goes on beneath\n" << narrow;
    EXPECT_EQ(narrow.find("left out"), std::string::npos);
    EXPECT_EQ(narrow.find("…"), std::string::npos) << "nothing is cut";
    const std::string narrower = on_terminal(everything(), Language::en, 40);
    EXPECT_NE(narrower.find("1,234,567.89"), std::string::npos) << narrower;
    EXPECT_NE(narrower.find("Columns left out for width: Currency,\nCount, Rate, Share"), std::string::npos)
        << narrower;
}

TEST(Terminal, ATextGoesOnBeneathAndACodeInItIsNotBroken)
{
    Table table;
    table.key = "t";
    table.title = {"T", ""};
    table.columns = {{"invoice", {"Invoice", ""}, ColumnType::text, {}},
                     {"amount", {"Amount", ""}, ColumnType::money, {}},
                     {"because", {"Because of", ""}, ColumnType::text, {}}};
    table.add({"INV-1", Money(100, usd), "invoices INV-E-2026-000001, INV-E-2026-000002 named in the text"});
    table.add({"INV-2", Money(200, usd), "amount"});
    EXPECT_EQ(on_terminal(table, Language::en, 42), R"(T
=

Invoice  Amount  Because of
-------  ------  -------------------------
INV-1      1.00  invoices
                 INV-E-2026-000001,
                 INV-E-2026-000002 named
                 in the text
INV-2      2.00  amount
)");
    const std::string narrow = on_terminal(table, Language::en, 35);  // as narrow as its codes
    for (const char* code : {"INV-E-2026-000001", "INV-E-2026-000002"})
        EXPECT_NE(narrow.find(code), std::string::npos) << narrow;
    EXPECT_NE(on_terminal(table, Language::en, 34).find("left out for width"), std::string::npos);
}

TEST(Terminal, ATieOutThatIsTooWideStandsInTwoLines)
{
    const std::string narrow = on_terminal(everything(), Language::en, 40);
    EXPECT_NE(narrow.find("  Amount\n    report"), std::string::npos) << narrow;
    EXPECT_EQ(on_terminal(everything()).find("\n  Amount\n"), std::string::npos);
}

TEST(Terminal, SetsAsideWhatSaysNothingBeforeItNarrows)
{
    Table table;
    table.key = "t";
    table.title = {"T", ""};
    table.columns = {{"number", {"Number", ""}, ColumnType::text, {}},
                     {"currency", {"Currency", ""}, ColumnType::text, {}},
                     {"held", {"Held", ""}, ColumnType::money, {}},
                     {"amount", {"Amount", ""}, ColumnType::money, {}}};
    table.add({"INV-2026-000001", "USD", Money(0, usd), Money(100, usd)});
    EXPECT_NE(on_terminal(table).find("Held"), std::string::npos);
    EXPECT_EQ(on_terminal(table, Language::en, 24), R"(T
=

Number           Amount
---------------  ------
INV-2026-000001    1.00

Amounts in USD
Columns with nothing in
them: Held
)");
}

// An invoice's number says nothing once it is cut; nor does a row without its name.
TEST(Terminal, PutsColumnsInStripsUnderTheSameNames)
{
    Table table;
    table.key = "t";
    table.title = {"T", ""};
    table.columns = {{"number", {"Number", ""}, ColumnType::text, {}},
                     {"one", {"One", ""}, ColumnType::money, {}},
                     {"two", {"Two", ""}, ColumnType::money, {}},
                     {"three", {"Three", ""}, ColumnType::money, {}}};
    table.notes = {{"What is written below the table is wrapped, 也包括没有空格的中文说明。", ""}};
    table.add({"INV-1", Money(100, usd), Money(1000000, usd), Money(-300, usd)});
    table.add({Label{"Total", "合计"}, Money(100, usd), Money(1000000, usd), Money(-300, usd)}, RowKind::total);
    EXPECT_EQ(on_terminal(table, Language::en, 24), R"(T
=

Number   One        Two
------  ----  ---------
INV-1   1.00  10,000.00
        ----  ---------
Total   1.00  10,000.00
        ====  =========

Number  Three
------  -----
INV-1   -3.00
        -----
Total   -3.00
        =====

* What is written below
  the table is wrapped,
  也包括没有空格的中文说
  明。
)");
}

TEST(Terminal, SaysThatThereIsNothing)
{
    Table table = everything();
    table.rows.clear();
    EXPECT_NE(on_terminal(table).find("(nothing to show)"), std::string::npos);
}

}  // namespace earned::exchange::terminal_test
