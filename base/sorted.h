// Records in the order of their `order()`. As many as the shelf allows (shelf.h) are in memory; the others lie on it in
// runs, each in order, which are merged by whoever walks them.
//
// Law:      records are walked in their order, those of one order as they were put; those of one order are one, the
//           sum, where a record can be added to another (`void add(const Record&)`)
// Requires: a record is a struct with `fields` (shelving.h) and `auto order() const`
#pragma once

#include "base/shelf.h"
#include "base/shelving.h"

#include <algorithm>
#include <concepts>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace earned {

template <class Record>
class Sorted {
public:
    Sorted() = default;
    explicit Sorted(SharedShelf shelf) : shelf_(std::move(shelf)) {}

    void put(Record record)
    {
        if (!kept_.empty() && add_to(kept_.back(), record)) return;
        kept_.push_back(std::move(record));
        if (shelf_ && kept_.size() >= shelf_->records) make_room();
    }

    bool empty() const { return kept_.empty() && runs_.empty(); }

    // Requires: none is put meanwhile
    template <class Visit>
    void each(const Visit& visit) const
    {
        const std::vector<const Record*> kept = in_order(std::span<const Record>(kept_));
        std::vector<Head> heads;
        for (const Run& run : runs_) heads.emplace_back(*this, run);
        if (!kept.empty()) heads.emplace_back(kept);
        const auto later = [&](std::size_t a, std::size_t b) {
            const Record &one = *heads[a].record(), &other = *heads[b].record();
            if (other.order() < one.order()) return true;
            return b < a && !(one.order() < other.order());
        };
        std::vector<std::size_t> heap;  // of heads, the first on top
        for (std::size_t head = 0; head < heads.size(); ++head) heap.push_back(head);
        std::make_heap(heap.begin(), heap.end(), later);
        std::optional<Record> sum;
        while (!heap.empty()) {
            std::pop_heap(heap.begin(), heap.end(), later);
            Head& first = heads[heap.back()];
            if (!sum || !add_to(*sum, *first.record())) {
                if (sum) visit(std::as_const(*sum));
                sum = *first.record();
            }
            first.next();
            if (first.record() == nullptr)
                heap.pop_back();
            else
                std::push_heap(heap.begin(), heap.end(), later);
        }
        if (sum) visit(std::as_const(*sum));
    }

private:
    using Run = std::vector<Shelf::Place>;
    static constexpr std::size_t records_a_block = 32;

    // Where the walk through a run stands: one on the shelf, or what is in memory.
    class Head {
    public:
        Head(const Sorted& of, const Run& run) : of_(&of), run_(&run) { next(); }
        explicit Head(const std::vector<const Record*>& kept) : kept_(&kept) { next(); }
        const Record* record() const { return record_; }  // nullptr: behind the last
        void next()
        {
            record_ = nullptr;
            if (kept_ != nullptr) {
                if (next_ < kept_->size()) record_ = (*kept_)[next_++];
                return;
            }
            if (++place_ >= block_.size()) {
                if (next_ == run_->size()) return;
                unshelve(of_->shelf_->take((*run_)[next_++]), block_);
                place_ = 0;
            }
            record_ = &block_[place_];
        }

    private:
        const Sorted* of_ = nullptr;
        const Run* run_ = nullptr;
        const std::vector<const Record*>* kept_ = nullptr;
        std::vector<Record> block_;
        const Record* record_ = nullptr;
        std::size_t next_ = 0, place_ = 0;
    };

    static bool add_to(Record& sum, const Record& record)
    {
        if constexpr (requires { sum.add(record); }) {
            if (sum.order() != record.order()) return false;
            sum.add(record);
            return true;
        }
        return false;
    }

    template <class Held>  // Record, const or not
    static std::vector<Held*> in_order(std::span<Held> records)
    {
        std::vector<Held*> order;
        order.reserve(records.size());
        for (Held& record : records) order.push_back(&record);
        std::stable_sort(order.begin(), order.end(),
                         [](const Record* a, const Record* b) { return a->order() < b->order(); });
        return order;
    }

    // Adds up what is of one order; where that doesn't halve them, they go to the shelf.
    void make_room()
    {
        std::vector<Record> sums;
        sums.reserve(kept_.size());
        for (Record* record : in_order(std::span(kept_)))
            if (sums.empty() || !add_to(sums.back(), *record)) sums.push_back(std::move(*record));
        kept_ = std::move(sums);
        if (kept_.size() < shelf_->records / 2) return;
        Run& run = runs_.emplace_back();
        for (std::size_t first = 0; first < kept_.size(); first += records_a_block)
            run.push_back(shelf_->put(shelved(
                std::span<const Record>(kept_).subspan(first, std::min(records_a_block, kept_.size() - first)))));
        kept_.clear();
    }

    SharedShelf shelf_;
    std::vector<Run> runs_;
    std::vector<Record> kept_;
};

}  // namespace earned
