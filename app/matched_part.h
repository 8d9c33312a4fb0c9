// The part of a run that a matching wrote: events that follow one another in the log.
//
// Law: the same events give the same part on either database; a part says what its rows say
#pragma once

#include "app/run_hash.h"
#include "db/store.h"

#include <map>
#include <span>
#include <string>

namespace earned::app {

// Which events: "events FIRST COUNT".
struct MatchedEvents {
    std::int64_t first = 0, count = 0;
    std::string written() const;
    static MatchedEvents read(const std::string& totals);
};

// Of events in the order of their homes, then numbers.
class MatchedHash {
public:
    void add(const db::EventRow& row);
    std::string hex() { return hash_.hex(); }
    std::int64_t count() const { return count_; }

private:
    Sha256 hash_;
    std::int64_t count_ = 0;
};
db::RunPart matched_part(std::int64_t part, db::HomeRange homes, std::vector<db::EventRow> rows);

// What the rows of all matching runs say, read in one pass over the log.
class MatchedRows {
public:
    MatchedRows(db::Store& store, std::span<const db::RunRow> runs);
    // The part's hash and totals by its rows; empty when none of them is there.
    std::pair<std::string, std::string> told(const db::RunPart& part);

private:
    struct Told {
        MatchedEvents events;
        MatchedHash hash;
    };
    std::map<std::int64_t, Told> by_first_;  // event
};

}  // namespace earned::app
