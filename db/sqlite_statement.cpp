#include "db/sqlite_statement.h"

#include <optional>

namespace earned::db {

[[noreturn]] void raise_sqlite(int code, const std::string& message)
{
    switch (code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Retry("the book is busy: " + message);
        case SQLITE_CONSTRAINT:
            throw Refused(message);
        default:
            throw Failure(message);
    }
}

[[noreturn]] void raise_sqlite(api::sqlite3* handle)
{
    raise_sqlite(api::sqlite3_extended_errcode(handle), api::sqlite3_errmsg(handle));
}

namespace {

std::string insertion(const std::string& table, const std::vector<Column>& columns, std::size_t rows)
{
    std::string names, marks;
    for (const Column& column : columns) {
        names += (names.empty() ? "" : ", ") + std::string(column.name);
        marks += marks.empty() ? "?" : ", ?";
    }
    std::string values;
    for (std::size_t row = 0; row < rows; ++row) values += (row == 0 ? "(" : ", (") + marks + ")";
    return "insert into " + table + " (" + names + ") values " + values;
}

class SqliteWriter final : public Writer {
public:
    SqliteWriter(api::sqlite3* handle, std::string table, std::vector<Column> columns)
        : handle_(handle), table_(std::move(table)), columns_(std::move(columns))
    {
    }
    void put(std::int64_t number) override { held_.push_back({Held::Kind::number, number, 0}); }
    void put(std::string_view text) override
    {
        const bool is_bytes = columns_[held_.size() % columns_.size()].type == Type::bytes;
        if (!is_bytes) refuse_bad_text(text);
        held_.push_back(
            {is_bytes ? Held::Kind::bytes : Held::Kind::text, static_cast<std::int64_t>(texts_.size()), text.size()});
        texts_ += text;
    }
    void put_null() override { held_.push_back({}); }
    void end() override
    {
        if (held_.size() == rows_together * columns_.size()) write(rows_together);
    }
    void finish() override { write(1); }

private:
    static constexpr std::size_t rows_together = 32;
    struct Held {
        enum class Kind : std::uint8_t { null, number, text, bytes };
        Kind kind = Kind::null;
        std::int64_t number = 0;  // where it begins, of a text
        std::size_t size = 0;
    };

    // What is held, so many rows a statement.
    void write(std::size_t rows)
    {
        if (held_.empty()) return;
        std::optional<Statement>& statement = rows == 1 ? one_ : many_;
        if (!statement) statement.emplace(handle_, insertion(table_, columns_, rows));
        for (std::size_t first = 0; first < held_.size(); first += rows * columns_.size()) {
            for (std::size_t place = 0; place < rows * columns_.size(); ++place)
                bind(*statement, static_cast<int>(place) + 1, held_[first + place]);
            statement->step();
            statement->reset();
        }
        held_.clear();
        texts_.clear();
    }
    void bind(Statement& statement, int place, const Held& held) const
    {
        const auto text = [&] {
            return std::string_view(texts_).substr(static_cast<std::size_t>(held.number), held.size);
        };
        switch (held.kind) {
            case Held::Kind::null:
                return statement.bind_null(place);
            case Held::Kind::number:
                return statement.bind(place, held.number);
            case Held::Kind::text:
                return statement.bind(place, text());
            case Held::Kind::bytes:
                return statement.bind_bytes(place, text());
        }
    }

    api::sqlite3* handle_;
    std::string table_;
    std::vector<Column> columns_;
    std::vector<Held> held_;  // values of rows that wait
    std::string texts_;       // theirs
    std::optional<Statement> one_, many_;
};

}  // namespace

std::unique_ptr<Writer> sqlite_writer(api::sqlite3* handle, std::string table, std::vector<Column> columns)
{
    return std::make_unique<SqliteWriter>(handle, std::move(table), std::move(columns));
}

}  // namespace earned::db
