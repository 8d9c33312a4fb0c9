#include "base/wide.h"

#include "base/check.h"

#include <limits>

namespace earned {

namespace {

// Without overflow at the least of all integers.
UnsignedWide magnitude(Wide number)
{
    const auto bits = static_cast<UnsignedWide>(number);
    return number < 0 ? ~bits + 1 : bits;
}

}  // namespace

bool rounds_away(Round mode, bool negative, bool odd, int half)
{
    switch (mode) {
    case Round::half_away:
    case Round::half_up: return half >= 0;
    case Round::half_even: return half > 0 || (half == 0 && odd);
    case Round::half_down: return half > 0;
    case Round::down: return false;
    case Round::up: return true;
    case Round::ceiling: return !negative;
    case Round::floor: return negative;
    }
    broken(__FILE__, __LINE__, "a known mode", "a rounding mode has a name");
}

Wide divide_wide(Wide num, Wide den, Round mode)
{
    CHECK(den != 0, "nothing is divided by zero");
    const bool negative = (num < 0) != (den < 0);
    const UnsignedWide over = magnitude(den);
    UnsignedWide quotient = magnitude(num) / over;
    const UnsignedWide rest = magnitude(num) % over;
    if (rest != 0) {
        const UnsignedWide other = over - rest;  // half, without doubling the rest
        const int half = rest < other ? -1 : rest > other ? 1 : 0;
        if (rounds_away(mode, negative, (quotient & 1) != 0, half)) ++quotient;
    }
    constexpr UnsignedWide sign_bit = UnsignedWide{1} << 127;
    CHECK(quotient < sign_bit || (negative && quotient == sign_bit), "a quotient fits 128 bits");
    return static_cast<Wide>(negative ? ~quotient + 1 : quotient);
}

std::int64_t divide(Wide num, Wide den, Round mode)
{
    const Wide quotient = divide_wide(num, den, mode);
    CHECK(quotient >= std::numeric_limits<std::int64_t>::min() &&
              quotient <= std::numeric_limits<std::int64_t>::max(),
          "a rounded amount fits 64 bits");
    return static_cast<std::int64_t>(quotient);
}

}  // namespace earned
