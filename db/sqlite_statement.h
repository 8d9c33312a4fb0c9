// Statements of SQLite, and rows into a table.
//
// Requires: the handle's session lives longer; what is bound lives until the statement has stepped
// Errors:   Retry when the book is busy, Refused when it refuses a row, else Failure
#pragma once

#include "db/session.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace earned::db {

namespace api = sqlite_api;

[[noreturn]] void raise_sqlite(int code, const std::string& message);
[[noreturn]] void raise_sqlite(api::sqlite3* handle);

class Statement {
public:
    Statement(api::sqlite3* handle, const std::string& sql) : handle_(handle)
    {
        const int size = static_cast<int>(sql.size()) + 1;
        if (api::sqlite3_prepare_v2(handle, sql.c_str(), size, &statement_, nullptr) != SQLITE_OK) {
            raise_sqlite(handle);
        }
    }
    ~Statement() { api::sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    void bind(int place, std::int64_t value) { check(api::sqlite3_bind_int64(statement_, place, value)); }
    void bind(int place, std::string_view text)
    {
        const char* data = text.data() == nullptr ? "" : text.data();
        check(api::sqlite3_bind_text64(statement_, place, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
    }
    void bind_bytes(int place, std::string_view bytes)
    {
        const char* data = bytes.data() == nullptr ? "" : bytes.data();
        check(api::sqlite3_bind_blob64(statement_, place, data, bytes.size(), SQLITE_STATIC));
    }
    void bind_null(int place) { check(api::sqlite3_bind_null(statement_, place)); }
    bool step()
    {
        const int code = api::sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) raise_sqlite(handle_);
        return false;
    }
    void reset() { api::sqlite3_reset(statement_); }
    void fill(Row& row)
    {
        const int count = api::sqlite3_column_count(statement_);
        row.fields.resize(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            fill(row.fields[static_cast<std::size_t>(i)], api::sqlite3_column_value(statement_, i));
    }

private:
    void check(int code)
    {
        if (code != SQLITE_OK) raise_sqlite(handle_);
    }
    // A column is looked up once: to ask the statement for its type and for what it is would look it up twice.
    static void fill(Field& field, api::sqlite3_value* value)
    {
        switch (api::sqlite3_value_type(value)) {
            case SQLITE_NULL:
                field = Field{};
                return;
            case SQLITE_INTEGER:
                field = Field{nullptr, 8, api::sqlite3_value_int64(value)};
                return;
            default:
                field.data = static_cast<const char*>(api::sqlite3_value_blob(value));
                field.size = api::sqlite3_value_bytes(value);
                field.number = 0;
        }
    }
    api::sqlite3* handle_;
    api::sqlite3_stmt* statement_ = nullptr;
};

// Rows go in many at a time: a statement looks up its tables and begins once, which costs as much as a row does.
std::unique_ptr<Writer> sqlite_writer(api::sqlite3* handle, std::string table, std::vector<Column> columns);

}  // namespace earned::db
