// What decision rules ask of numbers beyond the four operations.
//
// Rounds:  modulo, power, root, exponential and logarithm, half to even at the last of `digits`
//          digits (34, unless fewer are asked for). The last three are worked out to 90 decimals by
//          the algorithm named at each, and then rounded once
// Ensures: nothing where there is no result: a division by zero, the logarithm or root of a negative
//          number, an overflow
// Source:  IEEE 754-2019, 5.3.1, 9.2; M. Cowlishaw, General Decimal Arithmetic 1.70
#pragma once

#include "base/decimal.h"

namespace earned {

// The quotient cut to a whole number, and what is left: left == quotient × right + remainder, with
// the sign of left. Nothing where the quotient has more than 34 digits.
std::optional<Decimal> checked_divide_integer(const Decimal& left, const Decimal& right);
std::optional<Decimal> checked_remainder(const Decimal& left, const Decimal& right);
// left - right × floor(left ÷ right), with the sign of right; exact whatever the quotient's length.
std::optional<Decimal> checked_modulo(const Decimal& left, const Decimal& right);

// By value; of equals, the one that comes later in IEEE 754's total order, or earlier.
const Decimal& larger(const Decimal& left, const Decimal& right);
const Decimal& smaller(const Decimal& left, const Decimal& right);

// An integer square root of as many digits as are needed: exact where the root is.
std::optional<Decimal> square_root(const Decimal& number, int digits = Decimal::digits);
// e^number: the argument less k × ln 10, halved eight times; Taylor's series until a term is below
// 10^-95; squared eight times.
std::optional<Decimal> exponential(const Decimal& number, int digits = Decimal::digits);
// 2 artanh((m - 1) / (m + 1)) of m between 10^-1/2 and 10^1/2, until a term is below 10^-95; + k × ln 10.
std::optional<Decimal> natural_logarithm(const Decimal& number, int digits = Decimal::digits);
// Whole exponents to 10^9 by squaring, on 100 digits: exact where the power is. All others as
// exponential(exponent × natural_logarithm(number)), before rounding. 0^0 is 1.
std::optional<Decimal> power(const Decimal& number, const Decimal& exponent, int digits = Decimal::digits);

}  // namespace earned
