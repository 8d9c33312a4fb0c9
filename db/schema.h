// The tables of a book, from one source for both databases.
//
// Law: everything that a home owns has home_id first in its keys, so homes share nothing and the
//      same schema can be distributed by home (SQLite's journal begins with the period instead, as
//      PostgreSQL's partitions do). Journal, log, documents, totals and seals are added
//      to and never changed; only what is derived (plans and what is yet to plan) is rewritten.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace earned::db {

enum class Dialect : std::uint8_t { sqlite, postgres };
// Of the tables and of what is stored in them: a new format of plans is a new version too (journal/plan_code.cpp).
inline constexpr int schema_version = 11;
// Where the definitions of customers lie in `event`.
inline constexpr std::int64_t home_of_definitions = -2;

// One statement a string: SQLite silently leaves out what follows the first.
std::vector<std::string> creation(Dialect dialect);
std::vector<std::string> removal();                                 // SQLite's tables, last first
std::vector<std::string> partitions(std::int64_t period);           // PostgreSQL: of the journal
std::vector<std::string> grants(const std::string& schema);         // PostgreSQL: to earned_app

// An entry's number begins with its period (rows.h): partitions are ranges of it.
constexpr std::int64_t last_period = 524'286;  // of what 64 bits hold
constexpr std::int64_t first_entry(std::int64_t period) { return period << 44; }

}  // namespace earned::db
