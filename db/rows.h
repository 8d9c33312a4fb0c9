// The rows of the store, as plain records. Dates and periods are integers (Date::serial,
// Period as year*100+number), money is minor units.
#pragma once

#include "db/journal_rows.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earned::db {

struct Identity { std::array<std::uint8_t, 16> key{}; };  // a hash of (source, id)
struct Known { bool seen = false; std::int64_t home = 0; };

enum class KeyKind : std::int16_t { customer = 1, contract = 2, invoice = 3, payment = 4 };
struct Key { KeyKind kind = KeyKind::customer; std::string name{}; };
struct KeyRow { Key key{}; std::int64_t home = 0; };
// A name as the store keeps it: the digit of what it names, and then the name.
inline std::string key_text(KeyKind kind, std::string_view name)
{
    return std::string(1, static_cast<char>('0' + static_cast<int>(kind))).append(name);
}
struct HomeRow { std::int64_t home = 0; std::string customer{}; };

struct EventRow {
    std::int64_t home = 0;        // 0: the company's (reference data, periods, rules); -1: waiting for its home
    std::int64_t number = 0;      // place in the log
    std::int64_t batch = 0;
    std::int32_t effective = 0;
    std::string type{}, source{}, id{};
    std::string payload{};        // the event's data and the envelope's evidence, as canonical JSON
    Identity identity{};
    std::vector<Key> names{};     // of a waiting event: what it would be found by
    bool is_bill_news = true;     // it ends its home's plan of documents
    std::int64_t concerns = 0;    // the home of a customer that the company's event is about: ends that one's
    std::string defined{};        // the customer that the company's event defines: it is kept apart, to be found by that name
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

// The documents that time alone brings of a home, while nothing happens to it.
struct BillPlanRow {
    std::int64_t home = 0;
    std::int64_t run = 0;         // the bill run that made it
    std::int64_t basis = 0;       // what of the company it follows from
    std::int32_t since = 0, until = 0;  // of the documents' days, after the first and through the last
    std::string bytes{};
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

}  // namespace earned::db
