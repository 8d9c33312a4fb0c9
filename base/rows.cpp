#include "base/rows.h"

#include "base/check.h"
#include "base/shelving.h"

namespace earned {

void Rows::add(Row row)
{
    if (shelf_ && last_.size() >= shelf_->rows) {
        blocks_.push_back(shelf_->put(shelved(std::span<const Row>(last_))));
        last_.clear();
    }
    last_.push_back(std::move(row));
    ++size_;
}

void Rows::clear()
{
    blocks_.clear();
    last_.clear();
    size_ = 0;
}

Row Rows::at(std::size_t place) const
{
    CHECK(place < size_, "a row is asked for that is there");
    for (const Row& row : *this)
        if (place-- == 0) return row;
    broken(__FILE__, __LINE__, "as many rows as were added", "rows are counted");
}

void Rows::Iterator::find_block()
{
    place_ = 0;
    const std::size_t block = next_block_++;
    if (block < rows_->blocks_.size()) {
        unshelve(rows_->shelf_->take(rows_->blocks_[block]), taken_);
        block_ = &taken_;
    } else {
        block_ = block == rows_->blocks_.size() && !rows_->last_.empty() ? &rows_->last_ : nullptr;
    }
}

Rows::Iterator& Rows::Iterator::operator++()
{
    if (++place_ == block_->size()) find_block();
    return *this;
}

}  // namespace earned
