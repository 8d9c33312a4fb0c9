#include "books.h"

#include "base/date.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace earned::db::journal_test {

using JournalOf = Books;
INSTANTIATE_TEST_SUITE_P(Books, JournalOf, testing::Values(Where::memory, Where::file, Where::postgres), name_of);
using PartitionsOf = Books;  // which only PostgreSQL has
INSTANTIATE_TEST_SUITE_P(Books, PartitionsOf, testing::Values(Where::postgres), name_of);

struct Seen2 {
    std::vector<EntryRow> entries;
    std::vector<LineRow> lines;
};

Seen2 read(Store& store, const JournalQuery& query)
{
    Seen2 seen;
    store.entries(query, [&](const EntryRow& entry, std::span<const LineRow> lines) {
        seen.entries.push_back(entry);
        for (const LineRow& line : lines) {
            EXPECT_EQ(line.home, entry.home);
            EXPECT_EQ(line.entry, entry.entry);
            seen.lines.push_back(line);
        }
    });
    return seen;
}

RunRow written_run(Store& store, const RunRow& wanted, const std::function<void(std::int64_t, Written&)>& fill,
                   const std::string& hash = "h", const std::string& previous = "")
{
    RunRow run = store.begin_run(wanted);
    Written written;
    fill(run.run, written);
    for (const EntryRow& entry : written.entries) store.open_period(period_of_entry(entry.entry));
    store.add_entries(written.entries, written.lines);
    std::vector<TotalRow> totals;
    for (const EntryRow& entry : written.entries) {
        const std::int32_t period = period_of_entry(entry.entry);
        const bool known = std::any_of(totals.begin(), totals.end(), [&](const TotalRow& row) { return row.period == period; });
        if (known) continue;
        Written own;
        for (const LineRow& line : written.lines) {
            if (period_of_entry(line.entry) == period) own.lines.push_back(line);
        }
        for (TotalRow& row : totals_of(own, period)) totals.push_back(row);
    }
    store.seal_run(sealing(run, written, hash, previous), totals);
    return run;
}

// The slow way: every line read, and added up here.
std::vector<StandingRow> added_up(Store& store, const JournalQuery& query)
{
    std::map<std::tuple<std::int64_t, std::int32_t, std::int16_t, std::int16_t, std::string>, std::int64_t> sums;
    store.entries(query, [&](const EntryRow& entry, std::span<const LineRow> lines) {
        for (const LineRow& line : lines)
            sums[{entry.home, entry.group, line.obligation, line.role, entry.currency}] += line.minor;
    });
    std::vector<StandingRow> rows;
    for (const auto& [key, minor] : sums)
        if (minor != 0)
            rows.push_back(
                {std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), std::get<4>(key), minor});
    return rows;
}

TEST_P(JournalOf, StandingIsWhatItsEntriesComeTo)
{
    std::string previous;
    for (int number = 1; number <= 3; ++number) {
        const std::string hash = "h" + std::to_string(number);
        written_run(
            *store, close_run(number),
            [&](std::int64_t run, Written& written) {
                for (std::int64_t home = 1; home <= 5; ++home) written.add(run, home, 0, 100 * home + number, 202600 + number);
            },
            hash, previous);
        previous = hash;
    }
    for (const JournalQuery& query :
         {JournalQuery{}, JournalQuery{.to_period = 202602}, JournalQuery{.homes = {2, 4}, .from_period = 202602},
          JournalQuery{.to_period = 202512}, JournalQuery{.known_at = 0}, JournalQuery{.book = "none"}}) {
        std::vector<StandingRow> rows;
        store->standing(query, [&](const StandingRow& row) { rows.push_back(row); });
        EXPECT_EQ(rows, added_up(*store, query));
    }
    std::size_t balances = 0;
    store->standing({}, [&](const StandingRow&) { ++balances; });
    EXPECT_EQ(balances, 10U) << "two a home";
}

// Two runs post to one period: the second never comes before the first, whatever its homes.
TEST_P(JournalOf, AnEntrysRankIsItsPlaceByRunDayHomeAndEntry)
{
    std::string previous;
    for (int number = 1; number <= 2; ++number) {
        const std::string hash = "h" + std::to_string(number);
        written_run(
            *store, close_run(number),
            [&](std::int64_t run, Written& written) {
                for (std::int64_t home = 1; home <= 4; ++home) written.add(run, home, 0, 100 * home, 202601);
            },
            hash, previous);
        previous = hash;
    }
    const JournalQuery query{.from_period = 202601, .to_period = 202601};
    std::vector<EntryRow> entries = read(*store, query).entries;
    ASSERT_EQ(entries.size(), 8U);
    std::sort(entries.begin(), entries.end(), [](const EntryRow& a, const EntryRow& b) {
        return std::tuple(a.run, a.date, a.home, a.entry) < std::tuple(b.run, b.date, b.home, b.entry);
    });
    for (std::size_t at = 0; at < entries.size(); ++at)
        EXPECT_EQ(store->rank_of(query, entries[at]), static_cast<std::int64_t>(at + 1));
    EXPECT_EQ(store->rank_of({.from_period = 202602, .to_period = 202602}, entries.front()), 0);
}

TEST_P(JournalOf, EntriesComeBackInKeyOrderWithTheirLines)
{
    const RunRow run = store->begin_run(close_run());
    Written written;
    for (const std::int32_t period : {202412, 202501}) store->open_period(period);
    written.add(run.run, 3, 0, 500, 202412);
    written.add(run.run, 3, 1, 9'000'000'000'000);
    written.add(run.run, 4, 0, -70);
    written.lines[0].functional = 550;
    written.lines[1].functional = -550;
    written.lines[2].functional = written.lines[2].minor;
    written.entries[1].event = 0;
    written.entries[1].belongs_to = 202410;
    written.entries[1].first_cause = 5;
    store->add_entries(written.entries, written.lines);
    const Seen2 seen = read(*store, {.run = run.run, .unsealed = true});
    ASSERT_EQ(seen.entries.size(), 3U);
    ASSERT_EQ(seen.lines.size(), 6U);
    for (std::size_t i = 0; i < 3; ++i) {
        const EntryRow& a = written.entries[i];
        const EntryRow& b = seen.entries[i];
        EXPECT_EQ(std::tie(a.home, a.entry, a.run, a.group, a.book, a.cause, a.first_cause, a.date, a.belongs_to, a.event, a.currency),
                  std::tie(b.home, b.entry, b.run, b.group, b.book, b.cause, b.first_cause, b.date, b.belongs_to, b.event, b.currency));
    }
    for (std::size_t i = 0; i < 6; ++i) {
        const LineRow& a = written.lines[i];
        const LineRow& b = seen.lines[i];
        EXPECT_EQ(std::tie(a.home, a.entry, a.line, a.obligation, a.role, a.source, a.minor),
                  std::tie(b.home, b.entry, b.line, b.obligation, b.role, b.source, b.minor));
        EXPECT_EQ(a.functional.value_or(a.minor), b.functional.value_or(b.minor));
    }
    EXPECT_EQ(seen.lines[0].functional, 550);
    EXPECT_FALSE(seen.lines[2].functional.has_value()) << "an equal amount is not kept twice";
}

TEST_P(JournalOf, OnlySealedRunsAreSeenUnlessARunReadsItself)
{
    RunRow first = written_run(*store, close_run(1), [](std::int64_t run, Written& w) { w.add(run, 1, 0, 100); }, "h1", "");
    RunRow open = store->begin_run(close_run(2));
    Written more;
    more.add(open.run, 1, 0, 40, 202502);
    more.add(open.run, 2, 0, 41, 202502);
    store->open_period(202502);
    store->add_entries(more.entries, more.lines);
    EXPECT_EQ(read(*store, {}).entries.size(), 1U);
    EXPECT_EQ(read(*store, {.run = open.run}).entries.size(), 0U);
    EXPECT_EQ(read(*store, {.run = open.run, .unsealed = true}).entries.size(), 2U);
    EXPECT_EQ(store->runs().size(), 1U);
    EXPECT_EQ(store->totals({}).size(), 2U);
    ASSERT_TRUE(store->open_run().has_value());
    EXPECT_EQ(store->open_run()->run, open.run);
    store->seal_run(sealing(open, more, "h2", "h1"), totals_of(more, 202502));
    EXPECT_EQ(read(*store, {}).entries.size(), 3U);
    EXPECT_EQ(read(*store, {.known_at = 1}).entries.size(), 1U) << "as known at batch 1";
    EXPECT_EQ(read(*store, {.from_period = 202502}).entries.size(), 2U);
    EXPECT_EQ(read(*store, {.to_period = 202501}).entries.size(), 1U);
    EXPECT_EQ(read(*store, {.homes = {2, 2}}).entries.size(), 1U);
    EXPECT_EQ(read(*store, {.book = "gaap"}).entries.size(), 3U);
    EXPECT_EQ(read(*store, {.book = "E/gaap"}).entries.size(), 3U);
    EXPECT_EQ(read(*store, {.book = "ifrs"}).entries.size(), 0U);
    EXPECT_EQ(read(*store, {.group = 1}).entries.size(), 3U);
    EXPECT_EQ(read(*store, {.group = 0}).entries.size(), 0U);
    EXPECT_EQ(read(*store, {.run = first.run}).entries.size(), 1U);
    EXPECT_EQ(read(*store, {.entity = "X"}).entries.size(), 0U);
    EXPECT_FALSE(store->open_run().has_value());
    EXPECT_EQ(store->check_book(), std::vector<std::string>{});
}

TEST_P(JournalOf, SealedRunsSayWhatTheyDid)
{
    EXPECT_EQ(store->posted_through("E", "gaap"), Date::dawn().serial());
    Written written;
    RunRow run = store->begin_run(close_run());
    EXPECT_EQ(run.run, 1);
    written.add(run.run, 1, 0, 100);
    store->open_period(202501);
    store->transact([&] {
        store->add_entries(written.entries, written.lines);
        store->add_run_part(run.run, {.part = 0, .homes = {1, 4000}, .entries = 1, .lines = 2, .hash = "p0", .totals = "a b\nc"});
    });
    const auto parts = store->run_parts(run.run);
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0].totals, "a b\nc");
    EXPECT_EQ(parts[0].homes.last, 4000);
    EXPECT_EQ(store->posted_through("E", "gaap"), Date::dawn().serial()) << "not sealed yet";
    store->transact([&] {
        EXPECT_EQ(store->check_run(run.run), std::vector<std::string>{});
        store->seal_run(sealing(run, written), totals_of(written));
    });
    const auto runs = store->runs();
    ASSERT_EQ(runs.size(), 1U);
    const RunRow wanted = sealing(run, written);
    EXPECT_EQ(std::tie(runs[0].kind, runs[0].entity, runs[0].book, runs[0].through, runs[0].known_at, runs[0].entries,
                       runs[0].lines, runs[0].debits, runs[0].credits, runs[0].policy_hash, runs[0].hash, runs[0].by, runs[0].at),
              std::tie(wanted.kind, wanted.entity, wanted.book, wanted.through, wanted.known_at, wanted.entries,
                       wanted.lines, wanted.debits, wanted.credits, wanted.policy_hash, wanted.hash, wanted.by, wanted.at));
    EXPECT_EQ(store->posted_through("E", "gaap"), 20'123);
    EXPECT_EQ(store->posted_through("E", "ifrs"), Date::dawn().serial());
    EXPECT_EQ(store->check_run(run.run), std::vector<std::string>{});
    EXPECT_THROW(store->seal_run(sealing(run, written), {}), Refused) << "a run is sealed once";
    EXPECT_THROW(store->add_entries(written.entries, written.lines), Refused) << "and then nothing is added";
}

TEST_P(JournalOf, TotalsAreSummedAsAsked)
{
    written_run(*store, close_run(1), [](std::int64_t run, Written& w) { w.add(run, 1, 0, 100); w.add(run, 2, 0, 11); }, "h1");
    written_run(*store, close_run(2), [](std::int64_t run, Written& w) {
        w.add(run, 1, 0, 5);
        w.add(run, 1, 1, 7, 202502);
    }, "h2", "h1");
    const auto all = store->totals({});
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].period, 202501);
    EXPECT_EQ(all[0].role, 3);
    EXPECT_EQ(all[0].debits, 116);
    EXPECT_EQ(all[1].credits, 116);
    EXPECT_EQ(all[2].debits, 7);
    EXPECT_EQ(store->totals({.known_at = 1})[0].debits, 111);
    EXPECT_EQ(store->totals({.from_period = 202502}).size(), 2U);
    EXPECT_EQ(store->totals({.entity = "E", .book = "gaap", .to_period = 202501}).size(), 2U);
    EXPECT_TRUE(store->totals({.entity = "it's another"}).empty());
}

// Each of these is what a broken writer would leave; none may be sealed.
TEST_P(JournalOf, NothingIsSealedThatDoesNotHoldTogether)
{
    struct Sin { const char* name; std::function<void(Written&, RunRow&, std::vector<TotalRow>&)> commit; };
    const std::vector<Sin> sins = {
        {"do not balance", [](Written& w, RunRow&, std::vector<TotalRow>&) { w.lines[0].minor += 1; w.lines[3].minor -= 1; }},
        {"do not balance", [](Written& w, RunRow&, std::vector<TotalRow>&) { w.lines[1].source = 4; }},
        {"do not balance", [](Written& w, RunRow&, std::vector<TotalRow>&) { w.lines[0].functional = 99; }},
        {"have no lines", [](Written& w, RunRow& r, std::vector<TotalRow>&) {
             w.lines.resize(2); r.lines = 2; r.debits = r.credits = 100; }},
        {"totals are not", [](Written&, RunRow&, std::vector<TotalRow>& t) { t[0].debits += 1; t[1].credits += 1; }},
        {"totals are not", [](Written&, RunRow&, std::vector<TotalRow>& t) { t[0].currency = "USD"; }},
        {"totals are not", [](Written&, RunRow&, std::vector<TotalRow>& t) { t.clear(); }},
        {"control totals", [](Written&, RunRow& r, std::vector<TotalRow>&) { r.entries = 3; }},
        {"control totals", [](Written&, RunRow& r, std::vector<TotalRow>&) { r.debits = r.credits = 1; }},
        {"", [](Written&, RunRow& r, std::vector<TotalRow>&) { r.debits += 1; }},  // the seal's own check
    };
    std::int64_t home = 0;
    store->open_period(202501);
    for (const Sin& sin : sins) {
        RunRow run = store->begin_run(close_run());
        Written written;
        written.add(run.run, ++home, 0, 100);
        written.add(run.run, ++home, 0, 50);
        std::vector<TotalRow> totals = totals_of(written);
        RunRow seal = sealing(run, written);
        sin.commit(written, seal, totals);
        store->add_entries(written.entries, written.lines);
        try {
            store->seal_run(seal, totals);
            ADD_FAILURE() << "sealed although: " << sin.name;
        } catch (const Refused& refused) {
            EXPECT_NE(std::string(refused.what()).find(sin.name), std::string::npos) << refused.what();
        }
        EXPECT_TRUE(store->runs().empty());
        EXPECT_TRUE(store->totals({}).empty()) << "the totals went out with the seal";
    }
}

TEST_P(JournalOf, PartsMustSayWhatWasWritten)
{
    RunRow run = store->begin_run(close_run());
    Written written;
    written.add(run.run, 1, 0, 100);
    store->open_period(202501);
    store->add_entries(written.entries, written.lines);
    store->add_run_part(run.run, {.part = 1, .homes = {1, 9}, .entries = 2, .lines = 2});
    const auto wrong = store->check_run(run.run);
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_NE(wrong[0].find("parts"), std::string::npos);
}

TEST_P(JournalOf, AnEntryNeedsAnOpenedPeriodAndItsKeyOrder)
{
    RunRow run = store->begin_run(close_run());
    Written written;
    written.add(run.run, 1, 0, 100, 202503);
    EXPECT_THROW(store->add_entries(written.entries, written.lines), Refused);
    store->open_period(202503);
    store->open_period(202503);
    written.add(run.run, 1, 1, 100, 202503);
    std::swap(written.entries[0], written.entries[1]);
    EXPECT_THROW(store->add_entries(written.entries, written.lines), Refused);
    std::swap(written.entries[0], written.entries[1]);
    store->add_entries(written.entries, written.lines);
    EXPECT_THROW(store->add_entries(written.entries, written.lines), Refused) << "the same key twice";
    EXPECT_THROW(store->open_period(0), Refused);
}

TEST_P(JournalOf, ALineOfNothingIsRefused)
{
    RunRow run = store->begin_run(close_run());
    store->open_period(202501);
    Written written;
    written.add(run.run, 1, 0, 100);
    written.lines[1].minor = 0;
    EXPECT_THROW(store->add_entries(written.entries, written.lines), Refused);
    written.lines[1].functional = 0;
    EXPECT_THROW(store->add_entries(written.entries, written.lines), Refused);
    EXPECT_TRUE(read(*store, {.unsealed = true}).entries.empty());
    // A revaluation has no amount in the transaction's currency, but one in the company's.
    written.lines[0].minor = 0;
    written.lines[0].functional = 12;
    written.lines[1].functional = -12;
    store->add_entries(written.entries, written.lines);
    EXPECT_EQ(store->check_run(run.run), std::vector<std::string>{});
}

TEST_P(JournalOf, AnEntryBelongsToItsPeriodOrAnEarlierOne)
{
    RunRow run = store->begin_run(close_run());
    store->open_period(202501);
    Written written;
    written.add(run.run, 1, 0, 100);
    written.entries[0].belongs_to = 202502;
    EXPECT_THROW(store->add_entries(written.entries, written.lines), Refused);
}

TEST_P(JournalOf, WorkersOpenTheSamePeriodInTheirOwnTransactions)
{
    RunRow run = store->begin_run(close_run());
    Written mine, theirs;
    mine.add(run.run, 1, 0, 100);
    theirs.add(run.run, 2, 0, 50);
    const auto other = store->another();
    if (!store->is_postgres()) {
        store->transact([&] { store->open_period(202501); store->add_entries(mine.entries, mine.lines); });
        other->transact([&] { other->open_period(202501); other->add_entries(theirs.entries, theirs.lines); });
    } else {
        store->transact([&] {
            store->open_period(202501);
            store->add_entries(mine.entries, mine.lines);
            other->transact([&] { other->open_period(202501); other->add_entries(theirs.entries, theirs.lines); });
            other->open_period(202502);
            store->open_period(202502);
        });
    }
    EXPECT_EQ(read(*store, {.unsealed = true}).entries.size(), 2U);
}

TEST_P(PartitionsOf, APeriodsRowsLieInItsPartition)
{
    written_run(*store, close_run(), [](std::int64_t run, Written& w) {
        w.add(run, 1, 0, 100);
        w.add(run, 1, 1, 100, 202502);
    });
    const auto session = beside();
    session->as_owner([&] {
        EXPECT_EQ(session->number("select count(*) from line_202501"), 2);
        EXPECT_EQ(session->number("select count(*) from entry_202502"), 1);
    });
}

TEST_P(JournalOf, ACallbackThatStopsLeavesTheSessionUsable)
{
    const RunRow run = store->begin_run(close_run());
    Written written;
    for (std::int64_t home = 1; home <= 20'000; ++home) written.add(run.run, home, 0, home);
    store->open_period(202501);
    store->add_entries(written.entries, written.lines);
    struct Stop {};
    int seen = 0;
    EXPECT_THROW(store->entries({.unsealed = true}, [&](const EntryRow&, std::span<const LineRow>) {
        if (++seen == 3) throw Stop{};
    }), Stop);
    EXPECT_EQ(store->next_home(), 1);
    EXPECT_EQ(read(*store, {.unsealed = true}).entries.size(), 20'000U);
}

}  // namespace earned::db::journal_test
