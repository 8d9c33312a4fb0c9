// Integers longer than 128 bits, for results before they are cut to 34 digits.
#pragma once

#include "base/decimal_digits.h"

#include <boost/multiprecision/cpp_int.hpp>

namespace earned {

// No memory is allocated; 1024 bits hold 308 digits.
using LongInteger = boost::multiprecision::uint1024_t;

LongInteger long_ten_to(int exponent);             // Requires: 0 <= exponent <= 300
int count_long_digits(const LongInteger& number);  // 0 has none

struct LongUncut {
    bool negative;
    LongInteger coefficient;
    int exponent;
    bool more = false;  // the true size is a little larger
};
std::optional<Decimal> rounded(const LongUncut& result, Round mode, int digits = 34);

}  // namespace earned
