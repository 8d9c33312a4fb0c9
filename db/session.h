// One connection to one book, and the few ways in which the room speaks to it: a statement, a
// stream of rows out, a stream of rows in, one question asked of many keys.
//
// Law:      a stream and a statement never share the connection at the same time. While a callback
//           of `read` runs, the session is busy: ask through another one.
// Errors:   db::Failure and its kinds; a message never holds a password.
#pragma once

#include "db/schema.h"
#include "db/store.h"
#include "db/stream.h"

#include <soci/soci.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earned::db {

class Session {
public:
    virtual ~Session() = default;
    virtual Dialect dialect() const = 0;
    virtual std::unique_ptr<Session> another() = 0;
    virtual bool connected() const = 0;
    virtual void connect() = 0;  // makes the SQLite file when there is none
    virtual bool has_table(const std::string& name) = 0;

    // One statement through SOCI; parameters by name, in order (:a, :b ...).
    template <class... P> void execute(const std::string& sql, const P&... parameters);
    template <class... P> std::optional<std::int64_t> number(const std::string& sql, const P&... parameters);
    template <class... P> std::optional<std::string> text(const std::string& sql, const P&... parameters);

    virtual void read(const std::string& sql, const Sink& sink) = 0;
    virtual std::unique_ptr<Writer> writer(const std::string& table, std::vector<Column> columns) = 0;
    // The statement for each key, {1} {2} ... standing for its columns. In a statement that writes,
    // {from} or {using} stands where PostgreSQL names the set of all keys.
    virtual void ask(const std::string& sql, const KeyTable& keys, const Found& found) = 0;
    virtual void apply(const std::string& sql, const KeyTable& keys) = 0;

    void transact(const std::function<void()>& work, const std::function<void(std::string_view)>& call);
    bool in_transaction() const { return depth_ > 0; }
    virtual void as_owner(const std::function<void()>& work) { work(); }  // DDL
    virtual void enter() {}                    // give up what the application may not do
    virtual void make_room() {}                // the schema
    virtual void grant_rights() {}
    virtual void settle_later() {}             // until the transaction ends: its commit need not wait for the disk
    virtual void expect_many() {}              // until the transaction ends: rows not yet counted are many
    virtual void drop_book() = 0;
    virtual std::string now() const = 0;       // as an SQL expression: UTC, to the second, as text

protected:
    virtual void ready() = 0;
    virtual const char* begin_text() const = 0;
    virtual void raise(const soci::soci_error& error) = 0;  // as one of ours
    template <class Work> auto guarded(Work&& work)
    {
        try {
            return work();
        } catch (const soci::soci_error& error) {
            raise(error);
            throw Failure(error.get_error_message());
        }
    }
    std::unique_ptr<soci::session> soci_;

private:
    template <class Into, class... P>
    std::optional<Into> first(const std::string& sql, const P&... parameters);
    int depth_ = 0;
    bool doomed_ = false;
};

std::unique_ptr<Session> sqlite_session(const std::string& path);
std::unique_ptr<Session> postgres_session(const std::string& connection, const std::string& schema);

std::string quoted(std::string_view text);   // as a literal of either database
void refuse_bad_text(std::string_view text);  // NUL or not UTF-8: refused by both alike

}  // namespace earned::db

#include "db/session.inl"
