// Books to test on: in memory, in a file, and on PostgreSQL where EARNED_TEST_PG says how to reach
// one ("host=... port=... user=... dbname=..."). Each test has a book of its own.
#pragma once

#include "db/session.h"
#include "db/store.h"
#include "db/url.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace earned::db {

enum class Where { memory, file, postgres };

inline std::string name_of(const testing::TestParamInfo<Where>& info)
{
    switch (info.param) {
    case Where::memory: return "memory";
    case Where::file: return "file";
    case Where::postgres: return "postgres";
    }
    return "";
}

class Books : public testing::TestWithParam<Where> {
protected:
    void SetUp() override
    {
        static int count = 0;
        const std::string own = std::to_string(::getpid()) + "_" + std::to_string(++count);
        switch (GetParam()) {
        case Where::memory: url_ = "sqlite::memory:"; break;
        case Where::file:
            path_ = std::filesystem::temp_directory_path() / ("earned-test-" + own);
            url_ = "sqlite:" + path_.string();
            break;
        case Where::postgres: {
            const char* connection = std::getenv("EARNED_TEST_PG");
            if (connection == nullptr) GTEST_SKIP() << "NOT TESTED on PostgreSQL: EARNED_TEST_PG is not set";
            url_ = std::string(connection) + "?schema=test_" + own;
        }
        }
        store = Store::open(url_);
        store->create();
    }
    void TearDown() override
    {
        if (store != nullptr && GetParam() == Where::postgres) store->drop();
        store.reset();
        for (const char* suffix : {"", "-wal", "-shm"}) {
            std::error_code ignored;
            if (!path_.empty()) std::filesystem::remove(path_.string() + suffix, ignored);
        }
    }

    // A session beside the store, to do what the store would not.
    std::unique_ptr<Session> beside() const
    {
        const Url place = parse_url(url_);
        auto session = place.dialect == Dialect::sqlite ? sqlite_session(place.place)
                                                        : postgres_session(place.place, place.schema);
        session->enter();
        return session;
    }

    std::unique_ptr<Store> store;
    std::string url_;
    std::filesystem::path path_;
};

// --- rows to write, told by a number --------------------------------------------------------------

inline Identity identity(std::uint64_t number)
{
    Identity identity;
    std::uint64_t mixed = number * 0x9E3779B97F4A7C15ULL;
    for (std::size_t i = 0; i < 8; ++i) identity.key[i] = static_cast<std::uint8_t>(mixed >> 8 * i);
    for (std::size_t i = 0; i < 8; ++i) identity.key[8 + i] = static_cast<std::uint8_t>(number >> 8 * i);
    return identity;
}

inline EventRow event_row(std::int64_t number, std::int64_t home, std::int64_t batch)
{
    EventRow row;
    row.home = home;
    row.number = number;
    row.batch = batch;
    row.effective = static_cast<std::int32_t>(20'000 + number);
    row.type = "contract.signed";
    row.source = "crm";
    row.id = "E" + std::to_string(number);
    row.payload = "{\"contract\":\"C" + std::to_string(number) + "\",\"name\":\"Zo\xC3\xAB's : 中文\"}";
    row.identity = identity(static_cast<std::uint64_t>(number));
    return row;
}

inline PlanRow plan_row(std::int64_t home, std::int32_t group, const std::string& book = "E/gaap")
{
    PlanRow row;
    row.home = home;
    row.group = group;
    row.book = book;
    row.entity = "E";
    row.contract = "C" + std::to_string(home) + "-" + std::to_string(group);
    row.currency = "EUR";
    row.batch = 1;
    row.posted_through = 20'123;
    row.bytes = std::string("\0\1\xff plan ", 9) + std::to_string(home);
    row.obligations = {"platform", "", "a:b\n7:c"};
    return row;
}

// A balanced entry of two lines of one source.
struct Written {
    std::vector<EntryRow> entries;
    std::vector<LineRow> lines;
    void add(std::int64_t run, std::int64_t home, std::int64_t place, std::int64_t minor,
             std::int32_t period = 202501)
    {
        const std::int64_t number = entry_number(period, run, place);
        entries.push_back({.home = home, .entry = number, .run = run, .group = 1, .book = 1, .cause = 2,
                           .first_cause = 2, .date = 20'100, .belongs_to = period, .event = 7, .currency = "EUR"});
        lines.push_back({.home = home, .entry = number, .line = 1, .obligation = 1, .role = 3, .source = 2,
                         .minor = minor, .functional = std::nullopt});
        lines.push_back({.home = home, .entry = number, .line = 2, .obligation = 1, .role = 20, .source = 2,
                         .minor = -minor, .functional = std::nullopt});
    }
    std::int64_t debits() const
    {
        std::int64_t sum = 0;
        for (const LineRow& line : lines) sum += line.minor > 0 ? line.minor : 0;
        return sum;
    }
};

inline RunRow close_run(std::int64_t known_at = 1)
{
    return {.kind = "close", .entity = "E", .book = "gaap", .through = 20'123, .known_at = known_at,
            .policy_hash = "abcd", .by = "ann", .at = "2025-02-01T00:00:00Z"};
}

inline std::vector<TotalRow> totals_of(const Written& written, std::int32_t period = 202501)
{
    const std::int64_t sum = written.debits();
    return {{.entity = "E", .book = "gaap", .currency = "EUR", .period = period, .role = 3, .cause = 2, .debits = sum},
            {.entity = "E", .book = "gaap", .currency = "EUR", .period = period, .role = 20, .cause = 2, .credits = sum}};
}

inline RunRow sealing(RunRow run, const Written& written, std::string hash = "h1", std::string previous = "")
{
    run.entries = static_cast<std::int64_t>(written.entries.size());
    run.lines = static_cast<std::int64_t>(written.lines.size());
    run.debits = run.credits = written.debits();
    run.hash = std::move(hash);
    run.previous_hash = std::move(previous);
    return run;
}

}  // namespace earned::db
