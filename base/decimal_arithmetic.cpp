// Addition and multiplication. What fits 128 bits, which is all that money ever is, stays there.
#include "base/check.h"
#include "base/decimal.h"
#include "base/decimal_digits.h"
#include "base/decimal_long.h"

#include <algorithm>

namespace earned {

namespace {

// Of numbers further apart, the smaller only says on which side of the larger one the result is.
constexpr int far_apart = 72;

// left + right, left's exponent the larger one and neither of them zero.
std::optional<Decimal> add_far(const Decimal& left, const Decimal& right, Round mode)
{
    const int apart = left.exponent() - right.exponent();
    const bool lost = apart > far_apart;  // right is less than anything that is kept of left
    const int shift = lost ? far_apart : apart;
    const LongInteger larger = LongInteger(size_of(left.coefficient())) * long_ten_to(shift);
    const LongInteger smaller = lost ? UnsignedWide{1} : size_of(right.coefficient());
    const int exponent = left.exponent() - shift;
    const bool negative = left.sign() < 0;
    if (left.sign() == right.sign()) return rounded(LongUncut{negative, larger + smaller, exponent}, mode);
    if (larger >= smaller) return rounded(LongUncut{negative, larger - smaller, exponent}, mode);
    return rounded(LongUncut{!negative, smaller - larger, exponent}, mode);
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

std::optional<Decimal> checked_add(const Decimal& left, const Decimal& right, Round mode)
{
    const int apart = left.exponent() - right.exponent();
    if (apart == 0) {
        const Wide sum = left.coefficient() + right.coefficient();
        return rounded(Uncut{sum < 0, size_of(sum), right.exponent()}, mode);
    }
    if (apart < 0) return checked_add(right, left, mode);
    if (right.is_zero()) return padded(left, right.exponent());
    if (left.is_zero()) return right;
    if (count_digits(size_of(left.coefficient())) + apart > 37) return add_far(left, right, mode);
    // 37 digits and 34 more are below 2^127 and 10^38.
    const Wide sum = left.coefficient() * static_cast<Wide>(ten_to(apart)) + right.coefficient();
    return rounded(Uncut{sum < 0, size_of(sum), right.exponent()}, mode);
}

std::optional<Decimal> checked_subtract(const Decimal& left, const Decimal& right, Round mode)
{
    return checked_add(left, -right, mode);
}

std::optional<Decimal> checked_multiply(const Decimal& left, const Decimal& right, Round mode)
{
    const UnsignedWide mine = size_of(left.coefficient()), other = size_of(right.coefficient());
    const bool negative = (left.sign() < 0) != (right.sign() < 0);
    const int exponent = left.exponent() + right.exponent();
    if ((mine | other) >> 63 == 0) return rounded(Uncut{negative, mine * other, exponent}, mode);
    return rounded(LongUncut{negative, LongInteger(mine) * other, exponent}, mode);
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
