// Many rows: what comes back is what was written, and the pace is printed. EARNED_TEST_ROWS sets
// how many (100,000 when it is absent).
#include "books.h"

#include <algorithm>

#include <chrono>
#include <cstdio>

namespace earned::db::bulk_test {

using BulkOf = Books;
INSTANTIATE_TEST_SUITE_P(Books, BulkOf, testing::Values(Where::memory, Where::file, Where::postgres), name_of);
using PostgresBulk = BulkOf;  // what is promised of PostgreSQL alone
INSTANTIATE_TEST_SUITE_P(Books, PostgresBulk, testing::Values(Where::postgres), name_of);

std::int64_t row_count()
{
    const char* wanted = std::getenv("EARNED_TEST_ROWS");
    return wanted == nullptr ? 100'000 : std::stoll(wanted);
}

class Pace {
public:
    explicit Pace(std::string what) : what_(std::move(what)), begun_(std::chrono::steady_clock::now()) {}
    void rows(std::int64_t count) const
    {
        using Micros = std::chrono::duration<std::int64_t, std::micro>;
        const auto spent = std::chrono::duration_cast<Micros>(std::chrono::steady_clock::now() - begun_).count();
        std::printf("[   PACE   ] %-28s %9lld rows %9lld rows/s\n", what_.c_str(), static_cast<long long>(count),
                    static_cast<long long>(count * 1'000'000 / std::max<std::int64_t>(spent, 1)));
    }

private:
    std::string what_;
    std::chrono::steady_clock::time_point begun_;
};

TEST_P(BulkOf, Intake)
{
    const std::int64_t count = row_count();
    std::vector<EventRow> events;
    std::vector<Identity> identities;
    std::vector<HomeRow> homes;
    std::vector<KeyRow> keys;
    for (std::int64_t i = 1; i <= count; ++i) {
        events.push_back(event_row(i, i * 7919 % count / 2 + 1, 1));
        identities.push_back(events.back().identity);
        if (i <= count / 2 + 1) homes.push_back({i, "customer " + std::to_string(i)});
        if (i <= count / 2 + 1) keys.push_back({{KeyKind::contract, "contract " + std::to_string(i)}, i});
    }
    std::vector<Key> names;
    for (const KeyRow& key : keys) names.push_back(key.key);
    const std::int64_t chunk = 50'000;
    {
        const Pace pace("add homes and keys");
        store->transact([&] { store->add_homes(homes); store->add_keys(keys); });
        pace.rows(static_cast<std::int64_t>(homes.size() + keys.size()));
    }
    {
        const Pace pace("add events");
        for (std::int64_t first = 0; first < count; first += chunk) {
            store->add_events(std::span(events).subspan(static_cast<std::size_t>(first),
                                                        static_cast<std::size_t>(std::min(chunk, count - first))));
        }
        pace.rows(count);
    }
    {
        const Pace pace("known identities");
        const auto known = store->known(identities);
        pace.rows(count);
        for (const Known& one : known) ASSERT_TRUE(one.seen);
    }
    {
        const Pace pace("homes of keys");
        const auto found = store->homes_of(names);
        pace.rows(static_cast<std::int64_t>(names.size()));
        for (std::size_t i = 0; i < found.size(); ++i) ASSERT_EQ(found[i], keys[i].home);
    }
    store->seal_batch(1);
    std::vector<std::int64_t> dirty;
    {
        const Pace pace("homes with news");
        dirty = store->dirty_homes({1, INT64_MAX}, "E/gaap", 1);
        pace.rows(static_cast<std::int64_t>(dirty.size()));
    }
    {
        const Pace pace("read events");
        std::int64_t seen = 0;
        std::pair<std::int64_t, std::int64_t> last{0, 0};
        store->home_events({1, INT64_MAX}, 1, [&](const EventRow& row) {
            ASSERT_LT(last, std::pair(row.home, row.number));
            last = {row.home, row.number};
            ++seen;
        });
        pace.rows(seen);
        EXPECT_EQ(seen, count);
    }
    {
        const Pace pace("mark as planned");
        store->planned(dirty, "E/gaap", 1);
        pace.rows(static_cast<std::int64_t>(dirty.size()));
    }
    EXPECT_TRUE(store->dirty_homes({1, INT64_MAX}, "E/gaap", 1).empty());
}

TEST_P(BulkOf, Plans)
{
    const std::int64_t count = row_count();
    std::vector<PlanRow> plans;
    for (std::int64_t home = 1; home <= count; ++home) {
        plans.push_back(plan_row(home, 1));
        plans.back().bytes = std::string(400, static_cast<char>(home));
    }
    for (const char* what : {"write plans", "write plans again"}) {
        const Pace pace(what);
        store->transact([&] {
            for (std::size_t first = 0; first < plans.size(); first += 4000) {
                store->put_plans(std::span(plans).subspan(first, std::min<std::size_t>(4000, plans.size() - first)));
            }
        });
        pace.rows(count);
    }
    const Pace pace("read plans");
    std::int64_t home = 0;
    store->plans({1, INT64_MAX}, "E/gaap", [&](const PlanRow& row) {
        ++home;
        ASSERT_EQ(row.home, home);
        ASSERT_EQ(row.bytes, plans[static_cast<std::size_t>(home - 1)].bytes);
    });
    pace.rows(home);
    EXPECT_EQ(home, count);
}

TEST_P(BulkOf, Journal)
{
    const std::int64_t count = row_count() / 2;
    const RunRow run = store->begin_run(close_run());
    Written written;
    for (std::int64_t home = 1; home <= count; ++home) written.add(run.run, home, 0, home);
    store->open_period(202501);
    {
        const Pace pace("write lines");
        store->transact([&] {
            for (std::size_t first = 0; first < written.entries.size(); first += 20'000) {
                const std::size_t size = std::min<std::size_t>(20'000, written.entries.size() - first);
                store->add_entries(std::span(written.entries).subspan(first, size),
                                   std::span(written.lines).subspan(2 * first, 2 * size));
            }
        });
        pace.rows(2 * count);
    }
    {
        const Pace pace("check and seal");
        store->seal_run(sealing(run, written), totals_of(written));
        pace.rows(2 * count);
    }
    const Pace pace("read lines");
    std::size_t line = 0;
    store->entries({}, [&](const EntryRow& entry, std::span<const LineRow> lines) {
        ASSERT_EQ(lines.size(), 2U);
        ASSERT_EQ(entry.home, written.lines[line].home);
        ASSERT_EQ(lines[0].minor, written.lines[line].minor);
        line += 2;
    });
    pace.rows(static_cast<std::int64_t>(line));
    EXPECT_EQ(line, written.lines.size());
}

// 60 bytes with header and pointer, and the pages' own headers: at most 64.
TEST_P(PostgresBulk, ALineTakesAtMost64Bytes)
{
    const std::int64_t count = 50'000;
    const RunRow run = store->begin_run(close_run());
    Written written;
    for (std::int64_t home = 1; home <= count; ++home) written.add(run.run, home, 0, home);
    store->open_period(202501);
    store->add_entries(written.entries, written.lines);
    const auto session = beside();
    const auto bytes = session->number("select pg_relation_size('line_202501')");
    ASSERT_TRUE(bytes.has_value());
    std::printf("[   PACE   ] bytes a line: %lld.%02lld\n", static_cast<long long>(*bytes / (2 * count)),
                static_cast<long long>(*bytes * 100 / (2 * count) % 100));
    EXPECT_LE(*bytes, 64 * 2 * count);
}

}  // namespace earned::db::bulk_test
