// What an expression of FEEL is worth: null, a boolean, a number, a string, a day, a time, a moment, a duration, a
// list, a context, a range or a function (DMN 1.5, 10.3.2).
//
// Law:      equal() is FEEL's `=` and knows three answers; same() is the function `is`, and knows two
// Ensures:  a value never changes once it is made, so copies share what they are made of
// Source:   DMN 1.5, 10.3.2.3 (types), 10.3.2.13 (equality, order)
#pragma once

#include "base/decimal.h"
#include "rules/feel/temporal.h"

#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace earned::feel {

class Value;
struct Range;
struct Function;
using Items = std::vector<Value>;

// Named values, in the order in which they were put.
class Context {
public:
    using Entry = std::pair<std::string, Value>;

    const Value* find(std::string_view name) const;
    void put(std::string name, Value value);  // in the place of one that has the name
    void expect(std::size_t entries);         // room for so many
    const std::vector<Entry>& entries() const { return entries_; }

private:
    std::vector<Entry> entries_;
};

enum class Kind : std::uint8_t {
    null,
    boolean,
    number,
    string,
    date,
    time,
    date_time,
    days,
    months,
    list,
    context,
    range,
    function
};

class Value {
public:
    Value() = default;  // null
    explicit Value(bool truth) : held_(truth) {}
    Value(Decimal number) : held_(number) {}
    Value(std::string text) : held_(std::make_shared<const std::string>(std::move(text))) {}
    Value(const char*) = delete;
    Value(Date date) : held_(date) {}
    Value(Time time) : held_(std::make_shared<const Time>(std::move(time))) {}
    Value(DateTime moment) : held_(std::make_shared<const DateTime>(std::move(moment))) {}
    Value(DaysDuration duration) : held_(duration) {}
    Value(MonthsDuration duration) : held_(duration) {}
    Value(Items items) : held_(std::make_shared<const Items>(std::move(items))) {}
    Value(Context context) : held_(std::make_shared<const Context>(std::move(context))) {}
    Value(Range range);
    Value(Function function);
    static Value number(std::int64_t whole) { return Decimal::of(whole); }

    Kind kind() const { return static_cast<Kind>(held_.index()); }
    bool is_null() const { return kind() == Kind::null; }
    bool is_true() const { return boolean() && *boolean(); }

    // What it is, or nullptr where it is something else.
    const bool* boolean() const { return std::get_if<bool>(&held_); }
    const Decimal* number() const { return std::get_if<Decimal>(&held_); }
    const std::string* string() const { return pointed<std::string>(); }
    const Date* date() const { return std::get_if<Date>(&held_); }
    const Time* time() const { return pointed<Time>(); }
    const DateTime* date_time() const { return pointed<DateTime>(); }
    const DaysDuration* days() const { return std::get_if<DaysDuration>(&held_); }
    const MonthsDuration* months() const { return std::get_if<MonthsDuration>(&held_); }
    const Items* list() const { return pointed<Items>(); }
    const Context* context() const { return pointed<Context>(); }
    const Range* range() const { return pointed<Range>(); }
    const Function* function() const { return pointed<Function>(); }

private:
    template <class T>
    using Shared = std::shared_ptr<const T>;
    template <class T>
    const T* pointed() const
    {
        const Shared<T>* held = std::get_if<Shared<T>>(&held_);
        return held ? held->get() : nullptr;
    }

    std::variant<std::monostate, bool, Decimal, Shared<std::string>, Date, Shared<Time>, Shared<DateTime>, DaysDuration,
                 MonthsDuration, Shared<Items>, Shared<Context>, Shared<Range>, Shared<Function>>
        held_;
};

// From low to high. `(<5)` has no low end and is unbounded; the low end of `(null..5)` is not known.
struct Range {
    Value low, high;
    bool low_closed = false, high_closed = false;
    bool unbounded = false;
};

// Nothing: they cannot be compared.
std::optional<bool> equal(const Value& left, const Value& right);
std::optional<std::strong_ordering> compare(const Value& left, const Value& right);
bool same(const Value& left, const Value& right);
// Whether the value lies within; nothing where its ends and the value cannot be compared.
std::optional<bool> includes(const Range& range, const Value& value);

// As the function string() writes it; quoted: as it stands within a list or a context.
std::string text(const Value& value);
std::string quoted(const Value& value);
std::string_view name(Kind kind);

}  // namespace earned::feel
