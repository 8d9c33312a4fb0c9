// The rows of a table, one after another: those that were added last are in memory, and all of them where there is no
// shelf (shelf.h); the others lie on it, and are read again by whoever walks them.
//
// Law:      rows are walked in the order in which they were added, as often as one likes
// Requires: none is added while they are walked
#pragma once

#include "base/currency.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"
#include "base/shelf.h"

#include <iterator>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

namespace earned {

// Words in both languages of the reports. An empty Chinese one means that the English serves.
struct Label {
    std::string en, zh;
    static auto fields(auto& of) { return std::tie(of.en, of.zh); }
    friend bool operator==(const Label&, const Label&) = default;
};

using Cell = std::variant<std::monostate, std::string, Date, Money, std::int64_t, Decimal, Label>;

enum class RowKind : std::uint8_t { detail, subtotal, total, section };

struct Row {
    std::vector<Cell> cells;
    RowKind kind = RowKind::detail;
    static auto fields(auto& of) { return std::tie(of.cells, of.kind); }
};

class Rows {
public:
    Rows() = default;
    explicit Rows(SharedShelf shelf) : shelf_(std::move(shelf)) {}

    void add(Row row);
    void clear();
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    Row at(std::size_t place) const;  // walks there

    class Iterator {
    public:
        using value_type = Row;
        using difference_type = std::ptrdiff_t;

        explicit Iterator(const Rows& rows) : rows_(&rows) { find_block(); }
        const Row& operator*() const { return (*block_)[place_]; }
        Iterator& operator++();
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t) const { return block_ == nullptr; }
        Iterator(const Iterator&) = delete;
        Iterator& operator=(const Iterator&) = delete;

    private:
        void find_block();  // the next that isn't empty

        const Rows* rows_;
        std::size_t next_block_ = 0, place_ = 0;
        std::vector<Row> taken_;                   // from the shelf
        const std::vector<Row>* block_ = nullptr;  // nullptr: there is no more
    };
    Iterator begin() const { return Iterator(*this); }
    std::default_sentinel_t end() const { return {}; }

private:
    SharedShelf shelf_;
    std::vector<Shelf::Place> blocks_;
    std::vector<Row> last_;
    std::size_t size_ = 0;
};

}  // namespace earned
