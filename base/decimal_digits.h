// Digits and powers of ten in 128 bits: what Decimal's arithmetic is made of.
#pragma once

#include "base/wide.h"

#include <array>
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
    int count = 0, above = 38;
    while (count < above) {
        const int middle = (count + above) / 2;
        if (number >= ten_to(middle)) count = middle + 1;
        else above = middle;
    }
    return count;
}

constexpr UnsignedWide size_of(Wide number)
{
    return number < 0 ? ~static_cast<UnsignedWide>(number) + 1 : static_cast<UnsignedWide>(number);
}

// A Decimal from its parts, exactly: zeros move between coefficient and exponent where the exponent
// alone is out of range. Requires: coefficient < 10^34. Ensures: nothing when there is no such one
std::optional<Decimal> packed(bool negative, UnsignedWide coefficient, int exponent);

}  // namespace earned
