// What a session promises, and what the database refuses whoever asks.
#include "books.h"

#include <sys/stat.h>

namespace earned::db::session_test {

using SessionOf = Books;
INSTANTIATE_TEST_SUITE_P(Books, SessionOf, testing::Values(Where::memory, Where::file, Where::postgres), name_of);
using Guarded = Books;  // memory can't be reached from beside
INSTANTIATE_TEST_SUITE_P(Books, Guarded, testing::Values(Where::file, Where::postgres), name_of);
using SqliteOf = Books;
INSTANTIATE_TEST_SUITE_P(Books, SqliteOf, testing::Values(Where::file), name_of);
using PostgresOf = Books;
INSTANTIATE_TEST_SUITE_P(Books, PostgresOf, testing::Values(Where::postgres), name_of);

TEST_P(SessionOf, ATransactionIsWholeOrNothing)
{
    EXPECT_THROW(store->transact([&] {
        store->add_homes(std::vector<HomeRow>{{1, "A"}});
        store->transact([&] { store->add_homes(std::vector<HomeRow>{{2, "B"}}); });
        throw std::runtime_error("stop");
    }), std::runtime_error);
    EXPECT_EQ(store->home_count(), 0);
    store->transact([&] {
        store->add_homes(std::vector<HomeRow>{{1, "A"}});
        store->transact([&] { store->add_homes(std::vector<HomeRow>{{2, "B"}}); });
    });
    EXPECT_EQ(store->home_count(), 2);
}

TEST_P(SessionOf, AFailedPartGivesUpTheWhole)
{
    EXPECT_THROW(store->transact([&] {
        store->add_homes(std::vector<HomeRow>{{1, "A"}});
        try {
            store->transact([&] { store->add_homes(std::vector<HomeRow>{{1, "A"}}); });
        } catch (const Refused&) {  // and goes on as if nothing were
        }
    }), Failure);
    EXPECT_EQ(store->home_count(), 0);
}

// SQLite writes many rows by one statement, and what is left one by one.
TEST_P(Guarded, AsManyRowsAreWrittenAsWerePut)
{
    const auto session = beside();
    std::int64_t next = 1;
    for (const std::int64_t count : {0, 1, 31, 32, 33, 64, 97}) {
        std::vector<std::string> customers;
        session->execute("begin");
        const auto writer = session->writer("home", {{"home_id", Type::i64}, {"customer", Type::text}});
        for (std::int64_t row = 0; row < count; ++row) {
            std::string customer = "customer " + std::string(static_cast<std::size_t>(row), 'x') + "数";
            writer->put(next + row);
            writer->put(customer);
            writer->end();
            customer.assign(customer.size(), '?');  // a text is the writer's once it was put
        }
        writer->finish();
        session->execute("commit");
        const std::vector<HomeRow> homes = store->homes({next, next + count});
        ASSERT_EQ(homes.size(), static_cast<std::size_t>(count));
        for (std::int64_t row = 0; row < count; ++row) {
            const HomeRow& home = homes[static_cast<std::size_t>(row)];
            EXPECT_EQ(home.home, next + row);
            EXPECT_EQ(home.customer, "customer " + std::string(static_cast<std::size_t>(row), 'x') + "数");
        }
        next += count;
    }
}

TEST_P(SessionOf, AnotherSessionSeesWhatIsCommitted)
{
    const auto other = store->another();
    store->transact([&] {
        store->add_homes(std::vector<HomeRow>{{1, "A"}});
        EXPECT_EQ(store->home_count(), 1);
        EXPECT_EQ(other->home_count(), 0);
    });
    EXPECT_EQ(other->home_count(), 1);
}

TEST_P(SessionOf, OneReadsWhileAnotherWrites)
{
    std::vector<HomeRow> homes;
    std::vector<EventRow> events;
    for (std::int64_t home = 1; home <= 500; ++home) {
        homes.push_back({home, "c"});
        events.push_back(event_row(home, home, 1));
    }
    store->add_homes(homes);
    store->add_events(events);
    const auto other = store->another();
    std::int64_t seen = 0;
    store->home_events({1, 500}, 1, [&](const EventRow& row) {
        if (row.home % 100 == 0) other->add_events(std::vector{event_row(1000 + row.home, row.home, 1)});
        ++seen;
    });
    EXPECT_EQ(seen, 500);
    EXPECT_EQ(store->next_event(), 1501);
}

TEST_P(SessionOf, WritingCallsAreHeard)
{
    std::vector<std::string> heard;
    store->on_call([&](std::string_view call) { heard.emplace_back(call); });
    store->add_homes(std::vector<HomeRow>{{1, "A"}});
    store->transact([&] { store->add_homes(std::vector<HomeRow>{{2, "B"}}); });
    store->home_count();
    const std::vector<std::string> wanted = {"before add_homes", "before commit", "after commit", "after add_homes",
                                             "before add_homes", "after add_homes", "before commit", "after commit"};
    EXPECT_EQ(heard, wanted);
    heard.clear();
    store->another()->add_homes(std::vector<HomeRow>{{3, "C"}});
    EXPECT_EQ(heard.size(), 4U);
}

TEST_P(Guarded, WhatIsWrittenIsNotRewritten)
{
    store->add_homes(std::vector<HomeRow>{{1, "A"}});
    store->add_keys(std::vector<KeyRow>{{{KeyKind::customer, "A"}, 1}});
    EventRow waits = event_row(2, -1, 1);
    waits.names = {{KeyKind::contract, "C"}};
    store->add_events(std::vector{event_row(1, 1, 1), waits});
    waits.home = 1;
    store->route(std::vector{waits});
    store->seal_batch(1);
    const RunRow run = store->begin_run(close_run());
    Written written;
    written.add(run.run, 1, 0, 100);
    store->open_period(202501);
    store->add_entries(written.entries, written.lines);
    store->add_run_part(run.run, {.part = 0, .homes = {1, 1}, .entries = 1, .lines = 2});
    store->reserve_numbers(run.run, std::vector<NumberBlock>{{"E", "INV", 2025, 1}});
    store->add_documents(std::vector<DocumentRow>{{.home = 1, .run = run.run, .entity = "E", .series = "INV", .number = "1",
                                                   .contract = "C", .year = 2025, .rank = 1, .currency = "EUR"}});
    store->seal_run(sealing(run, written), totals_of(written));
    const auto session = beside();
    const std::vector<std::pair<std::string, std::string>> columns = {
        {"identity", "home_id"}, {"event", "batch"}, {"home", "home_id"}, {"key_home", "home_id"}, {"routed", "batch"},
        {"waiting_key", "kind"}, {"intake", "last"}, {"batch_seal", "batch"}, {"entry", "date"}, {"line", "minor"},
        {"total", "debits"}, {"run", "known_at"}, {"run_part", "lines"}, {"run_period", "period"}, {"run_seal", "entries"},
        {"period", "period"}, {"document", "net"}, {"number_block", "count"}};
    for (const auto& [table, column] : columns) {
        ASSERT_GT(session->number("select count(*) from " + table).value_or(0), 0) << table;
        EXPECT_THROW(session->execute("update " + table + " set " + column + " = " + column + " + 1"), Refused) << table;
        EXPECT_THROW(session->execute("delete from " + table), Refused) << table;
    }
    EXPECT_THROW(session->execute("insert into run_seal (run, place, entries, lines, debits, credits, hash, previous_hash)"
                                  " values (1, 9, 0, 0, 0, 0, '', '')"), Refused);
    EXPECT_EQ(store->check_book(), std::vector<std::string>{});
}

TEST_P(Guarded, AnUnbalancedSealIsRefusedByDeclaration)
{
    const RunRow run = store->begin_run(close_run());
    const auto session = beside();
    EXPECT_THROW(session->execute("insert into run_seal (run, place, entries, lines, debits, credits, hash, previous_hash)"
                                  " values (:a, 1, 0, 0, 5, 4, '', '')", run.run), Refused);
    EXPECT_THROW(session->execute("insert into run_seal (run, place, entries, lines, debits, credits, hash, previous_hash)"
                                  " values (77, 1, 0, 0, 5, 5, '', '')"), Refused) << "no such run";
}

TEST_P(Guarded, ABookOfAnotherVersionIsRefusedInWords)
{
    beside()->execute("insert into book (version, made_at) values (:a, '2026-01-01T00:00:00Z')", schema_version + 1);
    try {
        store->exists();
        ADD_FAILURE();
    } catch (const Failure& failure) {
        const std::string text = failure.what();
        EXPECT_NE(text.find("of version " + std::to_string(schema_version + 1)), std::string::npos) << text;
        EXPECT_NE(text.find("make a new book"), std::string::npos) << text;
    }
}

TEST_P(Guarded, PlansMayBeRewritten)
{
    store->put_plans(std::vector{plan_row(1, 1)});
    const auto session = beside();
    session->execute("delete from plan");
    EXPECT_EQ(session->number("select count(*) from plan"), 0);
}

// SOCI sends the first rows of a vector again when such a statement runs twice on PostgreSQL. More
// rows than any batch holds, all different, must come back all different.
TEST_P(SessionOf, NoBatchIsWrittenTwice)
{
    constexpr std::int64_t count = 25'000;
    std::vector<HomeRow> homes;
    std::vector<std::int64_t> numbers;
    for (std::int64_t home = 1; home <= count; ++home) {
        homes.push_back({home * 1'000'003, "customer " + std::to_string(home)});
        numbers.push_back(home * 1'000'003);
    }
    store->add_homes(homes);
    const auto read = store->homes({0, INT64_MAX});
    ASSERT_EQ(read.size(), static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < read.size(); ++i) {
        ASSERT_EQ(read[i].home, homes[i].home);
        ASSERT_EQ(read[i].customer, homes[i].customer);
    }
    store->planned(numbers, "E/gaap", 1);
    std::vector<EventRow> events;
    for (std::int64_t i = 0; i < count; ++i) events.push_back(event_row(i + 1, homes[static_cast<std::size_t>(i)].home, 2));
    store->add_events(events);
    EXPECT_EQ(store->dirty_homes({0, INT64_MAX}, "E/gaap", 2), numbers);
}

TEST_P(Guarded, ABookThatIsNotThereSaysSo)
{
    if (GetParam() == Where::postgres) {
        store->drop();
        EXPECT_FALSE(store->exists());
        EXPECT_FALSE(Store::open(url_)->exists());
        store->create();
        return;
    }
    const std::string path = path_.string() + "-nowhere";
    const auto none = Store::open("sqlite:" + path);
    EXPECT_FALSE(none->exists());
    EXPECT_FALSE(std::filesystem::exists(path)) << "asking doesn't make one";
    try {
        none->next_home();
        ADD_FAILURE();
    } catch (const Failure& failure) {
        EXPECT_NE(std::string(failure.what()).find("no book at"), std::string::npos);
    }
}

TEST_P(SqliteOf, OnlyItsOwnerReadsTheFile)
{
    store->add_homes(std::vector<HomeRow>{{1, "A"}});
    for (const char* suffix : {"", "-wal", "-shm"}) {
        struct stat found {};
        ASSERT_EQ(::stat((path_.string() + suffix).c_str(), &found), 0) << suffix;
        EXPECT_EQ(found.st_mode & 0777, 0600) << suffix;
    }
    const auto session = beside();
    EXPECT_EQ(session->text("pragma journal_mode"), "wal");
    EXPECT_EQ(session->number("pragma foreign_keys"), 1);
    EXPECT_EQ(session->number("pragma synchronous"), 1);
}

TEST_P(PostgresOf, ASessionCountsInUtc)
{
    const auto session = beside();
    EXPECT_EQ(session->text("show timezone"), "UTC");
    EXPECT_EQ(session->text("select current_user::text"), "earned_app");
}

TEST_P(PostgresOf, ALostConnectionIsAFailureAndTheNextCallConnectsAgain)
{
    const auto session = beside();
    const auto other = beside();
    const auto pid = session->number("select pg_backend_pid()");
    other->as_owner([&] { other->number("select case when pg_terminate_backend(:a) then 1 else 0 end", *pid); });
    EXPECT_THROW(session->number("select 1"), Failure);
    EXPECT_EQ(session->number("select 1"), 1);
    EXPECT_EQ(session->text("select current_user::text"), "earned_app");
}

TEST_P(PostgresOf, ADeadlockMayBeTriedAgain)
{
    const auto one = beside();
    EXPECT_THROW(one->as_owner([&] {
        one->execute("do $$ begin raise exception 'try again' using errcode = '40001'; end $$");
    }), Retry);
}

TEST(Url, SaysWhichDatabaseAndNeverRepeatsAPassword)
{
    EXPECT_EQ(parse_url("sqlite:a/b").place, "a/b");
    EXPECT_EQ(parse_url("book.db").place, "book.db");
    EXPECT_EQ(parse_url("sqlite::memory:").place, ":memory:");
    EXPECT_EQ(parse_url("/tmp/host=x").dialect, Dialect::sqlite);
    const Url url = parse_url("postgresql://u:s3cret@h/d?schema=mine&sslmode=disable");
    EXPECT_EQ(url.schema, "mine");
    EXPECT_EQ(url.place, "postgresql://u:s3cret@h/d?sslmode=disable");
    EXPECT_EQ(parse_url("postgresql://h/d?sslmode=disable&schema=mine").place, "postgresql://h/d?sslmode=disable");
    EXPECT_EQ(parse_url("postgresql://h/d").schema, "earned");
    EXPECT_EQ(parse_url("host=/tmp dbname=x?schema=y").place, "host=/tmp dbname=x");
    EXPECT_EQ(parse_url("host=/tmp schema=y dbname=x").schema, "y");
    EXPECT_EQ(parse_url("host=/tmp schema=y dbname=x").place, "host=/tmp dbname=x");
    for (const char* bad : {"", "sqlite:", "postgresql://u:s3cret@h/d?schema=Drop;--", "postgresql://u:s3cret@h/d?schema="}) {
        try {
            parse_url(bad);
            ADD_FAILURE() << bad;
        } catch (const Failure& failure) {
            EXPECT_EQ(std::string(failure.what()).find("s3cret"), std::string::npos);
        }
    }
    for (const char* bad : {"postgresql://u:s3cret@127.0.0.1:1/d", "postgresql://u:s3cret@127.0.0.1:1/d?nonsense=1",
                            "host=127.0.0.1 port=1 password=s3cret user=u dbname=d", "host=x password='s3cret"}) {
        try {
            Store::open(bad);
            ADD_FAILURE() << bad;
        } catch (const Failure& failure) {
            EXPECT_EQ(std::string(failure.what()).find("s3cret"), std::string::npos) << failure.what();
        }
    }
}

}  // namespace earned::db::session_test
