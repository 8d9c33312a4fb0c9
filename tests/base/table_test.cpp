#include "base/check.h"
#include "base/table.h"
#include "tests/base/printing.h"

#include <gtest/gtest.h>

namespace earned::table_test {

namespace {

const Currency usd = *Currency::parse("USD");

Table waterfall()
{
    Table table;
    table.key = "waterfall";
    table.title = {"Revenue waterfall", "收入瀑布"};
    table.columns = {{"contract", {"Contract", "合同"}, ColumnType::text, {}},
                     {"date", {"Date", "日期"}, ColumnType::date, {}},
                     {"revenue", {"Revenue", "收入"}, ColumnType::money, usd},
                     {"lines", {"Lines", "行"}, ColumnType::count, {}},
                     {"share", {"Share", "占比"}, ColumnType::percent, {}}};
    return table;
}

}  // namespace

TEST(Table, HoldsCellsOfItsColumns)
{
    Table table = waterfall();
    table.add(
        {"C1", Date::of(2025, 1, 31), Money(9800, usd), std::int64_t{2}, Decimal::of(25, -2)});
    table.add({{}, {}, Money(9800, usd), {}, {}}, RowKind::total);
    table.add({"Section"}, RowKind::section);
    EXPECT_TRUE(fits(Label{"Total", "合计"}, table.columns[0]));
    EXPECT_FALSE(fits(Label{"Total", "合计"}, table.columns[1]));
    EXPECT_EQ(table.rows.size(), 3u);
    EXPECT_EQ(table.rows.at(2).cells.size(), 5u);
    EXPECT_EQ(table.column("revenue"), 2u);
    EXPECT_FALSE(table.column("none"));
}

TEST(Table, RefusesCellsOfAnother)
{
    Table table = waterfall();
    EXPECT_THROW(table.add({"C1"}), Broken);
    EXPECT_THROW(table.add({"C1", {}, Money(1, *Currency::parse("EUR")), {}, {}}), Broken);
    EXPECT_THROW(table.add({"C1", {}, Decimal::of(1), {}, {}}), Broken);
    EXPECT_THROW(table.add({std::int64_t{1}, {}, {}, {}, {}}), Broken);
    EXPECT_THROW(table.add({"C1", {}, {}, {}, {}, {}}, RowKind::section), Broken);
    EXPECT_TRUE(table.rows.empty());
}

TEST(Table, TiesWhenEveryTieOutDoes)
{
    Table table = waterfall();
    EXPECT_TRUE(table.ties());
    table.tie_outs.push_back({{"revenue"}, {"report"}, {"journal"}, Money(100, usd), Money(100, usd)});
    table.tie_outs.push_back(
        {{"hours"}, {"report"}, {"facts"}, Decimal::of(150, -2), Decimal::of(15, -1)});
    EXPECT_TRUE(table.ties());
    table.tie_outs.push_back({{"tax"}, {"report"}, {"journal"}, Money(100, usd), Money(99, usd)});
    EXPECT_FALSE(table.ties());
    EXPECT_EQ(std::get<Money>(table.tie_outs.back().difference()), Money(1, usd));
    const TieOut unlike{{}, {}, {}, Money(100, usd), Decimal::of(1)};
    EXPECT_THROW(unlike.difference(), Broken);
}

}  // namespace earned::table_test
