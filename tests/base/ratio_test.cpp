#include "base/check.h"
#include "base/integer.h"
#include "base/ratio.h"
#include "tests/base/printing.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace earned::ratio_test {

namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

cpp_rational slow(const Ratio& ratio)
{
    return {cpp_int(ratio.numerator().text()), cpp_int(ratio.denominator().text())};
}

// The same number, in lowest terms over a positive denominator.
bool same(const Ratio& ratio, const cpp_rational& oracle)
{
    return ratio.numerator().text() == numerator(oracle).str() &&
           ratio.denominator().text() == denominator(oracle).str() && ratio.sign() == oracle.sign();
}

bool fits(const cpp_rational& oracle)
{
    return abs(numerator(oracle)) <= INT64_MAX && denominator(oracle) <= INT64_MAX;
}

}  // namespace

TEST(Ratio, IsInLowestTerms)
{
    EXPECT_EQ(Ratio(59, 365).text(), "59/365");
    EXPECT_EQ(Ratio(30, 250).text(), "3/25");
    EXPECT_EQ(Ratio(6, -4).text(), "-3/2");
    EXPECT_EQ(Ratio(7).text(), "7");
    EXPECT_EQ(Ratio(0, -5), Ratio());
    EXPECT_EQ(Ratio(INT64_MIN, INT64_MIN), Ratio(1));
    EXPECT_EQ(Ratio(INT64_MIN).text(), "-9223372036854775808");
    EXPECT_EQ(-Ratio(INT64_MIN) + Ratio(INT64_MIN), Ratio());
    EXPECT_EQ(Ratio(1, INT64_MIN) * Ratio(INT64_MIN), Ratio(1));
    EXPECT_EQ(Ratio::of(Integer(6), Integer(-4)), Ratio(-3, 2));
    EXPECT_EQ(Ratio::of(power_of_ten(40), -power_of_ten(38)), Ratio(-100));
    EXPECT_EQ(Ratio::of(-power_of_ten(40), Integer(-3)).text(), power_of_ten(40).text() + "/3");
    EXPECT_THROW(Ratio(1, 0), Broken);
    EXPECT_THROW(Ratio(1) / Ratio(), Broken);
}

TEST(Ratio, TakesDecimalsExactly)
{
    EXPECT_EQ(Ratio::of(*Decimal::parse("0.125")), Ratio(1, 8));
    EXPECT_EQ(Ratio::of(*Decimal::parse("-12e3")), Ratio(-12000));
    EXPECT_EQ(Ratio::of(*Decimal::parse("1e-30")) * Ratio::of(*Decimal::parse("1e30")), Ratio(1));
    EXPECT_EQ(Ratio(1, 3).decimal(4, Round::half_away).text(), "0.3333");
    EXPECT_EQ(Ratio(-5, 2).decimal(0, Round::half_away).text(), "-3");
    EXPECT_EQ(Ratio(2, 3).decimal(33, Round::half_even).text(),
              "0.666666666666666666666666666666667");
    EXPECT_EQ(Ratio(1250).decimal(-2, Round::half_even).text(), "1200");
    EXPECT_THROW(Ratio(10).decimal(33, Round::down), Broken);
}

TEST(Ratio, RoundsOnlyWhenAsked)
{
    EXPECT_EQ(Ratio(7, 2).rounded(Round::half_even), 4);
    EXPECT_EQ(Ratio(-7, 2).rounded(Round::floor), -4);
    EXPECT_EQ((Ratio(INT64_MAX) * Ratio(3) / Ratio(4)).rounded(Round::down), 6917529027641081855);
    EXPECT_THROW((Ratio(INT64_MAX) + Ratio(1)).rounded(Round::down), Broken);
    Ratio sum;
    for (int part = 0; part < 365; ++part) sum += Ratio(1, 365);
    EXPECT_EQ(sum, Ratio(1));
    EXPECT_EQ(min(Ratio(1, 3), Ratio(1, 2)), Ratio(1, 3));
    EXPECT_EQ(max(Ratio(1, 3), Ratio(1, 2)), Ratio(1, 2));
}

TEST(Ratio, ComesBackToTheSmallPath)
{
    const Ratio large = Ratio(INT64_MAX, 2) * Ratio(INT64_MAX - 1, 3);
    EXPECT_FALSE(large.small());
    const Ratio back = large / Ratio(INT64_MAX) / Ratio(INT64_MAX - 1);
    EXPECT_EQ(back, Ratio(1, 6));
    ASSERT_TRUE(back.small());
    EXPECT_EQ(back.small()->second, 6);
}

RC_GTEST_PROP(RatioProperty, ComputesAsTheSlowOne, (const Ratio& a, const Ratio& b, const Ratio& c))
{
    const cpp_rational x = slow(a), y = slow(b), z = slow(c);
    RC_ASSERT(same(a + b, x + y));
    RC_ASSERT(same(a - b, x - y));
    RC_ASSERT(same(a * b, x * y));
    RC_ASSERT(same(a * b + c, x * y + z));  // what went large meets what is small
    RC_ASSERT(same(a * b - b * c, x * y - y * z));
    RC_ASSERT(same(a * b * c, x * y * z));
    if (!b.is_zero()) RC_ASSERT(same(a / b, x / y));
    if (!b.is_zero()) RC_ASSERT(a / b * b == a);
    RC_ASSERT((a < b) == (x < y));
    RC_ASSERT((a * c < b) == (x * z < y));
    RC_ASSERT((a == b) == (x == y));
    RC_ASSERT((a * b).small().has_value() == fits(x * y));
    RC_ASSERT((a + b).small().has_value() == fits(x + y));
    RC_ASSERT((a - a).is_zero());
}

RC_GTEST_PROP(RatioProperty, RoundsToTheFloorAndTheCeiling, (const Ratio& a))
{
    const std::int64_t below = (a / 3).rounded(Round::floor),
                       above = (a / 3).rounded(Round::ceiling);
    RC_ASSERT(Ratio(below) <= a / 3 && a / 3 <= Ratio(above) && Wide{above} - below <= 1);
    const Decimal close = (a / 7).decimal(9, Round::half_even);
    RC_ASSERT(abs(Ratio::of(close) - a / 7) * 2 <= Ratio(1, 1'000'000'000));
}

}  // namespace earned::ratio_test
