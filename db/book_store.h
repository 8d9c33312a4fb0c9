// The store on one session of either database. Each file beside it serves one part of store.h.
#pragma once

#include "db/session.h"
#include "db/url.h"

#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_set>

namespace earned::db {

class BookStore final : public Store {
public:
    explicit BookStore(std::unique_ptr<Session> session);
    std::unique_ptr<Store> another() override;
    std::string role() override;
    bool is_postgres() const override { return session_->dialect() == Dialect::postgres; }
    bool exists() override;
    void create() override;
    void drop() override;
    void transact(const std::function<void()>& work) override;
    void transact_part(const std::function<void()>& work) override;
    bool in_transaction() const override { return session_->in_transaction(); }
    void on_call(std::function<void(std::string_view)> call) override { call_ = std::move(call); }

    std::int64_t open_batch() override;
    void seal_batch(std::int64_t batch) override;
    std::int64_t last_sealed_batch() override;
    std::int64_t batch_by(const std::string& instant) override;
    std::vector<Known> known(std::span<const Identity> identities) override;
    std::vector<std::string> payloads_of(std::span<const Identity> identities) override;
    std::vector<std::int64_t> homes_of(std::span<const Key> keys) override;
    std::int64_t next_home() override;
    std::int64_t next_event() override;
    void add_homes(std::span<const HomeRow> homes) override;
    void add_keys(std::span<const KeyRow> keys) override;
    void add_events(std::span<const EventRow> events, const std::function<void()>& turn) override;
    std::vector<EventRow> waiting(std::span<const Key> keys) override;
    void route(std::span<const EventRow> events) override;
    bool intake_is_open() override;

    using EventSink = std::function<void(const EventRow&)>;
    void company_events(std::int64_t known_at, const EventSink& sink) override;
    std::vector<EventRow> definitions_of(std::span<const std::string> customers, std::int64_t known_at) override;
    void definitions(std::int64_t after, std::int64_t known_at, const EventSink& sink) override;
    void home_events(HomeRange homes, std::int64_t known_at, const EventSink& sink) override;
    void events_of(std::span<const std::int64_t> homes, std::int64_t known_at, const EventSink& sink) override;
    std::vector<EventRow> waiting_events(std::int64_t known_at) override;
    std::optional<EventRow> event(std::int64_t number) override;
    std::vector<HomeRow> homes(HomeRange homes) override;
    std::int64_t home_count() override;
    std::vector<std::int64_t> dirty_homes(HomeRange homes, const std::string& book, std::int64_t known_at) override;

    std::int16_t book_number(const std::string& book) override;
    void plans(HomeRange homes, const std::string& book, const std::function<void(const PlanRow&)>& sink) override;
    void plan_bytes(HomeRange homes, const std::string& book, const std::function<void(const PlanRow&)>& sink) override;
    void put_plans(std::span<const PlanRow> plans) override;
    void planned(std::span<const std::int64_t> homes, const std::string& book, std::int64_t known_at) override;

    void bill_plans(HomeRange homes, const std::function<void(const BillPlanRow&)>& sink) override;
    void put_bill_plans(std::span<const std::int64_t> homes, std::span<const BillPlanRow> plans) override;

    std::optional<RunRow> open_run() override;
    RunRow begin_run(const RunRow& run) override;
    void add_run_part(std::int64_t run, const RunPart& part) override;
    void add_part_read(std::int64_t run, std::int64_t part) override;
    std::vector<std::int64_t> parts_unread(std::int64_t run) override;
    std::vector<RunPart> run_parts(std::int64_t run) override;
    void seal_run(const RunRow& run, std::span<const TotalRow> totals) override;
    std::vector<RunRow> runs() override;
    std::int64_t posted_through(const std::string& entity, const std::string& book) override;

    void open_period(std::int64_t period) override;
    void add_entries(std::span<const EntryRow> entries, std::span<const LineRow> lines) override;
    using EntrySink = std::function<void(const EntryRow&, std::span<const LineRow>)>;
    void entries(const JournalQuery& query, const EntrySink& sink) override;
    std::int64_t rank_of(const JournalQuery& query, const EntryRow& entry) override;
    void standing(const JournalQuery& query, const std::function<void(const StandingRow&)>& sink) override;
    std::vector<TotalRow> totals(const TotalQuery& query) override;
    std::vector<std::string> check_run(std::int64_t run) override;
    std::vector<std::string> check_book() override;

    std::vector<std::int64_t> reserve_numbers(std::int64_t run, std::span<const NumberBlock> blocks) override;
    void add_documents(std::span<const DocumentRow> documents) override;
    void documents(const DocumentQuery& query, const std::function<void(const DocumentRow&)>& sink) override;

private:
    // A call that writes: announced, and one transaction of its own or part of the one around it.
    void deed(const char* name, const std::function<void()>& work);
    void read_events(const std::string& where, const EventSink& sink, const char* order = "home_id, number");
    std::vector<EventRow> unrouted(std::vector<std::int64_t> numbers, std::int64_t known_at);
    void add_event_rows(std::span<const EventRow> events, std::int64_t seen);
    void add_jobs(std::span<const EventRow> events, std::int64_t batch);
    void note_intake(std::span<const EventRow> events, std::int64_t batch);
    void mark_planned(std::span<const std::int64_t> homes, std::int16_t book, std::int64_t known_at);
    void end_bill_plans(std::vector<std::int64_t> homes);
    std::int16_t found_book(const std::string& book);  // 0: never named
    void read_plans(HomeRange homes, const std::string& book, const std::string& more, const std::function<void(PlanRow&, const Row&)>& sink);
    std::vector<RunRow> read_runs(const std::string& where, const char* order);
    std::vector<std::int64_t> runs_asked(const JournalQuery& query);
    struct Where {
        std::string of_entry, of_line;
        std::string numbers;             // SQLite: a query for those of the entries
        std::vector<std::int64_t> keys;  // of the runs and periods asked for
    };
    std::optional<Where> where_of(const JournalQuery& query);  // nothing: no row is asked for
    // SQLite's journal isn't in the order of homes: it is read some homes at a time, each part put in order.
    void by_homes(const JournalQuery& query, const std::function<void(const JournalQuery&)>& part);
    void entries_joined(const std::string& of_entry, const std::string& of_line, const EntrySink& sink);
    void entries_in_lists(const Where& where, const EntrySink& sink);
    void put_run_periods(std::span<const EntryRow> entries);
    void add_totals(std::int64_t run, std::span<const TotalRow> totals);
    std::int64_t reserve(std::int64_t run, const NumberBlock& block);
    std::int64_t highest_known(const NumberBlock& block);
    enum class Asked : std::uint8_t { everything, totals_only, stated_only };
    std::vector<std::string> seal_failures(std::int64_t run, Asked asked);

    std::unique_ptr<Session> session_;
    std::unique_ptr<Session> aside_;  // PostgreSQL: opens periods while a run's transaction goes on
    std::function<void(std::string_view)> call_;
    std::map<std::string, std::int16_t> books_;
    std::set<std::int64_t> periods_;
    std::unordered_set<std::int64_t> jobless_;  // homes that this transaction added, and that nobody can have a job of
    std::int64_t checked_run_ = 0;    // holds together, as of this transaction
};

// "run in (1, 2, 3)"; false when there is none.
std::string in_list(const std::string& expression, std::span<const std::int64_t> numbers);
std::string between(const std::string& column, std::int64_t first, std::int64_t last);

}  // namespace earned::db
