// The index of a table against a slow oracle that asks row by row, and what hit policies make of it.
#include "rules/table_index.h"

#include <gtest/gtest.h>

#include <random>

namespace earned::table_index_test {

namespace {

using Chance = std::mt19937_64;

Decimal dec(std::string_view text) { return Decimal::parse(text).value(); }

// The oracle: a cell asked about one value.
bool below(const IndexKey& left, const IndexKey& right, bool or_equal)
{
    if (const auto* number = std::get_if<Decimal>(&left))
        return or_equal ? *number <= std::get<Decimal>(right) : *number < std::get<Decimal>(right);
    if (const auto* text = std::get_if<std::string_view>(&left))
        return or_equal ? *text <= std::get<std::string_view>(right) : *text < std::get<std::string_view>(right);
    if (const auto* day = std::get_if<std::int64_t>(&left))
        return or_equal ? *day <= std::get<std::int64_t>(right) : *day < std::get<std::int64_t>(right);
    const bool one = std::get<bool>(left), other = std::get<bool>(right);
    return or_equal ? !one || other : !one && other;
}

bool matches_slowly(const IndexCell& cell, const IndexKey& value, std::size_t type)
{
    if (cell.any || cell.open) return true;
    if (value.index() == 0) return cell.null_matches;
    if (value.index() != type) return cell.other_matches;
    bool found = false;
    for (const IndexRange& range : cell.ranges)
        found = found || ((range.low.index() == 0 || below(range.low, value, range.low_closed)) &&
                          (range.high.index() == 0 || below(value, range.high, range.high_closed)));
    return found != cell.negated;
}

const std::vector<std::string>& words()
{
    static const std::vector<std::string> all = [] {
        std::vector<std::string> made;
        for (int each = 0; each < 300; ++each) made.push_back("word-" + std::to_string(each * 7919 % 300));
        return made;
    }();
    return all;
}

IndexKey any_key(std::size_t type, int spread, Chance& chance)
{
    const auto number = static_cast<std::int64_t>(chance() % static_cast<unsigned>(spread));
    switch (type) {
        case 1:
            return number % 2 == 0;
        case 2:
            return Decimal::of(number * 5, -static_cast<int>(chance() % 2));
        case 3:
            return number;
        default:
            return std::string_view(words()[static_cast<std::size_t>(number) % words().size()]);
    }
}

IndexCell any_cell(std::size_t type, int spread, Chance& chance)
{
    IndexCell cell;
    const auto kind = chance() % 20;
    if (kind < 3) return {.any = true};
    if (kind == 3) return {.open = true};
    cell.negated = kind == 4;
    cell.null_matches = chance() % 6 == 0;
    cell.other_matches = chance() % 9 == 0;
    for (std::size_t test = chance() % 4; test != 0; --test) {
        IndexKey low = any_key(type, spread, chance), high = any_key(type, spread, chance);
        const auto shape = chance() % 5;
        if (shape < 2) high = low;
        if (shape == 2) low = {};
        if (shape == 3) high = {};
        cell.ranges.push_back({low, high, shape < 2 || chance() % 2 == 0, shape < 2 || chance() % 2 == 0});
    }
    return cell;
}

struct Random {
    std::vector<std::vector<IndexCell>> columns;
    std::vector<std::size_t> types;
};

Random random_table(std::size_t rows, std::size_t columns, int spread, Chance& chance)
{
    Random table;
    for (std::size_t column = 0; column < columns; ++column) {
        table.types.push_back(1 + chance() % 4);
        auto& cells = table.columns.emplace_back();
        for (std::size_t row = 0; row < rows; ++row) cells.push_back(any_cell(table.types[column], spread, chance));
    }
    return table;
}

std::vector<std::size_t> found_rows(const TableIndex& index, std::span<const IndexKey> values)
{
    std::vector<TableIndex::Word> bits(index.words());
    index.find(values, bits);
    std::vector<std::size_t> rows;
    for (std::size_t row = index.next(bits, 0); row < index.rows(); row = index.next(bits, row + 1))
        rows.push_back(row);
    return rows;
}

// Columns in which no cell names a value have no type: every value but null is of another.
std::size_t seen_type(const Random& table, std::size_t column)
{
    for (const IndexCell& cell : table.columns[column])
        if (!cell.any && !cell.open && !cell.ranges.empty()) return table.types[column];
    return 0;
}

void compare_with_oracle(std::size_t rows, int spread, int questions, Chance& chance)
{
    const std::size_t columns = 1 + chance() % 4;
    const Random table = random_table(rows, columns, spread, chance);
    const TableIndex index(rows, table.columns);
    for (int question = 0; question < questions; ++question) {
        std::vector<IndexKey> values;
        for (std::size_t column = 0; column < columns; ++column) {
            const auto odd = chance() % 12;
            values.push_back(odd == 0   ? IndexKey()
                             : odd == 1 ? any_key(1 + chance() % 4, spread, chance)
                                        : any_key(table.types[column], spread + 2, chance));
        }
        std::vector<std::size_t> wanted;
        for (std::size_t row = 0; row < rows; ++row) {
            bool all = true;
            for (std::size_t column = 0; column < columns; ++column)
                all = all && matches_slowly(table.columns[column][row], values[column], seen_type(table, column));
            if (all) wanted.push_back(row);
        }
        ASSERT_EQ(found_rows(index, values), wanted) << rows << " rows, question " << question;
    }
}

TEST(TableIndex, FindsWhatAskingRowByRowFinds)
{
    Chance chance(6);
    for (int table = 0; table < 150; ++table)
        compare_with_oracle(1 + chance() % 150, table % 2 == 0 ? 6 : 60, 40, chance);
    compare_with_oracle(0, 5, 5, chance);
}

TEST(TableIndex, FindsThemAmongTwoThousandRows)
{
    Chance chance(2000);
    for (int table = 0; table < 2; ++table) compare_with_oracle(2000, 3000, 60, chance);
}

TEST(TableIndex, KeepsCellsOpenThatItCannotRead)
{
    std::vector<std::vector<IndexCell>> columns(1);
    columns[0].push_back({.ranges = {{dec("1"), dec("5")}}});
    columns[0].push_back({.ranges = {{std::string_view("a"), std::string_view("a")}}});
    columns[0].push_back({.any = true});
    const TableIndex index(3, columns);
    EXPECT_FALSE(index.is_decided(0));
    const IndexKey three[] = {dec("3.0")}, nine[] = {dec("9")}, null[] = {IndexKey()};
    EXPECT_EQ(found_rows(index, three), (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_EQ(found_rows(index, nine), (std::vector<std::size_t>{1, 2}));
    EXPECT_EQ(found_rows(index, null), (std::vector<std::size_t>{1, 2}));
}

// Wide ranges over many points would take more room than they save.
TEST(TableIndex, LeavesATableOpenThatIsTooLargeForIt)
{
    std::vector<std::vector<IndexCell>> columns(1);
    for (std::int64_t row = 0; row < 30'000; ++row) columns[0].push_back({.ranges = {{row, row + 20'000}}});
    const TableIndex index(30'000, columns);
    EXPECT_FALSE(index.is_decided(0));
    const IndexKey value[] = {std::int64_t{5}};
    EXPECT_EQ(found_rows(index, value).size(), 30'000U);
}

using Rows = std::vector<std::size_t>;

}  // namespace

}  // namespace earned::table_index_test
