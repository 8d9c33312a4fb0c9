#include "contract/shape_text.h"

#include "contract/bytes.h"

#include <algorithm>

namespace earned {

namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }

// What is left of a text, taken from the left.
struct Unread {
    std::string_view text;

    bool take(char wanted)
    {
        if (!text.starts_with(wanted)) return false;
        text.remove_prefix(1);
        return true;
    }
    std::size_t take_digits()
    {
        std::size_t size = 0;
        while (size < text.size() && is_digit(text[size])) ++size;
        text.remove_prefix(size);
        return size;
    }
    // So many digits as a number from `least` to `most`.
    bool take_number(std::size_t width, int least, int most)
    {
        int number = 0;
        if (text.size() < width) return false;
        for (std::size_t at = 0; at < width; ++at) {
            if (!is_digit(text[at])) return false;
            number = number * 10 + (text[at] - '0');
        }
        text.remove_prefix(width);
        return number >= least && number <= most;
    }
    // A point and digits, if there is a point.
    bool take_decimals(std::size_t most)
    {
        if (!take('.')) return true;
        const std::size_t count = take_digits();
        return count >= 1 && count <= most;
    }
};

bool is_name_text(std::string_view text)
{
    if (is_printable_ascii(text)) return !text.empty() && text.size() <= most_characters;
    if (text.size() > most_characters * 4) return false;
    std::size_t characters = 0;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x20 || byte == 0x7f) return false;
        if ((byte & 0xc0) != 0x80) ++characters;
    }
    return characters <= most_characters;
}

bool is_period(std::string_view text)
{
    Unread left{text};
    return left.take_number(4, 1900, 9999) && left.take('-') && left.take_number(2, 1, 12) && left.text.empty();
}

// A day that every year has, so not the 29th of February.
bool is_day_of_year(std::string_view text)
{
    return text.size() == 5 && Date::parse("2001-" + std::string(text)).has_value();
}

bool is_country(std::string_view text)
{
    return text.size() == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

bool is_interval(std::string_view text)
{
    const std::size_t quarter = text.find(" quarter");
    return (quarter == std::string_view::npos || quarter <= 3) && Interval::parse(text).has_value();
}

bool is_percent(std::string_view text)
{
    if (!text.ends_with('%')) return false;
    text.remove_suffix(1);
    if (text == "100") return true;
    Unread left{text};
    const std::size_t whole = left.take_digits();
    if (whole == 0 || whole > 2 || (whole == 2 && text[0] == '0')) return false;
    return left.take_decimals(6) && left.text.empty();
}

std::string zeros(int places) { return "(\\.0{1," + std::to_string(most_written_places(places)) + "})?"; }

std::string decimals(int places)
{
    if (places == 0) return zeros(0);
    return "(\\.[0-9]{1," + std::to_string(places) + "}0{0," + std::to_string(most_written_places(places) - places) +
           "})?";
}

constexpr std::string_view date_pattern =
    "^((19|[2-9][0-9])[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|"
    "02-(0[1-9]|1[0-9]|2[0-8]))|((19|[2-9][0-9])(0[48]|[2468][048]|[13579][26])|([2468][048]|[3579][26])00)-02-29)$";

}  // namespace

int most_written_places(int places) { return places + std::min(7, Decimal::digits - most_whole_digits - places); }

bool is_decimal_text(std::string_view text)
{
    Unread left{text};
    left.take('-');
    const std::string_view whole = left.text;
    const std::size_t digits = left.take_digits();
    if (digits == 0 || digits > most_whole_digits || (digits > 1 && whole[0] == '0')) return false;
    return left.take_decimals(Decimal::digits) && left.text.empty();
}

std::string decimal_pattern(const Kind& kind)
{
    const std::string whole = "(0|[1-9][0-9]{0," + std::to_string(most_whole_digits - 1) + "})";
    const std::string after = decimals(kind.places), none = zeros(kind.places);
    switch (kind.bound) {
        case Bound::any:
            return "^-?" + whole + after + "$";
        case Bound::not_negative:
            return "^" + whole + after + "$";
        case Bound::positive:
            return "^(?=.*[1-9])" + whole + after + "$";
        case Bound::share:
            return "^(0" + after + "|1" + none + ")$";
        case Bound::hundred:
            return "^((0|[1-9][0-9]?)" + after + "|100" + none + ")$";
    }
    return {};
}

bool matches(const Kind& kind, std::string_view text)
{
    switch (kind.form) {
        case Form::text:
            return text.find('\0') == std::string_view::npos;
        case Form::name:
            return is_name_text(text);
        case Form::choice:
            return std::find(kind.allowed.begin(), kind.allowed.end(), text) != kind.allowed.end();
        case Form::date:
            return Date::parse(text).has_value();
        case Form::period:
            return is_period(text);
        case Form::day_of_year:
            return is_day_of_year(text);
        case Form::currency:
            return Currency::parse(text).has_value();
        case Form::country:
            return is_country(text);
        case Form::interval:
            return is_interval(text);
        case Form::terms:
            return PaymentTerms::parse(text).has_value();
        case Form::percent:
            return is_percent(text);
        case Form::decimal:
        case Form::whole:
        case Form::boolean:
        case Form::truth:
        case Form::quantity:
        case Form::discount:
        case Form::price_range:
        case Form::term:
        case Form::tags:
        case Form::list:
        case Form::record:
            return false;
    }
    return false;
}

std::string pattern(const Kind& kind)
{
    switch (kind.form) {
        case Form::text:
            return "^[^\\u0000]*$";
        case Form::name:
            return "^[^\\u0000-\\u001f\\u007f]+$";
        case Form::date:
            return std::string(date_pattern);
        case Form::period:
            return "^(19|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])$";
        case Form::day_of_year:
            return "^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2["
                   "0-8]))$";
        case Form::country:
            return "^[A-Z]{2}$";
        case Form::interval:
            return "^([1-9][0-9]{0,3} (day|week|month|year)|[1-9][0-9]{0,2} quarter)s?$";
        case Form::terms:
            return "^(net [0-9]{1,3}|(0|[1-9][0-9]?)(\\.[0-9]{1,4})?% [0-9]{1,3} net [0-9]{1,3}|eom\\+[0-9]{1,3})$";
        case Form::percent:
            return "^((0|[1-9][0-9]?)(\\.[0-9]{1,6})?|100)%$";
        case Form::choice:
        case Form::currency:
        case Form::decimal:
        case Form::whole:
        case Form::boolean:
        case Form::truth:
        case Form::quantity:
        case Form::discount:
        case Form::price_range:
        case Form::term:
        case Form::tags:
        case Form::list:
        case Form::record:
            return {};
    }
    return {};
}

bool is_instant(std::string_view text)
{
    Unread left{text};
    if (!left.take_number(4, 0, 9999) || !left.take('-') || !left.take_number(2, 1, 12)) return false;
    if (!left.take('-') || !left.take_number(2, 1, 31)) return false;
    if (!left.take('T') && !left.take('t')) return false;
    if (!left.take_number(2, 0, 23) || !left.take(':') || !left.take_number(2, 0, 59)) return false;
    if (!left.take(':') || !left.take_number(2, 0, 60) || !left.take_decimals(12)) return false;
    if (left.take('Z') || left.take('z')) return left.text.empty();
    if (!left.take('+') && !left.take('-')) return false;
    return left.take_number(2, 0, 23) && left.take(':') && left.take_number(2, 0, 59) && left.text.empty();
}

std::string_view instant_pattern()
{
    return "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)"
           "(\\.[0-9]{1,12})?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$";
}

}  // namespace earned
