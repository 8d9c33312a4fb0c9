#include "base/check.h"
#include "base/money.h"
#include "base/split.h"
#include "tests/base/printing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace earned::money_test {

namespace {

Currency currency(std::string_view code)
{
    const std::optional<Currency> known = Currency::parse(code);
    CHECK(known, "the test names a currency");
    return *known;
}

const Currency usd = currency("USD"), jpy = currency("JPY"), kwd = currency("KWD");

Decimal dec(std::string_view text) { return *Decimal::parse(text); }
Money dollars(std::string_view text) { return *Money::of(dec(text), usd); }

}  // namespace

TEST(Currency, KnowsTheCodesOfIso4217)
{
    for (const auto& [code, digits] :
         {std::pair{"JPY", 0}, {"KRW", 0}, {"CLP", 0}, {"ISK", 0}, {"UGX", 0}, {"USD", 2},
          {"EUR", 2},          {"CNY", 2}, {"GBP", 2}, {"CHF", 2}, {"HUF", 2}, {"KWD", 3},
          {"BHD", 3},          {"JOD", 3}, {"OMR", 3}, {"TND", 3}, {"IQD", 3}, {"LYD", 3},
          {"CLF", 4},          {"UYW", 4}, {"XOF", 0}, {"XCG", 2}, {"ZWG", 2}})
        EXPECT_EQ(currency(code).minor_digits(), digits) << code;
    EXPECT_EQ(Currency().code(), "XXX");
}

TEST(Currency, RefusesWhatNobodyCanOwe)
{
    for (const char* code : {"", "US", "USDX", "usd", "ABC", "XXX", "XTS", "XAU", "XDR", "DEM",
                             "HRK", "AAA", "ZZZ", "BTC", "U$D"})
        EXPECT_FALSE(Currency::parse(code)) << code;
}

TEST(Currency, TheTableIsSound)
{
    std::set<Currency> seen;
    for (const Currency each : Currency::all()) {
        EXPECT_TRUE(seen.insert(each).second) << each.code();
        EXPECT_EQ(Currency::parse(each.code()), each);
        EXPECT_TRUE(each.minor_digits() >= 0 && each.minor_digits() <= 4) << each.code();
    }
    // All three letters there are: nothing else parses.
    std::size_t known = 0;
    for (char a = 'A'; a <= 'Z'; ++a)
        for (char b = 'A'; b <= 'Z'; ++b)
            for (char c = 'A'; c <= 'Z'; ++c)
                known += Currency::parse(std::string{a, b, c}).has_value();
    EXPECT_EQ(known, Currency::all().size());
}

TEST(Money, IsWrittenInItsCurrency)
{
    EXPECT_EQ(Money(120000, usd).text(), "1,200.00");
    EXPECT_EQ(Money(120000, usd).plain(), "1200.00");
    EXPECT_EQ(Money(-5, usd).text(), "-0.05");
    EXPECT_EQ(Money(0, usd).text(), "0.00");
    EXPECT_EQ(Money(1234567, jpy).text(), "1,234,567");
    EXPECT_EQ(Money(100, jpy).plain(), "100");
    EXPECT_EQ(Money(1234567, kwd).text(), "1,234.567");
    EXPECT_EQ(Money(INT64_MIN, usd).text(), "-92,233,720,368,547,758.08");
    EXPECT_EQ(Money(120000, usd).decimal().text(), "1200.00");
    EXPECT_EQ(Money(-150, usd).ratio(), Ratio(-3, 2));
}

TEST(Money, TakesOnlyWhatItsCurrencyHas)
{
    EXPECT_EQ(dollars("1200").minor(), 120000);
    EXPECT_EQ(dollars("1.500").minor(), 150);
    EXPECT_FALSE(Money::of(dec("1.005"), usd));
    EXPECT_FALSE(Money::of(dec("0.5"), jpy));
    EXPECT_EQ(Money::of(dec("0.005"), kwd)->minor(), 5);
    EXPECT_EQ(Money::of(dec("-92233720368547758.08"), usd)->minor(), INT64_MIN);
    EXPECT_FALSE(Money::of(dec("92233720368547758.08"), usd));
    EXPECT_FALSE(Money::of(dec("1e6000"), usd));
    EXPECT_FALSE(Money::of(dec("1e-6000"), usd));
    EXPECT_EQ(Money::rounded(Ratio(2, 3), usd, Round::half_away), Money(67, usd));
    EXPECT_EQ(Money::rounded(Ratio(-1, 200), usd, Round::half_away), Money(-1, usd));
}

TEST(Money, StaysInItsCurrencyAndItsBounds)
{
    EXPECT_THROW(Money(1, usd) + Money(1, jpy), Broken);
    EXPECT_THROW(Money(1, usd) - Money(), Broken);
    EXPECT_THROW(static_cast<void>(Money(1, usd) < Money(2, jpy)), Broken);
    EXPECT_FALSE(Money(1, usd) == Money(1, jpy));
    EXPECT_THROW(Money(INT64_MAX, usd) + Money(1, usd), Broken);
    EXPECT_THROW(Money(INT64_MIN, usd) - Money(1, usd), Broken);
    EXPECT_THROW(-Money(INT64_MIN, usd), Broken);
    EXPECT_THROW(Money(INT64_MAX, usd).share(Ratio(2), Round::down), Broken);
    EXPECT_LT(Money(-1, usd), Money(1, usd));
}

TEST(Money, AThousandInTwelveDifferencesIsAThousand)
{
    const Money price = dollars("1000.00");
    Money slices = Money::zero(usd), differences = Money::zero(usd);
    for (int month = 1; month <= 12; ++month) {
        slices += price.share(Ratio(1, 12), Round::half_away);
        differences += price.share(Ratio(month, 12), Round::half_away) -
                       price.share(Ratio(month - 1, 12), Round::half_away);
    }
    EXPECT_EQ(slices, dollars("999.96"));
    EXPECT_EQ(differences, price);
    EXPECT_EQ(dollars("1200").share(Ratio(59, 365), Round::half_away), dollars("193.97"));
}

TEST(Split, GivesWhatIsLeftToTheLargestRemainder)
{
    const std::vector<Ratio> thirds = {1, 1, 1};
    EXPECT_EQ(split(dollars("1.00"), thirds),
              (std::vector{dollars("0.34"), dollars("0.33"), dollars("0.33")}));
    EXPECT_EQ(split(dollars("-1.00"), thirds),
              (std::vector{dollars("-0.34"), dollars("-0.33"), dollars("-0.33")}));
    const std::vector<Ratio> uneven = {Ratio(1, 2), Ratio(1, 3), Ratio(1, 6), 0};
    EXPECT_EQ(split(dollars("0.10"), uneven),  // 5, 3 1/3, 1 2/3, 0
              (std::vector{dollars("0.05"), dollars("0.03"), dollars("0.02"), dollars("0.00")}));
    EXPECT_EQ(split(Money::zero(usd), std::vector<Ratio>{0, 0}), std::vector(2, Money::zero(usd)));
    EXPECT_TRUE(split(Money::zero(usd), {}).empty());
    EXPECT_THROW(split(dollars("1"), std::vector<Ratio>{0, 0}), Broken);
    EXPECT_THROW(split(dollars("1"), std::vector<Ratio>{2, -1}), Broken);
    EXPECT_THROW(split(dollars("1"), {}), Broken);
}

RC_GTEST_PROP(SplitProperty, LosesNothingAndIsFair, ())
{
    const auto part = rc::gen::map(rc::gen::pair(rc::gen::inRange<std::int64_t>(0, 2000),
                                                 rc::gen::inRange<std::int64_t>(1, 400)),
                                   [](const auto& pair) { return Ratio(pair.first, pair.second); });
    const auto weights =
        *rc::gen::suchThat(rc::gen::container<std::vector<Ratio>>(part), [](const auto& all) {
            return std::any_of(all.begin(), all.end(),
                               [](const Ratio& each) { return each.sign() > 0; });
        });
    const Money total(*rc::gen::inRange<std::int64_t>(-10'000'000'000, 10'000'000'000), usd);
    const Ratio sum = std::accumulate(weights.begin(), weights.end(), Ratio());

    const std::vector<Money> parts = split(total, weights);
    RC_ASSERT(parts.size() == weights.size());
    RC_ASSERT(std::accumulate(parts.begin(), parts.end(), Money::zero(usd)) == total);
    std::vector<Money> mirrored = split(-total, weights);
    for (std::size_t place = 0; place < parts.size(); ++place) {
        const Ratio share = Ratio(total.minor()) * weights[place] / sum;
        RC_ASSERT(abs(Ratio(parts[place].minor()) - share) < Ratio(1));
        RC_ASSERT(mirrored[place] == -parts[place]);
        for (std::size_t later = place + 1; later < parts.size(); ++later) {
            if (weights[later] == weights[place])
                RC_ASSERT(abs(parts[place]) >= abs(parts[later]) &&
                          abs(parts[place]).minor() - abs(parts[later]).minor() <= 1);
        }
    }
}

RC_GTEST_PROP(MoneyProperty, ASharePlusItsRestIsTheWhole, (const Ratio& raw))
{
    const Ratio share = raw.is_zero() ? raw : Ratio(1) / (Ratio(1) + abs(raw));
    const Money price(*rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000), usd);
    const Money earned = price.share(share, Round::half_away);
    RC_ASSERT((-price).share(share, Round::half_away) == -earned);
    RC_ASSERT(price.share(Ratio(1), Round::floor) == price);
    RC_ASSERT(abs(Ratio(earned.minor()) - Ratio(price.minor()) * share) * 2 <= Ratio(1));
    RC_ASSERT(Money::of(price.decimal(), usd) == price);
    RC_ASSERT(Money::of(dec(price.plain()), usd) == price);
    RC_ASSERT(Money::rounded(price.ratio(), usd, Round::up) == price);
}

}  // namespace earned::money_test
