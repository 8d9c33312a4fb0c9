#include "contract/shape_write.h"

#include "contract/bytes.h"

#include <array>
#include <charconv>
#include <cstring>

namespace earned {

namespace {

// As JSON escapes it, in `place`; the number of bytes written, at most six.
std::size_t escape(char character, char* place)
{
    constexpr std::string_view hex = "0123456789abcdef", letters = "btn_fr";
    const auto byte = static_cast<unsigned char>(character);
    place[0] = '\\';
    if (character == '"' || character == '\\')
        place[1] = character;
    else if (byte >= '\b' && byte <= '\r' && byte != '\v')
        place[1] = letters[byte - '\b'];
    else {
        std::memcpy(place + 1, "u00", 3);
        place[4] = hex[byte >> 4];
        place[5] = hex[byte & 15];
        return 6;
    }
    return 2;
}

// The shortest form of a number of few digits, without going through a text: the number of bytes
// written, or none when it has many.
std::size_t write_small(char* place, const Decimal& number)
{
    const Wide coefficient = number.coefficient();
    int power = number.exponent();
    if (power > 0 || power < -18 || coefficient != static_cast<std::int64_t>(coefficient)) return 0;
    auto rest = static_cast<std::int64_t>(coefficient);
    for (; power < 0 && rest % 10 == 0; ++power) rest /= 10;
    std::array<char, 24> buffer;
    const auto size = rest < 0 ? 0 - static_cast<std::uint64_t>(rest) : static_cast<std::uint64_t>(rest);
    const char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), size).ptr;
    const auto digits = static_cast<std::size_t>(end - buffer.data()), decimals = static_cast<std::size_t>(-power);
    char* out = place;
    const auto put = [&](const char* from, std::size_t count) {
        std::memcpy(out, from, count);
        out += count;
    };
    if (rest < 0) *out++ = '-';
    if (decimals == 0)
        put(buffer.data(), digits);
    else if (digits > decimals) {
        put(buffer.data(), digits - decimals);
        *out++ = '.';
        put(buffer.data() + digits - decimals, decimals);
    } else {
        put("0.00000000000000000000", 2 + decimals - digits);
        put(buffer.data(), digits);
    }
    return static_cast<std::size_t>(out - place);
}

constexpr std::size_t most_small = 48;

}  // namespace

std::string TextOut::take()
{
    out_.resize(static_cast<std::size_t>(at_ - out_.data()));
    return std::move(out_);
}

void TextOut::grow(std::size_t size)
{
    const auto written = static_cast<std::size_t>(at_ - out_.data());
    out_.resize(std::max(2 * out_.size(), written + size));
    at_ = out_.data() + written;
    end_ = out_.data() + out_.size();
}

void TextOut::put(std::string_view text)
{
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
}

void TextOut::open(char bracket)
{
    room(2);
    separate();
    *at_++ = bracket;
    first_ = true;
}

void TextOut::close(char bracket)
{
    room(1);
    *at_++ = bracket;
    first_ = false;
}

void TextOut::own_name(std::string_view name)
{
    room(name.size() + 4);
    separate();
    *at_++ = '"';
    put(name);
    *at_++ = '"';
    *at_++ = ':';
    first_ = true;
}

void TextOut::name(std::string_view name)
{
    text(name);
    room(1);
    *at_++ = ':';
    first_ = true;
}

void TextOut::text(std::string_view text)
{
    std::size_t plain = first_to_escape(text);
    room(3 + (plain == text.size() ? text.size() : 6 * text.size()));
    separate();
    *at_++ = '"';
    for (; plain < text.size(); plain = first_to_escape(text)) {
        put(text.substr(0, plain));
        at_ += escape(text[plain], at_);
        text.remove_prefix(plain + 1);
    }
    put(text);
    *at_++ = '"';
    first_ = false;
}

void TextOut::number(const Decimal& number)
{
    room(1 + most_small);
    separate();
    const std::size_t size = write_small(at_, number);
    at_ += size;
    first_ = true;
    if (size == 0) as_it_is(canonical(Value::number(number.text())));
    first_ = false;
}

void TextOut::whole(int number) { as_it_is(std::to_string(number)); }

void TextOut::as_it_is(std::string_view canonical)
{
    room(canonical.size() + 1);
    separate();
    put(canonical);
    first_ = false;
}

void ValueOut::add(Value value)
{
    if (open_.empty())
        made_ = std::move(value);
    else if (open_.back().name.empty())
        open_.back().items.push_back(std::move(value));
    else
        open_.back().fields.emplace_back(std::exchange(open_.back().name, {}), std::move(value));
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

template <class Out>
void write_as(const Term& value, const Kind&, Out& out)
{
    out.begin_list();
    out.text(value.first.text());
    out.text(value.last.text());
    out.end_list();
}

template <class Out>
void write_as(const PriceRange& value, const Kind&, Out& out)
{
    if (value.low == value.high) return out.number(value.low);
    out.begin_record();
    out.own_name("high");
    out.number(value.high);
    out.own_name("low");
    out.number(value.low);
    out.end_record();
}

template <class Out>
void write_as(const Discount& value, const Kind&, Out& out)
{
    if (value.percent)
        out.text(value.percent->reduced().text() + "%");
    else
        out.number(*value.amount);
}

template <class Out>
void write_as(const Attributes& value, const Kind&, Out& out)
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

template <class Out>
void write_record(const void* record, const Shape& shape, Out& out)
{
    out.begin_record();
    for (std::size_t at = 0; at < shape.fields.size(); ++at) {
        const Field& field = shape.fields[Out::sorted ? shape.by_name[at] : at];
        if (field.need == Need::may && !field.present(record)) continue;
        out.own_name(field.name);
        if constexpr (Out::sorted)
            field.write_text(record, field.kind, out);
        else
            field.write_value(record, field.kind, out);
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
