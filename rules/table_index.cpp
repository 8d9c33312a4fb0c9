#include "rules/table_index.h"

#include "base/check.h"

#include <algorithm>
#include <bit>

namespace earned {

namespace {

using IndexWord = TableIndex::Word;

constexpr std::size_t null_class = 0, other_class = 1, first_gap = 2;

template <class Points, class Key>
std::size_t class_among(const Points& points, const Key& key)
{
    const auto found = std::lower_bound(points.begin(), points.end(), key);
    const auto place = first_gap + 2 * static_cast<std::size_t>(found - points.begin());
    return found != points.end() && *found == key ? place + 1 : place;
}

template <class Points>
void make_distinct(Points& points)
{
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
}

// Booleans are ordered, and number two.
std::int64_t day_or_truth(const IndexKey& key)
{
    const bool* const truth = std::get_if<bool>(&key);
    return truth ? (*truth ? 1 : 0) : *std::get_if<std::int64_t>(&key);
}

}  // namespace

std::size_t TableIndex::Column::points() const { return numbers.size() + days.size() + texts.size(); }

std::size_t TableIndex::Column::class_of(const IndexKey& value) const
{
    if (value.index() == 0) return null_class;
    if (value.index() != type) return other_class;
    switch (type) {
        case 2:
            return class_among(numbers, *std::get_if<Decimal>(&value));
        case 4:
            return class_among(texts, *std::get_if<std::string_view>(&value));
        default:
            return class_among(days, day_or_truth(value));
    }
}

// One column, from its cells to its classes.
class TableIndex::Building {
public:
    Building(Column& column, std::span<const IndexCell> cells)
        : column_(column), cells_(cells), words_((cells.size() + 63) / 64)
    {
    }

    void build()
    {
        find_type();
        collect_points();
        column_.always.assign(words_, 0);
        for (std::size_t row = 0; row < cells_.size(); ++row)
            if (cells_[row].any || is_open(cells_[row])) set(column_.always, row);
        column_.decided =
            std::none_of(cells_.begin(), cells_.end(), [&](const IndexCell& cell) { return is_open(cell); });
        fill();
    }

private:
    static void set(std::vector<IndexWord>& bits, std::size_t row) { bits[row / 64] |= IndexWord{1} << (row % 64); }

    void find_type()
    {
        for (const IndexCell& cell : cells_) {
            if (cell.any || cell.open) continue;
            for (const IndexRange& range : cell.ranges) {
                column_.type = std::max(range.low.index(), range.high.index());
                if (column_.type != 0) return;
            }
        }
    }
    bool is_open(const IndexCell& cell) const
    {
        const auto fits = [&](const IndexKey& key) { return key.index() == 0 || key.index() == column_.type; };
        return cell.open || !std::all_of(cell.ranges.begin(), cell.ranges.end(),
                                         [&](const IndexRange& range) { return fits(range.low) && fits(range.high); });
    }
    void collect_points()
    {
        const auto add = [&](const IndexKey& key) {
            if (key.index() == 0) return;
            if (column_.type == 2)
                column_.numbers.push_back(*std::get_if<Decimal>(&key));
            else if (column_.type == 4)
                column_.texts.emplace_back(*std::get_if<std::string_view>(&key));
            else
                column_.days.push_back(day_or_truth(key));
        };
        for (const IndexCell& cell : cells_) {
            if (cell.any || is_open(cell)) continue;
            for (const IndexRange& range : cell.ranges) {
                add(range.low);
                add(range.high);
            }
        }
        make_distinct(column_.numbers);
        make_distinct(column_.texts);
        make_distinct(column_.days);
    }
    // A row that begins or ends to match, going up through the classes.
    struct Change {
        std::size_t place, row;
        bool begins;
    };

    void add_spans(std::size_t row, std::vector<Change>& changes) const
    {
        const IndexCell& cell = cells_[row];
        std::vector<std::pair<std::size_t, std::size_t>> spans;  // half-open
        for (const IndexRange& range : cell.ranges) {
            const std::size_t low =
                range.low.index() == 0 ? first_gap : column_.class_of(range.low) + (range.low_closed ? 0 : 1);
            const std::size_t high =
                range.high.index() == 0 ? classes() : column_.class_of(range.high) + (range.high_closed ? 1 : 0);
            if (low < high) spans.emplace_back(low, high);
        }
        std::sort(spans.begin(), spans.end());
        std::size_t done = first_gap;  // of what spans cover
        const auto span = [&](std::size_t begin, std::size_t end) {
            if (begin >= end) return;
            changes.push_back({begin, row, true});
            changes.push_back({end, row, false});
        };
        for (auto each = spans.begin(); each != spans.end();) {
            std::size_t end = each->second;
            const std::size_t begin = each->first;
            for (++each; each != spans.end() && each->first <= end; ++each) end = std::max(end, each->second);
            if (cell.negated)
                span(done, begin);
            else
                span(begin, end);
            done = end;
        }
        if (cell.negated) span(done, classes());
    }
    std::size_t classes() const { return first_gap + 2 * column_.points() + 1; }

    void fill()
    {
        std::vector<Change> changes;
        std::vector<IndexWord> null_rows(words_), other_rows(words_), rows(words_);
        for (std::size_t row = 0; row < cells_.size(); ++row) {
            if (cells_[row].any || is_open(cells_[row])) continue;
            if (cells_[row].null_matches) set(null_rows, row);
            if (cells_[row].other_matches) set(other_rows, row);
            add_spans(row, changes);
        }
        std::sort(changes.begin(), changes.end(),
                  [](const Change& left, const Change& right) { return left.place < right.place; });
        keep(null_rows);
        keep(other_rows);
        std::size_t next = 0;
        for (std::size_t place = first_gap; place < classes(); ++place) {
            const std::size_t before = next;
            for (; next < changes.size() && changes[next].place == place; ++next)
                rows[changes[next].row / 64] ^= IndexWord{1} << (changes[next].row % 64);
            if (next == before && place > first_gap)
                column_.classes.push_back(column_.classes.back());
            else
                keep(rows);
            if (column_.dense.size() + column_.sparse.size() / 2 > most_words) return open_all();
        }
    }
    void keep(const std::vector<IndexWord>& rows)
    {
        std::size_t count = 0;
        for (const IndexWord word : rows) count += static_cast<std::size_t>(std::popcount(word));
        const bool dense = count > words_;
        const auto begin = static_cast<std::uint32_t>(dense ? column_.dense.size() : column_.sparse.size());
        column_.classes.push_back({begin, static_cast<std::uint32_t>(count), dense});
        if (dense)
            column_.dense.insert(column_.dense.end(), rows.begin(), rows.end());
        else
            for (std::size_t word = 0; word < words_; ++word)
                for (IndexWord rest = rows[word]; rest != 0; rest &= rest - 1)
                    column_.sparse.push_back(
                        static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(rest))));
    }
    void open_all()
    {
        column_ = Column{};
        column_.decided = false;
        column_.always.assign(words_, ~IndexWord{0});
        for (std::size_t each = 0; each < first_gap + 1; ++each) column_.classes.push_back({0, 0, false});
    }

    Column& column_;
    std::span<const IndexCell> cells_;
    std::size_t words_;
};

TableIndex::TableIndex(std::size_t rows, const std::vector<std::vector<IndexCell>>& columns)
    : rows_(rows), columns_(columns.size())
{
    for (std::size_t column = 0; column < columns.size(); ++column) {
        CHECK(columns[column].size() == rows, "a column has a cell a row");
        Building(columns_[column], columns[column]).build();
    }
}

void TableIndex::find(std::span<const IndexKey> values, std::span<IndexWord> found) const
{
    CHECK(values.size() == columns_.size() && found.size() == words(), "an index is asked with a value a column");
    std::fill(found.begin(), found.end(), ~IndexWord{0});
    if (rows_ % 64 != 0) found.back() = (IndexWord{1} << (rows_ % 64)) - 1;
    for (std::size_t each = 0; each < columns_.size(); ++each) {
        const Column& column = columns_[each];
        const Rows rows = column.classes[column.class_of(values[each])];
        const IndexWord* const always = column.always.data();
        if (rows.dense) {
            const IndexWord* const dense = column.dense.data() + rows.begin;
            for (std::size_t word = 0; word < found.size(); ++word) found[word] &= always[word] | dense[word];
            continue;
        }
        // Where few rows match: the words hold those of them that are still in until all are cut.
        const std::uint32_t* const sparse = column.sparse.data() + rows.begin;
        std::size_t at = 0;
        for (std::size_t word = 0; word < found.size(); ++word) {
            IndexWord mine = always[word];
            for (; at < rows.count && sparse[at] / 64 == word; ++at) mine |= IndexWord{1} << (sparse[at] % 64);
            found[word] &= mine;
        }
    }
}

std::size_t TableIndex::next(std::span<const IndexWord> found, std::size_t from) const
{
    while (from < rows_) {
        const IndexWord rest = found[from / 64] >> (from % 64);
        if (rest != 0) return from + static_cast<std::size_t>(std::countr_zero(rest));
        from = (from / 64 + 1) * 64;
    }
    return rows_;
}

}  // namespace earned
