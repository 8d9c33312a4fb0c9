// Reference tables: rows by keys and days.
#include "rules/reference_table.h"

#include <gtest/gtest.h>

#include <random>

namespace earned::reference_table_test {
namespace {

std::optional<ReferenceTable> table(const std::string& text, std::vector<Fault>& faults)
{
    return ReferenceTable::parse("prices.csv", text, faults);
}

ReferenceTable sound(const std::string& text)
{
    std::vector<Fault> faults;
    auto made = table(text, faults);
    EXPECT_TRUE(made) << (faults.empty() ? "" : faults.front().text());
    return std::move(*made);
}

std::string told(const std::string& text)
{
    std::vector<Fault> faults;
    EXPECT_FALSE(table(text, faults));
    std::string all;
    for (const Fault& fault : faults) all += fault.code + " " + fault.where + "; ";
    return all;
}

std::string price(const ReferenceTable& prices, const std::vector<std::string>& keys, const char* day)
{
    const auto row = prices.find(keys, day == nullptr ? std::nullopt : Date::parse(day));
    return row ? feel::text(*row->find("price")) : "none";
}

TEST(ReferenceTable, FindsTheRowOfMoreKeysAndOfTheDay)
{
    const ReferenceTable prices = sound(
        "sku*,region*,from,to,price:number\n"
        "A,,,,1\n"
        "A,EU,2026-01-01,2026-06-30,2\r\n"
        "A,EU,2026-07-01,,3\n"
        ",EU,,,4\n"
        "\n"
        "\"B, large\",,,2025-12-31,5\n");
    EXPECT_EQ(prices.rows(), 5U);
    EXPECT_EQ(price(prices, {"A", "EU"}, "2026-06-30"), "2");
    EXPECT_EQ(price(prices, {"A", "EU"}, "2026-07-01"), "3");
    EXPECT_EQ(price(prices, {"A", "EU"}, "2025-12-31"), "1") << "of as many keys that whose own come first";
    EXPECT_EQ(price(prices, {"C", "EU"}, "2026-01-01"), "4");
    EXPECT_EQ(price(prices, {"B, large", "US"}, "2025-12-31"), "5");
    EXPECT_EQ(price(prices, {"B, large", "US"}, "2026-01-01"), "none");
    EXPECT_EQ(price(prices, {"A", "EU"}, nullptr), "1") << "no day: only what holds for ever";
}

TEST(ReferenceTable, ReadsItsTypesAndNull)
{
    const ReferenceTable all = sound("k*,n:number,d:date,b:boolean,t\nx,1.50,2026-02-28,true,text\ny,,,,\n");
    const auto row = all.find({"x"}, std::nullopt);
    ASSERT_TRUE(row);
    EXPECT_EQ(feel::text(*row->find("n")), "1.50");
    EXPECT_TRUE(row->find("d")->date());
    EXPECT_TRUE(row->find("b")->is_true());
    const auto empty = all.find({"y"}, std::nullopt);
    ASSERT_TRUE(empty);
    for (const auto& [name, value] : empty->entries()) EXPECT_TRUE(value.is_null()) << name;
}

TEST(ReferenceTable, TellsEachFaultWithItsLine)
{
    EXPECT_EQ(told(""), "table-header prices.csv:1; ");
    EXPECT_EQ(told("sku,price:number\n"), "table-header prices.csv:1; ");
    EXPECT_EQ(told("sku*,price:money\n"), "table-header prices.csv:1; ");
    EXPECT_EQ(told("sku*,price:number\nA,1,2\n\"A,1\nB,x\n"),
              "table-row prices.csv:2; table-row prices.csv:3; table-value prices.csv:4; ");
    EXPECT_EQ(told("sku*,from,to,price\nA,2026-02-30,,1\nB,2026-02-02,2026-02-01,1\n"),
              "table-value prices.csv:2; table-value prices.csv:3; ");
    EXPECT_EQ(told("sku*,from,to,price\nA,2026-01-01,,1\nB,,,2\nA,2025-01-01,2026-01-01,3\n"),
              "table-rows-overlap prices.csv:2; ");
}

// The slow way: every row is looked at.
TEST(ReferenceTable, FindsWhatLookingAtEveryRowFinds)
{
    std::mt19937 random(7);
    const auto any = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    struct Plain {
        std::string a, b;
        Date first = Date::dawn(), last = Date::dawn();
        int value = 0;
    };
    std::vector<Plain> rows;
    std::string text = "a*,b*,from,to,price:number\n";
    const auto key = [&](int of) {
        return any(4) == 0 ? std::string() : std::string(1, static_cast<char>('a' + any(of)));
    };
    for (int at = 0; at < 3000; ++at) {
        Plain row{key(20), key(9), Date::from_serial(Date::of(2026, 1, 1).serial() + any(2000)), {}, at};
        row.last = Date::from_serial(row.first.serial() + any(20));
        const bool clash = std::any_of(rows.begin(), rows.end(), [&](const Plain& other) {
            return other.a == row.a && other.b == row.b && row.first <= other.last && other.first <= row.last;
        });
        if (clash) continue;
        text += row.a + "," + row.b + "," + row.first.text() + "," + row.last.text() + "," + std::to_string(at) + "\n";
        rows.push_back(row);
    }
    const ReferenceTable made = sound(text);
    int found = 0;
    for (int at = 0; at < 5000; ++at) {
        const std::string a(1, static_cast<char>('a' + any(20))), b(1, static_cast<char>('a' + any(9)));
        const Date day = Date::from_serial(Date::of(2026, 1, 1).serial() + any(2000));
        const Plain* best = nullptr;
        const auto rank = [](const Plain& row) { return (row.a.empty() ? 0 : 3) + (row.b.empty() ? 0 : 2); };
        for (const Plain& row : rows) {
            const bool holds =
                (row.a.empty() || row.a == a) && (row.b.empty() || row.b == b) && row.first <= day && day <= row.last;
            if (holds && (best == nullptr || rank(*best) < rank(row))) best = &row;
        }
        const auto row = made.find({a, b}, day);
        ASSERT_EQ(row.has_value(), best != nullptr);
        if (best == nullptr) continue;
        ++found;
        EXPECT_EQ(feel::text(*row->find("price")), std::to_string(best->value));
    }
    EXPECT_GT(found, 1000);
}

}  // namespace
}  // namespace earned::reference_table_test
