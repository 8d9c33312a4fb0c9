#include "db/schema.h"

#include <algorithm>

namespace earned::db {

namespace {

// appended: rows are only ever added. derived: rewritten at will.
enum class Keeping : std::uint8_t { appended, derived };
enum class Partitioned : std::uint8_t { no, by_entry };

struct Table {
    std::string_view name;
    Keeping keeping;
    std::string_view columns;
    Partitioned partitioned = Partitioned::no;
};

// {text} compares bytes on both databases. {bytes} is bytea or blob. {journal_key} is home and entry; on SQLite,
// where all periods lie in one tree, it begins with the entry, whose number begins with the period: a close then
// writes where the last one ended, and not into each page of the journal. That a line has its entry is not
// asked row by row, which would cost more than the row: a part that is read back, `check_run` and `check_book` ask it
// of all lines at once (as for the other references left out: of keys, events, plans, entries and documents
// to homes and runs).
constexpr Table tables[] = {
    {"book", Keeping::appended, "version integer not null primary key, made_at {text} not null"},
    {"book_name", Keeping::appended,
     "number smallint not null primary key check (number > 0),"
     " name {text} not null unique check (name <> '')"},
    {"home", Keeping::appended,
     "home_id bigint not null primary key check (home_id > 0), customer {text} not null"},
    {"key_home", Keeping::appended,
     // A digit of what it names and the name (`key_text`): in one column they compare quicker than in two.
     "name {text} not null primary key check (name >= '1' and name < '5'), home_id bigint not null check (home_id > 0)"},
    // Who defines a customer: the company's other events are read whole, these as they are needed (home -2 of `event`).
    {"customer_event", Keeping::appended,
     "customer {text} not null check (customer <> ''), number bigint not null check (number > 0),"
     " primary key (customer, number)"},
    {"identity", Keeping::appended,
     // Where the event lies: its home and number there, waiting ones' first place.
     "key_hi bigint not null, key_lo bigint not null, home_id bigint not null check (home_id >= -2),"
     " number bigint not null check (number > 0), primary key (key_hi, key_lo)"},
    {"intake", Keeping::appended,
     "batch bigint not null check (batch > 0), first bigint not null, last bigint not null,"
     " primary key (batch, first, last), check (first <= last)"},
    {"batch_seal", Keeping::appended,
     "batch bigint not null primary key check (batch > 0), made_at {text} not null"},
    // `seen`: the batch from which the home sees it; later than `batch` when it had to wait.
    {"event", Keeping::appended,
     "home_id bigint not null check (home_id >= -2), number bigint not null check (number > 0),"
     " batch bigint not null check (batch > 0), seen bigint not null,"
     " effective integer not null, type {text} not null check (type <> ''),"
     " source {text} not null, id {text} not null, payload {text} not null,"
     " primary key (home_id, number), check (seen >= batch)"},
    {"waiting_key", Keeping::appended,
     "number bigint not null, kind smallint not null check (kind between 1 and 4),"
     " name {text} not null, primary key (number, kind, name)"},
    {"routed", Keeping::appended,
     "number bigint not null primary key, home_id bigint not null check (home_id > 0),"
     " batch bigint not null check (batch > 0)"},
    {"job", Keeping::derived,
     "home_id bigint not null, batch bigint not null, primary key (home_id, batch)"},
    {"planned", Keeping::derived,
     "home_id bigint not null, book smallint not null, batch bigint not null,"
     " primary key (home_id, book)"},
    {"plan", Keeping::derived,
     "home_id bigint not null check (home_id > 0), book smallint not null, grp integer not null,"
     " posted_through integer not null, batch bigint not null,"
     " lags smallint not null check (lags in (0, 1)), entity {text} not null,"
     " contract {text} not null, currency {text} not null, fault {text} not null,"
     " obligations {text} not null, bytes {bytes} not null, primary key (home_id, book, grp)"},
    {"bill_plan", Keeping::derived,
     "home_id bigint not null primary key check (home_id > 0), run bigint not null check (run > 0),"
     " basis bigint not null, since integer not null, until integer not null, bytes {bytes} not null,"
     " check (since <= until)"},
    {"period", Keeping::appended, "period integer not null primary key check (period > 0)"},
    {"run", Keeping::appended,
     "run bigint not null primary key check (run > 0),"
     " kind {text} not null check (kind in ('intake', 'bill', 'match', 'close', 'lock')),"
     " entity {text} not null, book {text} not null, period integer not null,"
     " through integer not null, known_at bigint not null check (known_at >= 0),"
     " policy_hash {text} not null, made_by {text} not null, made_at {text} not null"},
    {"run_part", Keeping::appended,
     "run bigint not null references run, part bigint not null, first_home bigint not null,"
     " last_home bigint not null, entries bigint not null check (entries >= 0),"
     " lines bigint not null check (lines >= 0), hash {text} not null, totals {text} not null,"
     " primary key (run, part), check (first_home <= last_home)"},
    // A part that a later transaction read back and found to be what was written.
    {"part_read", Keeping::appended,
     "run bigint not null, part bigint not null, primary key (run, part),"
     " foreign key (run, part) references run_part"},
    {"run_period", Keeping::appended,
     "home_id bigint not null, run bigint not null, period integer not null,"
     " primary key (home_id, run, period)"},
    {"run_seal", Keeping::appended,
     "run bigint not null primary key references run, place bigint not null unique,"
     " entries bigint not null check (entries >= 0), lines bigint not null check (lines >= 0),"
     " debits bigint not null check (debits >= 0), credits bigint not null,"
     " hash {text} not null, previous_hash {text} not null, check (debits = credits)"},
    {"entry", Keeping::appended,
     "home_id bigint not null check (home_id >= 0), entry bigint not null,"
     " event bigint not null check (event >= 0), grp integer not null, date integer not null, belongs_to integer not null,"
     " book smallint not null, cause smallint not null, first_cause smallint not null,"
     " currency {text} not null, primary key ({journal_key}),"
     " check (belongs_to <= entry / 17592186044416)",
     Partitioned::by_entry},
    // Wide columns first, and the one that is mostly null last: 60 bytes with the row's header
    // and pointer on PostgreSQL, 68 when the functional amount differs.
    // A revaluation moves the functional amount alone, so `minor` may then be zero.
    {"line", Keeping::appended,
     "home_id bigint not null, entry bigint not null, minor bigint not null,"
     " line smallint not null, obligation smallint not null, role smallint not null,"
     " source smallint not null, functional bigint, primary key ({journal_key}, line),"
     " check (minor <> 0 or coalesce(functional, 0) <> 0)",
     Partitioned::by_entry},
    {"total", Keeping::appended,
     "run bigint not null references run, entity {text} not null, book {text} not null,"
     " period integer not null, role smallint not null, currency {text} not null,"
     " cause smallint not null, debits bigint not null check (debits >= 0),"
     " credits bigint not null check (credits >= 0),"
     " primary key (run, entity, book, period, role, currency, cause)"},
    {"number_block", Keeping::appended,
     "entity {text} not null, series {text} not null, year integer not null,"
     " first bigint not null check (first > 0), count bigint not null check (count > 0),"
     " run bigint not null references run, primary key (entity, series, year, first),"
     " unique (run, entity, series, year)"},
    {"document", Keeping::appended,
     "home_id bigint not null check (home_id > 0), entity {text} not null,"
     " series {text} not null, year integer not null, rank bigint not null check (rank > 0),"
     " run bigint not null check (run > 0), number {text} not null check (number <> ''),"
     " contract {text} not null, date integer not null, due integer not null,"
     " credit smallint not null check (credit in (0, 1)), net bigint not null,"
     " tax bigint not null, currency {text} not null, event bigint not null,"
     " primary key (home_id, event)"},
};

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

std::string definition(const Table& table, Dialect dialect)
{
    const bool sqlite = dialect == Dialect::sqlite;
    std::string columns(table.columns);
    replace_all(columns, "{text}", sqlite ? "text" : "text collate \"C\"");
    replace_all(columns, "{bytes}", sqlite ? "blob" : "bytea");
    replace_all(columns, "{journal_key}", sqlite ? "entry, home_id" : "home_id, entry");
    std::string text = "create table if not exists " + std::string(table.name) + " (" + columns + ")";
    // Rows that lie in their key's own tree are read in order; the log's are too long for that.
    if (sqlite) return table.name == "event" ? text : text + " without rowid";
    if (table.partitioned == Partitioned::by_entry) text += " partition by range (entry)";
    return text;
}

// SQLite has no grants: a trigger says no.
std::string refusal(std::string_view table, std::string_view deed)
{
    const std::string name(table);
    return "create trigger if not exists " + name + "_no_" + std::string(deed) + " before " +
           std::string(deed) + " on " + name + " begin select raise(abort, '" + name +
           " is append-only'); end";
}

}  // namespace

std::vector<std::string> creation(Dialect dialect)
{
    std::vector<std::string> statements;
    for (const Table& table : tables) {
        statements.push_back(definition(table, dialect));
        if (dialect == Dialect::sqlite && table.keeping == Keeping::appended) {
            statements.push_back(refusal(table.name, "update"));
            statements.push_back(refusal(table.name, "delete"));
        }
    }
    statements.push_back("create index if not exists waiting_key_name on waiting_key (kind, name)");
    // A run's documents lie together: a few bytes for each megabyte tell where, so that its seal doesn't read the others.
    if (dialect == Dialect::postgres)
        statements.push_back("create index if not exists document_run on document using brin (run) with (autosummarize = on)");
    return statements;
}

std::vector<std::string> removal()
{
    std::vector<std::string> statements;
    for (const Table& table : tables) {
        statements.push_back("drop table if exists " + std::string(table.name));
    }
    std::reverse(statements.begin(), statements.end());
    return statements;
}

// Made aside and then attached: that waits for no reader and no writer of other periods.
std::vector<std::string> partitions(std::int64_t period)
{
    std::vector<std::string> statements;
    for (const Table& table : tables) {
        if (table.partitioned == Partitioned::no) continue;
        const std::string whole(table.name);
        const std::string part = whole + "_" + std::to_string(period);
        statements.push_back("create table " + part + " (like " + whole + " including all)");
        statements.push_back("alter table " + whole + " attach partition " + part +
                             " for values from (" + std::to_string(first_entry(period)) + ") to (" +
                             std::to_string(first_entry(period + 1)) + ")");
    }
    return statements;
}

std::vector<std::string> grants(const std::string& schema)
{
    std::vector<std::string> statements = {"grant usage on schema " + schema + " to earned_app"};
    for (const Table& table : tables) {
        const std::string rights = table.keeping == Keeping::derived
                                       ? "select, insert, update, delete"
                                       : "select, insert";
        statements.push_back("grant " + rights + " on " + schema + "." + std::string(table.name) +
                             " to earned_app");
    }
    return statements;
}

}  // namespace earned::db
