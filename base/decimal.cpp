#include "base/decimal.h"

#include "base/check.h"
#include "base/decimal_digits.h"

#include <algorithm>
#include <limits>

namespace earned {

namespace {

constexpr int exponent_shift = 49;                                     // within the high word
constexpr std::uint64_t coefficient_mask = (std::uint64_t{1} << exponent_shift) - 1;
constexpr std::uint64_t exponent_mask = (std::uint64_t{1} << 14) - 1;

UnsignedWide size(const Decimal& number) { return size_of(number.coefficient()); }

}  // namespace

std::optional<Decimal> packed(bool negative, UnsignedWide coefficient, int exponent)
{
    constexpr int least = Decimal::least_exponent, most = Decimal::most_exponent;
    if (exponent > most || exponent < least) [[unlikely]] {
        if (coefficient == 0) exponent = std::clamp(exponent, least, most);
        for (; exponent > most && coefficient < ten_to(33); --exponent) coefficient *= 10;
        for (; exponent < least && coefficient % 10 == 0; ++exponent) coefficient /= 10;
        if (exponent > most || exponent < least) return std::nullopt;
    }
    Decimal number;
    number.low_ = static_cast<std::uint64_t>(coefficient);
    number.high_ = static_cast<std::uint64_t>(coefficient >> 64) |
                   static_cast<std::uint64_t>(exponent - least) << exponent_shift |
                   std::uint64_t{negative && coefficient != 0} << 63;
    return number;
}

std::optional<Decimal> rounded(const Uncut& result, Round mode, int digits)
{
    const int excess = result.coefficient < ten_to(digits) ? 0 : count_digits(result.coefficient) - digits;
    const int cut = std::max(excess, Decimal::least_exponent - result.exponent);
    if (cut == 0 && !result.more) return packed(result.negative, result.coefficient, result.exponent);
    UnsignedWide kept = 0;
    int half = result.coefficient == 0 && !result.more ? 0 : -1;  // of too small a number nothing is left
    bool exact = result.coefficient == 0 && !result.more;
    if (cut <= 38) {
        const UnsignedWide step = ten_to(cut), rest = result.coefficient % step, other = step - rest;
        kept = result.coefficient / step;
        exact = rest == 0 && !result.more;
        half = cut == 0 || rest < other ? -1 : rest > other || result.more ? 1 : 0;
    }
    if (!exact && rounds_away(mode, result.negative, (kept & 1) != 0, half)) ++kept;
    if (kept == ten_to(digits)) return packed(result.negative, ten_to(digits - 1), result.exponent + cut + 1);
    return packed(result.negative, kept, result.exponent + cut);
}

Decimal Decimal::of(std::int64_t whole) { return of_wide(whole, 0); }

Decimal Decimal::of(std::int64_t coefficient, int exponent)
{
    return of_wide(coefficient, exponent);
}

Decimal Decimal::of_wide(Wide coefficient, int exponent)
{
    const UnsignedWide size = size_of(coefficient);
    CHECK(size < ten_to(digits), "a Decimal has 34 digits");
    const std::optional<Decimal> number = packed(coefficient < 0, size, exponent);
    CHECK(number, "a Decimal's exponent is in range");
    return *number;
}

Wide Decimal::coefficient() const
{
    const auto size = static_cast<Wide>(UnsignedWide{high_ & coefficient_mask} << 64 | low_);
    return high_ >> 63 != 0 ? -size : size;
}

int Decimal::exponent() const
{
    return static_cast<int>(high_ >> exponent_shift & exponent_mask) + least_exponent;
}

int Decimal::sign() const
{
    if (is_zero()) return 0;
    return high_ >> 63 != 0 ? -1 : 1;
}

bool Decimal::is_zero() const { return low_ == 0 && (high_ & coefficient_mask) == 0; }

bool Decimal::is_integer() const
{
    const int power = exponent();
    if (power >= 0 || is_zero()) return true;
    return power > -digits && size(*this) % ten_to(-power) == 0;
}

int Decimal::places() const { return std::max(0, -exponent()); }

Decimal Decimal::operator-() const
{
    Decimal mirrored = *this;
    if (!is_zero()) mirrored.high_ ^= std::uint64_t{1} << 63;
    return mirrored;
}

Decimal Decimal::abs() const { return sign() < 0 ? -*this : *this; }

std::weak_ordering operator<=>(const Decimal& left, const Decimal& right)
{
    if (left.sign() != right.sign()) return left.sign() <=> right.sign();
    if (left.is_zero()) return std::weak_ordering::equivalent;
    UnsignedWide mine = size(left), other = size(right);
    const int shift = left.exponent() - right.exponent();
    if (shift != 0) {
        const int my_top = count_digits(mine) + left.exponent();
        const int other_top = count_digits(other) + right.exponent();
        if (my_top != other_top) return (my_top - other_top) * left.sign() <=> 0;
        (shift > 0 ? mine : other) *= ten_to(shift > 0 ? shift : -shift);  // of equal tops: fits
    }
    const auto order = mine < other ? -1 : mine > other ? 1 : 0;
    return order * left.sign() <=> 0;
}

Decimal Decimal::reduced() const
{
    if (is_zero()) return {};
    UnsignedWide coefficient = size(*this);
    int power = exponent();
    for (; coefficient % 10 == 0 && power < most_exponent; ++power) coefficient /= 10;
    return *packed(sign() < 0, coefficient, power);
}

std::optional<Decimal> Decimal::checked_quantized(int places, Round mode) const
{
    if (places > -least_exponent || places < -most_exponent) return std::nullopt;
    const UnsignedWide written = size(*this);
    const int cut = -places - exponent();  // digits to cut off; negative: zeros to add
    if (written == 0) return packed(false, 0, -places);
    if (cut <= 0) {
        if (count_digits(written) - cut > digits) return std::nullopt;
        return packed(sign() < 0, written * ten_to(-cut), -places);
    }
    UnsignedWide kept = 0;
    int half = -1;  // of 35 digits and more nothing is left, and never half a step
    bool exact = false;
    if (cut <= digits) {
        const UnsignedWide step = ten_to(cut), rest = written % step;
        kept = written / step;
        exact = rest == 0;
        half = rest * 2 < step ? -1 : rest * 2 > step ? 1 : 0;
    }
    if (!exact && rounds_away(mode, sign() < 0, (kept & 1) != 0, half)) ++kept;
    return packed(sign() < 0, kept, -places);
}

Decimal Decimal::quantized(int places, Round mode) const
{
    const std::optional<Decimal> written = checked_quantized(places, mode);
    CHECK(written, "34 digits hold " + text() + " with " + std::to_string(places) + " decimals");
    return *written;
}

Decimal Decimal::integral(Round mode) const { return exponent() >= 0 ? *this : quantized(0, mode); }

std::optional<std::int64_t> Decimal::to_int64() const
{
    if (!is_integer()) return std::nullopt;
    const std::optional<Decimal> whole = checked_quantized(0, Round::down);
    if (!whole) return std::nullopt;
    const Wide number = whole->coefficient();
    if (number < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
    if (number > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

}  // namespace earned
