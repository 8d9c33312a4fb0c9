#include "base/check.h"
#include "base/decimal.h"
#include "tests/base/printing.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace earned::decimal_test {

namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

Decimal dec(std::string_view text)
{
    const std::optional<Decimal> number = Decimal::parse(text);
    CHECK(number, "the test writes a number: " + std::string(text));
    return *number;
}

cpp_int power(int exponent) { return pow(cpp_int(10), static_cast<unsigned>(exponent)); }

cpp_rational scaled(const cpp_rational& number, int exponent)
{
    return exponent < 0 ? cpp_rational(number / power(-exponent))
                        : cpp_rational(number * power(exponent));
}

cpp_rational exact(const Decimal& number)
{
    return scaled(cpp_rational(cpp_int(number.coefficient())), number.exponent());
}

cpp_int nearest_even(const cpp_rational& number)
{
    cpp_int quotient, rest;
    divide_qr(cpp_int(abs(numerator(number))), cpp_int(denominator(number)), quotient, rest);
    const cpp_int twice = rest * 2;
    if (twice > denominator(number) || (twice == denominator(number) && quotient % 2 != 0))
        ++quotient;
    return number < 0 ? cpp_int(-quotient) : quotient;
}

// The slow oracle: an exact result, cut to 34 digits half to even, and not below 10^-6176.
cpp_rational cut(const cpp_rational& number)
{
    if (number == 0) return 0;
    int exponent = static_cast<int>(cpp_int(abs(numerator(number))).str().size()) -
                   static_cast<int>(denominator(number).str().size()) - Decimal::digits - 1;
    while (abs(scaled(number, -exponent)) >= power(Decimal::digits)) ++exponent;
    exponent = std::max(exponent, Decimal::least_exponent);
    return scaled(cpp_rational(nearest_even(scaled(number, -exponent))), exponent);
}

bool too_large(const cpp_rational& number)
{
    return abs(number) >= scaled(cpp_rational(power(Decimal::digits)), Decimal::most_exponent);
}

// Exactly what the oracle says; and nothing only where it says more than a Decimal holds.
bool agrees(const std::optional<Decimal>& result, const cpp_rational& oracle)
{
    return result ? exact(*result) == cut(oracle) : too_large(cut(oracle));
}

}  // namespace

TEST(Decimal, KeepsWhatIsWritten)
{
    for (const char* text :
         {"0", "1.20", "-1.20", "0.00", "100", "0.001", "1200.00", "-0.5",
          "1234567890123456789012345678901234", "0.1234567890123456789012345678901234"})
        EXPECT_EQ(dec(text).text(), text);
    EXPECT_EQ(dec("+7").text(), "7");
    EXPECT_EQ(dec("-0.00").text(), "0.00");
    EXPECT_EQ(dec("1.5e3").text(), "1500");
    EXPECT_EQ(dec("15E-1").text(), "1.5");
    EXPECT_EQ(dec("1e-7").text(), "0.0000001");
    EXPECT_EQ(dec("1e33").text(), "1000000000000000000000000000000000");
    EXPECT_EQ(dec("1e34").text(), "1E+34");
    EXPECT_EQ(dec("-12e-60").text(), "-1.2E-59");
    EXPECT_EQ(dec("1e6144").text(), "1.000000000000000000000000000000000E+6144");
}

TEST(Decimal, RefusesWhatIsNoNumberOfJson)
{
    for (const char* text :
         {"",   " 1",  "1 ",    "1.",   ".5",    "-",   "+",        "--1",   "01",    "00", "-01.5",
          "1e", "1e+", "1,000", "0x1F", "1_000", "NaN", "Infinity", "1.2.3", "1e1.5", "٣",  "1f"})
        EXPECT_FALSE(Decimal::parse(text)) << text;
    EXPECT_FALSE(Decimal::parse(std::string_view("1\0", 2)));
}

TEST(Decimal, IsNeverSilentlyRounded)
{
    EXPECT_FALSE(Decimal::parse("12345678901234567890123456789012345"));
    EXPECT_FALSE(Decimal::parse("0.12345678901234567890123456789012345"));
    EXPECT_FALSE(Decimal::parse("1.0000000000000000000000000000000000"));
    EXPECT_TRUE(Decimal::parse("0.00000000000000000000000000000000000000000000000001"));
    EXPECT_FALSE(Decimal::parse("1e6145"));
    EXPECT_FALSE(Decimal::parse("1e-6177"));
    EXPECT_FALSE(Decimal::parse("1e99999999999999999999"));
    EXPECT_TRUE(Decimal::parse("10e-6177"));
    EXPECT_TRUE(Decimal::parse("0e99999999999999999999")->is_zero());
}

TEST(Decimal, ComparesByValue)
{
    EXPECT_EQ(dec("1.20"), dec("1.2"));
    EXPECT_NE(dec("1.20").text(), dec("1.2").text());
    EXPECT_LT(dec("-2"), dec("-1.99"));
    EXPECT_LT(dec("9e100"), dec("1e101"));
    EXPECT_GT(dec("-9e-100"), dec("-1e-99"));
    EXPECT_EQ(dec("0e5"), dec("0.00"));
    EXPECT_LT(dec("0"), dec("1e-6176"));
}

TEST(Decimal, ComputesAsTheStandardsExamples)
{
    EXPECT_EQ((dec("1") / dec("3")).text(), "0.3333333333333333333333333333333333");
    EXPECT_EQ((dec("2") / dec("3")).text(), "0.6666666666666666666666666666666667");
    EXPECT_EQ((dec("5") / dec("2")).text(), "2.5");
    EXPECT_EQ((dec("1") / dec("10")).text(), "0.1");
    EXPECT_EQ((dec("8.00") / dec("2")).text(), "4.00");
    EXPECT_EQ((dec("2.400") / dec("2.0")).text(), "1.20");
    EXPECT_EQ((dec("1000") / dec("100")).text(), "10");
    EXPECT_EQ((dec("2.40E+6") / dec("2")).text(), "1200000");
    EXPECT_EQ((dec("1.20") * dec("3")).text(), "3.60");
    EXPECT_EQ((dec("0.9") * dec("0.8")).text(), "0.72");
    EXPECT_EQ((dec("12") + dec("7.00")).text(), "19.00");
    EXPECT_EQ((dec("1e3") + dec("0.00")).text(), "1000.00");
    EXPECT_EQ((dec("1.3") - dec("2.07")).text(), "-0.77");
    EXPECT_EQ((dec("1.3") - dec("1.30")).text(), "0.00");
    // One unit beyond the 34th digit, and half of one: to even.
    EXPECT_EQ(dec("1") + dec("1e-34"), dec("1"));
    EXPECT_EQ(dec("1") - dec("1e-35"), dec("1"));
    EXPECT_EQ((dec("1") - dec("1e-34")).text(), "0.9999999999999999999999999999999999");
    EXPECT_EQ(dec("9999999999999999999999999999999999") + dec("0.5"), dec("1e34"));
    EXPECT_EQ(dec("1000000000000000000000000000000001") + dec("0.5"),
              dec("1000000000000000000000000000000002"));
    EXPECT_EQ(dec("1000000000000000000000000000000000") + dec("0.5"),
              dec("1000000000000000000000000000000000"));
    EXPECT_EQ(dec("1000000000000000000000000000000000") + dec("0.5000000001"),
              dec("1000000000000000000000000000000001"));
    // A tie in all the digits that were worked out, and a little more beyond them.
    EXPECT_EQ(dec("2e33") / dec("1999999999999999999999999999999999"),
              dec("1.000000000000000000000000000000001"));
    // The last sums that fit 128 bits, and the first that do not.
    EXPECT_EQ(dec("9999999999999999999999999999999999e4") + dec("1"),
              dec("9999999999999999999999999999999999e4"));
    EXPECT_EQ(dec("9999999999999999999999999999999999e5") + dec("1"),
              dec("9999999999999999999999999999999999e5"));
    EXPECT_EQ(dec("9999999999999999999999999999999999e6") - dec("1"),
              dec("9999999999999999999999999999999999e6"));
    EXPECT_EQ(dec("1000000000000000000000000000000001e90") + dec("1e-90"),
              dec("1000000000000000000000000000000001e90"));
}

TEST(Decimal, StopsAtItsEdges)
{
    const Decimal most = dec("9999999999999999999999999999999999e6111");
    EXPECT_THROW(most + most, Broken);
    EXPECT_THROW(most * dec("10"), Broken);
    EXPECT_THROW(dec("1") / dec("0.00"), Broken);
    EXPECT_FALSE(checked_add(most, most));
    EXPECT_FALSE(checked_subtract(-most, most));
    EXPECT_FALSE(checked_multiply(most, dec("10")));
    EXPECT_FALSE(checked_divide(most, dec("0.1")));
    EXPECT_FALSE(checked_divide(dec("0"), dec("0")));
    EXPECT_TRUE((dec("1e-6176") * dec("0.5")).is_zero());
    EXPECT_EQ(dec("1e-6176") * dec("0.51"), dec("1e-6176"));
    EXPECT_EQ(dec("15e-6176") / dec("10"), dec("2e-6176"));
    EXPECT_TRUE((dec("1e-6000") * dec("1e-6000")).is_zero());
    EXPECT_THROW(Decimal::of(1, 7000), Broken);
    EXPECT_THROW(Decimal::of_wide(Wide{1} << 120, 0), Broken);
    EXPECT_EQ(Decimal::of(INT64_MIN).text(), "-9223372036854775808");
}

TEST(Decimal, QuantizesAsTold)
{
    EXPECT_EQ(dec("2.5").quantized(0, Round::half_even).text(), "2");
    EXPECT_EQ(dec("2.5").quantized(0, Round::half_away).text(), "3");
    EXPECT_EQ(dec("-2.5").quantized(0, Round::half_away).text(), "-3");
    EXPECT_EQ(dec("-2.5").quantized(0, Round::ceiling).text(), "-2");
    EXPECT_EQ(dec("1.2").quantized(3, Round::down).text(), "1.200");
    EXPECT_EQ(dec("1.005").quantized(2, Round::half_away).text(), "1.01");
    EXPECT_EQ(dec("150").quantized(-2, Round::half_even).text(), "200");
    EXPECT_EQ(dec("0.04").quantized(1, Round::up).text(), "0.1");
    EXPECT_EQ(dec("-1e-50").quantized(2, Round::floor).text(), "-0.01");
    EXPECT_EQ(dec("-1e-50").quantized(2, Round::half_away).text(), "0.00");
    EXPECT_EQ(dec("9999999999999999999999999999999999e-34").quantized(0, Round::half_even).text(),
              "1");
    EXPECT_THROW(dec("1e33").quantized(1, Round::down), Broken);
    EXPECT_EQ(dec("1.200").reduced().text(), "1.2");
    EXPECT_EQ(dec("1200").reduced().exponent(), 2);
    EXPECT_EQ(dec("0.00").reduced().text(), "0");
}

TEST(Decimal, KnowsWholeNumbers)
{
    EXPECT_TRUE(dec("2.00").is_integer());
    EXPECT_TRUE(dec("0.00").is_integer());
    EXPECT_TRUE(dec("1e30").is_integer());
    EXPECT_FALSE(dec("2.01").is_integer());
    EXPECT_FALSE(dec("1e-40").is_integer());
    EXPECT_EQ(dec("-7.000").to_int64(), -7);
    EXPECT_EQ(dec("9223372036854775807").to_int64(), INT64_MAX);
    EXPECT_EQ(dec("-9223372036854775808").to_int64(), INT64_MIN);
    EXPECT_FALSE(dec("9223372036854775808").to_int64());
    EXPECT_FALSE(dec("1e6000").to_int64());
    EXPECT_FALSE(dec("0.5").to_int64());
    EXPECT_EQ(dec("1.20").places(), 2);
    EXPECT_EQ(dec("1e3").places(), 0);
}

RC_GTEST_PROP(DecimalProperty, TextIsReadBack, (const Decimal& number))
{
    const std::optional<Decimal> read = Decimal::parse(number.text());
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == number);
    if (number.exponent() <= 0) RC_ASSERT(read->text() == number.text());
    RC_ASSERT(exact(number.reduced()) == exact(number));
    RC_ASSERT(exact(-number) == -exact(number));
}

RC_GTEST_PROP(DecimalProperty, EqualsTheExactResultCutOnce,
              (const Decimal& left, const Decimal& right))
{
    RC_ASSERT(agrees(checked_add(left, right), exact(left) + exact(right)));
    RC_ASSERT(agrees(checked_subtract(left, right), exact(left) - exact(right)));
    RC_ASSERT(agrees(checked_multiply(left, right), exact(left) * exact(right)));
    if (!right.is_zero())
        RC_ASSERT(agrees(checked_divide(left, right), exact(left) / exact(right)));
    RC_ASSERT((left < right) == (exact(left) < exact(right)));
    RC_ASSERT((left == right) == (exact(left) == exact(right)));
    RC_ASSERT(checked_add(left, right) == checked_add(right, left));
}

RC_GTEST_PROP(DecimalProperty, QuantizesToTheNeighbourItNames, (const Decimal& number))
{
    constexpr std::array modes = {Round::half_away, Round::half_even, Round::half_up,
                                  Round::half_down, Round::down,      Round::up,
                                  Round::ceiling,   Round::floor};
    const int places = *rc::gen::inRange(-6, 12);
    const cpp_rational step = scaled(cpp_rational(1), -places), value = exact(number);
    for (const Round mode : modes) {
        const std::optional<Decimal> kept = number.checked_quantized(places, mode);
        if (!kept) {
            RC_ASSERT(abs(value) + step > scaled(cpp_rational(1), Decimal::digits - places));
            continue;
        }
        RC_ASSERT(kept->exponent() == -places);
        const cpp_rational moved = exact(*kept) - value;
        const bool nearest = mode <= Round::half_down;
        RC_ASSERT((nearest ? abs(moved) * 2 <= step : abs(moved) < step));
        if (mode == Round::floor) RC_ASSERT(moved <= 0);
        if (mode == Round::ceiling) RC_ASSERT(moved >= 0);
        if (mode == Round::down) RC_ASSERT(abs(exact(*kept)) <= abs(value));
        if (mode == Round::up) RC_ASSERT(abs(exact(*kept)) >= abs(value));
        if (mode == Round::half_even && abs(moved) * 2 == step)
            RC_ASSERT(kept->coefficient() % 2 == 0);
    }
}

}  // namespace earned::decimal_test
