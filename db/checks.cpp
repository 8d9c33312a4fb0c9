// What many rows must say together, one statement a check. Each statement gives how many rows are
// wrong and one home (or other number) where to look first.
#include "db/book_store.h"

namespace earned::db {

namespace {

struct Check { std::string says, select; };

// What is looked at: conditions on an entry e, on a line l, on other rows of runs, and where lines
// are read from.
struct Scope {
    std::string of_entry, of_line, of_run;  // of_run: what follows the column that names a run
    std::string lines;
};

constexpr const char* with_lines = "entry e join line l on l.home_id = e.home_id and l.entry = e.entry where ";

// Of one run: a range of entries for each period it wrote in, so that a check costs what the run did
// and not what the book holds.
Scope scope_of(std::int64_t run, const std::vector<std::int64_t>& keys)
{
    const auto ranges = [&](const std::string& entry) {
        std::string text;
        for (const std::int64_t key : keys) {
            text += (text.empty() ? "(" : " or ") + between(entry, key << 20, ((key + 1) << 20) - 1);
        }
        return text.empty() ? "1 = 0" : text + ")";
    };
    return {.of_entry = ranges("e.entry"), .of_line = ranges("l.entry"), .of_run = "= " + std::to_string(run),
            .lines = "line l where " + ranges("l.entry")};
}

Scope scope_of_sealed()
{
    const std::string sealed = "in (select run from run_seal)";
    return {.of_entry = "(e.entry >> 20) & 16777215 " + sealed, .of_line = "1 = 1", .of_run = sealed,
            .lines = "line l where (l.entry >> 20) & 16777215 " + sealed};
}

Check balance_check(const std::string& lines)
{
    return {"sources of entries do not balance",
            "select count(*), min(home_id) from (select l.home_id as home_id from " + lines +
                " group by l.home_id, l.entry, l.source having sum(l.minor) <> 0"
                " or sum(coalesce(l.functional, l.minor)) <> 0) x"};
}

Check lineless_check(const std::string& of_entry)
{
    return {"entries have no lines",
            "select count(*), min(e.home_id) from entry e where " + of_entry +
                " and not exists (select 1 from line l where l.home_id = e.home_id and l.entry = e.entry)"};
}

Check entryless_check(const std::string& of_line)
{
    return {"lines have no entry",
            "select count(*), min(l.home_id) from line l where " + of_line +
                " and not exists (select 1 from entry e where e.home_id = l.home_id and e.entry = l.entry)"};
}

enum class Currencies : std::uint8_t { compared, left_out };

// Lines of runs against totals, both as debits and credits; what is left over is wrong. Where
// entries don't say their currency, it is left out of the comparison.
Check totals_check(const Scope& scope, Currencies currencies)
{
    const bool compared = currencies == Currencies::compared;
    return {"totals are not those of the lines",
            "select count(*), min(run) from (select run from ("
            "select (e.entry >> 20) & 16777215 as run, e.entry >> 44 as period, l.role as role, e.cause as cause, " +
                std::string(compared ? "e.currency" : "''") +
                " as currency, case when l.minor > 0 then l.minor else 0 end as debits,"
                " case when l.minor < 0 then -l.minor else 0 end as credits from " + with_lines + scope.of_entry +
                " and " + scope.of_line + " union all select t.run, t.period, t.role, t.cause, " +
                (compared ? "t.currency" : "''") + ", -t.debits, -t.credits from total t where t.run " + scope.of_run +
                ") u group by run, period, role, cause, currency having sum(debits) <> 0 or sum(credits) <> 0) x"};
}

// The control totals that a seal states.
Check seal_check(const Scope& scope)
{
    return {"seals state other control totals than their lines have",
            "select count(*), min(run) from (select run from ("
            "select s.run as run, s.entries as entries, s.lines as lines, s.debits as debits, s.credits as credits"
            " from run_seal s where s.run " + scope.of_run +
                " union all select (e.entry >> 20) & 16777215, -count(*), 0, 0, 0 from entry e where " +
                scope.of_entry + " group by 1 union all select (l.entry >> 20) & 16777215, 0, -count(*),"
                " -sum(case when l.minor > 0 then l.minor else 0 end),"
                " sum(case when l.minor < 0 then l.minor else 0 end) from " + scope.lines +
                " group by 1) u group by run having sum(entries) <> 0 or sum(lines) <> 0 or sum(debits) <> 0"
                " or sum(credits) <> 0) x"};
}

Check parts_check(const Scope& scope)
{
    return {"parts of runs state other counts than were written",
            "select count(*), min(run) from (select run from ("
            "select p.run as run, p.entries as entries, p.lines as lines from run_part p where p.run " + scope.of_run +
                " union all select (e.entry >> 20) & 16777215, -count(*), 0 from entry e where " + scope.of_entry +
                " group by 1 union all select (l.entry >> 20) & 16777215, 0, -count(*) from " + scope.lines +
                " group by 1) u group by run having sum(entries) <> 0 or sum(lines) <> 0) x"
                " where run in (select run from run_part)"};
}

// What a seal states, its totals and its parts, by themselves: no line is read.
Check stated_check(const std::string& of_run)
{
    return {"seals state other figures than their totals and parts",
            "select count(*), min(run) from (select run from (select s.run as run, s.debits as debits, s.credits as"
            " credits, s.entries as entries, s.lines as lines from run_seal s where s.run " + of_run +
                " union all select t.run, -t.debits, -t.credits, 0, 0 from total t where t.run " + of_run +
                " union all select p.run, 0, 0, -p.entries, -p.lines from run_part p where p.run " + of_run +
                ") u group by run having sum(debits) <> 0 or sum(credits) <> 0 or sum(entries) <> 0"
                " or sum(lines) <> 0) x"};
}

// A block is used up: each number of it once, and no other. Numbers are looked at thirty at a time, each as a power of
// two. From the lowest to the highest there are as many as that range has, and their powers add up to the range's: then
// no two are the same. So documents are read once and no list of them is put in order.
Check block_check(const std::string& of_run)
{
    return {"blocks of numbers have gaps or doubles, or documents have numbers that were not reserved",
            "select count(*), min(home) from (select min(home) as home from ("
            "select run, entity, series, year, min(home_id) as home, count(*) as had, min(rank) as low, max(rank) as high,"
            " cast(null as bigint) as first, cast(null as bigint) as last, case when count(*) = max(rank) - min(rank) + 1"
            " and sum(1 << cast(rank % 30 as integer)) = (2 << cast(max(rank) % 30 as integer)) - (1 << cast(min(rank) % 30 as integer)) then 0 else 1 end as wrong"
            " from document where run " + of_run + " group by run, entity, series, year, rank / 30"
            " union all select run, entity, series, year, null, -count, null, null, first, first + count - 1, 0"
            " from number_block where run " + of_run + ") u group by run, entity, series, year"
            " having sum(had) <> 0 or min(low) <> min(first) or max(high) <> max(last) or sum(wrong) > 0) x"};
}

// A document's name is its event's: a row of that name at another home would hide it.
Check name_check(const std::string& of_run)
{
    return {"documents have a number by which an invoice of another home is known",
            "select count(*), min(d.home_id) from document d join key_home k on k.name = '3' || d.number"
            " where k.home_id <> d.home_id and d.run " + of_run};
}

std::vector<Check> number_checks(const std::string& of_run) { return {block_check(of_run), name_check(of_run)}; }

std::vector<std::string> answered(Session& session, const std::vector<Check>& checks)
{
    std::vector<std::string> failures;
    session.expect_many();
    for (const Check& check : checks) {
        session.read(check.select, [&](const Row& row) {
            if (row.number(0) == 0) return;
            failures.push_back(std::to_string(row.number(0)) + " " + check.says + " (look at " +
                               std::to_string(row.number(1)) + " first)");
        });
    }
    return failures;
}

std::vector<Check> log_checks()
{
    return {
        {"events have a number that another has, beside copies of waiting ones",
         "select count(*), min(number) from (select number from event group by number having count(*) >"
         " 1 + sum(case when home_id = -1 then 1 else 0 end)) x"},
        {"events have no identity, or identities no event",
         "select abs((select count(*) from identity) - (select count(distinct number) from event)), 0"},
        {"definitions of customers can't be found by name, or are found and not there",
         "select count(*), min(number) from (select number from (select number from event where home_id = -2"
         " union all select number from customer_event) x group by number having count(*) <> 2) y"},
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
         " lag(hash, 1, '') over (order by place) as expected from run_seal where hash <> '') x"
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
    const Scope scope = scope_of(run, keys);
    std::vector<Check> checks;
    if (asked == Asked::stated_only) {
        checks = number_checks(scope.of_run);
        checks.push_back(stated_check(scope.of_run));
        return answered(*session_, checks);
    }
    if (asked == Asked::everything) {
        checks = number_checks(scope.of_run);
        checks.push_back(lineless_check(scope.of_entry));
        checks.push_back(entryless_check(scope.of_line));
        checks.push_back(balance_check(scope.lines));
        checks.push_back(parts_check(scope));
    }
    if (session_->number("select 1 from run_seal where run = :a", run)) {
        const auto silent =
            session_->number("select 1 from entry e where " + scope.of_entry + " and e.currency = '' limit 1");
        checks.push_back(totals_check(scope, silent ? Currencies::left_out : Currencies::compared));
        checks.push_back(seal_check(scope));
    }
    return answered(*session_, checks);
}

std::vector<std::string> BookStore::check_run(std::int64_t run)
{
    std::vector<std::string> wrong;
    const bool within = session_->in_transaction();
    transact([&] { wrong = seal_failures(run, Asked::everything); });
    if (wrong.empty() && within) checked_run_ = run;
    return wrong;
}

std::vector<std::string> BookStore::check_book()
{
    const Scope sealed = scope_of_sealed();
    std::vector<std::string> wrong;
    transact([&] {
        const auto silent = session_->number("select 1 from entry where currency = '' limit 1");
        std::vector<Check> checks = log_checks();
        for (Check& check : number_checks(sealed.of_run)) checks.push_back(std::move(check));
        checks.push_back(lineless_check("1 = 1"));
        checks.push_back(entryless_check("1 = 1"));
        checks.push_back(balance_check("line l"));
        checks.push_back(parts_check(sealed));
        checks.push_back(totals_check(sealed, silent ? Currencies::left_out : Currencies::compared));
        checks.push_back(seal_check(sealed));
        wrong = answered(*session_, checks);
    });
    return wrong;
}

}  // namespace earned::db
