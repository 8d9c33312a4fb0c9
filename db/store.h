// The book's store: what is kept, on SQLite or PostgreSQL, with the same results.
//
// Law:      one thread or sixteen, either database: the same bytes. A killed run leaves rows that
//           the next run finds and completes; company-wide reads see sealed runs only.
// Requires: while a callback runs, the session is busy reading: it asks nothing else of this store,
//           but of another(). Rows to write come in key order where the call says so.
// Errors:   the machine's (connection lost, disk full) are exceptions of type db::Failure; a
//           conflict that may be tried again is db::Retry; what the database refuses, db::Refused.
#pragma once

#include "db/rows.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace earned::db {

class Store {
public:
    // url: "sqlite:PATH", "sqlite::memory:", a bare path, or "postgresql://..." / "host=... port=...".
    // A schema of its own inside a PostgreSQL database: "...?schema=NAME" (default: earned).
    static std::unique_ptr<Store> open(const std::string& url);
    virtual ~Store() = default;
    virtual std::unique_ptr<Store> another() = 0;   // a second session on the same book, for a worker
    virtual bool is_postgres() const = 0;
    virtual std::string role() = 0;                  // of the database, that this session came as; SQLite has none

    virtual bool exists() = 0;                       // is there a book of this schema version?
    virtual void create() = 0;                       // tables, grants/triggers; idempotent
    virtual void drop() = 0;                         // of a test's own book

    // One transaction; nested calls join it. Rolls back when `work` throws.
    virtual void transact(const std::function<void()>& work) = 0;
    // The same for what a later transaction of the run makes certain: a machine that loses power may
    // lose it, whole, and the run is then completed. PostgreSQL need not wait for the disk.
    virtual void transact_part(const std::function<void()>& work) = 0;
    virtual bool in_transaction() const = 0;
    // Hears "before CALL" and "after CALL" of each call that writes, commits too, of this session and
    // of those made from it: a test ends the process there.
    virtual void on_call(std::function<void(std::string_view)> call) = 0;

    // --- intake ---------------------------------------------------------------------------------
    virtual std::int64_t open_batch() = 0;           // the unsealed one, or the next number
    virtual void seal_batch(std::int64_t batch) = 0; // never an update of events; empty batches vanish
    virtual std::int64_t last_sealed_batch() = 0;
    virtual std::int64_t batch_by(const std::string& instant) = 0;  // the last one sealed by then, "2026-02-01T12:00:00Z"
    virtual std::vector<Known> known(std::span<const Identity> identities) = 0;   // as given
    virtual std::vector<std::string> payloads_of(std::span<const Identity> identities) = 0;  // as given; empty: not known
    virtual std::vector<std::int64_t> homes_of(std::span<const Key> keys) = 0;    // as given; 0: unknown
    virtual std::int64_t next_home() = 0;            // highest home + 1; homes are numbered from 1
    virtual std::int64_t next_event() = 0;           // highest event number + 1
    virtual void add_homes(std::span<const HomeRow> homes) = 0;
    virtual void add_keys(std::span<const KeyRow> keys) = 0;
    // Identities first, then events, then jobs; ends plans of documents. `turn` is called before the jobs: two sessions that write at once insert
    // no row of the same key before it, so neither waits for the other while that one waits for its turn.
    virtual void add_events(std::span<const EventRow> events, const std::function<void()>& turn = {}) = 0;
    virtual bool intake_is_open() = 0;               // events were written whose batch isn't sealed
    virtual std::vector<EventRow> waiting(std::span<const Key> keys) = 0;  // unrouted events that name one of these
    virtual void route(std::span<const EventRow> events) = 0;       // waiting events find their home

    // --- reading ---------------------------------------------------------------------------------
    // All of the company's but the definitions of customers, who may be a million.
    virtual void company_events(std::int64_t known_at, const std::function<void(const EventRow&)>&) = 0;
    virtual std::vector<EventRow> definitions_of(std::span<const std::string> customers, std::int64_t known_at) = 0;  // each named once; by number
    virtual void definitions(std::int64_t after, std::int64_t known_at, const std::function<void(const EventRow&)>&) = 0;  // of batches after that one, by number
    virtual void home_events(HomeRange, std::int64_t known_at, const std::function<void(const EventRow&)>&) = 0;  // by (home, number)
    virtual void events_of(std::span<const std::int64_t> homes, std::int64_t known_at, const std::function<void(const EventRow&)>&) = 0;  // the same for a sorted list
    virtual std::vector<EventRow> waiting_events(std::int64_t known_at) = 0;
    virtual std::optional<EventRow> event(std::int64_t number) = 0;
    virtual std::vector<HomeRow> homes(HomeRange) = 0;
    virtual std::int64_t home_count() = 0;
    virtual std::vector<std::int64_t> dirty_homes(HomeRange, const std::string& book, std::int64_t known_at) = 0;  // with events after their plan's batch

    // --- plans (derived, rewritten at will) --------------------------------------------------------
    virtual std::int16_t book_number(const std::string& book) = 0;  // for EntryRow::book; given when first asked
    virtual void plans(HomeRange, const std::string& book, const std::function<void(const PlanRow&)>&) = 0;  // by (home, grp)
    // The same without entity, currency, batch and names, which a plan's bytes say too where it has any.
    virtual void plan_bytes(HomeRange, const std::string& book, const std::function<void(const PlanRow&)>&) = 0;
    virtual void put_plans(std::span<const PlanRow> plans) = 0;
    virtual void bill_plans(HomeRange, const std::function<void(const BillPlanRow&)>&) = 0;  // by home
    virtual void put_bill_plans(std::span<const std::int64_t> homes, std::span<const BillPlanRow> plans) = 0;  // in place of the homes'
    virtual void planned(std::span<const std::int64_t> homes, const std::string& book, std::int64_t known_at) = 0;  // their jobs are done

    // --- runs ------------------------------------------------------------------------------------
    virtual std::optional<RunRow> open_run() = 0;                   // one that was begun and not sealed
    virtual RunRow begin_run(const RunRow& run) = 0;                // gives it its number
    virtual void add_run_part(std::int64_t run, const RunPart& part) = 0;  // a range of homes is written (same transaction)
    virtual void add_part_read(std::int64_t run, std::int64_t part) = 0;   // a later transaction found it as it was written
    virtual std::vector<std::int64_t> parts_unread(std::int64_t run) = 0;  // a seal checks their rows anew
    virtual std::vector<RunPart> run_parts(std::int64_t run) = 0;
    virtual void seal_run(const RunRow& run, std::span<const TotalRow> totals) = 0;  // or db::Refused, by check_run
    virtual std::vector<RunRow> runs() = 0;                         // sealed ones, in order
    virtual std::int64_t posted_through(const std::string& entity, const std::string& book) = 0;  // Date serial; dawn: never

    // --- journal ---------------------------------------------------------------------------------
    virtual void open_period(std::int64_t period) = 0;              // its partition
    virtual void add_entries(std::span<const EntryRow> entries, std::span<const LineRow> lines) = 0;  // in key order
    virtual void entries(const JournalQuery&, const std::function<void(const EntryRow&, std::span<const LineRow>)>&) = 0;
    // The place of an entry among those asked for, from 1, by run, date, home and entry.
    virtual std::int64_t rank_of(const JournalQuery&, const EntryRow&) = 0;
    // What those entries come to: each balance of each group, in key order; `group` is not asked for.
    virtual void standing(const JournalQuery&, const std::function<void(const StandingRow&)>&) = 0;
    virtual std::vector<TotalRow> totals(const TotalQuery&) = 0;    // of sealed runs, summed as asked
    // What many rows must say, one statement a check; text of each failure, empty when all hold.
    virtual std::vector<std::string> check_run(std::int64_t run) = 0;
    virtual std::vector<std::string> check_book() = 0;

    // --- documents -------------------------------------------------------------------------------
    virtual std::vector<std::int64_t> reserve_numbers(std::int64_t run, std::span<const NumberBlock> blocks) = 0;  // first number of each; same run, same block
    virtual void add_documents(std::span<const DocumentRow> documents) = 0;
    virtual void documents(const DocumentQuery&, const std::function<void(const DocumentRow&)>&) = 0;
};

// The machine is wrong.
struct Failure : std::runtime_error { using std::runtime_error::runtime_error; };
struct Retry : Failure { using Failure::Failure; };
// The database refused a row or a deed: a second one of its key, a seal that does not hold.
struct Refused : Failure { using Failure::Failure; };

}  // namespace earned::db
