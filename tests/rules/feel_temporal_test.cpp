// Days, times and durations of the decision language.
#include "rules/feel/temporal.h"
#include "rules/feel/zone.h"

#include <gtest/gtest.h>

namespace earned::feel::feel_temporal_test {

namespace {

std::string date(std::string_view written)
{
    const auto parsed = parse_date(written);
    return parsed ? text(*parsed) : "none";
}
std::string time_text(std::string_view written)
{
    const auto parsed = parse_time(written);
    return parsed ? text(*parsed) : "none";
}
std::string moment(std::string_view written)
{
    const auto parsed = parse_date_time(written);
    return parsed ? text(*parsed) : "none";
}
std::string duration(std::string_view written)
{
    if (const auto days = parse_days_duration(written)) return text(*days);
    const auto months = parse_months_duration(written);
    return months ? text(*months) : "none";
}
DateTime at(std::string_view written) { return parse_date_time(written).value(); }
DaysDuration days(std::string_view written) { return parse_days_duration(written).value(); }
MonthsDuration months(std::string_view written) { return parse_months_duration(written).value(); }

TEST(FeelDate, IsWrittenAsXmlSchemaWritesIt)
{
    for (const char* same :
         {"2017-01-01", "-2017-12-31", "0000-02-29", "999999999-12-31", "-999999999-01-01", "12345-06-07"})
        EXPECT_EQ(date(same), same);
    for (const char* none :
         {"", "998-12-31", "01211-12-31", "+2012-12-02", "9999999999-12-25", "2017-13-10", "2017-12-32", "2012-12-25T",
          "2012/12/25", "2012-1-02", "2012-01-2", "2019-02-29", "1900-02-29", " 2012-01-01", "2012-01-01Z", "--01-01"})
        EXPECT_EQ(date(none), "none") << none;
}

TEST(FeelTime, IsLocalOrHasAnOffsetOrAZone)
{
    for (const char* same : {"11:22:33", "11:22:33.123456789", "23:59:00Z", "13:20:00+02:00", "13:20:00-05:30",
                             "00:01:00@Europe/Paris", "13:20:00+14:00"})
        EXPECT_EQ(time_text(same), same);
    EXPECT_EQ(time_text("11:22:33-00:00"), "11:22:33Z");
    EXPECT_EQ(time_text("10:30:00.5000"), "10:30:00.5");
    EXPECT_EQ(time_text("24:00:00"), "00:00:00");
    for (const char* none : {"", "23:59:60", "24:00:01", "24:00:00.1", "25:00:00", "00:60:00", "7:00:00", "07:1:00",
                             "07:01:2", "07:20", "13:20:00@xyz/abc", "13:20:00+19:00", "13:20:00+14:01",
                             "13:20:00+5:00", "13:20:00+5", "13:20:00.", "13:20:00@", "13:20:00ZZ", "13:20:00z"})
        EXPECT_EQ(time_text(none), "none") << none;
}

TEST(FeelDateTime, EndsADayAsTheNextBegins)
{
    EXPECT_EQ(moment("2021-12-31T24:00:00"), "2022-01-01T00:00:00");
    EXPECT_EQ(moment("999999999-12-31T24:00:00"), "none");
    EXPECT_EQ(moment("2011-12-03T10:15:30+01:00@Europe/Paris"), "none");
    EXPECT_EQ(moment("2011-12-03"), "none");
    EXPECT_EQ(moment("-999999999-12-31T23:59:59.999999999+02:00"), "-999999999-12-31T23:59:59.999999999+02:00");
}

TEST(FeelDuration, IsNormal)
{
    const std::pair<const char*, const char*> written[] = {{"P1D", "P1D"},
                                                           {"PT0.999S", "PT0.999S"},
                                                           {"PT0.000S", "PT0S"},
                                                           {"-P0D", "PT0S"},
                                                           {"-PT1H2M", "-PT1H2M"},
                                                           {"PT1000M0.999999999S", "PT16H40M0.999999999S"},
                                                           {"P2DT274M", "P2DT4H34M"},
                                                           {"-PT0.5S", "-PT0.5S"},
                                                           {"-P1DT0.25S", "-P1DT0.25S"},
                                                           {"P0M", "P0M"},
                                                           {"P26M", "P2Y2M"},
                                                           {"-P100M", "-P8Y4M"},
                                                           {"P1Y27M", "P3Y3M"},
                                                           {"P999999999M", "P83333333Y3M"}};
    for (const auto& [in, out] : written) EXPECT_EQ(duration(in), out);
    for (const char* none : {"",
                             "P",
                             "-",
                             "1Y",
                             "P1H",
                             "P1S",
                             "PT",
                             "P1DT",
                             "PT1S1M",
                             "PT1.5M",
                             "PT.5S",
                             "PT1.S",
                             "P1Y1D",
                             "P1.5Y",
                             "P1M1Y",
                             "+P1D",
                             "P99999999999999999999D",
                             "P9223372036854775807D",
                             "P1Y ",
                             "PT1H1H"})
        EXPECT_EQ(duration(none), "none") << none;
}

TEST(FeelCalendar, IsOneLineOfDays)
{
    EXPECT_EQ(serial({1970, 1, 1}), 0);
    EXPECT_EQ(serial({2000, 3, 1}), 11017);
    for (std::int64_t day = -800'000; day < 800'000; day += 1) {
        const Date found = date_of_serial(day).value();
        ASSERT_EQ(serial(found), day);
        if (day % 1000 == 0) {
            ASSERT_EQ(*date_of_serial(day + 1) <=> found, std::strong_ordering::greater);
        }
    }
    EXPECT_EQ(serial({999'999'999, 12, 31}), 365'241'780'471);
    EXPECT_EQ(date_of_serial(serial({-999'999'999, 1, 1})), (Date{-999'999'999, 1, 1}));
    EXPECT_FALSE(date_of_serial(serial({-999'999'999, 1, 1}) - 1));
    EXPECT_FALSE(date_of_serial(serial({999'999'999, 12, 31}) + 1));
    EXPECT_EQ(weekday({2018, 12, 10}), 1);
    EXPECT_EQ(weekday({1969, 12, 28}), 7);
    EXPECT_EQ(day_of_year({2019, 9, 17}), 260);
    EXPECT_EQ(week_of_year({2003, 12, 29}), 1);
    EXPECT_EQ(week_of_year({2005, 1, 1}), 53);
    EXPECT_EQ(week_of_year({2020, 12, 31}), 53);
    EXPECT_EQ(week_of_year({2010, 1, 4}), 1);
}

TEST(FeelArithmetic, KeepsMonthsAndSecondsApart)
{
    EXPECT_EQ(text(*add(Date{2021, 1, 31}, months("P1M"))), "2021-02-28");
    EXPECT_EQ(text(*add(Date{2020, 2, 29}, months("P1Y"))), "2021-02-28");
    EXPECT_EQ(text(*add(Date{0, 1, 31}, months("-P1M"))), "-0001-12-31");
    EXPECT_FALSE(add(Date{999'999'999, 12, 1}, months("P1M")));
    EXPECT_EQ(text(*add(Date{2021, 1, 1}, days("PT25H"))), "2021-01-02");
    EXPECT_EQ(text(*add(Date{2021, 1, 1}, days("-PT1S"))), "2020-12-31");
    EXPECT_EQ(text(*add(at("-2021-01-01T10:10:10+11:00"), days("-P1D"))), "-2022-12-31T10:10:10+11:00");
    EXPECT_EQ(text(*add(at("2021-01-01T10:10:10.75"), days("PT0.5S"))), "2021-01-01T10:10:11.25");
    EXPECT_EQ(text(add(*parse_time("10:15:00@Australia/Melbourne"), days("-PT11H"))), "23:15:00@Australia/Melbourne");
    EXPECT_EQ(text(*negated(days("PT0.5S"))), "-PT0.5S");
    EXPECT_EQ(text(*add(days("-PT0.5S"), days("PT0.75S"))), "PT0.25S");
    EXPECT_FALSE(add(DaysDuration{INT64_MAX, 0}, DaysDuration{1, 0}));
    EXPECT_FALSE(negated(MonthsDuration{INT64_MIN}));
}

TEST(FeelArithmetic, CutsTowardsZero)
{
    EXPECT_EQ(text(*multiply(months("P1Y11M"), *Decimal::parse("-2.5"))), "-P4Y9M");
    EXPECT_EQ(text(*divide(months("P10Y11M"), *Decimal::parse("-2.5"))), "-P4Y4M");
    EXPECT_EQ(text(*multiply(days("PT23H"), *Decimal::parse("2.5"))), "P2DT9H30M");
    EXPECT_EQ(text(*divide(days("P10DT23H"), *Decimal::parse("2.5"))), "P4DT9H12M");
    EXPECT_EQ(text(*divide(days("PT1S"), Decimal::of(3))), "PT0.333333333S");
    EXPECT_FALSE(divide(days("PT1S"), Decimal()));
    EXPECT_EQ(*divide(days("P10D"), days("P4D")), *Decimal::parse("2.5"));
    EXPECT_FALSE(divide(months("P1Y"), months("P0Y")));
    EXPECT_FALSE(multiply(days("P1D"), *Decimal::parse("1e30")));
    EXPECT_EQ(months_between({2013, 8, 24}, {2011, 12, 22}).months, -20);
    EXPECT_EQ(months_between({2010, 5, 30}, {2017, 12, 15}).months, 90);
    EXPECT_EQ(months_between({2014, 12, 31}, {-2019, 10, 1}).months, -(4033 * 12 + 2));
    EXPECT_EQ(seconds(days("-PT0.5S")).text(), "-0.500000000");
}

TEST(FeelComparison, GoesByInstants)
{
    EXPECT_EQ(compare(at("2002-04-02T12:00:00-01:00"), at("2002-04-02T17:00:00+04:00")), std::strong_ordering::equal);
    EXPECT_EQ(compare(at("2018-10-08T00:00:00+02:00"), at("2018-10-08T00:00:00@Europe/Paris")),
              std::strong_ordering::equal);
    EXPECT_EQ(compare(at("2018-02-08T00:00:00+01:00"), at("2018-02-08T00:00:00@Europe/Paris")),
              std::strong_ordering::equal);
    EXPECT_EQ(compare(at("2018-02-08T00:00:00.0001"), at("2018-02-08T00:00:00")), std::strong_ordering::equal);
    EXPECT_FALSE(compare(at("2018-10-08T00:00:00"), at("2018-10-08T00:00:00Z")));
    EXPECT_EQ(compare(*parse_time("10:30:00@Etc/UTC"), *parse_time("11:30:00+01:00")), std::strong_ordering::equal);
    EXPECT_EQ(compare(*parse_time("10:30:00@Europe/Paris"), *parse_time("10:30:01@Europe/Paris")),
              std::strong_ordering::less);
    EXPECT_FALSE(compare(*parse_time("10:30:00@Europe/Paris"), *parse_time("10:30:00@Europe/Berlin")));
    EXPECT_FALSE(subtract(at("2021-01-02T10:10:10@Europe/Paris"), at("2021-01-01T10:10:10")));
    EXPECT_EQ(text(*subtract(at("2021-01-02T10:10:10@Europe/Paris"), at("1995-01-01T10:10:10@Europe/Paris"))),
              "P9498D");
    EXPECT_EQ(text(*subtract(at("2021-01-02T00:00:00Z"), midnight_utc({2021, 1, 2}))), "PT0S");
    EXPECT_EQ(text(subtract(Date{2021, 1, 2}, Date{2021, 3, 1})), "-P58D");
}

// What other time zone software says of the same moments.
TEST(FeelZone, KnowsWhenClocksChange)
{
    const std::pair<const char*, int> offsets[] = {
        {"2021-03-28T01:59:59@Europe/Paris", 3600},         {"2021-03-28T02:30:00@Europe/Paris", 3600},
        {"2021-03-28T03:00:00@Europe/Paris", 7200},         {"2021-10-31T02:30:00@Europe/Paris", 7200},
        {"2021-10-31T03:00:00@Europe/Paris", 3600},         {"2021-12-25T00:00:00@Australia/Melbourne", 39600},
        {"2021-07-25T00:00:00@Australia/Melbourne", 36000}, {"1900-01-01T00:00:00@Europe/Paris", 561},
        {"2150-07-01T00:00:00@Europe/Dublin", 3600},        {"2150-01-01T00:00:00@Europe/Dublin", 0},
        {"2150-01-01T00:00:00@Australia/Sydney", 39600},    {"2090-03-13T03:00:00@America/New_York", -14400},
        {"2090-03-12T02:59:59@America/New_York", -18000},   {"2021-06-01T00:00:00@Asia/Kolkata", 19800},
        {"-2021-06-01T00:00:00@Asia/Kolkata", 21208}};
    for (const auto& [written, offset] : offsets) EXPECT_EQ(at(written).time.offset_seconds, offset) << written;
    EXPECT_EQ(text(*add(at("2021-03-27T12:00:00@Europe/Paris"), days("P1D"))), "2021-03-28T13:00:00@Europe/Paris");
    EXPECT_EQ(text(*add(at("2021-02-28T12:00:00@Europe/Paris"), months("P1M"))), "2021-03-28T12:00:00@Europe/Paris");
    EXPECT_EQ(find_zone("Europe/Nowhere"), nullptr);
    EXPECT_EQ(find_zone(""), nullptr);
    EXPECT_FALSE(zones_version().empty());
    EXPECT_EQ(steady_offset(*find_zone("Asia/Tokyo")), 32400);
    EXPECT_EQ(steady_offset(*find_zone("Europe/Paris")), std::nullopt);
}

TEST(FeelParts, HaveOneSign)
{
    const DayParts part = parts(days("-P1DT2H3M4.5S"));
    EXPECT_EQ(part.days, -1);
    EXPECT_EQ(part.hours, -2);
    EXPECT_EQ(part.minutes, -3);
    EXPECT_EQ(part.seconds, -4);
    EXPECT_EQ(part.nanos, -500'000'000);
    EXPECT_EQ(make_time(11, 59, *Decimal::parse("45.3"), days("-PT2H45M55S")).value(),
              (Time{11, 59, 45, 300'000'000, -9955, ""}));
    EXPECT_FALSE(make_time(24, 0, Decimal(), std::nullopt));
    EXPECT_FALSE(make_time(23, 0, Decimal::of(60), std::nullopt));
    EXPECT_FALSE(make_time(23, 0, Decimal(), days("PT15H")));
}

}  // namespace

}  // namespace earned::feel::feel_temporal_test
