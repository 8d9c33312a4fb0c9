// Numbers of a series that the book left out, because a document from elsewhere bears the last of them.
//
// Law:    a block of numbers begins behind the highest that is known (docs/decisions/0104): what is missing between two
//         numbers that the book gave ends with an imported one, or is missing
#pragma once

#include "app/billing_part.h"
#include "db/store.h"

namespace earned::app {

// Whether a document of that number came from elsewhere: the book knows its name, and issued none of it.
bool is_imported(db::Store& store, const SeriesYear& series, std::int64_t rank);

}  // namespace earned::app
