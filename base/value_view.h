// A Value that is only looked at, where it lies: in the memory of a reader, or of a Value. Copying one copies no text.
//
// Requires: what it looks at lives, and stays where it is, for as long as anything is asked of it
// Law:      copied(view_of(value, room)) == value
// Errors:   what is asked of a value of another kind is a CHECK, as with Value
#pragma once

#include "base/value.h"

#include <array>
#include <cstddef>
#include <memory_resource>
#include <span>
#include <string_view>

namespace earned {

class ValueView {
public:
    struct Field;

    ValueView() = default;  // null
    static ValueView boolean(bool truth);
    static ValueView number(std::string_view token);  // Requires: as Value::number
    static ValueView text(std::string_view text);
    static ValueView list(std::span<const ValueView> items);
    static ValueView record(std::span<const Field> fields);

    bool is_null() const { return kind_ == Kind::null; }
    bool is_boolean() const { return kind_ == Kind::boolean; }
    bool is_number() const { return kind_ == Kind::number; }
    bool is_text() const { return kind_ == Kind::text; }
    bool is_list() const { return kind_ == Kind::list; }
    bool is_record() const { return kind_ == Kind::record; }

    bool boolean() const;
    std::string_view number_token() const;
    std::string_view text() const;
    std::span<const ValueView> items() const;
    std::span<const Field> fields() const;

    // The field of that name; null when there is none, or this is no record.
    const ValueView* find(std::string_view name) const;

private:
    enum class Kind : unsigned char { null, boolean, number, text, list, record };
    ValueView(Kind kind, bool truth, const void* begin, std::size_t size)
        : kind_(kind), truth_(truth), begin_(begin), size_(size)
    {
    }

    Kind kind_ = Kind::null;
    bool truth_ = false;
    const void* begin_ = nullptr;  // of the characters, items or fields
    std::size_t size_ = 0;
};

struct ValueView::Field {
    std::string_view name;
    ValueView value;
};

// Where the items and fields of views lie: small documents ask for no memory.
class ViewRoom {
public:
    void clear() { memory_.release(); }  // what it kept is gone
    std::span<const ValueView> keep(std::span<const ValueView> items);
    std::span<const ValueView::Field> keep(std::span<const ValueView::Field> fields);

private:
    std::array<std::byte, 4096> first_;
    std::pmr::monotonic_buffer_resource memory_{first_.data(), first_.size()};
};

ValueView view_of(const Value& value, ViewRoom& room);  // valid while both live
Value copied(const ValueView& view);
std::string canonical(const ValueView& view);

}  // namespace earned
