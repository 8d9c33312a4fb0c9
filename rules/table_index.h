// Which rows of a decision table match, found without looking at the rows.
//
// Each column cuts its values into classes between which no cell of it can tell: null, a value of
// another type, each value that a cell names (a point), and each gap between two of them. For every
// class the rows are known beforehand, so that asking is one search a column and an `and` of rows.
// A cell that is more than constants is *open*: its rows stay in, and are for the caller to ask.
//
// Law:      a row is found exactly if each of its cells that isn't open matches, as told one by one
// Ensures:  asking allocates nothing but once the words of its answer
// Requires: the cells of a column compare keys of one type; another makes the cell open
#pragma once

#include "base/decimal.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace earned {

// A constant, or what is asked about: null, boolean, number, days since 1970-01-01, text.
using IndexKey = std::variant<std::monostate, bool, Decimal, std::int64_t, std::string_view>;

// From low to high; a null end is open to infinity. Of one value: low = high, both closed.
struct IndexRange {
    IndexKey low, high;
    bool low_closed = true, high_closed = true;
};

struct IndexCell {
    bool any = false;                                  // matches everything
    bool open = false;                                 // more than constants: always found
    bool negated = false;                              // matches what none of the ranges holds
    bool null_matches = false, other_matches = false;  // null; a value of another type
    std::vector<IndexRange> ranges{};
};

class TableIndex {
public:
    using Word = std::uint64_t;
    static constexpr std::size_t most_words = 4'000'000;  // of one column; beyond it the column is open

    TableIndex() = default;
    // The texts of the cells are copied.
    TableIndex(std::size_t rows, const std::vector<std::vector<IndexCell>>& columns);

    std::size_t rows() const { return rows_; }
    std::size_t words() const { return (rows_ + 63) / 64; }
    // Whether no cell of that column is open: nothing of it is left to be asked.
    bool is_decided(std::size_t column) const { return columns_[column].decided; }

    // Whether the value is null, or of the type of the column's constants (IndexKey's index).
    bool fits(std::size_t column, const IndexKey& value) const
    {
        return value.index() == 0 || value.index() == columns_[column].type;
    }

    // A bit a row, into words() words. Requires: a value a column (CHECK)
    void find(std::span<const IndexKey> values, std::span<Word> found) const;

    // The first row at or after `from`, or rows() when there is none.
    std::size_t next(std::span<const Word> found, std::size_t from) const;

private:
    struct Rows {
        std::uint32_t begin, count;
        bool dense;
    };  // in dense_, or in sparse_
    struct Column {
        bool decided = true;
        std::size_t type = 0;            // the index of its keys' type; 0: it has none
        std::vector<Decimal> numbers{};  // the points, in order: one of these
        std::vector<std::int64_t> days{};
        std::vector<std::string> texts{};
        std::vector<Word> always{};   // rows of any, and of open cells
        std::vector<Rows> classes{};  // null, another type, gap, point, gap ... gap
        std::vector<Word> dense{};
        std::vector<std::uint32_t> sparse{};

        std::size_t points() const;
        std::size_t class_of(const IndexKey& value) const;
    };
    class Building;

    std::size_t rows_ = 0;
    std::vector<Column> columns_;
};

}  // namespace earned
