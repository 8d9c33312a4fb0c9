// SQLite: one file, write-ahead log, prepared statements on the handle of SOCI's session.
#include "db/sqlite_statement.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string_view>

namespace earned::db {

namespace {

// A book that vanishes with its last session lies in a folder of its own, in memory where the
// system has such a folder: an in-memory database of SQLite itself can't be read while another
// session writes.
class Place {
public:
    explicit Place(std::string path) : path_(std::move(path))
    {
        if (path_ != ":memory:") return;
        const std::filesystem::path shared = "/dev/shm";
        std::error_code ignored;
        const bool usable = std::filesystem::is_directory(shared, ignored) && ::access("/dev/shm", W_OK) == 0;
        std::string pattern = (usable ? shared : std::filesystem::temp_directory_path()) / "earned-XXXXXX";
        if (::mkdtemp(pattern.data()) == nullptr) throw Failure("cannot make a folder for a book in memory");
        folder_ = pattern;
        path_ = folder_ / "book";
    }
    ~Place()
    {
        std::error_code ignored;
        if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    const std::string& path() const { return path_; }
    bool passing() const { return !folder_.empty(); }

private:
    std::string path_;
    std::filesystem::path folder_;
};

// A session is one thread's at a time, as one of PostgreSQL is: SQLite needn't lock each call, nor count what memory
// it holds. It hears so
// before its first connection, or not at all.
void own_threads()
{
    static const int heard =
        api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) | api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(heard);
}

std::string with_places(const std::string& sql)
{
    std::string text;
    for (std::size_t at = 0; at < sql.size(); ++at) {
        if (sql[at] != '{') {
            text += sql[at];
            continue;
        }
        const std::size_t close = sql.find('}', at);
        const std::string word = sql.substr(at + 1, close - at - 1);
        if (word != "from" && word != "using") text += "?" + word;
        at = close;
    }
    return text;
}

// How much of the book a session keeps in memory, in KiB. Another session beside the first reads here and there.
enum class Pages { few = 8 * 1024, many = 64 * 1024 };

class SqliteSession final : public Session {
public:
    explicit SqliteSession(std::shared_ptr<Place> place, Pages pages = Pages::many)
        : place_(std::move(place)), pages_(pages)
    {
        if (std::filesystem::exists(place_->path())) connect();
    }
    Dialect dialect() const override { return Dialect::sqlite; }
    bool connected() const override { return soci_ != nullptr; }
    std::unique_ptr<Session> another() override { return std::make_unique<SqliteSession>(place_, Pages::few); }

    void connect() override
    {
        if (connected()) return;
        own_threads();
        // Nobody but its owner may read the book; the log beside it takes over its mode.
        const int file = ::open(place_->path().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file < 0)
            throw Failure("cannot open the book " + place_->path() +
                          ": check that its folder is there and that you may write in it");
        std::array<char, 16> head{};
        const auto size = ::read(file, head.data(), head.size());
        ::close(file);
        if (size != 0 && std::string_view(head.data(), head.size()) != std::string_view("SQLite format 3", 16))
            throw Failure(place_->path() +
                          " is no book: it is a file of another kind; say where the book is with --db");
        guarded([&] {
            auto session = std::make_unique<soci::session>();
            session->open(soci::sqlite3, "dbname=\"" + place_->path() + "\" timeout=60");
            soci_ = std::move(session);
        });
        try {
            prepare();
        } catch (...) {
            soci_.reset();
            throw;
        }
    }

    bool has_table(const std::string& name) override
    {
        return connected() &&
               number("select 1 from sqlite_master where type = 'table' and name = :a", name).has_value();
    }

    void read(const std::string& sql, const Sink& sink) override
    {
        ready();
        Statement statement(handle(), sql);
        Row row(Row::Form::native);
        while (statement.step()) {
            statement.fill(row);
            sink(row);
        }
    }

    std::unique_ptr<Writer> writer(const std::string& table, std::vector<Column> columns) override
    {
        ready();
        return sqlite_writer(handle(), table, std::move(columns));
    }

    void ask(const std::string& sql, const KeyTable& keys, const Found& found) override
    {
        ready();
        const ReadOnce once(*this);
        Statement statement(handle(), with_places(sql));
        Row row(Row::Form::native);
        for (std::size_t i = 0; i < keys.rows; ++i) {
            int place = 0;
            for (const KeyColumn& column : keys.columns) {
                if (column.textual) {
                    refuse_bad_text(column.texts[i]);
                    statement.bind(++place, column.texts[i]);
                } else {
                    statement.bind(++place, column.numbers[i]);
                }
            }
            while (statement.step()) {
                statement.fill(row);
                found(i, row);
            }
            statement.reset();
        }
    }

    void apply(const std::string& sql, const KeyTable& keys) override
    {
        ask(sql, keys, [](std::size_t, const Row&) {});
    }

    void drop_book() override
    {
        execute("pragma foreign_keys = off");
        for (const std::string& statement : removal()) execute(statement);
        execute("pragma foreign_keys = on");
    }

    std::string now() const override { return "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"; }

protected:
    void ready() override
    {
        if (!connected()) throw Failure("there is no book at " + place_->path() + ": create it first");
    }
    const char* begin_text() const override { return "begin immediate"; }
    void raise(const soci::soci_error& error) override
    {
        const auto* known = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
        std::string text = error.get_error_message();
        constexpr std::string_view prefix = "sqlite3_statement_backend::loadOne: ";
        if (text.starts_with(prefix)) text.erase(0, prefix.size());
        raise_sqlite(known == nullptr ? SQLITE_ERROR : known->result(), text);
    }

private:
    // All keys in one look at the book, which spares each its own.
    class ReadOnce {
    public:
        explicit ReadOnce(SqliteSession& session) : session_(session), alone_(!session.in_transaction())
        {
            if (alone_) session_.execute("begin");
        }
        ~ReadOnce()
        {
            if (alone_) api::sqlite3_exec(session_.handle(), "commit", nullptr, nullptr, nullptr);
        }
        ReadOnce(const ReadOnce&) = delete;
        ReadOnce& operator=(const ReadOnce&) = delete;

    private:
        SqliteSession& session_;
        bool alone_;
    };

    api::sqlite3* handle() { return static_cast<soci::sqlite3_session_backend*>(soci_->get_backend())->conn_; }
    void prepare()
    {
        api::sqlite3_busy_timeout(handle(), 60'000);
        execute("pragma page_size = 8192");  // of a new book
        execute("pragma journal_mode = wal");
        execute("pragma wal_autocheckpoint = 8192");
        execute(place_->passing() ? "pragma synchronous = off" : "pragma synchronous = normal");
        execute("pragma foreign_keys = on");
        execute("pragma recursive_triggers = on");  // `insert or replace` deletes: let it be refused
        execute("pragma cache_size = -" + std::to_string(static_cast<int>(pages_)));
    }
    std::shared_ptr<Place> place_;
    Pages pages_;
};

}  // namespace

std::unique_ptr<Session> sqlite_session(const std::string& path)
{
    return std::make_unique<SqliteSession>(std::make_shared<Place>(path));
}

}  // namespace earned::db
