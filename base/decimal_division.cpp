// Quotients, and what they leave.
#include "base/decimal_functions.h"
#include "base/decimal_digits.h"
#include "base/decimal_long.h"

#include <algorithm>

namespace earned {

namespace {

constexpr int enough = Decimal::digits + 2;  // digits of a quotient that goes on

bool opposed(const Decimal& left, const Decimal& right) { return (left.sign() < 0) != (right.sign() < 0); }

// A quotient that ends has no more zeros than it needs, down from the exponent that it should have.
std::optional<Decimal> ended(Uncut quotient, int exponent, Round mode)
{
    for (; quotient.exponent < exponent && quotient.coefficient % 10 == 0; ++quotient.exponent)
        quotient.coefficient /= 10;
    return rounded(quotient, mode);
}

// Of a divisor with at most 19 digits: some steps of 19 digits each in 128 bits.
std::optional<Decimal> divide_short(Uncut left, UnsignedWide right, Round mode)
{
    Uncut quotient{left.negative, left.coefficient / right, left.exponent};
    UnsignedWide rest = left.coefficient % right;
    int need = enough - count_digits(quotient.coefficient);
    while (rest != 0 && need > 0) {
        const int step = std::min(need, 19);
        const UnsignedWide longer = rest * ten_to(step);
        quotient.coefficient = quotient.coefficient * ten_to(step) + longer / right;
        quotient.exponent -= step;
        rest = longer % right;
        need = enough - count_digits(quotient.coefficient);
    }
    quotient.more = rest != 0;
    return quotient.more ? rounded(quotient, mode) : ended(quotient, left.exponent, mode);
}

std::optional<Decimal> divide_long(Uncut left, UnsignedWide right, Round mode)
{
    const int shift = std::max(0, enough + count_digits(right) - count_digits(left.coefficient));
    LongInteger quotient, rest;
    divide_qr(LongInteger(LongInteger(left.coefficient) * long_ten_to(shift)), LongInteger(right), quotient, rest);
    const Uncut found{left.negative, static_cast<UnsignedWide>(quotient), left.exponent - shift, rest != 0};
    return found.more ? rounded(found, mode) : ended(found, left.exponent, mode);
}

struct Division {
    LongInteger quotient, rest;
    int exponent;
};  // the rest's exponent

// By value, in units of the smaller exponent; nothing where the quotient is 10^34 or more.
std::optional<Division> whole_division(const Decimal& left, const Decimal& right)
{
    if (right.is_zero()) return std::nullopt;
    const UnsignedWide mine = size_of(left.coefficient()), other = size_of(right.coefficient());
    const int exponent = std::min(left.exponent(), right.exponent());
    const int up = left.exponent() - exponent, other_up = right.exponent() - exponent;
    if (mine == 0) return Division{0, 0, exponent};
    const int longer = count_digits(mine) + up - count_digits(other) - other_up;
    if (longer > Decimal::digits + 1) return std::nullopt;
    if (longer < 0) return Division{0, mine * ten_to(up), exponent};  // below right: it has 34 digits at most
    Division found{.exponent = exponent};
    divide_qr(LongInteger(LongInteger(mine) * long_ten_to(up)), LongInteger(LongInteger(other) * long_ten_to(other_up)),
              found.quotient, found.rest);
    if (found.quotient >= ten_to(Decimal::digits)) return std::nullopt;
    return found;
}

// The remainder of so large a quotient: left's zeros are added and divided away 38 at a time.
std::optional<Decimal> far_remainder(const Decimal& left, const Decimal& right)
{
    const LongInteger divisor = size_of(right.coefficient());
    LongInteger rest = size_of(left.coefficient());
    for (int zeros = left.exponent() - right.exponent(); zeros > 0; zeros -= 38)
        rest = LongInteger(rest * ten_to(std::min(zeros, 38))) % divisor;
    rest %= divisor;
    return packed(left.sign() < 0, static_cast<UnsignedWide>(rest), right.exponent());
}

}  // namespace

std::optional<Decimal> checked_divide(const Decimal& left, const Decimal& right, Round mode)
{
    if (right.is_zero()) return std::nullopt;
    const UnsignedWide divisor = size_of(right.coefficient());
    const Uncut dividend{opposed(left, right), size_of(left.coefficient()), left.exponent() - right.exponent()};
    if (left.is_zero()) return packed(false, 0, dividend.exponent);
    return divisor < ten_to(19) ? divide_short(dividend, divisor, mode) : divide_long(dividend, divisor, mode);
}

std::optional<Decimal> checked_divide_integer(const Decimal& left, const Decimal& right)
{
    const std::optional<Division> found = whole_division(left, right);
    if (!found) return std::nullopt;
    return packed(opposed(left, right), static_cast<UnsignedWide>(found->quotient), 0);
}

std::optional<Decimal> checked_remainder(const Decimal& left, const Decimal& right)
{
    const std::optional<Division> found = whole_division(left, right);
    if (!found) return std::nullopt;
    return packed(left.sign() < 0, static_cast<UnsignedWide>(found->rest), found->exponent);
}

std::optional<Decimal> checked_modulo(const Decimal& left, const Decimal& right)
{
    if (right.is_zero()) return std::nullopt;
    std::optional<Decimal> rest = checked_remainder(left, right);
    if (!rest) rest = far_remainder(left, right);
    return rest && !rest->is_zero() && opposed(left, right) ? checked_add(*rest, right) : rest;
}

namespace {

// -1, 0, 1: by value, then by exponent as IEEE 754's totalOrder has it.
int total_order(const Decimal& left, const Decimal& right)
{
    if (left < right) return -1;
    if (left > right) return 1;
    const int apart = left.exponent() - right.exponent();
    const int order = apart < 0 ? -1 : apart > 0 ? 1 : 0;
    return left.sign() < 0 ? -order : order;
}

}  // namespace

const Decimal& larger(const Decimal& left, const Decimal& right) { return total_order(left, right) < 0 ? right : left; }

const Decimal& smaller(const Decimal& left, const Decimal& right)
{
    return total_order(left, right) > 0 ? right : left;
}

}  // namespace earned
