// What a document says before it is given a meaning.
//
// A value is null, a boolean, a number (its digits as they were written), a text, a list, or a
// record (names in the order of the document; a reader refuses a name that stands twice), and may
// know where it stood.
//
// Law: a == b exactly when canonical(a) == canonical(b): 1.50 is 1.5, the order of names and the
//      places don't matter; "1.5" is a text and no number
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace earned {

struct Address {
    std::string name;  // of the file or stream
    std::uint32_t line = 0, column = 0;  // from 1; 0 when not known

    std::string text() const;  // "orders.csv:17:4"
};

class Value {
public:
    using Field = std::pair<std::string, Value>;

    Value() = default;  // null
    static Value null() { return {}; }
    static Value boolean(bool truth);
    static Value number(std::string token);  // Requires: a number of JSON, or one with '+'
    static Value number(std::int64_t whole);
    static Value text(std::string text);
    static Value list(std::vector<Value> items);
    static Value record(std::vector<Field> fields);

    bool is_null() const { return kind_.index() == 0; }
    bool is_boolean() const { return kind_.index() == 1; }
    bool is_number() const { return kind_.index() == 2; }
    bool is_text() const { return kind_.index() == 3; }
    bool is_list() const { return kind_.index() == 4; }
    bool is_record() const { return kind_.index() == 5; }

    // Requires: the value is of that kind (CHECK)
    bool boolean() const;
    const std::string& number_token() const;
    const std::string& text() const;
    const std::vector<Value>& items() const;
    std::vector<Value>& items();
    const std::vector<Field>& fields() const;
    std::vector<Field>& fields();

    // The field of that name; null when there is none, or this is no record.
    const Value* find(std::string_view name) const;

    // Where it stood; null when nobody noted it.
    const Address* address() const { return address_.get(); }
    Value& stood_at(Address address);

    Value(const Value& other);
    Value& operator=(const Value& other);
    Value(Value&&) noexcept = default;
    Value& operator=(Value&&) noexcept = default;
    ~Value() = default;

    friend bool operator==(const Value& left, const Value& right);

private:
    struct Number { std::string token; };
    using List = std::vector<Value>;
    using Record = std::vector<Field>;

    std::variant<std::monostate, bool, Number, std::string, List, Record> kind_;
    std::unique_ptr<Address> address_;
};

// One text for all equal values: JSON without spaces, names sorted by their bytes, numbers in their
// shortest form. What content hashes are taken of.
std::string canonical(const Value& value);

// JSON without spaces, with names in their order and numbers as they were written.
std::string json(const Value& value);

// JSON Pointer (RFC 6901): pointer("/lines", "a/b") is "/lines/a~1b"; pointer("", 3) is "/3".
std::string pointer(std::string_view parent, std::string_view name);
std::string pointer(std::string_view parent, std::size_t index);

}  // namespace earned
