// One book, written to each database, by one worker or several, at one go or killed at every call
// that writes and begun again: the same bytes out of all.
#include "books.h"

#include "base/date.h"

#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <sstream>
#include <thread>

namespace earned::db::sameness_test {

namespace {

constexpr std::int64_t home_count = 20, homes_a_part = 5;

std::vector<EventRow> events_of_batch(std::int64_t batch)
{
    std::vector<EventRow> events;
    for (std::int64_t i = 1; i <= 60; ++i) {
        EventRow row = event_row((batch - 1) * 60 + i, i % home_count + 1, batch);
        if (i == 9) row.home = 0;
        if (i == 10 && batch == 1) {
            row.home = -1;
            row.names = {{KeyKind::contract, "late"}};
        }
        events.push_back(row);
    }
    return events;
}

// As the shell does: what is known is left out, and what is left is numbered.
void take_in(Store& store, std::int64_t batch)
{
    std::vector<EventRow> events = events_of_batch(batch);
    for (std::size_t first = 0; first < events.size(); first += 30) {
        const std::size_t last = std::min(events.size(), first + 30);
        std::vector<Identity> identities;
        for (std::size_t i = first; i < last; ++i) identities.push_back(events[i].identity);
        const auto known = store.known(identities);
        std::vector<EventRow> fresh;
        for (std::size_t i = first; i < last; ++i) {
            if (!known[i - first].seen) fresh.push_back(events[i]);
        }
        store.transact([&] {
            if (store.next_home() == 1) {
                std::vector<HomeRow> homes;
                for (std::int64_t home = 1; home <= home_count; ++home) homes.push_back({home, "c" + std::to_string(home)});
                store.add_homes(homes);
            }
            store.add_events(fresh);
            const std::vector<Key> key = {{KeyKind::contract, "late"}};
            if (batch == 2 && store.homes_of(key)[0] == 0) {
                store.add_keys(std::vector<KeyRow>{{key[0], 3}});
                auto waiting = store.waiting(key);
                for (EventRow& row : waiting) row.home = 3;
                store.route(waiting);
            }
        });
    }
    if (store.last_sealed_batch() < batch) store.seal_batch(batch);
}

void close_part(Store& store, std::int64_t run, std::int64_t part, std::int64_t known_at, std::int32_t period)
{
    const HomeRange homes{part * homes_a_part + 1, (part + 1) * homes_a_part};
    store.transact([&] {
        const auto dirty = store.dirty_homes(homes, "E/gaap", known_at);
        Written written;
        std::vector<PlanRow> plans;
        std::int64_t place = 0, home = 0;
        store.events_of(dirty, known_at, [&](const EventRow& row) {
            if (row.home != home) place = 0;
            if (row.home != home) plans.push_back(plan_row(row.home, 1));
            home = row.home;
            plans.back().batch = known_at;
            written.add(run, home, place++, row.number, period);
        });
        store.open_period(period);
        store.add_entries(written.entries, written.lines);
        store.put_plans(plans);
        store.planned(dirty, "E/gaap", known_at);
        const auto count = static_cast<std::int64_t>(written.entries.size());
        store.add_run_part(run, {.part = part, .homes = homes, .entries = count, .lines = 2 * count,
                                 .totals = std::to_string(written.debits())});
    });
}

void close_period(Store& store, std::int64_t known_at, std::int32_t period, int workers)
{
    const auto posted = store.posted_through("E", "gaap");
    if (posted >= period) return;
    RunRow wanted = close_run(known_at);
    wanted.through = period;
    const auto open = store.open_run();
    RunRow run = open ? *open : store.begin_run(wanted);
    std::vector<std::int64_t> done;
    for (const RunPart& part : store.run_parts(run.run)) done.push_back(part.part);
    std::vector<std::thread> threads;
    for (int worker = 0; worker < workers; ++worker) {
        const auto work = [&, worker](Store& own) {
            for (std::int64_t part = worker; part < home_count / homes_a_part; part += workers) {
                if (std::find(done.begin(), done.end(), part) == done.end()) close_part(own, run.run, part, known_at, period);
            }
        };
        if (workers == 1) work(store);
        else threads.emplace_back([&, work] { work(*store.another()); });
    }
    for (std::thread& thread : threads) thread.join();
    std::int64_t debits = 0;
    for (const RunPart& part : store.run_parts(run.run)) {
        run.entries += part.entries;
        run.lines += part.lines;
        debits += std::stoll(part.totals);
    }
    run.debits = run.credits = debits;
    const auto before = store.runs();
    run.previous_hash = before.empty() ? "" : before.back().hash;
    run.hash = "h" + std::to_string(run.run);
    std::vector<TotalRow> totals;
    if (debits > 0) {
        totals = {{.entity = "E", .book = "gaap", .currency = "EUR", .period = period, .role = 3, .cause = 2, .debits = debits},
                  {.entity = "E", .book = "gaap", .currency = "EUR", .period = period, .role = 20, .cause = 2, .credits = debits}};
    }
    store.seal_run(run, totals);
}

void issue(Store& store)
{
    std::int64_t issued = 0;
    store.documents({}, [&](const DocumentRow&) { ++issued; });
    if (issued > 0) return;
    const auto open = store.open_run();
    RunRow run = open ? *open : store.begin_run({.kind = "bill", .through = 5, .known_at = 2});
    run.hash = "b";
    run.previous_hash = store.runs().back().hash;
    const auto first = store.reserve_numbers(run.run, std::vector<NumberBlock>{{"E", "INV", 2025, 3}}).front();
    store.transact([&] {
        std::vector<DocumentRow> rows;
        for (std::int64_t i = 0; i < 3; ++i) {
            rows.push_back({.home = 9 - i, .run = run.run, .entity = "E", .series = "INV", .number = "INV-" + std::to_string(first + i),
                            .contract = "C", .year = 2025, .date = 4, .due = 5, .rank = first + i, .net = 10, .currency = "EUR"});
        }
        store.add_documents(rows);
        store.seal_run(run, {});
    });
}

void write_book(Store& store, int workers)
{
    store.create();
    take_in(store, 1);
    close_period(store, 1, 202501, workers);
    take_in(store, 2);
    close_period(store, 2, 202502, workers);
    issue(store);
}

void tell(std::ostringstream& text, const EventRow& row)
{
    text << "event " << row.home << ' ' << row.number << ' ' << row.batch << ' ' << row.effective << ' ' << row.id << ' '
         << row.payload << '\n';
}

std::string told(Store& store)
{
    std::ostringstream text;
    store.company_events(9, [&](const EventRow& row) { tell(text, row); });
    store.home_events({1, INT64_MAX}, 9, [&](const EventRow& row) { tell(text, row); });
    for (const EventRow& row : store.waiting_events(1)) tell(text, row);
    for (const HomeRow& row : store.homes({0, INT64_MAX})) text << "home " << row.home << ' ' << row.customer << '\n';
    store.plans({0, INT64_MAX}, "E/gaap", [&](const PlanRow& row) {
        text << "plan " << row.home << ' ' << row.group << ' ' << row.batch << ' ' << row.bytes << '\n';
    });
    for (const RunRow& row : store.runs()) {
        text << "run " << row.run << ' ' << row.kind << ' ' << row.through << ' ' << row.known_at << ' ' << row.entries << ' '
             << row.lines << ' ' << row.debits << ' ' << row.hash << ' ' << row.previous_hash << '\n';
        for (const RunPart& part : store.run_parts(row.run)) text << "part " << part.part << ' ' << part.totals << '\n';
    }
    store.entries({}, [&](const EntryRow& entry, std::span<const LineRow> lines) {
        text << "entry " << entry.home << ' ' << entry.entry << ' ' << entry.run << '\n';
        for (const LineRow& line : lines) text << "line " << line.line << ' ' << line.role << ' ' << line.minor << '\n';
    });
    store.standing({}, [&](const StandingRow& row) {
        text << "standing " << row.home << ' ' << row.group << ' ' << row.obligation << ' ' << row.role << ' '
             << row.currency << ' ' << row.minor << '\n';
    });
    for (const TotalRow& row : store.totals({})) {
        text << "total " << row.period << ' ' << row.role << ' ' << row.debits << ' ' << row.credits << '\n';
    }
    store.documents({}, [&](const DocumentRow& row) { text << "document " << row.home << ' ' << row.number << '\n'; });
    text << "next " << store.next_event() << ' ' << store.next_home() << ' ' << store.open_batch() << ' '
         << store.dirty_homes({0, INT64_MAX}, "E/gaap", 9).size() << '\n';
    return text.str();
}

std::string reference()
{
    const auto store = Store::open("sqlite::memory:");
    write_book(*store, 1);
    return told(*store);
}

}  // namespace

using SamenessOf = Books;
INSTANTIATE_TEST_SUITE_P(Books, SamenessOf, testing::Values(Where::memory, Where::file, Where::postgres), name_of);
using KilledAt = Books;
INSTANTIATE_TEST_SUITE_P(Books, KilledAt, testing::Values(Where::file, Where::postgres), name_of);

TEST_P(SamenessOf, OneWorkerOrFourOnEitherDatabase)
{
    const std::string wanted = reference();
    EXPECT_NE(wanted.find("line 2 20 -10\n"), std::string::npos) << "the routed event is posted";
    EXPECT_NE(wanted.find("document 7 INV-3"), std::string::npos);
    write_book(*store, 1);
    EXPECT_EQ(told(*store), wanted);
    EXPECT_EQ(store->check_book(), std::vector<std::string>{});
    write_book(*store, 1);
    EXPECT_EQ(told(*store), wanted) << "written again, nothing is added";
    store->drop();
    write_book(*store, 4);
    EXPECT_EQ(told(*store), wanted);
}

TEST_P(KilledAt, AnyCallTheNextRunCompletes)
{
    const std::string wanted = reference();
    int kills = 0;
    const int step = GetParam() == Where::postgres ? 3 : 1;  // where making a book anew takes longer
    for (int deadly = 1;; deadly += step) {
        store->drop();
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            const auto own = Store::open(url_);
            int calls = 0;
            own->on_call([&](std::string_view) {
                if (++calls == deadly) ::kill(::getpid(), SIGKILL);
            });
            write_book(*own, 1);
            ::_exit(0);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        if (WIFEXITED(status)) {
            ASSERT_EQ(WEXITSTATUS(status), 0);
            break;
        }
        ++kills;
        const auto after = Store::open(url_);
        write_book(*after, 1);
        ASSERT_EQ(told(*after), wanted) << "killed at call " << deadly;
        ASSERT_EQ(after->check_book(), std::vector<std::string>{}) << "killed at call " << deadly;
    }
    EXPECT_GT(kills, 40);
    std::printf("[   PACE   ] killed at each of %d calls\n", kills);
}

}  // namespace earned::db::sameness_test
