// Roots, powers, logarithms and remainders: against figures that Python's decimal found to 80
// digits and rounded to 34, and against their own laws.
#include "base/decimal_digits.h"
#include "base/decimal_functions.h"
#include "tests/base/printing.h"

#include <gtest/gtest.h>

#include <random>

namespace earned::decimal_functions_test {

namespace {

Decimal number(std::string_view text) { return Decimal::parse(text).value(); }

struct Known {
    const char *function, *first, *second, *result;
};

const std::vector<Known>& known()
{
    static const std::vector<Known> all = {
        {"exp", "1", "", "2.718281828459045235360287471352662"},
        {"exp", "-1", "", "0.3678794411714423215955237701614609"},
        {"exp", "0.05", "", "1.051271096376024039697517636335645"},
        {"exp", "1E-34", "", "1.000000000000000000000000000000000"},
        {"exp", "-1E-40", "", "1.000000000000000000000000000000000"},
        {"exp", "14149.385", "", "9.996036301645588683235049124604716E+6144"},
        {"exp", "-14000.5", "", "4.571998860928588504045278278719905E-6081"},
        {"exp", "1.234567890123456789012345678901234", "", "3.436893084346008004591424314762274"},
        {"exp", "-0.9999999999999999999999999999999999", "", "0.3678794411714423215955237701614609"},
        {"exp", "100", "", "2.688117141816135448412625551580014E+43"},
        {"ln", "2", "", "0.6931471805599453094172321214581766"},
        {"ln", "10", "", "2.302585092994045684017991454684364"},
        {"ln", "0.9999999999999999999999999999999999", "", "-1.000000000000000000000000000000000E-34"},
        {"ln", "1.000000000000000000000000000000001", "", "9.999999999999999999999999999999995E-34"},
        {"ln", "9.999999999999999999999999999999999E+6144", "", "14149.38539644841072829055748903542"},
        {"ln", "1E-6176", "", "-14220.76553433122614449511522413063"},
        {"ln", "3.162277660168379331998893544432718", "", "1.151292546497022842008995727342182"},
        {"ln", "0.3162277660168379331998893544432718", "", "-1.151292546497022842008995727342182"},
        {"ln", "1234.56", "", "7.118469910277309567127223559850890"},
        {"power", "1.05", "0.08333333333333333333333333333333333", "1.004074123783648301605419602672107"},
        {"power", "1.0000001", "123456789", "229964.0526159301784424247110515674"},
        {"power", "2", "0.5", "1.414213562373095048801688724209698"},
        {"power", "7", "-13", "1.032108797271555561466433463229334E-11"},
        {"power", "1.1", "34", "25.54766986187658895510194457594004"},
        {"power", "0.97", "365.25", "0.00001473587540265901419251615159391741"},
        {"power", "3", "200", "2.656139888758747693387813220357796E+95"},
        {"power", "-3", "199", "-8.853799629195825644626044067859321E+94"},
        {"power", "1.000000000000000000000000000000001", "1E+33", "2.718281828459045235360287471352661"},
        {"power", "99.99", "-1.5", "0.001000150018752187746120823245431430"},
        {"power", "2", "20000", "3.980276840337966592354307206191202E+6020"},
        {"power", "1E+40", "1E-3", "1.096478196143185013143713606141127"},
        {"power", "-1", "1E+30", "1"},
        {"power", "-1", "1000000000000000000001", "-1"},
    };
    return all;
}

TEST(DecimalFunctions, AgreeWithEightyDigits)
{
    for (const Known& one : known()) {
        const std::string function = one.function;
        const Decimal first = number(one.first);
        const std::optional<Decimal> found = function == "exp"  ? exponential(first)
                                             : function == "ln" ? natural_logarithm(first)
                                                                : power(first, number(one.second));
        ASSERT_TRUE(found) << function << " " << one.first << " " << one.second;
        EXPECT_EQ(found->scientific(), one.result) << function << " " << one.first << " " << one.second;
    }
}

TEST(DecimalFunctions, HaveNoResultWhereThereIsNone)
{
    EXPECT_FALSE(natural_logarithm(Decimal()));
    EXPECT_FALSE(natural_logarithm(number("-1")));
    EXPECT_FALSE(square_root(number("-4")));
    EXPECT_FALSE(exponential(number("14150")));
    EXPECT_FALSE(exponential(number("1E+30")));
    EXPECT_FALSE(power(number("-8"), number("0.5")));
    EXPECT_FALSE(power(Decimal(), number("-1")));
    EXPECT_FALSE(power(number("10"), number("6145")));
    EXPECT_FALSE(power(number("2"), number("1E+20")));
    EXPECT_FALSE(checked_modulo(number("1"), Decimal()));
    EXPECT_EQ(exponential(number("-1E+30"))->text(), packed(false, 0, -6176)->text());
    EXPECT_TRUE(power(number("2"), number("-1E+20"))->is_zero());
    // Found by fuzz_expression: an exponent with decimals was never too large.
    EXPECT_FALSE(power(number("1.5"), number("2111111111111111111.11112")));
    EXPECT_TRUE(power(number("0.5"), number("2111111111111111111.11112"))->is_zero());
    EXPECT_FALSE(exponential(number("9007199254740993.5")));
    EXPECT_TRUE(exponential(number("-9007199254740993.5"))->is_zero());
}

TEST(DecimalFunctions, ModuloHasTheSignOfTheDivisor)
{
    const std::vector<std::array<const char*, 3>> cases = {
        {"12", "5", "2"},       {"-12", "5", "3"},       {"12", "-5", "-3"},       {"-12", "-5", "-2"},
        {"10.1", "4.5", "1.1"}, {"-10.1", "4.5", "3.4"}, {"10.1", "-4.5", "-3.4"}, {"-10.1", "-4.5", "-1.1"},
        {"1E+100", "7", "4"},   {"-1E+100", "7", "3"},   {"1E+6000", "9", "1"},    {"5", "1E+50", "5"}};
    for (const auto& [left, right, rest] : cases)
        EXPECT_EQ(checked_modulo(number(left), number(right)), number(rest)) << left << " " << right;
    EXPECT_EQ(checked_remainder(number("-12"), number("5")), number("-2"));
    EXPECT_FALSE(checked_remainder(number("1E+100"), number("7"))) << "the quotient has more than 34 digits";
}

Decimal any(std::mt19937_64& chance)
{
    const auto digits = static_cast<int>(chance() % 35);
    UnsignedWide coefficient = 0;
    for (int digit = 0; digit < digits; ++digit) coefficient = coefficient * 10 + chance() % 10;
    return *packed(chance() % 2 == 0, coefficient, static_cast<int>(chance() % 60) - 40);
}

TEST(DecimalFunctions, KeepTheirLawsForAnyNumbers)
{
    std::mt19937_64 chance(20261125);
    const Decimal ulps = number("3E-33");
    for (int round = 0; round < 3000; ++round) {
        const Decimal left = any(chance), right = any(chance);
        if (!right.is_zero()) {
            const auto whole = checked_divide_integer(left, right);
            if (whole && whole->abs() < number("1E+15") && right.abs() < number("1E+15") && right.places() < 2) {
                EXPECT_EQ(*whole * right + *checked_remainder(left, right), left) << left.text() << " " << right.text();
            }
            const Decimal rest = *checked_modulo(left, right);
            EXPECT_TRUE(rest.abs() <= right.abs() && (rest.is_zero() || rest.sign() == right.sign()))
                << left.text() << " " << right.text();
        }
        const Decimal root = *square_root(left.abs());
        EXPECT_LE((root * root - left.abs()).abs(), left.abs() * ulps);
        if (left.sign() != 0 && round % 20 == 0) {
            const Decimal logarithm = *natural_logarithm(left.abs());
            EXPECT_LE((*exponential(logarithm) - left.abs()).abs(), left.abs() * number("1E-31")) << left.text();
        }
    }
}

TEST(DecimalDigits, AreCounted)
{
    EXPECT_EQ(count_digits(0), 0);
    for (int power = 0; power < 38; ++power) {
        EXPECT_EQ(count_digits(ten_to(power)), power + 1);
        if (power > 0) {
            EXPECT_EQ(count_digits(ten_to(power) - 1), power);
        }
    }
}

TEST(DecimalText, IsScientificOrRoundedWhenAsked)
{
    const std::pair<const char*, const char*> cases[] = {
        {".5", "0.5"},
        {"5.", "5"},
        {"007.20", "7.20"},
        {"1E+7", "1E+7"},
        {"0.0000001", "1E-7"},
        {"0.000001", "0.000001"},
        {"12345678901234567890123456789012345", "1.234567890123456789012345678901234E+34"},
        {"12345678901234567890123456789012355", "1.234567890123456789012345678901236E+34"},
        {"1234567890123456789012345678901234.50000000000000000000000000001", "1234567890123456789012345678901235"},
        {"-0.00", "0.00"},
        {"1E-6177", "0E-6176"},
        {"6E-6177", "1E-6176"}};
    for (const auto& [in, out] : cases) EXPECT_EQ(Decimal::parse_rounded(in)->scientific(), out) << in;
    for (const char* none : {"", ".", "+", "1e", "1.2.3", "x", "1E+7000", "NaN", " 1"})
        EXPECT_FALSE(Decimal::parse_rounded(none)) << none;
    EXPECT_EQ(number("2.50").integral(Round::half_even).text(), "2");
    EXPECT_EQ(number("1E+50").integral(Round::floor).scientific(), "1E+50");
    EXPECT_EQ(number("-2.5").integral(Round::floor).text(), "-3");
}

}  // namespace

}  // namespace earned::decimal_functions_test
