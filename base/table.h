// What a report is before it is shown: typed columns, rows, facts, charts, and its tie-outs, the
// figures that must agree with the books.
//
// Law:      a row has one cell a column; a cell is empty, or of its column's type:
//           text std::string, or a Label where it is our own words; date Date; money Money; count std::int64_t; decimal Decimal;
//           percent Decimal, as a share of one (0.25 is shown as 25 %)
// Ensures:  `add` CHECKs the law; a table ties when every tie-out's difference is zero
#pragma once

#include "base/rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace earned {

enum class ColumnType : std::uint8_t { text, date, money, count, decimal, percent };

struct Column {
    std::string key;  // for machines: lower_case
    Label label;
    ColumnType type = ColumnType::text;
    std::optional<Currency> currency;  // of a money column whose cells are all of one
    int places = 2;                    // decimals shown, of decimal and percent
};

bool fits(const Cell& cell, const Column& column);

struct HeaderFact {
    Label label;
    Label value;
};

// Two figures that must be one: what the report says, and what the books say.
struct TieOut {
    using Amount = std::variant<Money, Decimal>;

    Label what, left_name, right_name;
    Amount left, right;

    Amount difference() const;  // left - right. Requires: both of one kind and currency (CHECK)
    bool ties() const;
};

enum class ChartKind : std::uint8_t { lines, bars, stacked };

struct Point {
    Label label;
    Decimal value;
};
struct Series {
    Label name;
    std::vector<Point> points;
};
struct Graph {
    Label title;
    ChartKind kind = ChartKind::bars;
    std::vector<Series> series;
};

struct Table {
    std::string key;  // for machines and file names
    Label title;
    std::vector<HeaderFact> facts;
    std::vector<Column> columns;
    Rows rows;
    std::vector<TieOut> tie_outs;
    std::vector<Graph> graphs;
    std::vector<Label> notes;

    // Requires: a cell a column, each of its type; a section row may have its first cells only
    Table& add(std::vector<Cell> cells, RowKind kind = RowKind::detail);
    std::optional<std::size_t> column(std::string_view column_key) const;
    bool ties() const;
};

}  // namespace earned
