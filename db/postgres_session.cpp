// PostgreSQL: SOCI's session, and COPY in binary over the same connection for rows in bulk.
#include "db/copy.h"
#include "db/session.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include <algorithm>

namespace earned::db {

namespace {

constexpr std::size_t keys_at_once = 10'000;

// "$1::bigint[], $2::text[]" and the names "k1, k2".
std::pair<std::string, std::string> set_of(const KeyTable& keys)
{
    std::string arrays, names;
    for (std::size_t i = 0; i < keys.columns.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        arrays += (i == 0 ? "$" : ", $") + number + (keys.columns[i].textual ? "::text[]" : "::bigint[]");
        names += (i == 0 ? "k" : ", k") + number;
    }
    return {arrays, names};
}

std::string with_set(const std::string& sql, const KeyTable& keys)
{
    const auto [arrays, names] = set_of(keys);
    const std::string set = " unnest(" + arrays + ") as q(" + names + ")";
    std::string text;
    for (std::size_t at = 0; at < sql.size(); ++at) {
        if (sql[at] != '{') {
            text += sql[at];
            continue;
        }
        const std::size_t close = sql.find('}', at);
        const std::string word = sql.substr(at + 1, close - at - 1);
        text += word == "from" || word == "using" ? word + set : "q.k" + word;
        at = close;
    }
    return text;
}

void add_network(std::string& bytes, std::uint64_t value, int width)
{
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
        bytes += static_cast<char>(value >> shift & 0xFF);
    }
}

// An array as PostgreSQL sends it: dimensions, nulls, element type, length, lower bound, elements.
std::string array_of(const KeyColumn& column, std::size_t first, std::size_t last)
{
    constexpr std::uint64_t int8_type = 20, text_type = 25;
    std::string bytes;
    add_network(bytes, first == last ? 0 : 1, 4);
    add_network(bytes, 0, 4);
    add_network(bytes, column.textual ? text_type : int8_type, 4);
    if (first == last) return bytes;
    add_network(bytes, last - first, 4);
    add_network(bytes, 1, 4);
    for (std::size_t i = first; i < last; ++i) {
        if (column.textual) {
            refuse_bad_text(column.texts[i]);
            add_network(bytes, column.texts[i].size(), 4);
            bytes += column.texts[i];
        } else {
            add_network(bytes, 8, 4);
            add_network(bytes, static_cast<std::uint64_t>(column.numbers[i]), 8);
        }
    }
    return bytes;
}

struct Options {
    std::string text;      // without what is ours
    std::string password;  // so that no message repeats it
};

Options options_of(const std::string& connection)
{
    Options options{connection, {}};
    char* error = nullptr;
    PQconninfoOption* parsed = PQconninfoParse(connection.c_str(), &error);
    PQfreemem(error);
    if (parsed == nullptr) {
        throw Failure("the connection to PostgreSQL is not written as libpq reads it:"
                      " postgresql://USER@HOST/DATABASE or host=HOST dbname=DATABASE");
    }
    for (const PQconninfoOption* option = parsed; option->keyword != nullptr; ++option) {
        if (std::string_view(option->keyword) == "password" && option->val != nullptr) {
            options.password = option->val;
        }
    }
    PQconninfoFree(parsed);
    return options;
}

class PostgresSession final : public Session {
public:
    PostgresSession(std::string connection, std::string schema)
        : options_(options_of(connection)), schema_(std::move(schema))
    {
        connect();
    }
    Dialect dialect() const override { return Dialect::postgres; }
    bool connected() const override { return soci_ != nullptr; }
    std::unique_ptr<Session> another() override
    {
        return std::make_unique<PostgresSession>(options_.text, schema_);
    }

    void connect() override
    {
        if (connected()) return;
        try {
            soci_ = std::make_unique<soci::session>(soci::postgresql, options_.text);
        } catch (const soci::soci_error& error) {
            throw Failure("cannot connect to PostgreSQL: " + clean(error.get_error_message()));
        }
        prepare();
    }

    bool has_table(const std::string& name) override
    {
        return number("select 1 from pg_catalog.pg_tables where schemaname = :a and tablename = :b",
                      schema_, name)
            .has_value();
    }

    void read(const std::string& sql, const Sink& sink) override
    {
        ready();
        copy_out(handle(), sql, sink);
    }

    std::unique_ptr<Writer> writer(const std::string& table, std::vector<Column> columns) override
    {
        ready();
        return copy_in(handle(), table, std::move(columns));
    }

    // The rows of one key are found by an inner question that the planner joins to all keys.
    void ask(const std::string& sql, const KeyTable& keys, const Found& found) override
    {
        const auto [arrays, names] = set_of(keys);
        send("select q.i, r.* from unnest(" + arrays + ") with ordinality as q(" + names +
                 ", i) cross join lateral (" + with_set(sql, keys) + ") as r order by q.i",
             keys, found);
    }

    void apply(const std::string& sql, const KeyTable& keys) override
    {
        send(with_set(sql, keys), keys, [](std::size_t, const Row&) {});
    }

    // As the one who made the book, for the length of a transaction.
    void as_owner(const std::function<void()>& work) override
    {
        const std::function<void(std::string_view)> unheard;
        transact(
            [&] {
                if (entered_) execute("set local role none");
                work();
                if (entered_) execute("set local role earned_app");
            },
            unheard);
    }

    // From here on the session may add to the journal and not change it, where the role exists.
    void enter() override
    {
        if (entered_) return;
        const auto member = number(
            "select 1 from pg_catalog.pg_roles r, pg_catalog.pg_namespace n"
            " where r.rolname = 'earned_app' and n.nspname = :a and pg_has_role(r.oid, 'member')"
            " and has_schema_privilege(r.oid, n.oid, 'usage')",
            schema_);
        if (!member) return;
        execute("set role earned_app");
        entered_ = true;
    }

    void make_room() override { execute("create schema if not exists " + schema_); }

    // Where the session may not make the role nothing breaks: then nobody but the database's owner
    // stands behind "the journal is only added to".
    void grant_rights() override
    {
        execute("do $$ begin"
                " if not exists (select 1 from pg_catalog.pg_roles where rolname = 'earned_app') then"
                " create role earned_app nologin; end if;"
                " if not pg_has_role(current_user, 'earned_app', 'member') then"
                " execute 'grant earned_app to ' || quote_ident(current_user); end if;"
                " exception when insufficient_privilege or duplicate_object or unique_violation then null;"
                " end $$");
        if (!number("select 1 from pg_catalog.pg_roles where rolname = 'earned_app'")) return;
        for (const std::string& statement : grants(schema_)) execute(statement);
    }

    // Right after a run its tables look nearly empty to the planner, which would then go from row to
    // row by index.
    void expect_many() override
    {
        execute("set local enable_nestloop = off");
        execute("set local enable_sort = off");
        execute("set local work_mem = '64MB'");
        execute("set local max_parallel_workers_per_gather = 2");
    }

    void settle_later() override { execute("set local synchronous_commit = off"); }

    std::string now() const override
    {
        return "to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
    }

    void drop_book() override
    {
        as_owner([&] { execute("drop schema if exists " + schema_ + " cascade"); });
    }

protected:
    void ready() override
    {
        if (in_transaction() || PQstatus(handle()) == CONNECTION_OK) return;
        soci_.reset();
        const bool entered = entered_;
        entered_ = false;
        connect();
        if (entered) enter();
    }
    const char* begin_text() const override { return "begin"; }
    void raise(const soci::soci_error& error) override
    {
        const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error);
        raise_state(known == nullptr ? "" : known->sqlstate(), clean(error.get_error_message()));
    }

private:
    PGconn* handle()
    {
        if (!connected()) throw Failure("the connection to PostgreSQL is lost");
        return static_cast<soci::postgresql_session_backend*>(soci_->get_backend())->conn_;
    }

    void prepare()
    {
        for (const char* statement :
             {"set client_min_messages = warning", "set timezone = 'UTC'", "set datestyle = 'ISO, YMD'",
              "set client_encoding = 'UTF8'", "set standard_conforming_strings = on", "set jit = off",
              "set enable_partitionwise_join = on", "set max_parallel_workers_per_gather = 0"}) {
            execute(statement);
        }
        execute("set search_path = " + schema_);
    }

    std::string clean(std::string text) const
    {
        if (!options_.password.empty()) {
            for (std::size_t at = text.find(options_.password); at != std::string::npos;
                 at = text.find(options_.password)) {
                text.replace(at, options_.password.size(), "***");
            }
        }
        while (!text.empty() && text.back() == '\n') text.pop_back();
        return text;
    }

    void send(const std::string& sql, const KeyTable& keys, const Found& found)
    {
        ready();
        for (std::size_t first = 0; first < keys.rows; first += keys_at_once) {
            const std::size_t last = std::min(keys.rows, first + keys_at_once);
            send_some(sql, keys, first, last, found);
        }
    }

    void send_some(const std::string& sql, const KeyTable& keys, std::size_t first, std::size_t last,
                   const Found& found)
    {
        std::vector<std::string> arrays;
        for (const KeyColumn& column : keys.columns) arrays.push_back(array_of(column, first, last));
        std::vector<const char*> values;
        std::vector<int> lengths;
        for (const std::string& array : arrays) {
            values.push_back(array.data());
            lengths.push_back(static_cast<int>(array.size()));
        }
        const std::vector<int> binary(arrays.size(), 1);
        const Answer answer(PQexecParams(handle(), sql.c_str(), static_cast<int>(arrays.size()), nullptr,
                                         values.data(), lengths.data(), binary.data(), 1));
        answer.check(handle());
        Row row(Row::Form::network);
        const int width = PQnfields(answer.get());
        row.fields.resize(static_cast<std::size_t>(width));
        for (int i = 0; i < PQntuples(answer.get()); ++i) {
            for (int column = 0; column < width; ++column) {
                const bool null = PQgetisnull(answer.get(), i, column) == 1;
                row.fields[static_cast<std::size_t>(column)] =
                    Field{PQgetvalue(answer.get(), i, column),
                          null ? -1 : PQgetlength(answer.get(), i, column), 0};
            }
            row.skip = 0;
            const std::size_t place = first + static_cast<std::size_t>(row.number(0)) - 1;
            row.skip = 1;
            found(place, row);
        }
    }

    Options options_;
    std::string schema_;
    bool entered_ = false;
};

}  // namespace

std::unique_ptr<Session> postgres_session(const std::string& connection, const std::string& schema)
{
    return std::make_unique<PostgresSession>(connection, schema);
}

}  // namespace earned::db
