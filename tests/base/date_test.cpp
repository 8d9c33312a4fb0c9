#include "base/check.h"
#include "base/date.h"
#include "base/interval.h"
#include "base/period.h"
#include "tests/base/printing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

namespace earned::date_test {

namespace {

Date day(std::string_view text)
{
    const std::optional<Date> date = Date::parse(text);
    CHECK(date, "the test names a day");
    return *date;
}

int length(int year, int month)
{
    constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

constexpr std::array kinds = {FiscalCalendar::Kind::monthly, FiscalCalendar::Kind::weeks_445,
                              FiscalCalendar::Kind::weeks_454, FiscalCalendar::Kind::weeks_544};

}  // namespace

TEST(Date, EveryDayFrom1900To2200ComesBack)
{
    std::int32_t serial = -25567;  // 1900-01-01
    for (int year = 1900; year <= 2200; ++year)
        for (int month = 1; month <= 12; ++month)
            for (int number = 1; number <= length(year, month); ++number, ++serial) {
                const Date date = Date::of(year, month, number);
                ASSERT_EQ(date.serial(), serial);
                ASSERT_EQ(date, Date::from_serial(serial));
                ASSERT_TRUE(date.year() == year && date.month() == month && date.day() == number);
                ASSERT_EQ(Date::parse(date.text()), date);
                ASSERT_EQ(date.is_last_of_month(), number == length(year, month));
                ASSERT_EQ(date.last_of_month() - date.first_of_month(), length(year, month) - 1);
            }
    EXPECT_EQ(Date::of(2026, 3, 1).text(), "2026-03-01");
}

TEST(Date, RefusesWhatIsNoDay)
{
    for (const char* text :
         {"", "2026-02-29", "2025-13-01", "2025-00-10", "2025-01-00", "2025-04-31", "1899-12-31",
          "2025-1-1", "2025/01/01", "20250101", "2025-01-01 ", " 2025-01-01", "2025-01-01T00:00",
          "-025-01-01", "2025-+1-01", "2025-01-1x", "10000-01-01", "2100-02-29"})
        EXPECT_FALSE(Date::parse(text)) << text;
    EXPECT_TRUE(Date::parse("2024-02-29"));
    EXPECT_TRUE(Date::parse("2000-02-29"));
    EXPECT_THROW(Date::of(2025, 2, 29), Broken);
    EXPECT_THROW(Date::of(2025, 1, 256), Broken);
}

TEST(Date, HasABeforeAndAnAfterEverything)
{
    EXPECT_EQ(Date::dawn().text(), "0001-01-01");
    EXPECT_EQ(Date::never().text(), "9999-12-31");
    EXPECT_LT(Date::dawn(), day("1900-01-01"));
    EXPECT_EQ(day("2025-03-01") - day("2025-02-01"), 28);
    EXPECT_EQ(day("2024-02-28").next(), day("2024-02-29"));
    EXPECT_EQ(day("2024-03-01").previous(), day("2024-02-29"));
    EXPECT_EQ((Term{day("2025-01-01"), day("2025-12-31")}.days()), 365);
    EXPECT_EQ((Term{day("2025-01-02"), day("2025-01-01")}.days()), 0);
    EXPECT_TRUE((Term{day("2025-01-01"), day("2025-01-01")}.contains(day("2025-01-01"))));
}

TEST(Date, MonthsKeepToTheirAnchor)
{
    const Date start = day("2025-01-31");
    const std::array<const char*, 5> ends = {"2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30",
                                             "2025-05-31"};
    for (int month = 0; month < 5; ++month)
        EXPECT_EQ(start.plus_months(month, 31).text(), ends[static_cast<std::size_t>(month)]);
    EXPECT_EQ(day("2025-02-28").plus_months(1, 31).text(), "2025-03-31");
    EXPECT_EQ(day("2024-01-30").plus_months(1, 30).text(), "2024-02-29");
    EXPECT_EQ(start.plus_months(-2, 31).text(), "2024-11-30");
    EXPECT_EQ(start.plus_months(12, 15).text(), "2026-01-15");
    EXPECT_THROW(start.plus_months(1, 0), Broken);

    for (int anchor = 1; anchor <= 31; ++anchor)
        for (int months = -30; months <= 60; ++months) {
            const Date moved = day("2023-07-09").plus_months(months, anchor);
            const int month = 2023 * 12 + 6 + months;
            ASSERT_EQ(moved.year() * 12 + moved.month() - 1, month);
            ASSERT_EQ(moved.day(), std::min(anchor, length(month / 12, month % 12 + 1)));
        }
}

TEST(Date, CountsWholeMonths)
{
    const auto months = [](const char* first, const char* last) {
        return whole_months({day(first), day(last)});
    };
    EXPECT_EQ(months("2025-01-01", "2025-12-31"), 12);
    EXPECT_EQ(months("2025-01-01", "2025-12-30"), 11);
    EXPECT_EQ(months("2025-01-16", "2025-02-15"), 1);
    EXPECT_EQ(months("2025-01-31", "2025-02-27"), 1);
    EXPECT_EQ(months("2025-01-31", "2025-03-30"), 2);
    EXPECT_EQ(months("2025-01-31", "2025-03-29"), 1);
    EXPECT_EQ(months("2025-01-01", "2025-01-01"), 0);
    EXPECT_EQ(months("2025-01-02", "2025-01-01"), 0);
    EXPECT_TRUE(months_exact({day("2025-01-31"), day("2025-02-27")}));
    EXPECT_TRUE(months_exact({day("2024-02-29"), day("2025-02-27")}));
    EXPECT_FALSE(months_exact({day("2025-01-01"), day("2025-02-01")}));

    for (Date first = day("2023-12-01"); first < day("2024-04-01"); first = first.next())
        for (int days = 1; days < 500; ++days) {
            const Term term{first, first + (days - 1)};
            int counted = 0;  // by trying
            while (first.plus_months(counted + 1, first.day()) <= term.last.next()) ++counted;
            ASSERT_EQ(whole_months(term), counted) << first.text() << " " << days;
            ASSERT_EQ(months_exact(term),
                      first.plus_months(counted, first.day()) == term.last.next());
        }
}

TEST(Interval, IsReadAndWritten)
{
    for (const char* text :
         {"1 month", "3 months", "2 weeks", "30 days", "1 year", "1 day", "9999 days"})
        EXPECT_EQ(Interval::parse(text)->text(), text);
    EXPECT_EQ(Interval::parse("1 quarter")->text(), "3 months");
    EXPECT_EQ(Interval::parse("2 quarters")->months(), 6);
    EXPECT_EQ(Interval::parse("2 years")->months(), 24);
    EXPECT_FALSE(Interval::parse("2 weeks")->months());
    for (const char* text :
         {"", "month", "0 months", "-1 month", "1month", "1  month", "1 Month", "1 monthss",
          "1.5 months", "01 months", "10000 days", "1 month ", "1 fortnight"})
        EXPECT_FALSE(Interval::parse(text)) << text;
}

TEST(Interval, BoundariesDoNotDrift)
{
    const Date start = day("2025-01-31");
    EXPECT_EQ(after(start, {1, Interval::month}, 1, 31).text(), "2025-02-28");
    EXPECT_EQ(after(start, {1, Interval::month}, 2, 31).text(), "2025-03-31");
    EXPECT_EQ(after(start, {3, Interval::month}, 3, 31).text(), "2025-10-31");
    EXPECT_EQ(after(start, {2, Interval::week}, 2, 31), start + 28);
    EXPECT_EQ(after(start, {30, Interval::day}, 3, 31), start + 90);
    EXPECT_EQ(after(day("2024-02-29"), {1, Interval::year}, 1, 29).text(), "2025-02-28");
    EXPECT_EQ(after(day("2024-02-29"), {1, Interval::year}, 4, 29).text(), "2028-02-29");
    EXPECT_EQ(after(start, {1, Interval::month}, 0, 15), start);
    EXPECT_EQ(after(start, {1, Interval::month}, 1, 15).text(), "2025-02-15");
}

TEST(Period, IsReadAndWritten)
{
    EXPECT_EQ(Period(2026, 3).text(), "2026-03");
    EXPECT_EQ(Period::parse("2026-03"), Period(2026, 3));
    EXPECT_EQ(Period::from_packed(202603), Period(2026, 3));
    EXPECT_EQ(Period(2025, 12).next(), Period(2026, 1));
    EXPECT_EQ(Period(2025, 13).next(), Period(2026, 1));
    EXPECT_EQ(Period(2026, 1).previous(), Period(2025, 12));
    for (const char* text :
         {"", "2026", "2026-00", "2026-14", "2026-3", "2026/03", "2026-03-01", "0000-01"})
        EXPECT_FALSE(Period::parse(text)) << text;
    EXPECT_THROW(Period(2026, 14), Broken);
}

TEST(FiscalCalendar, IsReadFromTheEntity)
{
    EXPECT_EQ(FiscalCalendar::parse("", ""), FiscalCalendar());
    EXPECT_EQ(FiscalCalendar::parse("monthly", "01-01"), FiscalCalendar());
    EXPECT_EQ(FiscalCalendar::parse("4-4-5", "02-01"),
              FiscalCalendar(FiscalCalendar::Kind::weeks_445, 2, 1));
    for (const auto& [kind, start] : {std::pair{"weekly", "01-01"},
                                      {"monthly", "04-15"},
                                      {"4-4-5", "02-29"},
                                      {"monthly", "13-01"},
                                      {"monthly", "1-1"},
                                      {"4-4-5", "00-10"},
                                      {"4-4-5", "0a-10"}})
        EXPECT_FALSE(FiscalCalendar::parse(kind, start)) << kind << " " << start;
}

TEST(FiscalCalendar, EveryDayIsInOnePeriodAndNoneIsBetween)
{
    for (const auto kind : kinds)
        for (const auto& [month, number] :
             {std::pair{1, 1}, {2, 1}, {4, 1}, {7, 1}, {10, 1}, {12, 1}}) {
            const FiscalCalendar calendar(kind, month, number);
            Period before = calendar.period_of(day("1999-12-31"));
            for (Date date = day("2000-01-01"); date < day("2031-01-01"); date = date.next()) {
                const Period period = calendar.period_of(date);
                ASSERT_TRUE(calendar.term(period).contains(date))
                    << date.text() << " " << period.text();
                if (period != before) {
                    ASSERT_EQ(period, before.next());
                    ASSERT_EQ(calendar.first(period), date);
                    ASSERT_EQ(calendar.last(before), date.previous());
                }
                const int year = calendar.fiscal_year(period);
                ASSERT_LE(calendar.first_of_year(year), date);
                ASSERT_LE(date, calendar.last_of_year(year));
                before = period;
            }
        }
}

TEST(FiscalCalendar, WeeksMakeTheRetailYear)
{
    const FiscalCalendar retail(FiscalCalendar::Kind::weeks_454, 2, 1);
    // The years of the National Retail Federation, there named 2022 to 2024; 2023 had 53 weeks.
    EXPECT_EQ(retail.first_of_year(2023).text(), "2022-01-30");
    EXPECT_EQ(retail.first_of_year(2024).text(), "2023-01-29");
    EXPECT_EQ(retail.first_of_year(2025).text(), "2024-02-04");
    EXPECT_EQ(retail.last_of_year(2025).text(), "2025-02-01");
    EXPECT_EQ(retail.term(Period(2024, 1)).days(), 4 * 7);
    EXPECT_EQ(retail.term(Period(2024, 2)).days(), 5 * 7);
    EXPECT_EQ(retail.term(Period(2024, 12)).days(), 5 * 7);
    EXPECT_EQ(retail.term(Period(2025, 12)).days(), 4 * 7);
    EXPECT_EQ(retail.period_of(day("2024-02-03")), Period(2024, 12));

    const FiscalCalendar calendar_year(FiscalCalendar::Kind::weeks_445, 1, 1);
    EXPECT_EQ(calendar_year.first_of_year(2025).text(), "2024-12-29");
    EXPECT_EQ(calendar_year.period_of(day("2026-01-03")), Period(2025, 12));
    std::map<int, int> lengths;
    for (int year = 2000; year < 2400; ++year)
        ++lengths[calendar_year.last_of_year(year) - calendar_year.first_of_year(year) + 1];
    EXPECT_EQ(lengths, (std::map<int, int>{{364, 329}, {371, 71}}));  // 400 years are 20871 weeks
}

TEST(FiscalCalendar, MonthsBelongToTheYearInWhichItEnds)
{
    const FiscalCalendar july(FiscalCalendar::Kind::monthly, 7, 1);
    EXPECT_EQ(july.period_of(day("2025-07-15")), Period(2025, 7));
    EXPECT_EQ(july.fiscal_year(Period(2025, 7)), 2026);
    EXPECT_EQ(july.fiscal_year(Period(2026, 6)), 2026);
    EXPECT_EQ(july.number_in_year(Period(2025, 7)), 1);
    EXPECT_EQ(july.number_in_year(Period(2026, 6)), 12);
    EXPECT_EQ(july.quarter(Period(2025, 10)), 2);
    EXPECT_EQ(july.first_of_year(2026).text(), "2025-07-01");
    EXPECT_EQ(FiscalCalendar().fiscal_year(Period(2026, 12)), 2026);
    EXPECT_THROW(july.first(Period(2026, 13)), Broken);
}

}  // namespace earned::date_test
