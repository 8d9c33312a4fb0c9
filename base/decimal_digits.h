// Digits and powers of ten in 128 bits: what Decimal's arithmetic is made of.
#pragma once

#include "base/wide.h"

#include <array>
#include <bit>
#include <cstdint>
#include <optional>

namespace earned {

class Decimal;

// The powers of ten that fit 128 bits: 10^0 ... 10^38.
inline constexpr std::array<UnsignedWide, 39> tens = [] {
    std::array<UnsignedWide, 39> powers{};
    UnsignedWide power = 1;
    for (UnsignedWide& each : powers) {
        each = power;
        power *= 10;  // wraps after the last, which nobody sees
    }
    return powers;
}();

constexpr UnsignedWide ten_to(int exponent) { return tens[static_cast<std::size_t>(exponent)]; }

// The decimal digits of a number below 10^38: 0 has none, 9 has one, 10 has two.
constexpr int count_digits(UnsignedWide number)
{
    const auto high = static_cast<std::uint64_t>(number >> 64), low = static_cast<std::uint64_t>(number);
    const int bits = high ? 128 - std::countl_zero(high) : 64 - std::countl_zero(low);
    const int least = bits * 1233 / 4096;  // times log10 of 2
    return least + (number >= ten_to(least) ? 1 : 0);
}

constexpr UnsignedWide size_of(Wide number)
{
    return number < 0 ? ~static_cast<UnsignedWide>(number) + 1 : static_cast<UnsignedWide>(number);
}

// A Decimal from its parts, exactly: zeros move between coefficient and exponent where the exponent
// alone is out of range. Requires: coefficient < 10^34. Ensures: nothing when there is no such one
std::optional<Decimal> packed(bool negative, UnsignedWide coefficient, int exponent);

// A result before it is cut to size: the true size is the coefficient's, or a little more.
// Requires: coefficient < 10^38, and at least 34 digits of it when there is more
struct Uncut {
    bool negative;
    UnsignedWide coefficient;
    int exponent;
    bool more = false;
};
std::optional<Decimal> rounded(const Uncut& result, Round mode, int digits = 34);

}  // namespace earned
