// Days, times and durations as decisions reckon with them (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8).
//
// A time is local, or has an offset, or is of a zone. A DateTime of a zone knows its offset too:
// it is found when the value is made. A Time of a zone has one only where clocks never change.
//
// Law:      parse_*(text(x)) is x; compare goes by instants, in whole seconds (10.3.2.3.5: a value
//           is a number of seconds); == is "is": the same parts
// Ensures:  years -999,999,999 ... 999,999,999; nothing instead of a value beyond, or of a value
//           that there isn't (a local time compared with one that has an offset)
// Source:   XML Schema 1.1 part 2, 3.3 and 3.4, for what may be written; the zone after an '@' is DMN's
#pragma once

#include "base/decimal.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace earned::feel {

struct Date {
    std::int64_t year = 1970;
    int month = 1, day = 1;
    friend auto operator<=>(const Date&, const Date&) = default;
};
struct Time {
    int hour = 0, minute = 0, second = 0;
    std::int64_t nanos = 0;
    std::optional<int> offset_seconds{};
    std::string zone{};
    bool local() const { return !offset_seconds && zone.empty(); }
    friend bool operator==(const Time&, const Time&) = default;
};
struct DateTime {
    Date date{};
    Time time{};
    friend bool operator==(const DateTime&, const DateTime&) = default;
};
// seconds + nanos / 10^9, and 0 <= nanos < 10^9: -PT0.5S is {-1, 500'000'000}.
struct DaysDuration {
    std::int64_t seconds = 0, nanos = 0;
    friend auto operator<=>(const DaysDuration&, const DaysDuration&) = default;
};
struct MonthsDuration {
    std::int64_t months = 0;
    friend auto operator<=>(const MonthsDuration&, const MonthsDuration&) = default;
};

std::optional<Date> parse_date(std::string_view text);
std::optional<Time> parse_time(std::string_view text);
std::optional<DateTime> parse_date_time(std::string_view text);  // with its time: no mere date
std::optional<DaysDuration> parse_days_duration(std::string_view text);
std::optional<MonthsDuration> parse_months_duration(std::string_view text);
std::string text(const Date& date);
std::string text(const Time& time);
std::string text(const DateTime& moment);
std::string text(const DaysDuration& duration);
std::string text(const MonthsDuration& duration);

std::optional<Date> make_date(std::int64_t year, std::int64_t month, std::int64_t day);
// `second` with its decimals. An offset is at most 14 hours.
std::optional<Time> make_time(std::int64_t hour, std::int64_t minute, const Decimal& second,
                              std::optional<DaysDuration> offset);
std::optional<DateTime> make_date_time(const Date& date, const Time& time);
DateTime midnight_utc(const Date& date);  // what a date is where a date and time is wanted

std::int64_t serial(const Date& date);  // days since 1970-01-01
std::optional<Date> date_of_serial(std::int64_t days);
int days_in_month(std::int64_t year, int month);
int weekday(const Date& date);       // 1 Monday ... 7 Sunday
int day_of_year(const Date& date);   // from 1
int week_of_year(const Date& date);  // ISO 8601

// Of one sign: -P1DT2H is {-1, -2, 0, 0, 0}.
struct DayParts {
    std::int64_t days;
    int hours, minutes, seconds;
    std::int64_t nanos;
};
DayParts parts(const DaysDuration& duration);
std::optional<DaysDuration> offset_of(const Time& time);

// A month that is too short gives its last day. A zone keeps its name and may change its offset:
// months move the day and keep the time of day, seconds move the instant.
std::optional<Date> add(const Date& date, const MonthsDuration& duration);
std::optional<Date> add(const Date& date, const DaysDuration& duration);
std::optional<DateTime> add(const DateTime& moment, const MonthsDuration& duration);
std::optional<DateTime> add(const DateTime& moment, const DaysDuration& duration);
Time add(const Time& time, const DaysDuration& duration);  // around the clock
std::optional<DaysDuration> add(const DaysDuration& left, const DaysDuration& right);
std::optional<MonthsDuration> add(const MonthsDuration& left, const MonthsDuration& right);
std::optional<DaysDuration> negated(const DaysDuration& duration);
std::optional<MonthsDuration> negated(const MonthsDuration& duration);
DaysDuration subtract(const Date& left, const Date& right);
std::optional<DaysDuration> subtract(const DateTime& left, const DateTime& right);
std::optional<DaysDuration> subtract(const Time& left, const Time& right);
MonthsDuration months_between(const Date& from, const Date& to);  // whole months, towards zero

// Cut to nanoseconds, or to months, towards zero.
std::optional<DaysDuration> multiply(const DaysDuration& duration, const Decimal& factor);
std::optional<MonthsDuration> multiply(const MonthsDuration& duration, const Decimal& factor);
std::optional<DaysDuration> divide(const DaysDuration& duration, const Decimal& divisor);
std::optional<MonthsDuration> divide(const MonthsDuration& duration, const Decimal& divisor);
std::optional<Decimal> divide(const DaysDuration& left, const DaysDuration& right);
std::optional<Decimal> divide(const MonthsDuration& left, const MonthsDuration& right);
Decimal seconds(const DaysDuration& duration);

// Nothing: they cannot be compared. Date, DaysDuration and MonthsDuration have <=>.
std::optional<std::strong_ordering> compare(const Time& left, const Time& right);
std::optional<std::strong_ordering> compare(const DateTime& left, const DateTime& right);

}  // namespace earned::feel
