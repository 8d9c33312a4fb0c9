#include "rules/feel/value.h"

#include "rules/feel/function.h"

#include <array>

namespace earned::feel {

namespace {

std::optional<bool> equal_lists(const Items& left, const Items& right)
{
    if (left.size() != right.size()) return false;
    std::optional<bool> all = true;
    for (std::size_t at = 0; at < left.size(); ++at) {
        const std::optional<bool> one = equal(left[at], right[at]);
        if (one == false) return false;
        if (!one) all = std::nullopt;
    }
    return all;
}

std::optional<bool> equal_contexts(const Context& left, const Context& right)
{
    if (left.entries().size() != right.entries().size()) return false;
    std::optional<bool> all = true;
    for (const auto& [name, value] : left.entries()) {
        const Value* other = right.find(name);
        if (!other) return false;
        const std::optional<bool> one = equal(value, *other);
        if (one == false) return false;
        if (!one) all = std::nullopt;
    }
    return all;
}

bool equal_ranges(const Range& left, const Range& right)
{
    return left.unbounded == right.unbounded && left.low_closed == right.low_closed &&
           left.high_closed == right.high_closed && equal(left.low, right.low) == true &&
           equal(left.high, right.high) == true;
}

std::optional<std::strong_ordering> order_of(const std::weak_ordering order)
{
    if (order < 0) return std::strong_ordering::less;
    return order > 0 ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::string list_text(const Items& items)
{
    std::string all = "[";
    for (const Value& item : items) all += (all.size() > 1 ? ", " : "") + quoted(item);
    return all + "]";
}

bool is_plain_name(std::string_view name)
{
    for (const char letter : name)
        if (letter == '"' || letter == '\\' || letter == '{' || letter == '}' || letter == ':' || letter == ',')
            return false;
    return !name.empty();
}

std::string in_quotes(std::string_view text)
{
    std::string all = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') all += '\\';
        all += letter;
    }
    return all + "\"";
}

std::string context_text(const Context& context)
{
    std::string all = "{";
    for (const auto& [name, value] : context.entries())
        all += (all.size() > 1 ? ", " : "") + (is_plain_name(name) ? name : in_quotes(name)) + ": " + quoted(value);
    return all + "}";
}

std::string range_text(const Range& range)
{
    if (range.unbounded && range.low.is_null()) return std::string(range.high_closed ? "<=" : "<") + quoted(range.high);
    if (range.unbounded) return std::string(range.low_closed ? ">=" : ">") + quoted(range.low);
    return (range.low_closed ? "[" : "(") + quoted(range.low) + ".." + quoted(range.high) +
           (range.high_closed ? "]" : ")");
}

}  // namespace

const Value* Context::find(std::string_view name) const
{
    for (const Entry& entry : entries_)
        if (entry.first == name) return &entry.second;
    return nullptr;
}

void Context::put(std::string name, Value value)
{
    for (Entry& entry : entries_) {
        if (entry.first != name) continue;
        entry.second = std::move(value);
        return;
    }
    entries_.emplace_back(std::move(name), std::move(value));
}

void Context::expect(std::size_t entries) { entries_.reserve(entries); }

Value::Value(Range range) : held_(std::make_shared<const Range>(std::move(range))) {}
Value::Value(Function function) : held_(std::make_shared<const Function>(std::move(function))) {}

std::optional<bool> equal(const Value& left, const Value& right)
{
    if (left.is_null() || right.is_null()) return left.is_null() && right.is_null();
    if (left.kind() != right.kind()) {
        const bool moments = (left.date() || left.date_time()) && (right.date() || right.date_time());
        if (!moments) return std::nullopt;
        const auto order = compare(left, right);
        return order ? std::optional(*order == 0) : std::nullopt;
    }
    switch (left.kind()) {
        case Kind::null:
            return true;
        case Kind::boolean:
            return *left.boolean() == *right.boolean();
        case Kind::list:
            return equal_lists(*left.list(), *right.list());
        case Kind::context:
            return equal_contexts(*left.context(), *right.context());
        case Kind::range:
            return equal_ranges(*left.range(), *right.range());
        case Kind::function:
            return left.function() == right.function() ? std::optional(true) : std::nullopt;
        case Kind::number:
        case Kind::string:
        case Kind::date:
        case Kind::time:
        case Kind::date_time:
        case Kind::days:
        case Kind::months:
            break;
    }
    const auto order = compare(left, right);
    if (!order) return std::nullopt;
    return *order == 0;
}

std::optional<std::strong_ordering> compare(const Value& left, const Value& right)
{
    if (left.date() && right.date_time()) return compare(midnight_utc(*left.date()), *right.date_time());
    if (left.date_time() && right.date()) return compare(*left.date_time(), midnight_utc(*right.date()));
    if (left.kind() != right.kind()) return std::nullopt;
    switch (left.kind()) {
        case Kind::number:
            return order_of(*left.number() <=> *right.number());
        case Kind::string:
            return left.string()->compare(*right.string()) <=> 0;
        case Kind::date:
            return order_of(*left.date() <=> *right.date());
        case Kind::time:
            return compare(*left.time(), *right.time());
        case Kind::date_time:
            return compare(*left.date_time(), *right.date_time());
        case Kind::days:
            return order_of(*left.days() <=> *right.days());
        case Kind::months:
            return order_of(*left.months() <=> *right.months());
        case Kind::null:
        case Kind::boolean:
        case Kind::list:
        case Kind::context:
        case Kind::range:
        case Kind::function:
            return std::nullopt;
    }
    return std::nullopt;
}

bool same(const Value& left, const Value& right)
{
    if (left.kind() != right.kind()) return false;
    if (left.time()) return *left.time() == *right.time();
    if (left.date_time()) return *left.date_time() == *right.date_time();
    if (left.list()) {
        if (left.list()->size() != right.list()->size()) return false;
        for (std::size_t at = 0; at < left.list()->size(); ++at)
            if (!same((*left.list())[at], (*right.list())[at])) return false;
        return true;
    }
    if (left.context()) {
        if (left.context()->entries().size() != right.context()->entries().size()) return false;
        for (const auto& [name, value] : left.context()->entries()) {
            const Value* other = right.context()->find(name);
            if (!other || !same(value, *other)) return false;
        }
        return true;
    }
    return equal(left, right) == true;
}

std::optional<bool> includes(const Range& range, const Value& value)
{
    const bool known = !range.low.is_null() && !range.high.is_null();
    if (!known && !range.unbounded) return std::nullopt;
    bool within = true;
    if (!range.low.is_null()) {
        const auto order = compare(value, range.low);
        if (!order) return std::nullopt;
        within = *order > 0 || (range.low_closed && *order == 0);
    }
    if (!range.high.is_null()) {
        const auto order = compare(value, range.high);
        if (!order) return std::nullopt;
        within = within && (*order < 0 || (range.high_closed && *order == 0));
    }
    return within;
}

std::string text(const Value& value)
{
    switch (value.kind()) {
        case Kind::null:
            return "null";
        case Kind::boolean:
            return *value.boolean() ? "true" : "false";
        case Kind::number:
            return value.number()->text();
        case Kind::string:
            return *value.string();
        case Kind::date:
            return text(*value.date());
        case Kind::time:
            return text(*value.time());
        case Kind::date_time:
            return text(*value.date_time());
        case Kind::days:
            return text(*value.days());
        case Kind::months:
            return text(*value.months());
        case Kind::list:
            return list_text(*value.list());
        case Kind::context:
            return context_text(*value.context());
        case Kind::range:
            return range_text(*value.range());
        case Kind::function:
            return "function";
    }
    return "null";
}

std::string quoted(const Value& value) { return value.string() ? in_quotes(*value.string()) : text(value); }

std::string_view name(Kind kind)
{
    constexpr std::array<std::string_view, 13> names{"null",
                                                     "boolean",
                                                     "number",
                                                     "string",
                                                     "date",
                                                     "time",
                                                     "date and time",
                                                     "days and time duration",
                                                     "years and months duration",
                                                     "list",
                                                     "context",
                                                     "range",
                                                     "function"};
    return names[static_cast<std::size_t>(kind)];
}

}  // namespace earned::feel
