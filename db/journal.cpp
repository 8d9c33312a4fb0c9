// The journal: entries and their lines in key order, by partitions of their period.
#include "db/book_store.h"

#include <algorithm>

namespace earned::db {

namespace {

constexpr std::int64_t homes_in_lists = 10'000;  // so many homes' entries of one run fit in memory
constexpr std::int64_t homes_in_order = 2'000;   // so many homes' entries are put in order without a file
const std::string entry_columns = "e.home_id, e.entry, e.event, e.grp, e.date, e.belongs_to, e.book, e.cause,"
                                  " e.first_cause, e.currency";

std::int64_t run_key(std::int64_t entry) { return entry >> 20; }  // period and run in one

bool is_earlier(const EntryRow& a, const EntryRow& b) { return std::tie(a.home, a.entry) < std::tie(b.home, b.entry); }
bool is_earlier(const LineRow& a, const LineRow& b)
{
    return std::tie(a.home, a.entry, a.line) < std::tie(b.home, b.entry, b.line);
}

template <class Row> bool strictly_rising(std::span<const Row> rows)
{
    return std::adjacent_find(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return !is_earlier(a, b); }) ==
           rows.end();
}

void require_key_order(std::span<const EntryRow> entries, std::span<const LineRow> lines)
{
    if (!strictly_rising(entries) || !strictly_rising(lines))
        throw Refused("entries and lines are to be written in the order of their keys, each once");
}

template <class Row> void put_in_key_order(std::vector<Row>& rows)
{
    if (strictly_rising(std::span<const Row>(rows))) return;
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return is_earlier(a, b); });
}

// In the order of the table's key: rows that lie beside each other are written one after the other.
template <class Row> std::vector<Row> by_entry(std::span<const Row> rows)
{
    std::vector<Row> sorted(rows.begin(), rows.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const Row& a, const Row& b) { return a.entry < b.entry; });
    return sorted;
}

void write_entries(Writer& writer, std::span<const EntryRow> entries)
{
    for (const EntryRow& row : entries) {
        writer.put(row.home);
        writer.put(row.entry);
        writer.put(row.event);
        writer.put(std::int64_t{row.group});
        writer.put(std::int64_t{row.date});
        writer.put(std::int64_t{row.belongs_to});
        writer.put(std::int64_t{row.book});
        writer.put(std::int64_t{row.cause});
        writer.put(std::int64_t{row.first_cause});
        writer.put(row.currency);
        writer.end();
    }
    writer.finish();
}

void write_lines(Writer& writer, std::span<const LineRow> lines)
{
    for (const LineRow& row : lines) {
        writer.put(row.home);
        writer.put(row.entry);
        writer.put(row.minor);
        writer.put(std::int64_t{row.line});
        writer.put(std::int64_t{row.obligation});
        writer.put(std::int64_t{row.role});
        writer.put(std::int64_t{row.source});
        if (row.functional && *row.functional != row.minor) writer.put(*row.functional);
        else writer.put_null();
        writer.end();
    }
    writer.finish();
}

void fill(EntryRow& entry, const Row& row)
{
    entry.home = row.number(0);
    entry.entry = row.number(1);
    entry.run = run_of_entry(entry.entry);
    entry.event = row.number(2);
    entry.group = row.as<std::int32_t>(3);
    entry.date = row.as<std::int32_t>(4);
    entry.belongs_to = row.as<std::int32_t>(5);
    entry.book = row.as<std::int16_t>(6);
    entry.cause = row.as<std::int16_t>(7);
    entry.first_cause = row.as<std::int16_t>(8);
    entry.currency.assign(row.text(9));
}

// Of a row that begins with the key of its entry; the line's own columns start at `first`.
LineRow line_of(const Row& row, std::size_t first)
{
    LineRow line{.home = row.number(0),
                 .entry = row.number(1),
                 .line = row.as<std::int16_t>(first),
                 .obligation = row.as<std::int16_t>(first + 1),
                 .role = row.as<std::int16_t>(first + 2),
                 .source = row.as<std::int16_t>(first + 3),
                 .minor = row.number(first + 4),
                 .functional = std::nullopt};
    if (!row.null(first + 5)) line.functional = row.number(first + 5);
    return line;
}

// Each number of an entry that occurs, sought one after the other: homes have the same ones, so they are few.
std::string numbers_between(std::int64_t first, std::int64_t last)
{
    const auto next = [&](const std::string& from) {
        return "(select min(entry) from entry where entry " + from + " and entry <= " + std::to_string(last) + ")";
    };
    return "with recursive known(number) as (select " + next(">= " + std::to_string(first)) + " union all select " +
           next("> known.number") + " from known where known.number is not null) select number from known";
}

bool names_book(const std::string& asked, const RunRow& run)
{
    return asked.empty() || asked == run.book || asked == run.entity + "/" + run.book;
}

}  // namespace

// A period is opened for good: on PostgreSQL at once, beside the transaction that needs it, so that
// workers that open the same one don't wait for each other's rows.
void BookStore::open_period(std::int64_t period)
{
    if (period < 1 || period > last_period) throw Refused("there is no period " + std::to_string(period));
    if (periods_.contains(period)) return;
    const auto known = session_->number("select 1 from period where period = :a", period);
    if (!known && is_postgres()) {
        if (call_) call_("before open_period");
        if (!aside_) aside_ = session_->another();
        aside_->as_owner([&] {
            const auto fresh = aside_->number(
                "insert into period (period) values (:a) on conflict do nothing returning period", period);
            if (!fresh) return;
            for (const std::string& statement : partitions(period)) aside_->execute(statement);
        });
        if (call_) call_("after open_period");
    } else if (!known) {
        deed("open_period", [&] {
            session_->execute("insert into period (period) values (:a) on conflict do nothing", period);
        });
    }
    periods_.insert(period);
}

// Which runs wrote in which periods, by the homes written together: `entry` has no index for it.
void BookStore::put_run_periods(std::span<const EntryRow> entries)
{
    std::set<std::int64_t> keys;
    for (const EntryRow& entry : entries) keys.insert(run_key(entry.entry));
    for (const std::int64_t key : keys) {
        const std::int64_t period = key >> 24, run = key & 0xffffff, home = entries.front().home;
        if (!periods_.contains(period) && !session_->number("select 1 from period where period = :a", period)) {
            throw Refused("period " + std::to_string(period) + " was not opened");
        }
        if (session_->number("select 1 from run_seal where run = :a", run)) {
            throw Refused("run " + std::to_string(run) + " is sealed: nothing is added to it");
        }
        session_->execute("insert into run_period (home_id, run, period) values (:a, :b, :c) on conflict do nothing",
                          home, run, period);
    }
}

void BookStore::add_entries(std::span<const EntryRow> entries, std::span<const LineRow> lines)
{
    if (entries.empty() && lines.empty()) return;
    require_key_order(entries, lines);
    std::vector<EntryRow> own_entries;
    std::vector<LineRow> own_lines;
    if (!is_postgres()) {
        entries = own_entries = by_entry(entries);
        lines = own_lines = by_entry(lines);
    }
    deed("add_entries", [&] {
        checked_run_ = 0;
        if (entries.empty()) throw Refused("lines are to be written with their entries");
        put_run_periods(entries);
        write_entries(*session_->writer("entry", {{"home_id", Type::i64}, {"entry", Type::i64}, {"event", Type::i64},
                                                  {"grp", Type::i32}, {"date", Type::i32}, {"belongs_to", Type::i32},
                                                  {"book", Type::i16}, {"cause", Type::i16},
                                                  {"first_cause", Type::i16}, {"currency", Type::text}}),
                      entries);
        write_lines(*session_->writer("line", {{"home_id", Type::i64}, {"entry", Type::i64}, {"minor", Type::i64},
                                               {"line", Type::i16}, {"obligation", Type::i16}, {"role", Type::i16},
                                               {"source", Type::i16}, {"functional", Type::i64}}),
                    lines);
    });
}

std::vector<std::int64_t> BookStore::runs_asked(const JournalQuery& query)
{
    std::vector<std::int64_t> asked;
    std::string where = query.unsealed ? "1 = 1" : "s.run is not null";
    if (query.run != 0) where += " and r.run = " + std::to_string(query.run);
    for (const RunRow& run : read_runs(where, "r.run")) {
        const bool wanted = run.known_at <= query.known_at && (query.entity.empty() || query.entity == run.entity) && names_book(query.book, run);
        if (wanted) asked.push_back(run.run);
    }
    return asked;
}

// Which runs are asked for decides which parts of the journal are read at all; when that is all of
// them nothing but the key restricts the reading.
std::optional<BookStore::Where> BookStore::where_of(const JournalQuery& query)
{
    const std::int64_t from = std::clamp<std::int64_t>(query.from_period, 0, last_period);
    const std::int64_t to = std::clamp<std::int64_t>(query.to_period, 0, last_period);
    const std::vector<std::int64_t> runs = runs_asked(query);
    Where where;
    bool all = query.run == 0;
    // One run's own periods lead to its rows, however many runs there were before.
    const std::string of_run = query.run == 0 ? "" : " where run = " + std::to_string(query.run) + " and " +
                                                         between("home_id", query.homes.first, query.homes.last);
    session_->read("select distinct period, run from run_period" + of_run + " order by 1, 2", [&](const Row& row) {
        const bool wanted = row.number(0) >= from && row.number(0) <= to &&
                            std::binary_search(runs.begin(), runs.end(), row.number(1));
        if (wanted) where.keys.push_back(row.number(0) << 24 | row.number(1));
        else all = false;
    });
    if (where.keys.empty()) return std::nullopt;
    const std::int64_t first = first_entry(where.keys.front() >> 24);
    const std::int64_t last = first_entry((where.keys.back() >> 24) + 1) - 1;
    const auto asked_of = [&](const std::string& t) {
        std::string text = between(t + ".home_id", query.homes.first, query.homes.last);
        if (!all && is_postgres()) text += " and " + between(t + ".entry", first, last);
        return text;
    };
    where.of_line = asked_of("l");
    where.of_entry = asked_of("e");
    if (!is_postgres()) {
        where.numbers = numbers_between(first, last);
        where.of_entry += " and e.entry in (" + where.numbers + ")";
    }
    if (!all) where.of_entry += " and " + in_list("e.entry >> 20", where.keys);
    if (query.group >= 0) where.of_entry += " and e.grp = " + std::to_string(query.group);
    return where;
}

void BookStore::by_homes(const JournalQuery& query, const std::function<void(const JournalQuery&)>& part)
{
    if (is_postgres() || query.homes.last - query.homes.first < homes_in_order) return part(query);
    const auto most = session_->number(
        "select max((select max(home_id) from entry where entry = n.number)) from (" + numbers_between(0, INT64_MAX) +
        ") n");
    const std::int64_t last = std::min(query.homes.last, most.value_or(-1));
    JournalQuery some = query;
    for (std::int64_t first = query.homes.first; first <= last; first += homes_in_order) {
        some.homes = {first, std::min(last, first + homes_in_order - 1)};
        part(some);
    }
}

void BookStore::entries(const JournalQuery& query, const EntrySink& sink)
{
    by_homes(query, [&](const JournalQuery& some) {
        const std::optional<Where> where = where_of(some);
        if (!where) return;
        if (some.run == 0 || some.homes.last - some.homes.first >= homes_in_lists)
            entries_joined(where->of_entry, where->of_line, sink);
        else
            entries_in_lists(*where, sink);
    });
}

std::int64_t BookStore::rank_of(const JournalQuery& query, const EntryRow& entry)
{
    const std::optional<Where> where = where_of(query);
    std::int64_t rank = 0;
    if (!where) return rank;
    const std::string place = std::to_string(run_key(entry.entry)) + ", " + std::to_string(entry.date) + ", " +
                              std::to_string(entry.home) + ", " + std::to_string(entry.entry);
    session_->read("select count(*) from entry e where " + where->of_entry +
                       " and (e.entry >> 20, e.date, e.home_id, e.entry) <= (" + place + ")",
                   [&](const Row& row) { rank = row.number(0); });
    return rank;
}

// The database adds up: a line of each balance comes back instead of all that moved it.
void BookStore::standing(const JournalQuery& query, const std::function<void(const StandingRow&)>& sink)
{
    by_homes(query, [&](const JournalQuery& some) {
        const std::optional<Where> where = where_of(some);
        if (!where) return;
        session_->read(
            "select e.home_id, e.grp, l.obligation, l.role, e.currency, cast(sum(l.minor) as bigint) from entry e"
            " join line l on l.home_id = e.home_id and l.entry = e.entry where " +
                where->of_entry + " and " + where->of_line +
                " group by 1, 2, 3, 4, 5 having sum(l.minor) <> 0 order by 1, 2, 3, 4, 5",
            [&](const Row& row) {
                sink({row.number(0), row.as<std::int32_t>(1), row.as<std::int16_t>(2), row.as<std::int16_t>(3),
                      std::string(row.text(4)), row.number(5)});
            });
    });
}

void BookStore::entries_joined(const std::string& of_entry, const std::string& of_line, const EntrySink& sink)
{
    EntryRow entry;
    std::vector<LineRow> lines;
    session_->read("select " + entry_columns + ", l.line, l.obligation, l.role, l.source, l.minor, l.functional from entry e"
                   " join line l on l.home_id = e.home_id and l.entry = e.entry where " +
                       of_entry + " and " + of_line + " order by e.home_id, e.entry, l.line",
                   [&](const Row& row) {
                       const bool same = row.number(0) == entry.home && row.number(1) == entry.entry;
                       if (!same && !lines.empty()) sink(entry, lines);
                       if (!same) {
                           lines.clear();
                           fill(entry, row);
                       }
                       lines.push_back(line_of(row, 10));
                   });
    if (!lines.empty()) sink(entry, lines);
}

// A part of a run is two lists, each put in the order of its key here: a join would send an entry again with
// each of its lines, and to give rows in that order costs a database more than to give them as they lie.
void BookStore::entries_in_lists(const Where& where, const EntrySink& sink)
{
    std::vector<EntryRow> entries;
    session_->read("select " + entry_columns + " from entry e where " + where.of_entry,
                   [&](const Row& row) { fill(entries.emplace_back(), row); });
    std::vector<LineRow> lines;
    session_->read("select l.home_id, l.entry, l.line, l.obligation, l.role, l.source, l.minor, l.functional from line l"
                   " where " +
                       where.of_line + (where.numbers.empty() ? "" : " and l.entry in (" + where.numbers + ")") +
                       " and " + in_list("l.entry >> 20", where.keys),
                   [&](const Row& row) { lines.push_back(line_of(row, 2)); });
    put_in_key_order(entries);
    put_in_key_order(lines);
    auto line = lines.begin();
    const auto is_before = [](const LineRow& one, const EntryRow& entry) {
        return std::tie(one.home, one.entry) < std::tie(entry.home, entry.entry);
    };
    for (const EntryRow& entry : entries) {
        while (line != lines.end() && is_before(*line, entry)) ++line;
        const auto first = line;
        while (line != lines.end() && line->home == entry.home && line->entry == entry.entry) ++line;
        if (first != line) sink(entry, {first, line});
    }
}

std::vector<TotalRow> BookStore::totals(const TotalQuery& query)
{
    std::string where = "r.known_at <= " + std::to_string(query.known_at) + " and " +
                        between("t.period", query.from_period, query.to_period);
    if (!query.entity.empty()) where += " and t.entity = " + quoted(query.entity);
    if (!query.book.empty()) {
        where += " and (t.book = " + quoted(query.book) + " or t.entity || '/' || t.book = " + quoted(query.book) + ")";
    }
    std::vector<TotalRow> rows;
    session_->read("select t.entity, t.book, t.currency, t.period, t.role, t.cause, cast(sum(t.debits) as bigint),"
                   " cast(sum(t.credits) as bigint) from total t join run r on r.run = t.run"
                   " join run_seal s on s.run = t.run where " +
                       where + " group by 1, 2, 3, 4, 5, 6 order by 1, 2, 4, 5, 3, 6",
                   [&](const Row& row) {
                       rows.push_back({.run = 0,
                                       .entity = std::string(row.text(0)),
                                       .book = std::string(row.text(1)),
                                       .currency = std::string(row.text(2)),
                                       .period = row.as<std::int32_t>(3),
                                       .role = row.as<std::int16_t>(4),
                                       .cause = row.as<std::int16_t>(5),
                                       .debits = row.number(6),
                                       .credits = row.number(7)});
                   });
    return rows;
}

}  // namespace earned::db
