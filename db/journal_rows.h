// The rows of the journal and of the register of documents, and what may be asked of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace earned::db {

struct HomeRange { std::int64_t first = 0, last = 0; };  // both included

// An entry's number says its period, its run and its place among the home's entries of that run:
// partitions go by it, no query is needed to give it, and a killed run gives the same ones again.
constexpr std::int64_t entry_number(std::int32_t period, std::int64_t run, std::int64_t place)
{
    return (static_cast<std::int64_t>(period) << 44) | (run << 20) | place;
}
constexpr std::int32_t period_of_entry(std::int64_t entry) { return static_cast<std::int32_t>(entry >> 44); }
constexpr std::int64_t run_of_entry(std::int64_t entry) { return (entry >> 20) & 0xffffff; }

// Primary key (home, entry). `run` is run_of_entry(entry): given when read, not stored.
struct EntryRow {
    std::int64_t home = 0, entry = 0, run = 0;
    std::int32_t group = 0;       // 0: the home's own
    std::int16_t book = 0, cause = 0, first_cause = 0;
    std::int32_t date = 0, belongs_to = 0;
    std::int64_t event = 0;       // 0: time alone
    std::string currency{};       // of all its lines; empty: not said, and totals are checked without
};
struct LineRow {
    std::int64_t home = 0, entry = 0;
    std::int16_t line = 0, obligation = 0, role = 0, source = 0;
    std::int64_t minor = 0;
    std::optional<std::int64_t> functional{};  // absent: equal to minor
};
struct TotalRow {
    std::int64_t run = 0;
    std::string entity{}, book{}, currency{};
    std::int32_t period = 0;
    std::int16_t role = 0, cause = 0;
    std::int64_t debits = 0, credits = 0;
};
struct TotalQuery { std::string entity{}, book{}; std::int32_t from_period = 0, to_period = 999912; std::int64_t known_at = INT64_MAX; };
// What a group's entries come to, for one of its obligations (0: the group's own), role and currency.
struct StandingRow {
    std::int64_t home = 0;
    std::int32_t group = 0;
    std::int16_t obligation = 0, role = 0;
    std::string currency;
    std::int64_t minor = 0;  // debits positive, never zero
    friend bool operator==(const StandingRow&, const StandingRow&) = default;
};

struct JournalQuery {
    HomeRange homes{0, INT64_MAX};
    std::string book{};
    std::int32_t from_period = 0, to_period = 999912;
    std::int64_t run = 0;         // 0: any
    std::int64_t known_at = INT64_MAX;
    std::int32_t group = -1;      // -1: any
    bool unsealed = false;        // a run's own reading back
    std::string entity{};         // empty: any; `book` is a book's name, or "ENTITY/BOOK"
};

struct NumberBlock { std::string entity{}, series{}; std::int32_t year = 0; std::int64_t count = 0; };
struct DocumentRow {  // the register of issued numbers; the document itself is its event
    std::int64_t home = 0, run = 0;
    std::string entity{}, series{}, number{}, contract{};
    std::int32_t year = 0, date = 0, due = 0;
    std::int64_t rank = 0;        // within the series' year: gapless
    bool credit = false;
    std::int64_t net = 0, tax = 0;
    std::string currency{};
    std::int64_t event = 0;
};
struct DocumentQuery {
    std::string entity{};         // empty: any
    std::int32_t from = 0, to = INT32_MAX;
    HomeRange homes{0, INT64_MAX};
    std::int64_t run = 0;         // 0: any
    bool unsealed = false;        // a run's own reading back
};

}  // namespace earned::db
