// Reading and writing numbers.
#include "base/decimal.h"
#include "base/decimal_digits.h"

#include <algorithm>
#include <array>
#include <limits>

namespace earned {

namespace {

constexpr int most_zeros = 40;  // after the point, before text() turns to an exponent
constexpr int most_read = 37;   // digits that parse_rounded keeps; of more it knows whether they are 0

bool is_digit(char character) { return character >= '0' && character <= '9'; }

// What is left to read of a number, and what has been read of it.
struct Reading {
    std::string_view text;
    std::size_t place = 0;
    UnsignedWide coefficient = 0;
    int significant = 0, exponent = 0;

    bool more() const { return place < text.size(); }
    bool at_digit() const { return more() && is_digit(text[place]); }
    bool take(char wanted)
    {
        const bool there = more() && text[place] == wanted;
        place += there ? 1 : 0;
        return there;
    }
    // One digit or more, each one moving the exponent; false at none, or at more than 34.
    bool take_digits(int exponent_step)
    {
        if (!at_digit()) return false;
        for (; at_digit(); ++place, exponent += exponent_step) {
            if (significant > 0 || text[place] != '0') ++significant;
            if (significant > Decimal::digits) return false;
            coefficient = coefficient * 10 + static_cast<unsigned>(text[place] - '0');
        }
        return true;
    }
    bool take_exponent()
    {
        const bool negative = take('-');
        if (!negative) take('+');
        if (!at_digit()) return false;
        int power = 0;
        for (; at_digit(); ++place) power = std::min(power * 10 + (text[place] - '0'), 1'000'000);
        exponent += negative ? -power : power;
        return true;
    }
};

// The digits of a number below 10^38, and at least one.
std::string digits_of(UnsignedWide number)
{
    std::array<char, 40> buffer;
    std::size_t place = buffer.size();
    do {
        buffer[--place] = static_cast<char>('0' + static_cast<int>(number % 10));
        number /= 10;
    } while (number > std::numeric_limits<std::uint64_t>::max());
    for (auto rest = static_cast<std::uint64_t>(number); rest > 0; rest /= 10)
        buffer[--place] = static_cast<char>('0' + rest % 10);
    return {buffer.data() + place, buffer.size() - place};
}

std::string with_exponent(std::string digits, int exponent)
{
    const int adjusted = exponent + static_cast<int>(digits.size()) - 1;
    if (digits.size() > 1) digits.insert(1, ".");
    return digits + (adjusted < 0 ? "E" : "E+") + std::to_string(adjusted);
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text)
{
    Reading reading{text};
    const bool negative = reading.take('-');
    if (!negative) reading.take('+');
    const std::size_t first = reading.place;
    if (!reading.take_digits(0)) return std::nullopt;
    if (text[first] == '0' && reading.place > first + 1) return std::nullopt;
    if (reading.take('.') && !reading.take_digits(-1)) return std::nullopt;
    if ((reading.take('e') || reading.take('E')) && !reading.take_exponent()) return std::nullopt;
    if (reading.more()) return std::nullopt;
    return packed(negative, reading.coefficient, reading.exponent);
}

std::string Decimal::text() const
{
    std::string written = digits_of(size_of(coefficient()));
    const auto count = static_cast<int>(written.size());
    const std::string minus = sign() < 0 ? "-" : "";
    const int power = exponent();
    if (power == 0) return minus + written;
    if (power > 0) {
        if (count + power > digits) return minus + with_exponent(written, power);
        return minus + (is_zero() ? written : written.append(static_cast<std::size_t>(power), '0'));
    }
    const int zeros = -power - count;  // between the point and the first digit
    if (zeros > most_zeros) return minus + with_exponent(written, power);
    if (zeros >= 0) return minus + "0." + written.insert(0, static_cast<std::size_t>(zeros), '0');
    return minus + written.insert(static_cast<std::size_t>(count + power), ".");
}

std::optional<Decimal> Decimal::parse_rounded(std::string_view text, Round mode)
{
    Reading reading{text};
    const bool negative = reading.take('-');
    if (!negative) reading.take('+');
    bool more = false, point = false, any = false;
    for (; reading.more(); ++reading.place) {
        if (!point && reading.text[reading.place] == '.')
            point = true;
        else if (!reading.at_digit())
            break;
        else {
            any = true;
            const auto digit = static_cast<unsigned>(reading.text[reading.place] - '0');
            if (reading.significant < most_read) {
                reading.coefficient = reading.coefficient * 10 + digit;
                reading.significant += reading.significant > 0 || digit != 0 ? 1 : 0;
                reading.exponent -= point ? 1 : 0;
            } else {
                more = more || digit != 0;
                reading.exponent += point ? 0 : 1;
            }
        }
    }
    if (!any) return std::nullopt;
    if ((reading.take('e') || reading.take('E')) && !reading.take_exponent()) return std::nullopt;
    if (reading.more()) return std::nullopt;
    return rounded(Uncut{negative, reading.coefficient, reading.exponent, more}, mode);
}

std::string Decimal::scientific() const
{
    std::string written = digits_of(size_of(coefficient()));
    const auto count = static_cast<int>(written.size());
    const std::string minus = sign() < 0 ? "-" : "";
    const int power = exponent(), zeros = -power - count;
    if (power == 0) return minus + written;
    if (power > 0 || zeros > 5) return minus + with_exponent(written, power);
    if (zeros >= 0) return minus + "0." + written.insert(0, static_cast<std::size_t>(zeros), '0');
    return minus + written.insert(static_cast<std::size_t>(count + power), ".");
}

}  // namespace earned
