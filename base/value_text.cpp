#include "base/value.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace earned {

namespace {

// Written out, before a number turns to an exponent: whole digits, and zeros after the point.
constexpr std::int64_t most_whole = 34, most_zeros_read = 40;

// A number token taken apart: its value is 0.digits × 10^point.
struct Digits {
    bool negative = false;
    std::string digits;  // no zero at either end; empty for zero
    std::int64_t point = 0;
    bool sound = false;  // false: an exponent beyond any use
};

Digits digits_of(std::string_view token)
{
    Digits parts;
    std::size_t place = 0;
    if (token.starts_with('-') || token.starts_with('+')) parts.negative = token[place++] == '-';
    bool after_point = false;
    for (; place < token.size() && token[place] != 'e' && token[place] != 'E'; ++place) {
        if (token[place] == '.') after_point = true;
        else parts.digits += token[place];
        if (!after_point) ++parts.point;
    }
    if (place < token.size() && ++place < token.size()) {
        if (token[place] == '+') ++place;
        std::int64_t exponent = 0;
        const char* end = token.data() + token.size();
        const auto read = std::from_chars(token.data() + place, end, exponent);
        if (read.ec != std::errc() || read.ptr != end) return parts;
        if (exponent > 1'000'000'000 || exponent < -1'000'000'000) return parts;
        parts.point += exponent;
    }
    const std::size_t first = std::min(parts.digits.find_first_not_of('0'), parts.digits.size());
    parts.digits.erase(0, first);
    parts.point -= static_cast<std::int64_t>(first);
    parts.digits.erase(parts.digits.find_last_not_of('0') + 1);
    parts.sound = true;
    return parts;
}

std::string zeros(std::int64_t count) { return std::string(static_cast<std::size_t>(count), '0'); }

// The shortest form: 1.50 and 15e-1 are 1.5; -0.0 is 0; 1e400 stays 1e400.
std::string shortest(const std::string& token)
{
    const Digits parts = digits_of(token);
    if (!parts.sound) return token;
    if (parts.digits.empty()) return "0";
    const std::string minus = parts.negative ? "-" : "";
    const auto count = static_cast<std::int64_t>(parts.digits.size());
    if (parts.point > std::max(count, most_whole) || parts.point < -most_zeros_read)
        return minus + parts.digits + "e" + std::to_string(parts.point - count);
    if (parts.point >= count)
        return minus + parts.digits + zeros(parts.point - count);
    if (parts.point <= 0) return minus + "0." + zeros(-parts.point) + parts.digits;
    return minus + std::string(parts.digits).insert(static_cast<std::size_t>(parts.point), ".");
}

void write_text(std::string& out, std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        switch (character) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (byte >= 0x20) out += character;
            else out.append("\\u00").append({hex[byte >> 4], hex[byte & 15]});
        }
    }
    out += '"';
}

enum class Form { as_written, canonical };

void write(std::string& out, const Value& value, Form form);

void write_record(std::string& out, const std::vector<Value::Field>& fields, Form form)
{
    std::vector<const Value::Field*> order;
    order.reserve(fields.size());
    for (const Value::Field& field : fields) order.push_back(&field);
    const auto by_name = [](const Value::Field* left, const Value::Field* right) {
        return left->first < right->first;
    };
    if (form == Form::canonical) std::stable_sort(order.begin(), order.end(), by_name);
    char before = '{';
    for (const Value::Field* field : order) {
        out += before;
        write_text(out, field->first);
        out += ':';
        write(out, field->second, form);
        before = ',';
    }
    out += fields.empty() ? "{}" : "}";
}

void write(std::string& out, const Value& value, Form form)
{
    if (value.is_null()) out += "null";
    else if (value.is_boolean()) out += value.boolean() ? "true" : "false";
    else if (value.is_number())
        out += form == Form::canonical ? shortest(value.number_token()) : value.number_token();
    else if (value.is_text()) write_text(out, value.text());
    else if (value.is_record()) write_record(out, value.fields(), form);
    else {
        char before = '[';
        for (const Value& item : value.items()) {
            out += before;
            write(out, item, form);
            before = ',';
        }
        out += value.items().empty() ? "[]" : "]";
    }
}

}  // namespace

std::string canonical(const Value& value)
{
    std::string out;
    write(out, value, Form::canonical);
    return out;
}

std::string json(const Value& value)
{
    std::string out;
    write(out, value, Form::as_written);
    return out;
}

std::string pointer(std::string_view parent, std::string_view name)
{
    std::string path(parent);
    path += '/';
    for (const char character : name) {
        if (character == '~') path += "~0";
        else if (character == '/') path += "~1";
        else path += character;
    }
    return path;
}

std::string pointer(std::string_view parent, std::size_t index)
{
    return std::string(parent) + "/" + std::to_string(index);
}

}  // namespace earned
