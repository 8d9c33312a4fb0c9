// The peer: the best set-based SQL, written by hand, for the same result as a step of ours. It keeps no
// explanation, no plan and no hash, so it is what a team would write that needs the figures alone.
#pragma once

#include "bench/floor.h"

#include "base/date.h"

#include <string>

namespace earned::bench {

// The lines of the book as a table of integers: id, first, last, price.
void make_peer(Floor& database, std::int64_t lines);
// The entries and lines of one month, into tables of the same shape and key as ours, in key order.
void close_by_sql(Floor& database, Date first, Date last);
// "entries / lines / sum of debits" of the month, as ours is written.
std::string peer_checksum(Floor& database);

// Events from their text: staged by COPY, taken apart by the database, refused when known.
void stage_events(Floor& database);
void ingest_by_sql(Floor& database, const std::string& ndjson);

}  // namespace earned::bench
