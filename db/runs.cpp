// Runs: begun, written in parts, and sealed once the database agrees with what they say.
#include "db/book_store.h"

#include "base/date.h"

namespace earned::db {

namespace {

constexpr int tries = 100;  // others begin runs too

}  // namespace

std::vector<RunRow> BookStore::read_runs(const std::string& where, const char* order)
{
    std::vector<RunRow> runs;
    session_->read("select r.run, r.kind, r.entity, r.book, r.period, r.through, r.known_at, r.policy_hash,"
                   " r.made_by, r.made_at, s.entries, s.lines, s.debits, s.credits, s.hash, s.previous_hash"
                   " from run r left join run_seal s on s.run = r.run where " +
                       where + " order by " + order,
                   [&](const Row& row) {
                       RunRow run;
                       run.run = row.number(0);
                       run.kind = row.text(1);
                       run.entity = row.text(2);
                       run.book = row.text(3);
                       run.period = row.as<std::int32_t>(4);
                       run.through = row.as<std::int32_t>(5);
                       run.known_at = row.number(6);
                       run.policy_hash = row.text(7);
                       run.by = row.text(8);
                       run.at = row.text(9);
                       run.entries = row.number(10);
                       run.lines = row.number(11);
                       run.debits = row.number(12);
                       run.credits = row.number(13);
                       run.hash = row.text(14);
                       run.previous_hash = row.text(15);
                       runs.push_back(std::move(run));
                   });
    return runs;
}

std::vector<RunRow> BookStore::runs() { return read_runs("s.run is not null", "s.place"); }

std::optional<RunRow> BookStore::open_run()
{
    const auto open = read_runs("s.run is null", "r.run");
    if (open.empty()) return std::nullopt;
    return open.front();
}

RunRow BookStore::begin_run(const RunRow& wanted)
{
    RunRow run = wanted;
    for (const std::string* text : {&run.kind, &run.entity, &run.book, &run.policy_hash, &run.by, &run.at}) {
        refuse_bad_text(*text);
    }
    deed("begin_run", [&] {
        for (int i = 0; i < tries; ++i) {
            const std::int64_t number = session_->number("select max(run) from run").value_or(0) + 1;
            const auto given = session_->number(
                "insert into run (run, kind, entity, book, period, through, known_at, policy_hash, made_by, made_at)"
                " values (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j) on conflict do nothing returning run",
                number, run.kind, run.entity, run.book, run.period, run.through, run.known_at, run.policy_hash,
                run.by, run.at);
            if (!given) continue;
            run.run = *given;
            return;
        }
        throw Retry("the run could not be given a number: too many were begun at once");
    });
    return run;
}

void BookStore::add_run_part(std::int64_t run, const RunPart& part)
{
    refuse_bad_text(part.hash);
    refuse_bad_text(part.totals);
    deed("add_run_part", [&] {
        session_->execute("insert into run_part (run, part, first_home, last_home, entries, lines, hash, totals)"
                          " values (:a, :b, :c, :d, :e, :f, :g, :h)",
                          run, part.part, part.homes.first, part.homes.last, part.entries, part.lines, part.hash,
                          part.totals);
    });
}

void BookStore::add_part_read(std::int64_t run, std::int64_t part)
{
    deed("add_part_read", [&] { session_->execute("insert into part_read (run, part) values (:a, :b)", run, part); });
}

std::vector<std::int64_t> BookStore::parts_unread(std::int64_t run)
{
    std::vector<std::int64_t> parts;
    session_->read("select p.part from run_part p where p.run = " + std::to_string(run) +
                       " and not exists (select 1 from part_read r where r.run = p.run and r.part = p.part) order by 1",
                   [&](const Row& row) { parts.push_back(row.number(0)); });
    return parts;
}

std::vector<RunPart> BookStore::run_parts(std::int64_t run)
{
    std::vector<RunPart> parts;
    session_->read("select part, first_home, last_home, entries, lines, hash, totals from run_part where run = " +
                       std::to_string(run) + " order by part",
                   [&](const Row& row) {
                       parts.push_back({row.number(0), {row.number(1), row.number(2)}, row.number(3), row.number(4),
                                        std::string(row.text(5)), std::string(row.text(6))});
                   });
    return parts;
}

void BookStore::add_totals(std::int64_t run, std::span<const TotalRow> totals)
{
    if (totals.empty()) return;
    const auto writer = session_->writer(
        "total", {{"run", Type::i64}, {"entity", Type::text}, {"book", Type::text}, {"period", Type::i32},
                  {"role", Type::i16}, {"currency", Type::text}, {"cause", Type::i16}, {"debits", Type::i64},
                  {"credits", Type::i64}});
    for (const TotalRow& total : totals) {
        writer->put(run);
        writer->put(total.entity);
        writer->put(total.book);
        writer->put(std::int64_t{total.period});
        writer->put(std::int64_t{total.role});
        writer->put(total.currency);
        writer->put(std::int64_t{total.cause});
        writer->put(total.debits);
        writer->put(total.credits);
        writer->end();
    }
    writer->finish();
}

// Totals and seal go in, the database is asked whether they are the run's own, and if they aren't
// they go out again. The rows of parts that were read back are counted and not read once more.
void BookStore::seal_run(const RunRow& run, std::span<const TotalRow> totals)
{
    refuse_bad_text(run.hash);
    refuse_bad_text(run.previous_hash);
    deed("seal_run", [&] {
        const bool checked = checked_run_ == run.run;
        if (session_->number("select 1 from run_seal where run = :a", run.run)) {
            throw Refused("run " + std::to_string(run.run) + " is sealed already");
        }
        add_totals(run.run, totals);
        const auto sealed = session_->number(
            "insert into run_seal (run, place, entries, lines, debits, credits, hash, previous_hash)"
            " select :a, coalesce(max(place), 0) + 1, :b, :c, :d, :e, :f, :g from run_seal where true"
            " on conflict do nothing returning run",
            run.run, run.entries, run.lines, run.debits, run.credits, run.hash, run.previous_hash);
        if (!sealed) throw Retry("another run was sealed at the same moment");
        const bool read = !run_parts(run.run).empty() && parts_unread(run.run).empty();
        const Asked asked = read ? Asked::stated_only : checked ? Asked::totals_only : Asked::everything;
        const auto wrong = seal_failures(run.run, asked);
        if (!wrong.empty()) throw Refused("run " + std::to_string(run.run) + " is not sealed: " + wrong.front());
    });
}

std::int64_t BookStore::posted_through(const std::string& entity, const std::string& book)
{
    return session_
        ->number("select max(r.through) from run r join run_seal s on s.run = r.run"
                 " where r.kind = 'close' and r.entity = :a and r.book = :b",
                 entity, book)
        .value_or(Date::dawn().serial());
}

}  // namespace earned::db
