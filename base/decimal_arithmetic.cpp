#include "base/check.h"
#include "base/decimal.h"
#include "base/decimal_digits.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>

namespace earned {

namespace {

using boost::multiprecision::uint512_t;  // holds 154 digits; the longest of ours has 108

// Of numbers further apart, the smaller only says on which side of the larger one the result is.
constexpr int far_apart = 72;

struct Exact {  // a result before it is cut to 34 digits
    bool negative;
    uint512_t coefficient;
    int exponent;
    bool more = false;  // the true size is a little larger
};

uint512_t long_ten_to(int exponent)
{
    uint512_t power = 1;
    for (; exponent > 38; exponent -= 38) power *= ten_to(38);
    return power *= ten_to(exponent);
}

int count_long_digits(const uint512_t& number)
{
    if (number == 0) return 0;
    int count = static_cast<int>(boost::multiprecision::msb(number)) * 1233 / 4096;  // log10 of 2
    while (number >= long_ten_to(count)) ++count;
    return count;
}

std::optional<Decimal> rounded(const Exact& exact)
{
    const int cut = std::max({0, count_long_digits(exact.coefficient) - Decimal::digits,
                              Decimal::least_exponent - exact.exponent});
    uint512_t kept = exact.coefficient;
    if (cut > 110) return packed(false, 0, Decimal::least_exponent);  // too small by far
    if (cut > 0) {
        uint512_t rest;
        const uint512_t step = long_ten_to(cut);
        divide_qr(exact.coefficient, step, kept, rest);
        rest *= 2;
        const int half = rest > step || (rest == step && exact.more) ? 1 : rest == step ? 0 : -1;
        const bool odd = bit_test(kept, 0), inexact = rest != 0 || exact.more;
        if (inexact && rounds_away(Round::half_even, exact.negative, odd, half)) ++kept;
    }
    const auto coefficient = static_cast<UnsignedWide>(kept);
    if (coefficient == ten_to(Decimal::digits))
        return packed(exact.negative, ten_to(Decimal::digits - 1), exact.exponent + cut + 1);
    return packed(exact.negative, coefficient, exact.exponent + cut);
}

std::optional<Decimal> rounded(bool negative, UnsignedWide coefficient, int exponent)
{
    if (coefficient < ten_to(Decimal::digits) && exponent >= Decimal::least_exponent)
        return packed(negative, coefficient, exponent);
    return rounded(Exact{negative, coefficient, exponent});
}

// left + right, left's exponent the larger one and neither of them zero.
std::optional<Decimal> add_far(const Decimal& left, const Decimal& right)
{
    const int apart = left.exponent() - right.exponent();
    const bool lost = apart > far_apart;  // right is less than anything that is kept of left
    const int shift = lost ? far_apart : apart;
    const uint512_t larger = uint512_t(size_of(left.coefficient())) * long_ten_to(shift);
    const uint512_t smaller = lost ? UnsignedWide{1} : size_of(right.coefficient());
    const int exponent = left.exponent() - shift;
    const bool negative = left.sign() < 0;
    if (left.sign() == right.sign()) return rounded(Exact{negative, larger + smaller, exponent});
    if (larger >= smaller) return rounded(Exact{negative, larger - smaller, exponent});
    return rounded(Exact{!negative, smaller - larger, exponent});
}

// A number with more zeros, as far as the exponent wanted and 34 digits allow.
std::optional<Decimal> padded(const Decimal& number, int exponent)
{
    const UnsignedWide coefficient = size_of(number.coefficient());
    const int room = coefficient == 0 ? 0 : Decimal::digits - count_digits(coefficient);
    const int zeros = std::min(room, number.exponent() - exponent);
    if (coefficient == 0) return packed(false, 0, exponent);
    return packed(number.sign() < 0, coefficient * ten_to(zeros), number.exponent() - zeros);
}

Decimal held(const std::optional<Decimal>& result, const char* promise)
{
    CHECK(result, promise);
    return *result;
}

}  // namespace

std::optional<Decimal> checked_add(const Decimal& left, const Decimal& right)
{
    const int apart = left.exponent() - right.exponent();
    if (apart < 0) return checked_add(right, left);
    if (right.is_zero()) return padded(left, right.exponent());
    if (left.is_zero()) return right;
    if (count_digits(size_of(left.coefficient())) + apart > 38) return add_far(left, right);
    // 38 digits and 34 more are below 2^127.
    const Wide sum = left.coefficient() * static_cast<Wide>(ten_to(apart)) + right.coefficient();
    return rounded(sum < 0, size_of(sum), right.exponent());
}

std::optional<Decimal> checked_subtract(const Decimal& left, const Decimal& right)
{
    return checked_add(left, -right);
}

std::optional<Decimal> checked_multiply(const Decimal& left, const Decimal& right)
{
    const UnsignedWide mine = size_of(left.coefficient()), other = size_of(right.coefficient());
    const bool negative = (left.sign() < 0) != (right.sign() < 0);
    const int exponent = left.exponent() + right.exponent();
    if ((mine | other) >> 63 == 0) return rounded(negative, mine * other, exponent);
    return rounded(Exact{negative, uint512_t(mine) * other, exponent});
}

std::optional<Decimal> checked_divide(const Decimal& left, const Decimal& right)
{
    if (right.is_zero()) return std::nullopt;
    const UnsignedWide mine = size_of(left.coefficient()), other = size_of(right.coefficient());
    const bool negative = (left.sign() < 0) != (right.sign() < 0);
    const int exponent = left.exponent() - right.exponent();
    if (mine % other == 0) return rounded(negative, mine / other, exponent);

    // Two digits more than are kept; then no zeros that the quotient doesn't need.
    const int shift = Decimal::digits + 2 + count_digits(other) - count_digits(mine);
    uint512_t quotient, rest;
    divide_qr(uint512_t(uint512_t(mine) * long_ten_to(shift)), uint512_t(other), quotient, rest);
    int zeros = 0;
    for (; rest == 0 && zeros < shift && quotient % 10 == 0; ++zeros) quotient /= 10;
    return rounded(Exact{negative, quotient, exponent - shift + zeros, rest != 0});
}

Decimal operator+(const Decimal& left, const Decimal& right)
{
    return held(checked_add(left, right), "a sum is in the range of Decimal");
}

Decimal operator-(const Decimal& left, const Decimal& right)
{
    return held(checked_subtract(left, right), "a difference is in the range of Decimal");
}

Decimal operator*(const Decimal& left, const Decimal& right)
{
    return held(checked_multiply(left, right), "a product is in the range of Decimal");
}

Decimal operator/(const Decimal& left, const Decimal& right)
{
    return held(checked_divide(left, right), "a quotient has a divisor, and is in range");
}

}  // namespace earned
