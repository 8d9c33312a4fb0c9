// What lies on a shelf is what was put there, in the order that is asked for, however little is kept in memory.
#include "base/sorted.h"
#include "base/table.h"
#include "tests/base/shelf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace earned::shelf_test {

namespace {

const Currency usd = *Currency::parse("USD"), jpy = *Currency::parse("JPY");

Row full_row(std::int64_t number)
{
    return {{std::monostate(), "text with \"quotes\", 数 and \n" + std::to_string(number), Date::of(2026, 1, 31),
             Money(-number, jpy), number, Decimal::of(12345, -3), Label{"Total", "合计"}, std::string()},
            number % 3 == 0 ? RowKind::subtotal : RowKind::detail};
}

void expect_rows(const Rows& rows, std::int64_t count)
{
    std::int64_t number = 0;
    for (const Row& row : rows) {
        EXPECT_EQ(row.kind, full_row(number).kind) << number;
        EXPECT_TRUE(row.cells == full_row(number).cells) << number;
        ++number;
    }
    EXPECT_EQ(number, count);
    EXPECT_EQ(rows.size(), static_cast<std::size_t>(count));
}

struct Record {
    std::string name;
    std::int64_t came = 0;
    std::optional<Date> date;
    std::array<Money, 2> amounts{Money(1, usd), Money(2, usd)};
    static auto fields(auto& of) { return std::tie(of.name, of.came, of.date, of.amounts); }
    auto order() const { return std::tie(name, date); }
};

struct Amount {
    std::string name;
    std::int64_t amount = 0;
    static auto fields(auto& of) { return std::tie(of.name, of.amount); }
    auto order() const { return std::tie(name); }
    void add(const Amount& other) { amount += other.amount; }
};

// The same numbers each time, with many that are equal.
std::int64_t shuffled(std::int64_t number) { return (number * 7919 + 13) % 101; }

Record record(std::int64_t number)
{
    Record made{std::to_string(shuffled(number) % 10), number, {}};
    if (number % 4 != 0) made.date = Date::of(2026, 1, 1) + static_cast<int>(shuffled(number) % 3);
    return made;
}

}  // namespace

TEST(Shelf, GivesRowsBackInTheirOrder)
{
    for (const std::int64_t count : {0, 1, 2, 3, 4, 7, 9}) {
        Rows rows(shelf_in_memory(1, 3));
        Rows in_memory;
        for (std::int64_t number = 0; number < count; ++number) {
            rows.add(full_row(number));
            in_memory.add(full_row(number));
        }
        expect_rows(rows, count);
        expect_rows(in_memory, count);
        expect_rows(Rows(rows), count);
        expect_rows(rows, count);
    }
}

TEST(Shelf, KeepsNoMoreRowsInMemoryThanItSays)
{
    const auto lies = std::make_shared<std::vector<std::string>>();
    Rows rows(shelf_in_memory(1, 3, lies));
    for (std::int64_t number = 0; number < 10; ++number) rows.add(full_row(number));
    EXPECT_EQ(lies->size(), 3u);
    rows.clear();
    EXPECT_TRUE(rows.empty());
    rows.add(full_row(0));
    expect_rows(rows, 1);
}

TEST(Shelf, MergesRecordsInTheirOrderAndThoseOfOneAsTheyCame)
{
    constexpr std::int64_t count = 500;
    std::vector<Record> expected;
    for (std::int64_t number = 0; number < count; ++number) expected.push_back(record(number));
    std::stable_sort(expected.begin(), expected.end(),
                     [](const Record& a, const Record& b) { return a.order() < b.order(); });
    for (const std::size_t kept : {1, 2, 7, 64, 499, 500, 501}) {
        const auto lies = std::make_shared<std::vector<std::string>>();
        Sorted<Record> sorted(shelf_in_memory(kept, 1, lies));
        EXPECT_TRUE(sorted.empty());
        for (std::int64_t number = 0; number < count; ++number) sorted.put(record(number));
        EXPECT_FALSE(sorted.empty());
        EXPECT_EQ(lies->empty(), kept == 501u);
        for (int walk = 0; walk < 2; ++walk) {
            std::size_t place = 0;
            sorted.each([&](const Record& one) {
                ASSERT_LT(place, expected.size());
                EXPECT_EQ(one.came, expected[place].came) << kept << " in memory, at " << place;
                EXPECT_EQ(one.date, expected[place].date);
                EXPECT_EQ(one.amounts, expected[place].amounts);
                ++place;
            });
            EXPECT_EQ(place, expected.size()) << kept;
        }
    }
}

TEST(Shelf, AddsUpRecordsOfOneOrder)
{
    std::map<std::string, std::int64_t> expected;
    for (std::int64_t number = 0; number < 1000; ++number) expected[std::to_string(shuffled(number))] += number;
    for (const std::size_t kept : {1, 3, 50, 5000}) {
        Sorted<Amount> sums(shelf_in_memory(kept, 1));
        for (std::int64_t number = 0; number < 1000; ++number) sums.put({std::to_string(shuffled(number)), number});
        std::map<std::string, std::int64_t> found;
        sums.each([&](const Amount& sum) { EXPECT_TRUE(found.emplace(sum.name, sum.amount).second) << sum.name; });
        EXPECT_EQ(found, expected) << kept;
    }
}

// A report by product has few rows, however many contracts come: they stay in memory.
TEST(Shelf, HoldsFewSumsInMemory)
{
    const auto lies = std::make_shared<std::vector<std::string>>();
    Sorted<Amount> sums(shelf_in_memory(300, 1, lies));
    for (std::int64_t number = 0; number < 10'000; ++number) sums.put({std::to_string(shuffled(number)), 1});
    EXPECT_TRUE(lies->empty());
}

TEST(Shelf, OfATableIsWalkedByWhoeverWritesIt)
{
    Table table;
    table.columns = {{"name", {"Name", ""}, ColumnType::text, {}}, {"amount", {"Amount", ""}, ColumnType::money, usd}};
    table.rows = Rows(shelf_in_memory(1, 1));
    table.add({"A", Money(100, usd)}).add({"B", Money(200, usd)}).add({Label{"Total", "合计"}, Money(300, usd)});
    EXPECT_EQ(std::get<Money>(table.rows.at(1).cells[1]), Money(200, usd));
    EXPECT_EQ(std::get<Label>(table.rows.at(2).cells[0]).zh, "合计");
}

}  // namespace earned::shelf_test
