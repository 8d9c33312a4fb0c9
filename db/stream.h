// Rows on their way: out of a database in its own buffer, into it field by field, and keys to ask
// for by the thousand.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace earned::db {

// A row as it lies in the database's own buffer; valid until the next one.
struct Field { const char* data = nullptr; std::int32_t size = -1; std::int64_t number = 0; };
class Row {
public:
    enum class Form : std::uint8_t { native, network };  // SQLite's own values; big-endian bytes
    explicit Row(Form form) : form_(form) {}
    std::vector<Field> fields;
    std::size_t skip = 0;  // leading fields that are not the asker's
    bool null(std::size_t place) const { return fields[place + skip].size < 0; }
    std::int64_t number(std::size_t place) const;
    std::string_view text(std::size_t place) const;
    template <class Integer> Integer as(std::size_t place) const
    {
        return static_cast<Integer>(number(place));
    }

private:
    Form form_;
};
using Sink = std::function<void(const Row&)>;

// Rows in, one field after the other in the order of the columns. What isn't finished is undone.
enum class Type : std::uint8_t { i16, i32, i64, text, bytes };
struct Column { const char* name; Type type; };
class Writer {
public:
    virtual ~Writer() = default;
    virtual void put(std::int64_t number) = 0;
    virtual void put(std::string_view text) = 0;  // must live until end()
    virtual void put_null() = 0;
    virtual void end() = 0;     // of a row
    virtual void finish() = 0;  // of all; without it nothing is written
};

// Many keys at once: columns of one length, of numbers or of texts.
struct KeyColumn { std::vector<std::int64_t> numbers; std::vector<std::string_view> texts; bool textual = false; };
struct KeyTable {
    std::vector<KeyColumn> columns;
    std::size_t rows = 0;
    static KeyTable of(std::vector<std::int64_t> numbers);
    KeyTable& with(std::vector<std::int64_t> numbers);
    KeyTable& with(std::vector<std::string_view> texts);
};
using Found = std::function<void(std::size_t, const Row&)>;

}  // namespace earned::db
