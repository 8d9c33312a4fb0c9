#include "reports/in_entity_currency.h"
#include "tests/reports/book.h"

#include <gmock/gmock.h>

namespace earned::in_entity_currency_test {

namespace {

using ::testing::ElementsAre;

const Currency eur = *Currency::parse("EUR"), jpy = *Currency::parse("JPY");

Table open_amounts()
{
    Table table;
    table.key = "aging";
    table.title = {"Aging", "账龄"};
    table.columns = {text_column("customer", {"Customer", "客户"}), currency_column(),
                     money_column("open", {"Open", "未收"})};
    table.add({"A", "USD", dollars(50'000)});
    table.add({"A", "EUR", Money(100'001, eur)});
    table.add({"Total", "USD", dollars(50'000)}, RowKind::total);
    table.add({"Total", "EUR", Money(100'001, eur)}, RowKind::total);
    return table;
}

std::optional<Decimal> known_rate(Currency from)
{
    return from == eur ? std::optional(*Decimal::parse("1.125")) : std::nullopt;
}

}  // namespace

// 1,000.01 EUR at 1.125 are 1,125.01125.
TEST(InEntityCurrency, ShowsTotalsBesideTheirCurrencies)
{
    const std::vector<Table> tables = {open_amounts()};
    const auto table = in_entity_currency(tables, heading("2026-02", "2026-02"), usd, known_rate);
    ASSERT_TRUE(table);
    EXPECT_THAT(
        rows_of(*table, {"figure", "currency", "amount", "in_entity_currency"}),
        ElementsAre("Open | EUR | 1,000.01 | 1,125.01", "Open | USD | 500.00 | 500.00", "Open |  |  | 1,625.01"));
}

TEST(InEntityCurrency, SaysNothingWhereAllIsInItsOwn)
{
    Table own = open_amounts();
    own.rows.clear();
    for (const Row& row : open_amounts().rows)
        if (std::get<std::string>(row.cells[1]) != "EUR") own.rows.add(row);
    const std::vector<Table> tables = {own};
    EXPECT_FALSE(in_entity_currency(tables, heading("2026-02", "2026-02"), usd, known_rate));
}

TEST(InEntityCurrency, GivesNoTotalWhereARateIsMissing)
{
    Table table = open_amounts();
    table.add({"Total", "JPY", Money(1'000, jpy)}, RowKind::total);
    const std::vector<Table> tables = {table};
    const auto shown = in_entity_currency(tables, heading("2026-02", "2026-02"), usd, known_rate);
    ASSERT_TRUE(shown);
    EXPECT_THAT(rows_of(*shown, {"currency", "in_entity_currency"}),
                ElementsAre("EUR | 1,125.01", "JPY | ", "USD | 500.00", " | "));
}

}  // namespace earned::in_entity_currency_test
