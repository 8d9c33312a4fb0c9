// Day counts against figures worked out by hand.
#include "rules/day_count.h"

#include "rules/words.h"
#include "tests/rules/standard.h"

namespace earned::day_count_test {

namespace {

Ratio years(DayCount count, const char* first, const char* last)
{
    return years_between(count, *Date::parse(first), *Date::parse(last));
}

TEST(DayCounts, ActualDaysStandOverTheirYear)
{
    EXPECT_EQ(years(DayCount::actual_365, "2024-01-01", "2025-01-01"), Ratio(366, 365));
    EXPECT_EQ(years(DayCount::actual_360, "2024-01-31", "2024-03-01"), Ratio(30, 360));
    EXPECT_EQ(years(DayCount::actual_actual, "2024-01-01", "2025-01-01"), Ratio(1, 1));
    EXPECT_EQ(years(DayCount::actual_actual, "2023-11-01", "2024-05-01"), Ratio(61, 365) + Ratio(121, 366));
    EXPECT_EQ(years(DayCount::actual_actual, "2022-07-01", "2025-07-01"),
              Ratio(184 + 365 + 181, 365) + Ratio(366, 366));
}

TEST(DayCounts, MonthsOfThirtyDaysDifferByWhatA31stIs)
{
    EXPECT_EQ(years(DayCount::thirty_360, "2024-01-15", "2024-03-31"), Ratio(76, 360));
    EXPECT_EQ(years(DayCount::thirty_e_360, "2024-01-15", "2024-03-31"), Ratio(75, 360));
    EXPECT_EQ(years(DayCount::thirty_360, "2024-01-31", "2024-03-31"), Ratio(60, 360));
    EXPECT_EQ(years(DayCount::thirty_360, "2024-01-30", "2024-12-31"), Ratio(330, 360));
    EXPECT_EQ(years(DayCount::thirty_e_360, "2023-02-28", "2023-03-31"), Ratio(32, 360));
}

TEST(DayCounts, NothingLiesBetweenADayAndItselfOrBefore)
{
    for (const Word<DayCount>& each : words<DayCount>()) {
        EXPECT_EQ(years(each.choice, "2024-05-05", "2024-05-05"), Ratio());
        EXPECT_EQ(years(each.choice, "2024-05-05", "2024-04-01"), Ratio());
    }
}

}  // namespace

}  // namespace earned::day_count_test
