// Prices per period over a term.
#include "rules/price.h"
#include "tests/rules/standard.h"

#include <rapidcheck/gtest.h>

namespace earned::rules_test::price_test {
namespace {

Interval every(const char* text) { return *Interval::parse(text); }

struct Counted {
    const char* first; const char* last; const char* per;
    Proration proration; Align align;
    Ratio periods;
};

TEST(Price, CountsPeriods)
{
    using enum Proration;
    using enum Align;
    const Counted counted[] = {
        {"2026-01-01", "2026-12-31", "1 month", actual, anniversary, 12},
        {"2026-01-01", "2026-12-31", "1 year", actual, anniversary, 1},
        {"2026-01-01", "2026-12-31", "1 quarter", none, calendar, 4},
        {"2024-02-15", "2025-02-14", "1 year", actual, anniversary, 1},
        {"2026-01-31", "2026-02-27", "1 month", actual, anniversary, 1},
        {"2026-01-01", "2026-01-14", "1 week", actual, anniversary, 2},
        {"2026-01-01", "2026-01-16", "1 week", actual, anniversary, Ratio(16, 7)},
        {"2026-01-01", "2026-02-14", "1 month", actual, anniversary, Ratio(1) + Ratio(14, 28)},
        {"2026-01-01", "2026-02-14", "1 month", thirty_360, anniversary, Ratio(1) + Ratio(14, 30)},
        {"2026-01-01", "2026-02-14", "1 month", none, anniversary, 2},
        {"2026-01-01", "2026-06-30", "1 year", actual, anniversary, Ratio(181, 365)},
        {"2026-01-01", "2026-06-30", "1 year", thirty_360, anniversary, Ratio(1, 2)},
        {"2026-01-15", "2026-12-31", "1 month", actual, anniversary, Ratio(11) + Ratio(17, 31)},
        {"2026-01-15", "2026-12-31", "1 month", actual, calendar, Ratio(17, 31) + Ratio(11)},
        {"2026-02-15", "2026-03-14", "1 month", actual, anniversary, 1},
        {"2026-02-15", "2026-03-14", "1 month", actual, calendar, Ratio(14, 28) + Ratio(14, 31)},
        {"2026-02-15", "2026-02-20", "1 month", actual, calendar, Ratio(6, 28)},
        {"2026-02-01", "2026-04-30", "3 months", actual, calendar, Ratio(59, 90) + Ratio(30, 91)},
        {"2026-02-01", "2026-04-30", "3 months", none, calendar, 2},
    };
    for (const Counted& each : counted)
        EXPECT_EQ(periods_in(term(each.first, each.last), every(each.per), each.proration, each.align), each.periods)
            << each.first << ' ' << each.last << ' ' << each.per;
}

RC_GTEST_PROP(PriceLaw, WholePeriodsAreWholeUnderEveryPolicy, ())
{
    const Date first = day("2023-01-01") + *rc::gen::inRange(0, 1500);
    const Interval per{*rc::gen::inRange(1, 5), *rc::gen::element(Interval::day, Interval::week, Interval::month, Interval::year)};
    const int count = *rc::gen::inRange(1, 30);
    const Term whole{first, after(first, per, count, first.day()).previous()};
    for (const Proration each : {Proration::actual, Proration::thirty_360, Proration::none})
        RC_ASSERT(periods_in(whole, per, each, Align::anniversary) == Ratio(count));
}

RC_GTEST_PROP(PriceLaw, ALongerTermIsNeverCheaper, ())
{
    const Date first = day("2023-01-01") + *rc::gen::inRange(0, 1500);
    const Term shorter{first, first + *rc::gen::inRange(0, 900)};
    const Term longer{first, shorter.last.next()};
    const Interval per{*rc::gen::inRange(1, 13), *rc::gen::element(Interval::day, Interval::week, Interval::month)};
    const auto align = *rc::gen::element(Align::anniversary, Align::calendar);
    for (const Proration each : {Proration::actual, Proration::thirty_360, Proration::none})
        RC_ASSERT(periods_in(shorter, per, each, align) <= periods_in(longer, per, each, align));
}

TEST(Price, OfALine)
{
    Line seats = line("seats", nullptr);
    seats.quantity = number("100");
    seats.unit_price = number("10.00");
    seats.per = every("1 month");
    const std::optional<Term> half_year = term("2026-01-01", "2026-06-30");
    EXPECT_EQ(*stated_price(seats, half_year, {}), Ratio(6000));
    EXPECT_EQ(*stated_price(seats, std::nullopt, {}), Ratio(1000));  // without an end: of one month
    seats.discount = Discount{number("10"), {}};
    EXPECT_EQ(*stated_price(seats, half_year, {}), Ratio(5400));
    seats.discount = Discount{{}, number("6000.01")};
    EXPECT_EQ(code_of(stated_price(seats, half_year, {})), "discount-too-large");
    Line whole = line("whole", "99.99");
    EXPECT_EQ(*stated_price(whole, std::nullopt, {}), Ratio(9999, 100));
    whole.quantity = number("3");  // a price is of the whole line
    EXPECT_EQ(*stated_price(whole, std::nullopt, {}), Ratio(9999, 100));
    EXPECT_EQ(code_of(stated_price(line("none", nullptr), std::nullopt, {})), "price-missing");
}

TEST(Price, InWholeMinorUnitsOrNotAtAll)
{
    EXPECT_EQ(money_of(Ratio(1, 3), currency("USD"), Round::half_away)->minor(), 33);
    EXPECT_EQ(money_of(Ratio(1, 3), currency("JPY"), Round::up)->minor(), 1);
    EXPECT_EQ(code_of(money_of(Ratio(std::int64_t{1} << 60), currency("USD"), Round::down)), "amount-too-large");
}

}  // namespace
}  // namespace earned::rules_test::price_test
