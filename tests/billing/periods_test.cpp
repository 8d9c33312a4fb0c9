#include "deal.h"

#include "rules/billing_periods.h"

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace earned::billing::periods_test {
namespace {

using earned::testing::day;
using earned::testing::term;
using ::testing::ElementsAre;

Grid monthly() { return {.every = {1, Interval::month}, .align = {}, .anchor = {}, .proration = {}, .per = {}}; }

std::vector<std::string> terms_of(const Periods& periods)
{
    std::vector<std::string> texts;
    for (std::size_t period = 0; period < periods.size(); ++period)
        texts.push_back(periods.term(period).first.text() + ".." + periods.term(period).last.text());
    return texts;
}

TEST(Periods, KeepToTheEndOfTheMonth)
{
    EXPECT_THAT(terms_of(Periods::of(monthly(), term("2024-01-31", "2024-05-30"))),
                ElementsAre("2024-01-31..2024-02-28", "2024-02-29..2024-03-30", "2024-03-31..2024-04-29",
                            "2024-04-30..2024-05-30"));
}

TEST(Periods, AnAnchorOfThe31stComesBackAfterAShortMonth)
{
    Grid grid = monthly();
    grid.anchor = 31;
    EXPECT_THAT(terms_of(Periods::of(grid, term("2026-02-28", "2026-05-30"))),
                ElementsAre("2026-02-28..2026-03-30", "2026-03-31..2026-04-29", "2026-04-30..2026-05-30"));
}

TEST(Periods, AnAnchorCutsAStubAtBothEnds)
{
    Grid grid = monthly();
    grid.anchor = 15;
    const Periods periods = Periods::of(grid, term("2026-01-20", "2026-04-01"));
    EXPECT_THAT(terms_of(periods),
                ElementsAre("2026-01-20..2026-02-14", "2026-02-15..2026-03-14", "2026-03-15..2026-04-01"));
    const Ratio whole = Ratio(26, 31) + Ratio(1) + Ratio(18, 31);
    EXPECT_EQ(periods.share(0), Ratio(26, 31) / whole);
    EXPECT_EQ(periods.share(1), (Ratio(26, 31) + Ratio(1)) / whole);
    EXPECT_EQ(periods.share(2), Ratio(1));
}

TEST(Periods, AQuarterFromAnAnchorIsNotTheCalendars)
{
    Grid grid = monthly();
    grid.every = {3, Interval::month};
    grid.anchor = 1;
    const Periods anchored = Periods::of(grid, term("2025-10-08", "2026-03-31"));
    EXPECT_THAT(terms_of(anchored), ElementsAre("2025-10-08..2025-12-31", "2026-01-01..2026-03-31"));
    EXPECT_EQ(anchored.share(0), Ratio(85, 92) / (Ratio(85, 92) + Ratio(1)));
    grid.anchor = std::nullopt;
    grid.align = Align::calendar;
    EXPECT_THAT(terms_of(Periods::of(grid, term("2025-11-08", "2026-04-30"))),
                ElementsAre("2025-11-08..2025-12-31", "2026-01-01..2026-03-31", "2026-04-01..2026-04-30"));
}

TEST(Periods, CalendarWeeksBeginOnMonday)
{
    Grid grid = monthly();
    grid.every = {1, Interval::week};
    grid.align = Align::calendar;
    EXPECT_THAT(terms_of(Periods::of(grid, term("2026-01-01", "2026-01-12"))),  // a Thursday
                ElementsAre("2026-01-01..2026-01-04", "2026-01-05..2026-01-11", "2026-01-12..2026-01-12"));
}

TEST(Periods, CalendarYearsBeginInJanuary)
{
    Grid grid = monthly();
    grid.every = {1, Interval::year};
    grid.align = Align::calendar;
    EXPECT_THAT(terms_of(Periods::of(grid, term("2024-07-01", "2026-06-30"))),
                ElementsAre("2024-07-01..2024-12-31", "2025-01-01..2025-12-31", "2026-01-01..2026-06-30"));
}

TEST(Periods, ByThirtyDaysEveryMonthIsAlike)
{
    EXPECT_EQ(days_counted(Proration::thirty_360, day("2026-02-01"), day("2026-03-01")), 30);
    EXPECT_EQ(days_counted(Proration::thirty_360, day("2026-01-16"), day("2026-02-01")), 15);
    EXPECT_EQ(days_counted(Proration::thirty_360, day("2026-01-30"), day("2026-01-31")), 0);
    EXPECT_EQ(days_counted(Proration::actual, day("2024-02-01"), day("2024-03-01")), 29);
    Grid grid = monthly();
    grid.proration = Proration::thirty_360;
    grid.align = Align::calendar;
    EXPECT_EQ(Periods::of(grid, term("2026-01-16", "2026-02-28")).share(0), Ratio(1, 3));
    EXPECT_EQ(Periods::of(grid, term("2026-01-31", "2026-01-31")).share(0), Ratio(1));
}

TEST(Periods, ProratedByNothingAStubIsAWholePeriod)
{
    Grid grid = monthly();
    grid.proration = Proration::none;
    const Periods periods = Periods::of(grid, term("2026-01-01", "2026-03-10"));
    EXPECT_EQ(periods.share(0), Ratio(1, 3));
    EXPECT_EQ(periods.share_through(day("2026-03-01")), Ratio(1));
}

// A year at 100.00 a month from 10 February is 10 months and 22 of 31 days; the whole months stay whole.
TEST(Periods, WholeMonthsOfAPricePerMonthCostTheirPrice)
{
    Grid grid = monthly();
    grid.anchor = 1;
    grid.per = Interval{1, Interval::month};
    const Periods periods = Periods::of(grid, term("2026-02-10", "2026-12-31"));
    const Ratio in_all = Ratio(10) + Ratio(22, 31);
    EXPECT_EQ(periods.share(0) * in_all, Ratio(22, 31));
    EXPECT_EQ((periods.share(1) - periods.share(0)) * in_all, Ratio(1));
    EXPECT_EQ(periods.share(periods.size() - 1), Ratio(1));
}

TEST(Periods, SevenMonthsByTheQuarterLeaveAThirdOfOne)
{
    Grid grid = monthly();
    grid.every = {3, Interval::month};
    grid.per = Interval{1, Interval::month};
    const Periods periods = Periods::of(grid, term("2026-01-01", "2026-07-31"));
    EXPECT_EQ(periods.share(0), Ratio(3, 7));
    EXPECT_EQ(periods.share(1), Ratio(6, 7));
}

TEST(Periods, WithoutAnEndTheyGoOnAtThePriceOfOne)
{
    Grid grid = monthly();
    grid.per = Interval{1, Interval::month};
    EXPECT_THAT(terms_of(Periods::open(grid, day("2026-01-31"), Date::never())), ElementsAre("2026-01-31..2026-02-27"));
    const Periods periods = Periods::open(grid, day("2026-01-31"), day("2026-03-15"));
    EXPECT_THAT(terms_of(periods), ElementsAre("2026-01-31..2026-02-27", "2026-02-28..2026-03-30"));
    EXPECT_EQ(periods.share(1), Ratio(2));
    grid.every = {3, Interval::month};
    EXPECT_EQ(Periods::open(grid, day("2026-01-01"), day("2026-01-01")).share(0), Ratio(3));
}

Grid any_grid()
{
    Grid grid;
    const int units = *rc::gen::inRange(0, 4);
    grid.every = {*rc::gen::inRange(1, units == 0 ? 100 : 14), static_cast<Interval::Unit>(units)};
    grid.align = *rc::gen::element(Align::anniversary, Align::calendar);
    if (*rc::gen::arbitrary<bool>()) grid.anchor = *rc::gen::inRange(1, 32);
    grid.proration = *rc::gen::element(Proration::actual, Proration::thirty_360, Proration::none);
    if (*rc::gen::arbitrary<bool>()) grid.per = Interval{*rc::gen::inRange(1, 4), Interval::month};
    return grid;
}

RC_GTEST_PROP(PeriodsLaw, EveryDayIsInOnePeriodAndTheLastShareIsOne, ())
{
    const Grid grid = any_grid();
    const Date first = day("2023-01-01") + *rc::gen::inRange(0, 1500);
    const Term of{first, first + *rc::gen::inRange(0, 1200)};
    const Periods periods = Periods::of(grid, of);
    Date next = of.first;
    for (std::size_t period = 0; period < periods.size(); ++period) {
        RC_ASSERT(periods.term(period).first == next);
        RC_ASSERT(periods.term(period).days() > 0);
        RC_ASSERT(periods.share_through(periods.term(period).last) == periods.share(period));
        next = periods.term(period).last.next();
    }
    RC_ASSERT(next == of.last.next());
    RC_ASSERT(periods.share(periods.size() - 1) == Ratio(1));
}

RC_GTEST_PROP(PeriodsLaw, SharesRiseDayByDay, ())
{
    const Date first = day("2023-12-01") + *rc::gen::inRange(0, 200);
    const Term of{first, first + *rc::gen::inRange(0, 400)};
    const Periods periods = Periods::of(any_grid(), of);
    Ratio before;
    RC_ASSERT(periods.share_through(of.first.previous()).is_zero());
    for (Date date = of.first; date <= of.last; date = date.next()) {
        const Ratio now = periods.share_through(date);
        RC_ASSERT(before <= now);
        before = now;
    }
    RC_ASSERT(before == Ratio(1));
}

// A price per month counts months within a year that is invoiced at once; without one its days count.
TEST(Periods, CountMonthsWithinAYearWhereAMonthHasThePrice)
{
    Grid grid = monthly();
    grid.every = {1, Interval::year};
    const Term year = term("2026-01-01", "2026-12-31");
    EXPECT_EQ(Periods::of(grid, year).share_through(day("2026-03-31")), Ratio(90, 365));
    grid.per = Interval{1, Interval::month};
    const Periods priced = Periods::of(grid, year);
    EXPECT_EQ(priced.share_through(day("2026-03-31")), Ratio(3, 12));
    EXPECT_EQ(priced.share_through(day("2026-04-15")), Ratio(7, 24));
    EXPECT_EQ(priced.share_through(day("2026-12-31")), Ratio(1));
    grid.per = Interval{1, Interval::year};  // nothing within it has a price
    EXPECT_EQ(Periods::of(grid, year).share_through(day("2026-03-31")), Ratio(90, 365));
}

}  // namespace
}  // namespace earned::billing::periods_test
