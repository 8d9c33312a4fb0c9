#include "contract/shape_write.h"

#include <array>
#include <charconv>

namespace earned {

namespace {

bool is_plain(char character)
{
    return static_cast<unsigned char>(character) >= 0x20 && character != '"' && character != '\\';
}

void escape(std::string& out, char character)
{
    constexpr std::string_view hex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(character);
    switch (character) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: out.append("\\u00").append({hex[byte >> 4], hex[byte & 15]}); return;
    }
}

// The shortest form of a number of few digits, without going through a text; false: it has many.
bool write_small(std::string& out, const Decimal& number)
{
    const Wide coefficient = number.coefficient();
    int power = number.exponent();
    if (power > 0 || power < -18 || coefficient != static_cast<std::int64_t>(coefficient)) return false;
    auto rest = static_cast<std::int64_t>(coefficient);
    while (power < 0 && rest % 10 == 0) {
        rest /= 10;
        ++power;
    }
    std::array<char, 24> buffer;
    const auto size = rest < 0 ? 0 - static_cast<std::uint64_t>(rest) : static_cast<std::uint64_t>(rest);
    const char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), size).ptr;
    const std::string_view digits(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const auto decimals = static_cast<std::size_t>(-power);
    if (rest < 0) out += '-';
    if (decimals == 0) out += digits;
    else if (digits.size() > decimals) {
        out.append(digits.substr(0, digits.size() - decimals)).append(".").append(digits.substr(digits.size() - decimals));
    } else {
        out.append("0.").append(decimals - digits.size(), '0').append(digits);
    }
    return true;
}

}  // namespace

void TextOut::separate()
{
    if (!first_) out_ += ',';
    first_ = true;  // what follows a separator, or a name, stands by itself
}

void TextOut::open(char bracket)
{
    separate();
    out_ += bracket;
}

void TextOut::close(char bracket)
{
    out_ += bracket;
    first_ = false;
}

void TextOut::name(std::string_view name)
{
    text(name);
    out_ += ':';
    first_ = true;
}

void TextOut::text(std::string_view text)
{
    separate();
    out_ += '"';
    std::size_t written = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_plain(text[at])) continue;
        out_.append(text, written, at - written);
        escape(out_, text[at]);
        written = at + 1;
    }
    out_.append(text, written, text.size() - written);
    out_ += '"';
    first_ = false;
}

void TextOut::number(const Decimal& number)
{
    separate();
    if (!write_small(out_, number)) out_ += canonical(Value::number(number.text()));
    first_ = false;
}

void TextOut::whole(int number)
{
    separate();
    out_ += std::to_string(number);
    first_ = false;
}

void TextOut::boolean(bool truth)
{
    separate();
    out_ += truth ? "true" : "false";
    first_ = false;
}

void TextOut::as_it_is(std::string_view canonical)
{
    separate();
    out_ += canonical;
    first_ = false;
}

void ValueOut::add(Value value)
{
    if (open_.empty()) made_ = std::move(value);
    else if (open_.back().name.empty()) open_.back().items.push_back(std::move(value));
    else open_.back().fields.emplace_back(std::exchange(open_.back().name, {}), std::move(value));
}

void ValueOut::end_record()
{
    Value made = Value::record(std::move(open_.back().fields));
    open_.pop_back();
    add(std::move(made));
}

void ValueOut::end_list()
{
    Value made = Value::list(std::move(open_.back().items));
    open_.pop_back();
    add(std::move(made));
}

template <class Out> void write_as(const Term& value, const Kind&, Out& out)
{
    out.begin_list();
    out.text(value.first.text());
    out.text(value.last.text());
    out.end_list();
}

template <class Out> void write_as(const PriceRange& value, const Kind&, Out& out)
{
    if (value.low == value.high) return out.number(value.low);
    out.begin_record();
    out.name("high");
    out.number(value.high);
    out.name("low");
    out.number(value.low);
    out.end_record();
}

template <class Out> void write_as(const Discount& value, const Kind&, Out& out)
{
    if (value.percent) out.text(value.percent->reduced().text() + "%");
    else out.number(*value.amount);
}

template <class Out> void write_as(const Attributes& value, const Kind&, Out& out)
{
    out.begin_record();
    for (const auto& [name, text] : value) {
        out.name(name);
        out.text(text);
    }
    out.end_record();
}

bool says_something(const void* record, const Shape& shape)
{
    for (const Field& field : shape.fields)
        if (field.present(record)) return true;
    return false;
}

template <class Out> void write_record(const void* record, const Shape& shape, Out& out)
{
    out.begin_record();
    for (std::size_t at = 0; at < shape.fields.size(); ++at) {
        const Field& field = shape.fields[Out::sorted ? shape.by_name[at] : at];
        if (field.need == Need::may && !field.present(record)) continue;
        out.name(field.name);
        if constexpr (Out::sorted) field.write_text(record, field.kind, out);
        else field.write_value(record, field.kind, out);
    }
    out.end_record();
}

template void write_as(const Term&, const Kind&, TextOut&);
template void write_as(const Term&, const Kind&, ValueOut&);
template void write_as(const PriceRange&, const Kind&, TextOut&);
template void write_as(const PriceRange&, const Kind&, ValueOut&);
template void write_as(const Discount&, const Kind&, TextOut&);
template void write_as(const Discount&, const Kind&, ValueOut&);
template void write_as(const Attributes&, const Kind&, TextOut&);
template void write_as(const Attributes&, const Kind&, ValueOut&);
template void write_record(const void*, const Shape&, TextOut&);
template void write_record(const void*, const Shape&, ValueOut&);

}  // namespace earned
