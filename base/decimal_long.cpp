#include "base/decimal_long.h"

#include "base/decimal.h"

namespace earned {

LongInteger long_ten_to(int exponent)
{
    LongInteger power = 1;
    for (; exponent > 38; exponent -= 38) power *= ten_to(38);
    return power *= ten_to(exponent);
}

int count_long_digits(const LongInteger& number)
{
    if (number == 0) return 0;
    const auto bits = static_cast<std::int64_t>(boost::multiprecision::msb(number)) + 1;
    const auto least = static_cast<int>(bits * 30103 / 100000);  // times log10 of 2
    return least + (number >= long_ten_to(least) ? 1 : 0);
}

// 37 digits are kept and the rest of them is only more or nothing: that is all that rounding asks.
std::optional<Decimal> rounded(const LongUncut& result, Round mode, int digits)
{
    constexpr int kept = 37;
    const int cut = count_long_digits(result.coefficient) - kept;
    if (cut <= 0) {
        const auto coefficient = static_cast<UnsignedWide>(result.coefficient);
        return rounded(Uncut{result.negative, coefficient, result.exponent, result.more}, mode, digits);
    }
    LongInteger quotient, rest;
    divide_qr(result.coefficient, long_ten_to(cut), quotient, rest);
    const bool more = rest != 0 || result.more;
    return rounded(Uncut{result.negative, static_cast<UnsignedWide>(quotient), result.exponent + cut, more}, mode,
                   digits);
}

}  // namespace earned
