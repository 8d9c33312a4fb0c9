#include "bench/peer.h"

#include "bench/book.h"
#include "journal/role.h"

#include <fstream>

namespace earned::bench {

namespace {

std::string role(Role one) { return std::to_string(static_cast<int>(one)); }

// round(price x days / total), half away from zero, of positive integers.
std::string share(const std::string& days) { return "(2 * price * " + days + " + total) / (2 * total)"; }

std::string clamped(const std::string& value) { return "case when " + value + " < 0 then 0 when " + value + " > total then total else " + value + " end"; }

}  // namespace

void make_peer(Floor& database, std::int64_t lines)
{
    database.run("drop table if exists peer_line");
    database.run("create table peer_line (id bigint not null primary key, first integer not null, last integer not null, price bigint not null)");
    std::int64_t number = 0;
    database.load("peer_line", [&](std::string& row) {
        if (++number > lines) return false;
        const BenchLine line = line_of(number);
        row = std::to_string(line.number) + "\t" + std::to_string(line.first) + "\t" + std::to_string(line.last) + "\t" + std::to_string(line.price) + "\n";
        return true;
    });
    if (database.is_postgres()) database.run("vacuum analyze peer_line");
}

void close_by_sql(Floor& database, Date first, Date last)
{
    const std::string from = std::to_string(first.serial()), through = std::to_string(last.serial());
    database.run("drop table if exists peer_entry; drop table if exists peer_posting");
    const std::string text = database.is_postgres() ? "text collate \"C\"" : "text", tail = database.is_postgres() ? "" : " without rowid";
    database.run("create table peer_entry (home_id bigint not null, entry bigint not null, event bigint not null, grp integer not null, date integer not null,"
                 " belongs_to integer not null, book smallint not null, cause smallint not null, first_cause smallint not null, currency " + text + " not null,"
                 " primary key (home_id, entry))" + tail);
    database.run("create table peer_posting (home_id bigint not null, entry bigint not null, minor bigint not null, line smallint not null, obligation smallint not null,"
                 " role smallint not null, source smallint not null, functional bigint, primary key (home_id, entry, line))" + tail);
    const std::string counted = "select id, (id + 3) / 4 as home, case when last < " + through + " then last else " + through + " end as date, price, last - first + 1 as total, " +
                                from + " - first as before, " + through + " - first + 1 as after from peer_line where first <= " + through + " and last >= " + from;
    const std::string amounts = "select id, home, date, " + share("(" + clamped("after") + ")") + " - " + share("(" + clamped("before") + ")") +
                                " as minor from (" + counted + ") counted";
    const std::string entries = "select home, id, 0, 1, date, 0, 1, 2, 2, 'USD' from due where minor <> 0 order by home, id";
    const std::string lines = "select home, id, side * minor, line, 1, role, 2, null from due, (select 1 as line, 1 as side, " + role(Role::contract_liability) +
                              " as role union all select 2, -1, " + role(Role::revenue) + ") sides where minor <> 0 order by home, id, line";
    database.run("begin");
    if (database.is_postgres()) {
        database.run("with due as materialized (" + amounts + "), made as (insert into peer_entry " + entries + ") insert into peer_posting " + lines);
    } else {
        database.run("create temporary table due as " + amounts);
        database.run("insert into peer_entry " + entries + "; insert into peer_posting " + lines + "; drop table due");
    }
    database.run("commit");
}

std::string peer_checksum(Floor& database)
{
    return database.value("select count(distinct home_id || '.' || entry) || ' / ' || count(*) || ' / ' || coalesce(sum(case when minor > 0 then minor else 0 end), 0) from peer_posting");
}

void stage_events(Floor& database)
{
    database.run("drop table if exists peer_stage; drop table if exists peer_event");
    database.run("create table peer_stage (line text not null)");
    database.run("create table peer_event (source text not null, id text not null, type text not null, date date not null, contract text, payload text not null, primary key (source, id))");
}

void ingest_by_sql(Floor& database, const std::string& ndjson)
{
    std::ifstream file(ndjson, std::ios::binary);
    database.run("begin");
    database.load("peer_stage", [&](std::string& row) {
        std::string line;
        if (!std::getline(file, line)) return false;
        row.clear();
        for (const char c : line) {
            if (c == '\\') row += '\\';
            row += c;
        }
        row += '\n';
        return true;
    });
    database.run("insert into peer_event select e ->> 'source', e ->> 'id', e ->> 'type', (e #>> '{data,date}')::date, e #>> '{data,contract}', line"
                 " from (select line, line::jsonb as e from peer_stage) staged on conflict do nothing");
    database.run("commit");
}

}  // namespace earned::bench
