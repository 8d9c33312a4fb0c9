// The rows of the store, as plain records. Dates and periods are integers (Date::serial,
// Period as year*100+number), money is minor units.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace earned::db {

struct Identity { std::array<std::uint8_t, 16> key{}, content{}; };  // of (source, id); of the content
enum class Seen { unseen, same, conflict };
struct Known { Seen seen = Seen::unseen; std::int64_t home = 0; };

enum class KeyKind : std::int16_t { customer = 1, contract = 2, invoice = 3, payment = 4 };
struct Key { KeyKind kind = KeyKind::customer; std::string name{}; };
struct KeyRow { Key key{}; std::int64_t home = 0; };
struct HomeRow { std::int64_t home = 0; std::string customer{}; };
struct HomeRange { std::int64_t first = 0, last = 0; };  // both included

struct EventRow {
    std::int64_t home = 0;        // 0: the company's (reference data, periods, rules); -1: waiting for its home
    std::int64_t number = 0;      // place in the log
    std::int64_t batch = 0;
    std::int32_t effective = 0;
    std::string type{}, source{}, id{};
    std::string payload{};        // the event's data and the envelope's evidence, as canonical JSON
    Identity identity{};
    std::vector<Key> names{};     // of a waiting event: what it would be found by
};

struct PlanRow {
    std::int64_t home = 0;
    std::int32_t group = 0;       // number within the home
    std::string book{};
    std::string entity{}, contract{}, currency{};
    std::int64_t batch = 0;       // known at
    std::int32_t posted_through = 0;  // when lower than the book's: the group lags (it was in fault)
    bool lags = false;
    std::string fault{};          // why it lags; empty: none
    std::string bytes{};          // encode(Plan)
    std::vector<std::string> obligations{};  // names, by place
};

struct RunRow {
    std::int64_t run = 0;
    std::string kind{};           // intake | bill | match | close | lock
    std::string entity{}, book{};
    std::int32_t period = 0, through = 0;
    std::int64_t known_at = 0;    // batch K
    std::int64_t entries = 0, lines = 0;
    std::int64_t debits = 0, credits = 0;   // minor units, all currencies: a control total
    std::string policy_hash{}, hash{}, previous_hash{};  // hex SHA-256
    std::string by{}, at{};         // evidence only: never in a hash
};
// A range of homes that a run has written, in the same transaction. `totals` is the shell's own
// text (control totals of the part), kept so that a killed run can be sealed without rereading it.
struct RunPart { std::int64_t part = 0; HomeRange homes{}; std::int64_t entries = 0, lines = 0; std::string hash{}, totals{}; };

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
