// What passes with time, against an oracle that counts single days.
#include "recognition/curve.h"
#include "recognition/months.h"
#include "tests/recognition/story.h"

#include <rapidcheck/gtest.h>

#include <array>

namespace earned::time_test {

namespace {

constexpr std::array conventions = {PartialMonths::actual,    PartialMonths::month_even, PartialMonths::anniversary,
                                    PartialMonths::mid_month, PartialMonths::full,       PartialMonths::half};

// The weight of the days of one month of the term that have passed, of the weight of that month.
Ratio month_counted(PartialMonths convention, Term term, Date in, Date through)
{
    const int whole = Term{in.first_of_month(), in.last_of_month()}.days();
    int covered = 0, passed = 0;
    bool middle = false;
    for (Date date = in.first_of_month(); date <= in.last_of_month(); date = date.next()) {
        if (!term.contains(date)) continue;
        ++covered;
        if (date <= through) ++passed;
        if (date.day() == 15) middle = true;
    }
    if (covered == 0) return {};
    Ratio weight(1);
    if (covered < whole) {
        if (convention == PartialMonths::actual || convention == PartialMonths::month_even)
            weight = Ratio(covered, whole);
        if (convention == PartialMonths::mid_month) weight = Ratio(middle ? 1 : 0);
        if (convention == PartialMonths::half) weight = Ratio(1, 2);
    }
    if (convention == PartialMonths::month_even) return passed == covered ? weight : Ratio();
    return weight * Ratio(passed, covered);
}

Ratio months_counted(PartialMonths convention, Term term, Date through)
{
    Ratio sum;
    for (Date month = term.first.first_of_month(); month <= term.last; month = month.last_of_month().next())
        sum += month_counted(convention, term, month, through);
    return sum;
}

Ratio counted(PartialMonths convention, Term term, Date date)
{
    if (date < term.first) return {};
    if (date >= term.last) return 1;
    const Ratio all = months_counted(convention, term, term.last);
    if (all.is_zero()) return counted(PartialMonths::actual, term, date);
    return months_counted(convention, term, date) / all;
}

// Months counted from the start day: day by day, each adds one over the days of its own month.
Ratio anniversaries_counted(Term term, Date date)
{
    if (date < term.first) return {};
    if (date >= term.last) return 1;
    Ratio passed, all;
    int month = 0;
    for (Date each = term.first; each <= term.last; each = each.next()) {
        while (each >= term.first.plus_months(month + 1, term.first.day())) ++month;
        const int days = term.first.plus_months(month + 1, term.first.day()) -
                         term.first.plus_months(month, term.first.day());
        all += Ratio(1, days);
        if (each <= date) passed += Ratio(1, days);
    }
    return passed / all;
}

rc::Gen<Term> terms()
{
    return rc::gen::map(rc::gen::pair(rc::gen::inRange(18000, 22500), rc::gen::inRange(0, 900)),
                        [](std::pair<int, int> drawn) {
                            const Date first = Date::from_serial(drawn.first);
                            return Term{first, first + drawn.second};
                        });
}

Date drawn_day(Term term)
{
    return term.first + *rc::gen::inRange(-5, term.days() + 5);
}

Obligation by_time(Measure measure, PartialMonths months, Term term, Ratio share, std::int64_t whole)
{
    Obligation obligation;
    Segment segment;
    segment.from = {term.first, Rank::contract, 0};
    segment.by_time = true;
    segment.measure = measure;
    segment.months = months;
    segment.term = term;
    segment.share = std::move(share);
    segment.whole = whole;
    obligation.segments.push_back(std::move(segment));
    return obligation;
}

}  // namespace

RC_GTEST_PROP(Time, CountsMonthsAsAnOracleOfDaysDoes, ())
{
    const Term term = *terms();
    const Date date = drawn_day(term);
    for (const PartialMonths convention : conventions) {
        if (convention == PartialMonths::anniversary) continue;
        RC_ASSERT(progress_by_time(Measure::monthly, convention, term, date) == counted(convention, term, date));
    }
    RC_ASSERT(progress_by_time(Measure::monthly, PartialMonths::anniversary, term, date) ==
              anniversaries_counted(term, date));
}

RC_GTEST_PROP(Time, CountsDaysAsAnOracleDoes, ())
{
    const Term term = *terms();
    const Date date = drawn_day(term);
    int passed = 0;
    for (Date each = term.first; each <= term.last; each = each.next())
        if (each <= date) ++passed;
    RC_ASSERT(progress_by_time(Measure::daily, PartialMonths::actual, term, date) == Ratio(passed, term.days()));
}

RC_GTEST_PROP(Time, NeverFallsAndEndsAtTheWhole, ())
{
    const Term term = *terms();
    const Measure measure = *rc::gen::element(Measure::daily, Measure::monthly);
    const PartialMonths months = *rc::gen::elementOf(conventions);
    const std::int64_t price = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
    const Obligation obligation = by_time(measure, months, term, Ratio(price, 7), (price + 3) / 7);
    std::int64_t before = 0;
    for (Date date = term.first.previous(); date <= term.last.next(); date = date.next()) {
        const std::int64_t now = earned_at(obligation, end_of(date), date);
        RC_ASSERT(now >= before);
        RC_ASSERT(now == (date >= term.last ? obligation.segments[0].whole
                                            : (Ratio(price, 7) * progress_by_time(measure, months, term, date))
                                                  .rounded(Round::half_away)));
        before = now;
    }
    RC_ASSERT(earned_at(obligation, end_of(term.first.previous()), term.first.previous()) == 0);
}

// The arithmetic on 64 bits, 128 bits and unbounded integers is one.
RC_GTEST_PROP(Time, RoundsAlikeAtEverySize, ())
{
    const Term term = *terms();
    const Date date = drawn_day(term);
    constexpr std::int64_t most = 9'000'000'000'000'000;
    const std::int64_t num = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-100'000, 100'000),
                                             rc::gen::inRange<std::int64_t>(-most, most));
    const std::int64_t den = *rc::gen::oneOf(rc::gen::just<std::int64_t>(1),
                                             rc::gen::inRange<std::int64_t>(1, 1'000'000),
                                             rc::gen::inRange<std::int64_t>(1, most));
    const Round mode = *rc::gen::element(Round::half_away, Round::half_even, Round::half_down, Round::up, Round::down,
                                         Round::ceiling, Round::floor);
    Obligation obligation = by_time(Measure::daily, PartialMonths::actual, term, Ratio(num, den), 0);
    obligation.segments[0].rounding = mode;
    obligation.segments[0].whole = Ratio(num, den).rounded(mode);
    const Ratio progress = progress_by_time(Measure::daily, PartialMonths::actual, term, date);
    RC_ASSERT(earned_at(obligation, end_of(date), date) == (Ratio(num, den) * progress).rounded(mode));
}

// A segment that is cut where it stands counts as it did.
RC_GTEST_PROP(Time, IsNotMovedByASplit, ())
{
    const Term term = *terms();
    const Obligation whole = by_time(Measure::monthly, PartialMonths::actual, term, Ratio(1'000'001, 3), 333'334);
    Obligation cut = whole;
    const std::size_t place = split(cut, {drawn_day(term), Rank::governance, 7}, Cause::estimate, 9);
    RC_ASSERT(place < 2u);
    const Date date = drawn_day(term);
    RC_ASSERT(earned_at(cut, end_of(date), date) == earned_at(whole, end_of(date), date));
}

// Every month of eight centuries has its days: two whole months are even, whatever their lengths.
TEST(Time, KnowsTheCalendar)
{
    for (Date month = day("1900-01-01"); month < day("2700-01-01"); month = month.last_of_month().next()) {
        const Date last = month.last_of_month();
        const Term two{month, last.next().last_of_month()};
        ASSERT_EQ(progress_by_time(Measure::monthly, PartialMonths::actual, two, last), Ratio(1, 2)) << month.text();
        ASSERT_EQ(progress_by_time(Measure::monthly, PartialMonths::actual, two, month),
                  Ratio(1, 2 * Term{month, last}.days()))
            << month.text();
    }
}

// prac-saas-daily-leap: days 15, 46, 76 ... of 366.
TEST(Time, CountsALeapYearInDays)
{
    Story story("2024-02-15");
    const Earned earned =
        story.line(service("service", "12000.00", "2024-02-15", "2025-02-14", Measure::daily)).earned();
    const std::vector<std::pair<const char*, const char*>> months = {
        {"2024-02-29", "491.80"},  {"2024-03-31", "1016.40"}, {"2024-04-30", "983.60"}, {"2024-05-31", "1016.40"},
        {"2024-06-30", "983.60"},  {"2024-07-31", "1016.40"}, {"2024-08-31", "1016.39"}, {"2024-09-30", "983.61"},
        {"2024-10-31", "1016.39"}, {"2024-11-30", "983.61"},  {"2024-12-31", "1016.39"}, {"2025-01-31", "1016.39"},
        {"2025-02-28", "459.02"}};
    std::int64_t before = 0;
    for (const auto& [last, slice] : months) {
        EXPECT_EQ(revenue(earned, last) - before, cents(slice)) << last;
        before = revenue(earned, last);
    }
    EXPECT_EQ(before, cents("12000.00"));
}

// prac-rounding: 33.33, 33.34, 33.33; 35,000.00 over 24 months.
TEST(Time, RoundsTheRunningTotal)
{
    Story hundred;
    const Earned three = hundred.line(service("service", "100.00", "2026-01-01", "2026-03-31")).earned();
    EXPECT_EQ(revenue(three, "2026-01-31"), 3333);
    EXPECT_EQ(revenue(three, "2026-02-28"), 6667);
    EXPECT_EQ(revenue(three, "2026-03-31"), 10000);
    Story more;
    const Earned years = more.line(service("service", "35000.00", "2026-01-01", "2027-12-31")).earned();
    EXPECT_EQ(revenue(years, "2026-02-28") - revenue(years, "2026-01-31"), 145834);
    EXPECT_EQ(revenue(years, "2027-11-30"), cents("33541.67"));
    EXPECT_EQ(revenue(years, "2027-12-31"), cents("35000.00"));
}

// prac-free-months and the ramp: the service term, not the billing term.
TEST(Time, IsTheTermOfTheService)
{
    Story story;
    const Earned earned = story.line(service("service", "12000.00", "2026-01-01", "2027-03-31")).earned();
    EXPECT_EQ(revenue(earned, "2026-01-31"), cents("800.00"));
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("9600.00"));
}

TEST(Time, CountsAPartialMonthByItsConvention)
{
    const Term term{day("2026-01-20"), day("2026-12-31")};
    const auto first = [&](PartialMonths convention) {
        return progress_by_time(Measure::monthly, convention, term, day("2026-01-31"));
    };
    EXPECT_EQ(first(PartialMonths::actual), Ratio(12, 31 * 11 + 12));
    EXPECT_EQ(first(PartialMonths::mid_month), Ratio());
    EXPECT_EQ(first(PartialMonths::full), Ratio(1, 12));
    EXPECT_EQ(first(PartialMonths::half), Ratio(1, 23));
    EXPECT_EQ(progress_by_time(Measure::monthly, PartialMonths::month_even, term, day("2026-02-27")),
              Ratio(12, 31 * 11 + 12));
    const Term year{day("2026-01-15"), day("2027-01-14")};
    EXPECT_EQ(progress_by_time(Measure::monthly, PartialMonths::anniversary, year, day("2026-02-14")), Ratio(1, 12));
    EXPECT_EQ(progress_by_time(Measure::monthly, PartialMonths::anniversary, year, day("2026-02-28")), Ratio(3, 24));
}

// A term so short that its only month does not count is counted by its days.
TEST(Time, CountsAShortTermAnyway)
{
    const Term term{day("2026-01-20"), day("2026-01-29")};
    EXPECT_EQ(progress_by_time(Measure::monthly, PartialMonths::mid_month, term, day("2026-01-24")), Ratio(1, 2));
}

// Time stands where it was last counted; a term that has ended is over, whoever looks.
TEST(Time, StandsUntilItIsCounted)
{
    Story story;
    const Earned earned = story.line(service("service", "1200.00", "2026-01-01", "2026-12-31")).earned();
    const Obligation& service = of(earned, "service");
    EXPECT_EQ(earned_at(service, {day("2026-03-20"), Rank::cash, 1}, day("2026-02-28")), cents("200.00"));
    EXPECT_EQ(earned_at(service, {day("2026-12-31"), Rank::cash, 1}, day("2026-11-30")), cents("1100.00"));
    EXPECT_EQ(earned_at(service, end_of(day("2026-12-31")), day("2026-11-30")), cents("1200.00"));
    EXPECT_EQ(progress_at(service, {day("2026-03-20"), Rank::cash, 1}, day("2026-02-28")), Ratio(1, 6));
    EXPECT_EQ(earned_at(service, {day("2025-12-31"), Rank::cash, 1}, day("2025-12-31")), 0);
}

TEST(Time, KeepsFewerPlacesWherePolicySaysSo)
{
    Story story;
    Spec spec = service("service", "1000.00", "2026-01-01", "2026-03-31");
    spec.conventions.rounding_place = 0;
    const Earned earned = story.line(spec).earned();
    EXPECT_EQ(revenue(earned, "2026-01-31"), cents("333.00"));
    EXPECT_EQ(revenue(earned, "2026-02-28"), cents("667.00"));
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("1000.00"));
}

TEST(Time, NeedsATerm)
{
    EXPECT_EQ(Story().line(work("service", "100.00", Measure::daily)).fault(), "term-missing");
}

// A contract signed after its service began earns what has passed at once.
TEST(Time, CatchesUpAServiceThatBeganBefore)
{
    Story story("2026-03-10");
    const Earned earned = story.line(service("service", "1200.00", "2026-01-01", "2026-12-31")).earned();
    const Obligation& service = of(earned, "service");
    EXPECT_EQ(earned_at(service, {day("2026-03-09"), Rank::termination, 0}, day("2026-03-09")), 0);
    EXPECT_EQ(earned_at(service, end_of(day("2026-03-10")), day("2026-02-28")), cents("200.00"));
}

}  // namespace earned::time_test
