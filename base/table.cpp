#include "base/table.h"

#include "base/check.h"

#include <algorithm>
#include <type_traits>

namespace earned {

bool fits(const Cell& cell, const Column& column)
{
    if (std::holds_alternative<std::monostate>(cell)) return true;
    switch (column.type) {
    case ColumnType::text:
        return std::holds_alternative<std::string>(cell) || std::holds_alternative<Label>(cell);
    case ColumnType::date: return std::holds_alternative<Date>(cell);
    case ColumnType::money: {
        const Money* amount = std::get_if<Money>(&cell);
        return amount != nullptr && (!column.currency || amount->currency() == *column.currency);
    }
    case ColumnType::count: return std::holds_alternative<std::int64_t>(cell);
    case ColumnType::decimal:
    case ColumnType::percent: return std::holds_alternative<Decimal>(cell);
    }
    broken(__FILE__, __LINE__, "a known column type", "a column has a type");
}

TieOut::Amount TieOut::difference() const
{
    CHECK(left.index() == right.index(), "a tie-out compares like with like");
    return std::visit(
        [&](const auto& figure) -> Amount {
            return figure - *std::get_if<std::remove_cvref_t<decltype(figure)>>(&right);
        },
        left);
}

bool TieOut::ties() const
{
    return std::visit([](const auto& figure) { return figure.is_zero(); }, difference());
}

Table& Table::add(std::vector<Cell> cells, RowKind kind)
{
    const bool section = kind == RowKind::section && cells.size() <= columns.size();
    CHECK(section || cells.size() == columns.size(), "a row has one cell a column");
    cells.resize(columns.size());
    for (std::size_t place = 0; place < cells.size(); ++place)
        CHECK(fits(cells[place], columns[place]),
              "a cell is of its column's type: " + columns[place].key);
    rows.add({std::move(cells), kind});
    return *this;
}

std::optional<std::size_t> Table::column(std::string_view column_key) const
{
    for (std::size_t place = 0; place < columns.size(); ++place)
        if (columns[place].key == column_key) return place;
    return std::nullopt;
}

bool Table::ties() const
{
    return std::ranges::all_of(tie_outs, &TieOut::ties);
}

}  // namespace earned
