// Roots, powers, exponentials and logarithms, on fixed-point integers of 340 binary places.
#include "base/decimal_functions.h"

#include "base/check.h"
#include "base/decimal_digits.h"
#include "base/decimal_long.h"

#include <algorithm>

namespace earned {

namespace {

constexpr int places = 340;  // binary: 10^-102
constexpr int far = 20'000;  // no exponent of a Decimal's power of ten comes near
constexpr int halvings = 8;  // before Taylor's series, to be squared away after it
constexpr int whole_powers = 1'000'000'000;

// Every number here is a size, times 2^340; its sign is kept beside it.
struct Signed {
    bool negative;
    LongInteger size;
};

// The natural logarithm of ten, to 120 decimals.
const LongInteger& ln_ten()
{
    static const LongInteger value = [] {
        const LongInteger digits(
            "2302585092994045684017991454684364207601101488628772976033327900967572609677352"
            "480235997205089598298341967784042286248633");
        return LongInteger(LongInteger(digits << places) / long_ten_to(120));
    }();
    return value;
}

std::optional<Decimal> nearly_zero() { return packed(false, 0, Decimal::least_exponent); }

// e^argument for a size of at most 20,000 × ln 10.
LongUncut exponential_of(const Signed& argument)
{
    LongInteger tens = argument.size / ln_ten();
    LongInteger rest = argument.size - tens * ln_ten();
    if (argument.negative && rest != 0) {
        rest = ln_ten() - rest;
        ++tens;
    }
    rest >>= halvings;
    LongInteger term = LongInteger(1) << places, sum = term;
    for (unsigned count = 1; term != 0; ++count) {
        term = LongInteger(term * rest) >> places;
        term /= count;
        sum += term;
    }
    for (int time = 0; time < halvings; ++time) sum = LongInteger(sum * sum) >> places;
    const auto exponent = static_cast<int>(tens);
    return {false, LongInteger(sum * long_ten_to(90)) >> places, (argument.negative ? -exponent : exponent) - 90, true};
}

// Requires: number > 0
Signed logarithm_of(const Decimal& number)
{
    const UnsignedWide coefficient = size_of(number.coefficient());
    int zeros = count_digits(coefficient);
    int tens = number.exponent() + zeros;
    if (LongInteger(coefficient) * coefficient * 10 < long_ten_to(2 * zeros)) {  // below 10^-1/2
        --zeros;
        --tens;
    }
    const LongInteger mine = coefficient, one = long_ten_to(zeros);
    const bool below = mine < one;
    const LongInteger over = below ? one - mine : mine - one;
    const LongInteger ratio = LongInteger(over << places) / LongInteger(mine + one);
    const LongInteger square = LongInteger(ratio * ratio) >> places;
    LongInteger term = ratio, sum = 0;
    for (unsigned odd = 1; term != 0; odd += 2) {
        sum += term / odd;
        term = LongInteger(term * square) >> places;
    }
    sum *= 2;
    const LongInteger shift = ln_ten() * static_cast<unsigned>(tens < 0 ? -tens : tens);
    if (below == (tens < 0) || tens == 0) return {tens == 0 ? below : tens < 0, sum + shift};
    return {sum > shift ? below : tens<0, sum> shift ? LongInteger(sum - shift) : LongInteger(shift - sum)};
}

// number × 2^340, cut; nothing when it is beyond 20,000 × ln 10.
std::optional<LongInteger> fixed(const Decimal& number, const LongInteger& factor)
{
    const LongInteger product = factor * size_of(number.coefficient());
    const LongInteger limit = ln_ten() * static_cast<unsigned>(far);
    const int exponent = number.exponent();
    if (exponent < -290) return LongInteger(0);
    if (exponent < 0) {
        const LongInteger cut = product / long_ten_to(-exponent);
        return cut > limit ? std::nullopt : std::optional(cut);
    }
    if (product == 0) return product;
    if (exponent > 110 || product > limit) return std::nullopt;
    const LongInteger scaled = product * long_ten_to(exponent);
    return scaled > limit ? std::nullopt : std::optional(scaled);
}

// e^(exponent × factor), the factor's sign aside; below 1 when negative.
std::optional<Decimal> raised(const Decimal& exponent, const LongInteger& factor, bool negative, int digits)
{
    const std::optional<LongInteger> argument = fixed(exponent, factor);
    if (!argument) return negative ? nearly_zero() : std::nullopt;
    if (*argument != 0) return rounded(exponential_of({negative, *argument}), Round::half_even, digits);
    const UnsignedWide one = ten_to(37);  // and a little more, or a little less
    return rounded(Uncut{false, negative ? one - 1 : one, -37, true}, Round::half_even, digits);
}

// A whole power, cut to 100 digits as it grows.
struct Growing {
    LongInteger coefficient;
    std::int64_t exponent;
    bool more = false;

    void times(const Growing& other)
    {
        coefficient *= other.coefficient;
        exponent += other.exponent;
        more = more || other.more;
        const int cut = count_long_digits(coefficient) - 100;
        if (cut <= 0) return;
        LongInteger kept, rest;
        divide_qr(coefficient, long_ten_to(cut), kept, rest);
        coefficient = kept;
        exponent += cut;
        more = more || rest != 0;
    }
    // One over it, to at least 100 digits; without zeros where it ends.
    void invert()
    {
        constexpr int dividend = 201;
        LongInteger quotient, rest;
        divide_qr(long_ten_to(dividend), coefficient, quotient, rest);
        exponent = -exponent - dividend;
        more = more || rest != 0;
        coefficient = quotient;
        while (!more && coefficient % 10 == 0) {
            coefficient /= 10;
            ++exponent;
        }
    }
};

// Requires: number is whole
bool is_odd(const Decimal& number)
{
    if (number.exponent() > 0 || number.exponent() <= -Decimal::digits) return false;
    return (size_of(number.coefficient()) / ten_to(-number.exponent()) & 1) != 0;
}

std::optional<Decimal> whole_power(const Decimal& number, std::int64_t exponent, int digits)
{
    Growing result{1, 0}, square{size_of(number.coefficient()), number.exponent()};
    for (std::int64_t rest = exponent < 0 ? -exponent : exponent; rest != 0; rest /= 2) {
        if (rest % 2 != 0) result.times(square);
        if (rest > 1) square.times(square);
    }
    if (exponent < 0) result.invert();
    const bool negative = number.sign() < 0 && exponent % 2 != 0;
    const std::int64_t top = result.exponent + count_long_digits(result.coefficient);
    if (top > far) return std::nullopt;
    if (top < -far) return nearly_zero();
    return rounded(LongUncut{negative, result.coefficient, static_cast<int>(result.exponent), result.more},
                   Round::half_even, digits);
}

}  // namespace

std::optional<Decimal> square_root(const Decimal& number, int digits)
{
    if (number.sign() < 0) return std::nullopt;
    const int exponent = number.exponent(), odd = exponent & 1;
    const int ideal = (exponent - odd) / 2;
    if (number.is_zero()) return packed(false, 0, ideal);
    constexpr int pairs = 38;  // of zeros added: 38 digits of the root at least
    const LongInteger square = LongInteger(size_of(number.coefficient())) * (odd ? 10U : 1U) * long_ten_to(2 * pairs);
    LongInteger rest, root = boost::multiprecision::sqrt(square, rest);
    LongUncut found{false, root, ideal - pairs, rest != 0};
    while (!found.more && found.exponent < ideal && found.coefficient % 10 == 0) {
        found.coefficient /= 10;
        ++found.exponent;
    }
    return rounded(found, Round::half_even, digits);
}

std::optional<Decimal> exponential(const Decimal& number, int digits)
{
    if (number.is_zero()) return Decimal::of(1);
    return raised(number, LongInteger(1) << places, number.sign() < 0, digits);
}

std::optional<Decimal> natural_logarithm(const Decimal& number, int digits)
{
    if (number.sign() <= 0) return std::nullopt;
    if (number == Decimal::of(1)) return Decimal();
    const Signed found = logarithm_of(number);
    const LongInteger decimals = LongInteger(found.size * long_ten_to(100)) >> places;
    return rounded(LongUncut{found.negative, decimals, -100, true}, Round::half_even, digits);
}

std::optional<Decimal> power(const Decimal& number, const Decimal& exponent, int digits)
{
    if (exponent.is_zero()) return Decimal::of(1);
    if (number.is_zero()) return exponent.sign() > 0 ? std::optional(Decimal()) : std::nullopt;
    const std::optional<std::int64_t> whole = exponent.to_int64();
    if (whole && *whole <= whole_powers && *whole >= -whole_powers) return whole_power(number, *whole, digits);
    if (number.sign() < 0 && !exponent.is_integer()) return std::nullopt;
    const bool mirrored = number.sign() < 0 && is_odd(exponent);
    if (number.abs() == Decimal::of(1)) return Decimal::of(mirrored ? -1 : 1);
    const Signed logarithm = logarithm_of(number.abs());
    const bool below_one = logarithm.negative != (exponent.sign() < 0);
    const std::optional<Decimal> size = raised(exponent, logarithm.size, below_one, digits);
    return size && mirrored ? -*size : size;
}

}  // namespace earned
