// What many rows must say together, one statement a check. Each statement gives how many rows are
// wrong and one home (or other number) where to look first.
#include "db/book_store.h"

namespace earned::db {

namespace {

struct Check { std::string says, select; };

constexpr const char* line_of_entry = " join line l on l.home_id = e.home_id and l.entry = e.entry ";

// The run's entries: a range for each period it wrote in, so that a check costs what the run did
// and not what the book holds. SQLite finds them by an index on the same quotient.
std::string of_run(const std::string& entry, const std::vector<std::int64_t>& keys, bool postgres)
{
    if (!postgres || keys.empty()) return in_list(entry + " >> 20", keys);
    std::string text;
    for (const std::int64_t key : keys) {
        text += (text.empty() ? "(" : " or ") + between(entry, key << 20, ((key + 1) << 20) - 1);
    }
    return text + ")";
}

std::vector<Check> entry_checks(const std::string& of_entry, const std::string& of_line)
{
    return {
        {"entries have no lines",
         "select count(*), min(e.home_id) from entry e where " + of_entry +
             " and not exists (select 1 from line l where l.home_id = e.home_id and l.entry = e.entry)"},
        {"lines have no entry",
         "select count(*), min(l.home_id) from line l where " + of_line +
             " and not exists (select 1 from entry e where e.home_id = l.home_id and e.entry = l.entry)"},
        {"sources of entries do not balance",
         "select count(*), min(home_id) from (select l.home_id from entry e" + std::string(line_of_entry) + "where " +
             of_entry + " and " + of_line +
             " group by l.home_id, l.entry, l.source having sum(l.minor) <> 0"
             " or sum(coalesce(l.functional, l.minor)) <> 0) x"},
    };
}

// Lines of runs against totals, both as debits and credits; what is left over is wrong. Where
// entries don't say their currency, it is left out of the comparison.
Check totals_check(const std::string& of_entry, const std::string& of_line, const std::string& of_total,
                   bool with_currency)
{
    const std::string lines_currency = with_currency ? "e.currency" : "''";
    const std::string totals_currency = with_currency ? "t.currency" : "''";
    return {"totals are not those of the lines",
            "select count(*), min(run) from (select run from ("
            "select (e.entry >> 20) & 16777215 as run, e.entry >> 44 as period, l.role as role, e.cause as cause, " +
                lines_currency + " as currency, case when l.minor > 0 then l.minor else 0 end as debits,"
                " case when l.minor < 0 then -l.minor else 0 end as credits from entry e" + line_of_entry + "where " +
                of_entry + " and " + of_line + " union all select t.run, t.period, t.role, t.cause, " +
                totals_currency + ", -t.debits, -t.credits from total t where " + of_total +
                ") u group by run, period, role, cause, currency having sum(debits) <> 0 or sum(credits) <> 0) x"};
}

// The control totals that a seal states.
Check seal_check(const std::string& of_entry, const std::string& of_line, const std::string& of_seal)
{
    return {"seals state other control totals than their lines have",
            "select count(*), min(run) from (select run from ("
            "select s.run as run, s.entries as entries, s.lines as lines, s.debits as debits, s.credits as credits"
            " from run_seal s where " + of_seal +
                " union all select (e.entry >> 20) & 16777215, -count(*), 0, 0, 0 from entry e where " + of_entry +
                " group by 1 union all select (l.entry >> 20) & 16777215, 0, -count(*),"
                " -sum(case when l.minor > 0 then l.minor else 0 end),"
                " sum(case when l.minor < 0 then l.minor else 0 end) from line l where " + of_line +
                " group by 1) u group by run having sum(entries) <> 0 or sum(lines) <> 0 or sum(debits) <> 0"
                " or sum(credits) <> 0) x where run in (select run from run_seal)"};
}

Check parts_check(const std::string& of_entry, const std::string& of_line, const std::string& of_part)
{
    return {"parts of runs state other counts than were written",
            "select count(*), min(run) from (select run from ("
            "select p.run as run, p.entries as entries, p.lines as lines from run_part p where " + of_part +
                " union all select (e.entry >> 20) & 16777215, -count(*), 0 from entry e where " + of_entry +
                " group by 1 union all select (l.entry >> 20) & 16777215, 0, -count(*) from line l where " + of_line +
                " group by 1) u group by run having sum(entries) <> 0 or sum(lines) <> 0) x"
                " where run in (select run from run_part)"};
}

// A block is used up: each number of it once, and no other.
std::vector<Check> number_checks(const std::string& of_block, const std::string& of_document)
{
    const std::string same = "d.entity = b.entity and d.series = b.series and d.year = b.year and d.run = b.run";
    return {
        {"blocks of numbers have gaps or doubles",
         "select count(*), min(first) from (select b.first from number_block b left join document d on " + same +
             " and d.rank >= b.first and d.rank < b.first + b.count where " + of_block +
             " group by b.entity, b.series, b.year, b.first, b.count"
             " having count(d.rank) <> b.count or count(distinct d.rank) <> b.count) x"},
        {"documents have numbers that were not reserved",
         "select count(*), min(d.home_id) from document d where " + of_document +
             " and not exists (select 1 from number_block b where " + same +
             " and d.rank >= b.first and d.rank < b.first + b.count)"},
    };
}

std::vector<std::string> answered(Session& session, const std::vector<Check>& checks)
{
    std::vector<std::string> failures;
    for (const Check& check : checks) {
        session.read(check.select, [&](const Row& row) {
            if (row.number(0) == 0) return;
            failures.push_back(std::to_string(row.number(0)) + " " + check.says + " (look at " +
                               std::to_string(row.number(1)) + " first)");
        });
    }
    return failures;
}

void append(std::vector<Check>& checks, std::vector<Check> more)
{
    for (Check& check : more) checks.push_back(std::move(check));
}

std::vector<Check> log_checks()
{
    return {
        {"events have a number that another has, beside copies of waiting ones",
         "select count(*), min(number) from (select number from event group by number having count(*) >"
         " 1 + sum(case when home_id = -1 then 1 else 0 end)) x"},
        {"events have no identity, or identities no event",
         "select abs((select count(*) from identity) - (select count(distinct number) from event)), 0"},
        {"events belong to no home",
         "select count(*), min(e.home_id) from event e where e.home_id > 0"
         " and not exists (select 1 from home h where h.home_id = e.home_id)"},
        {"keys belong to no home",
         "select count(*), min(k.home_id) from key_home k where"
         " not exists (select 1 from home h where h.home_id = k.home_id)"},
        {"routed events lack their home's copy",
         "select count(*), min(r.number) from routed r where not exists"
         " (select 1 from event e where e.home_id = r.home_id and e.number = r.number)"},
        {"entries belong to no run",
         "select count(*), min(e.home_id) from entry e where not exists"
         " (select 1 from run r where r.run = (e.entry >> 20) & 16777215)"},
        {"seals do not follow the one before",
         "select count(*), min(run) from (select run, previous_hash,"
         " lag(hash, 1, '') over (order by place) as expected from run_seal) x"
         " where previous_hash <> expected"},
        {"series of documents have gaps or doubles",
         "select count(*), min(year) from (select d.year as year from document d where d.run in"
         " (select run from run_seal) group by d.entity, d.series, d.year"
         " having count(distinct d.rank) <> count(*)) x"},
    };
}

}  // namespace

std::vector<std::string> BookStore::seal_failures(std::int64_t run, Asked asked)
{
    const std::string number = std::to_string(run);
    std::vector<std::int64_t> keys;
    session_->read("select distinct period, run from run_period where run = " + number + " order by 1",
                   [&](const Row& row) { keys.push_back(row.number(0) << 24 | row.number(1)); });
    const std::string of_entry = of_run("e.entry", keys, is_postgres());
    const std::string of_line = of_run("l.entry", keys, is_postgres());
    const auto silent = session_->number("select 1 from entry e where " + of_entry + " and e.currency = '' limit 1");
    std::vector<Check> checks;
    if (asked != Asked::totals_only) {
        append(checks, entry_checks(of_entry, of_line));
        append(checks, number_checks("b.run = " + number, "d.run = " + number));
        checks.push_back(parts_check(of_entry, of_line, "p.run = " + number));
    }
    if (session_->number("select 1 from run_seal where run = :a", run)) {
        checks.push_back(totals_check(of_entry, of_line, "t.run = " + number, !silent));
        checks.push_back(seal_check(of_entry, of_line, "s.run = " + number));
    }
    return answered(*session_, checks);
}

std::vector<std::string> BookStore::check_run(std::int64_t run)
{
    std::vector<std::string> wrong = seal_failures(run, Asked::everything);
    if (wrong.empty() && session_->in_transaction()) checked_run_ = run;
    return wrong;
}

std::vector<std::string> BookStore::check_book()
{
    const std::string all = "1 = 1";
    const std::string sealed_entry = "(e.entry >> 20) & 16777215 in (select run from run_seal)";
    const std::string sealed_line = "(l.entry >> 20) & 16777215 in (select run from run_seal)";
    const std::string sealed = "in (select run from run_seal)";
    const auto silent = session_->number("select 1 from entry where currency = '' limit 1");
    std::vector<Check> checks = log_checks();
    append(checks, entry_checks(all, all));
    append(checks, number_checks("b.run " + sealed, "d.run " + sealed));
    checks.push_back(parts_check(sealed_entry, sealed_line, "p.run " + sealed));
    checks.push_back(totals_check(sealed_entry, all, "t.run " + sealed, !silent));
    checks.push_back(seal_check(sealed_entry, sealed_line, all));
    return answered(*session_, checks);
}

}  // namespace earned::db
