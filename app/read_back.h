// What the rows of a part of a run say, read from the database again.
//
// Law: a part that was written whole says what it was written with: its hash, its totals, its counts,
//      and each source of each entry sums to zero in both currencies
#pragma once

#include "app/close_part.h"

namespace earned::app {

struct Told {
    std::string hash, totals;
    std::int64_t entries = 0, lines = 0, unbalanced = 0;  // unbalanced: entries
};

Told read_back(db::Store& store, std::int64_t run, db::HomeRange homes);

// Broken when the rows are not those that the part was written with; then noted as read.
void confirm(db::Store& store, std::int64_t run, const db::RunPart& part);

}  // namespace earned::app
