// A number as people write it: 1.20, with its digits and its trailing zeros.
//
// Decimal is IEEE 754 decimal128: coefficient × 10^exponent, 34 digits, exponent -6176 ... 6111,
// rounded half to even. It has no NaN, no infinity and no negative zero.
//
// Law:      parse(d.text()) == d; 1.20 == 1.2, though each keeps its zeros
// Rounds:   + - * / to 34 digits when the exact result has more (half_even, or as told); / of a
//           quotient that does not end; `quantized` and `parse_rounded` as told; what
//           decimal_functions.h lists. Below 10^-6143 the digits get fewer, below 10^-6176 there is
//           only zero. Nothing else rounds: parse, of, -, abs, reduced and comparison are exact
// Ensures:  an overflow or a division by zero is Broken; the checked_ forms give nothing instead
#pragma once

#include "base/wide.h"

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace earned {

class Decimal {
public:
    static constexpr int digits = 34, least_exponent = -6176, most_exponent = 6111;

    constexpr Decimal() = default;  // 0
    static Decimal of(std::int64_t whole);
    static Decimal of(std::int64_t coefficient, int exponent);
    // Requires: |coefficient| < 10^34 and the exponent in range (CHECK)
    static Decimal of_wide(Wide coefficient, int exponent);
    template <std::floating_point F> static Decimal of(F) = delete;
    template <std::floating_point F> static Decimal of(F, int) = delete;

    // A number of JSON, or one with a leading '+'. Nothing when it isn't one, or when it has more
    // than 34 significant digits as written: a number is never silently rounded.
    static std::optional<Decimal> parse(std::string_view text);

    // Any numeric string of decimal arithmetic (.5, 5., 007, more digits), rounded to 34 digits.
    static std::optional<Decimal> parse_rounded(std::string_view text, Round mode = Round::half_even);

    std::string text() const;  // plain digits; 1E+40 only where they would not parse or be absurd
    std::string scientific() const;  // as IEEE 754 and Cowlishaw's to-scientific-string: 1.20, 1.2E+7

    Wide coefficient() const;  // signed
    int exponent() const;
    int sign() const;          // -1, 0, 1
    bool is_zero() const;
    bool is_integer() const;   // by value: 2.00 is
    int places() const;        // decimals written: 2 for 1.20, 0 for 7 and for 1E+3

    Decimal operator-() const;
    friend Decimal operator+(const Decimal& left, const Decimal& right);
    friend Decimal operator-(const Decimal& left, const Decimal& right);
    friend Decimal operator*(const Decimal& left, const Decimal& right);
    friend Decimal operator/(const Decimal& left, const Decimal& right);
    Decimal& operator+=(const Decimal& other) { return *this = *this + other; }
    Decimal& operator-=(const Decimal& other) { return *this = *this - other; }
    Decimal& operator*=(const Decimal& other) { return *this = *this * other; }
    Decimal& operator/=(const Decimal& other) { return *this = *this / other; }

    friend std::weak_ordering operator<=>(const Decimal& left, const Decimal& right);
    friend bool operator==(const Decimal& left, const Decimal& right)
    {
        return (left <=> right) == 0;
    }

    Decimal abs() const;
    Decimal reduced() const;   // without trailing zeros: 1.20 -> 1.2, 100 -> 1E+2
    // With exactly so many decimals (of tens when negative). Requires: 34 digits suffice (CHECK)
    Decimal quantized(int places, Round mode) const;
    std::optional<Decimal> checked_quantized(int places, Round mode) const;
    // To a whole number, which keeps its exponent where that is positive already.
    Decimal integral(Round mode) const;
    std::optional<std::int64_t> to_int64() const;  // nothing when not whole, or too large

private:
    friend std::optional<Decimal> packed(bool negative, UnsignedWide coefficient, int exponent);

    // One 128-bit word as IEEE lays it out: sign, biased exponent (14 bits), coefficient (113).
    std::uint64_t low_ = 0;
    std::uint64_t high_ = std::uint64_t{6176} << 49;
};

// For arithmetic on what others wrote: nothing on overflow or division by zero.
std::optional<Decimal> checked_add(const Decimal& left, const Decimal& right, Round mode = Round::half_even);
std::optional<Decimal> checked_subtract(const Decimal& left, const Decimal& right, Round mode = Round::half_even);
std::optional<Decimal> checked_multiply(const Decimal& left, const Decimal& right, Round mode = Round::half_even);
std::optional<Decimal> checked_divide(const Decimal& left, const Decimal& right, Round mode = Round::half_even);

static_assert(sizeof(Decimal) == 16);

}  // namespace earned
