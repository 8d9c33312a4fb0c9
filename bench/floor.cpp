#include "bench/floor.h"

#include "db/url.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <stdexcept>

namespace earned::bench {

namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error("bench: " + what); }

class PostgresFloor final : public Floor {
public:
    explicit PostgresFloor(const db::Url& url) : connection_(PQconnectdb(url.place.c_str()), &PQfinish)
    {
        if (PQstatus(connection_.get()) != CONNECTION_OK) fail("the database can't be reached");
        run("set client_min_messages = warning; create schema if not exists bench; set search_path = bench, " + url.schema);
    }
    bool is_postgres() const override { return true; }
    int backend() override { return PQbackendPID(connection_.get()); }
    void run(const std::string& sql) override { expect(PQexec(connection_.get(), sql.c_str()), {PGRES_COMMAND_OK, PGRES_TUPLES_OK}); }
    std::string value(const std::string& sql) override
    {
        const Answer answer = expect(PQexec(connection_.get(), sql.c_str()), {PGRES_TUPLES_OK});
        return PQntuples(answer.get()) == 0 ? "" : PQgetvalue(answer.get(), 0, 0);
    }
    void keep(const std::vector<Slice>& slices) override
    {
        kept_.clear();
        for (const Slice& slice : slices) {
            const std::string twin = "floor_" + slice.table;
            run("drop table if exists bench." + twin + "; create table bench." + twin + " (like " + slice.table + " including all)");
            Kept kept{twin, {}};
            expect(PQexec(connection_.get(), ("copy (select * from " + slice.table + " where " + slice.where + ") to stdout (format binary)").c_str()), {PGRES_COPY_OUT});
            for (char* part = nullptr;;) {
                const int size = PQgetCopyData(connection_.get(), &part, 0);
                if (size < 0) break;
                kept.bytes.append(part, static_cast<std::size_t>(size));
                PQfreemem(part);
            }
            drain();
            kept_.push_back(std::move(kept));
        }
    }
    std::int64_t kept_bytes() const override
    {
        std::int64_t sum = 0;
        for (const Kept& kept : kept_) sum += static_cast<std::int64_t>(kept.bytes.size());
        return sum;
    }
    void write() override
    {
        run("begin");
        for (const Kept& kept : kept_) {
            expect(PQexec(connection_.get(), ("copy bench." + kept.twin + " from stdin (format binary)").c_str()), {PGRES_COPY_IN});
            constexpr std::size_t part = 65536;
            for (std::size_t at = 0; at < kept.bytes.size(); at += part)
                if (PQputCopyData(connection_.get(), kept.bytes.data() + at, static_cast<int>(std::min(part, kept.bytes.size() - at))) != 1) fail("COPY was cut off");
            if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail("COPY could not end");
            drain();
        }
        run("commit");
        kept_.clear();  // an empty string would keep its room
    }
    void settle() override { run("checkpoint"); }
    void load(const std::string& table, const std::function<bool(std::string&)>& next_row) override
    {
        expect(PQexec(connection_.get(), ("copy " + table + " from stdin").c_str()), {PGRES_COPY_IN});
        for (std::string row; next_row(row);)
            if (PQputCopyData(connection_.get(), row.data(), static_cast<int>(row.size())) != 1) fail("COPY was cut off");
        if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail("COPY could not end");
        drain();
    }

private:
    using Answer = std::unique_ptr<PGresult, void (*)(PGresult*)>;
    struct Kept { std::string twin, bytes; };

    Answer expect(PGresult* result, const std::vector<ExecStatusType>& wanted)
    {
        Answer answer(result, &PQclear);
        for (const ExecStatusType status : wanted)
            if (PQresultStatus(result) == status) return answer;
        fail(PQerrorMessage(connection_.get()));
    }
    void drain()
    {
        while (PGresult* rest = PQgetResult(connection_.get())) expect(rest, {PGRES_COMMAND_OK});
    }

    std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
    std::vector<Kept> kept_;
};

class SqliteFloor final : public Floor {
public:
    explicit SqliteFloor(const db::Url& url) : book_(url.place), path_(url.place + ".floor")
    {
        if (sqlite3_open(path_.c_str(), &handle_) != SQLITE_OK) fail("the floor's file can't be opened");
        run("pragma journal_mode = wal; pragma synchronous = normal; attach '" + book_ + "' as book");
        // A database that was opened in this mode and never read is locked to a checkpoint.
        for (const char* database : {"main", "book"}) value(std::string("select count(*) from ") + database + ".sqlite_master");
    }
    ~SqliteFloor() override
    {
        sqlite3_close(handle_);
        for (const char* suffix : {"", "-wal", "-shm"}) std::remove((path_ + suffix).c_str());
    }
    SqliteFloor(const SqliteFloor&) = delete;
    SqliteFloor& operator=(const SqliteFloor&) = delete;
    bool is_postgres() const override { return false; }
    int backend() override { return 0; }
    void run(const std::string& sql) override
    {
        char* message = nullptr;
        if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK) fail(message == nullptr ? "SQL failed" : message);
    }
    std::string value(const std::string& sql) override
    {
        sqlite3_stmt* statement = prepared(sql);
        std::string text;
        if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0) != nullptr)
            text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        sqlite3_finalize(statement);
        return text;
    }
    void keep(const std::vector<Slice>& slices) override
    {
        kept_.clear();
        bytes_ = 0;
        for (const Slice& slice : slices) {
            std::string definition = value("select sql from book.sqlite_master where type = 'table' and name = '" + slice.table + "'");
            const std::size_t name = definition.find(slice.table);
            definition.replace(name, slice.table.size(), "floor_" + slice.table);
            // A twin refers to nothing: what a line refers to is not there.
            const std::string reference = ", foreign key (home_id, entry) references entry";
            if (const std::size_t at = definition.find(reference); at != std::string::npos) definition.erase(at, reference.size());
            run("drop table if exists main.floor_" + slice.table + "; " + definition);
            Kept kept{"floor_" + slice.table, 0, {}};
            sqlite3_stmt* statement = prepared("select * from book." + slice.table + " where " + slice.where);
            kept.columns = sqlite3_column_count(statement);
            while (sqlite3_step(statement) == SQLITE_ROW)
                for (int at = 0; at < kept.columns; ++at) {
                    kept.values.push_back(sqlite3_value_dup(sqlite3_column_value(statement, at)));
                    bytes_ += sqlite3_column_bytes(statement, at);
                }
            sqlite3_finalize(statement);
            kept_.push_back(std::move(kept));
        }
    }
    std::int64_t kept_bytes() const override { return bytes_; }
    void write() override
    {
        run("begin immediate");
        for (const Kept& kept : kept_) {
            std::string marks;
            for (int at = 0; at < kept.columns; ++at) marks += at == 0 ? "?" : ", ?";
            sqlite3_stmt* statement = prepared("insert into main." + kept.twin + " values (" + marks + ")");
            for (std::size_t row = 0; row < kept.values.size(); row += static_cast<std::size_t>(kept.columns)) {
                for (int at = 0; at < kept.columns; ++at) sqlite3_bind_value(statement, at + 1, kept.values[row + static_cast<std::size_t>(at)]);
                if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_errmsg(handle_));
                sqlite3_reset(statement);
            }
            sqlite3_finalize(statement);
        }
        run("commit");
        for (const Kept& kept : kept_)
            for (sqlite3_value* one : kept.values) sqlite3_value_free(one);
        kept_.clear();
    }
    void settle() override { run("pragma wal_checkpoint(truncate); pragma shrink_memory"); }
    void load(const std::string& table, const std::function<bool(std::string&)>& next_row) override
    {
        run("begin immediate");
        for (std::string row; next_row(row);) {
            std::string values;
            for (std::size_t at = 0; at < row.size();) {
                const std::size_t end = row.find_first_of("\t\n", at);
                values += (values.empty() ? "" : ", ") + row.substr(at, end - at);
                at = end + 1;
            }
            run("insert into " + table + " values (" + values + ")");
        }
        run("commit");
    }

private:
    struct Kept { std::string twin; int columns = 0; std::vector<sqlite3_value*> values; };

    sqlite3_stmt* prepared(const std::string& sql)
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail(sqlite3_errmsg(handle_));
        return statement;
    }

    std::string book_, path_;
    sqlite3* handle_ = nullptr;
    std::vector<Kept> kept_;
    std::int64_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<Floor> Floor::open(const std::string& url)
{
    const db::Url place = db::parse_url(url);
    if (place.dialect == db::Dialect::postgres) return std::make_unique<PostgresFloor>(place);
    return std::make_unique<SqliteFloor>(place);
}

}  // namespace earned::bench
