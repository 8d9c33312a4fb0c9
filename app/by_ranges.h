// Ranges of homes, read on as many sessions as the machine has cores where the database takes several at once, and
// what was made of each taken in their order (in_order.h).
#pragma once

#include "app/book.h"
#include "app/closing_run.h"
#include "app/in_order.h"

namespace earned::app {

// `work(store, range)` makes something of a range; `take(place, made)` has it.
template <class Work, class Take>
void by_ranges(Book& book, const std::vector<db::HomeRange>& ranges, const Work& work, const Take& take)
{
    const int workers = ranges.size() == 1 ? 1 : workers_for(book.store(), 0);
    if (workers == 1) {
        for (std::size_t at = 0; at < ranges.size(); ++at) take(at, work(book.store(), ranges[at]));
        return;
    }
    work_in_order(
        workers, ranges.size(), [&] { return book.another_store(); },
        [&](const std::unique_ptr<db::Store>& store, std::size_t at) { return work(*store, ranges[at]); }, take);
}

}  // namespace earned::app
