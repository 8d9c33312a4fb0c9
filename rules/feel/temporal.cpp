// The calendar, and comparing; the arithmetic is in temporal_arithmetic.cpp.
#include "rules/feel/temporal.h"

#include "rules/feel/instant.h"
#include "rules/feel/zone.h"

#include <algorithm>

namespace earned::feel {

namespace {

constexpr std::int64_t last_year = 999'999'999;
constexpr int longest_offset = 14 * 3600;  // XML Schema 1.1 part 2, 3.3.7

bool leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int64_t floor_divide(std::int64_t number, std::int64_t by) { return number / by - (number % by < 0 ? 1 : 0); }

// Where the years begin in March, a leap day is the last of its year, and months before it have
// the lengths 31 30 31 30 31 over and over: 153 days in five.
constexpr std::int64_t days_of_era = 146'097, serial_of_year_0_march = -719'468;

}  // namespace

int days_in_month(std::int64_t year, int month)
{
    if (month == 2) return leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::int64_t serial(const Date& date)
{
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floor_divide(year, 400), year_of_era = year - era * 400;
    const std::int64_t month = (date.month + 9) % 12;  // from March
    const std::int64_t day = (153 * month + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day;
    return era * days_of_era + day_of_era + serial_of_year_0_march;
}

std::optional<Date> date_of_serial(std::int64_t days)
{
    constexpr std::int64_t far = (last_year + 1) * 366;
    if (days > far || days < -far) return std::nullopt;
    days -= serial_of_year_0_march;
    const std::int64_t era = floor_divide(days, days_of_era), of_era = days - era * days_of_era;
    const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const auto month_from_march = static_cast<int>((5 * of_year + 2) / 153);
    const auto day = static_cast<int>(of_year - (153 * month_from_march + 2) / 5) + 1;
    const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return make_date(year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

int weekday(const Date& date)
{
    const std::int64_t days = serial(date) + 3;  // 1970-01-01 was a Thursday
    return static_cast<int>(days - floor_divide(days, 7) * 7) + 1;
}

int day_of_year(const Date& date) { return static_cast<int>(serial(date) - serial({date.year, 1, 1})) + 1; }

// The week of a day is that of its Thursday, counted in the Thursday's year.
int week_of_year(const Date& date)
{
    const std::int64_t thursday = serial(date) + 4 - weekday(date);
    const std::int64_t first = serial({date.year, 1, 1});
    if (thursday < first) return static_cast<int>(thursday - serial({date.year - 1, 1, 1})) / 7 + 1;
    if (thursday >= first + (leap(date.year) ? 366 : 365)) return 1;
    return static_cast<int>(thursday - first) / 7 + 1;
}

std::optional<Date> make_date(std::int64_t year, std::int64_t month, std::int64_t day)
{
    if (year < -last_year || year > last_year || month < 1 || month > 12) return std::nullopt;
    if (day < 1 || day > days_in_month(year, static_cast<int>(month))) return std::nullopt;
    return Date{year, static_cast<int>(month), static_cast<int>(day)};
}

std::optional<Time> make_time(std::int64_t hour, std::int64_t minute, const Decimal& second,
                              std::optional<DaysDuration> offset)
{
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
    if (second.sign() < 0 || second >= Decimal::of(60)) return std::nullopt;
    const std::optional<Decimal> nanos = second.checked_quantized(9, Round::down);
    if (!nanos) return std::nullopt;
    const auto all = static_cast<std::int64_t>(nanos->coefficient());
    Time time{static_cast<int>(hour), static_cast<int>(minute), static_cast<int>(all / 1'000'000'000),
              all % 1'000'000'000};
    if (!offset) return time;
    if (offset->nanos != 0 || offset->seconds > longest_offset || offset->seconds < -longest_offset)
        return std::nullopt;
    time.offset_seconds = static_cast<int>(offset->seconds);
    return time;
}

std::optional<DateTime> make_date_time(const Date& date, const Time& time)
{
    DateTime moment{date, time};
    if (time.zone.empty()) return moment;
    const Zone* const zone = find_zone(time.zone);
    if (!zone) return std::nullopt;
    moment.time.offset_seconds = offset_at_local(*zone, local_seconds(moment));
    return moment;
}

DateTime midnight_utc(const Date& date) { return {date, Time{.offset_seconds = 0}}; }

std::optional<DaysDuration> offset_of(const Time& time)
{
    if (!time.offset_seconds) return std::nullopt;
    return DaysDuration{*time.offset_seconds, 0};
}

namespace {

// Seconds that two times have in common: by UTC where both know it, else by the clock they share.
template <class T>
std::optional<std::strong_ordering> compared(const T& left, const T& right, const Time& first, const Time& second)
{
    if (first.offset_seconds && second.offset_seconds)
        return local_seconds(left) - *first.offset_seconds <=> local_seconds(right) - *second.offset_seconds;
    if (first.offset_seconds || second.offset_seconds || first.zone != second.zone) return std::nullopt;
    return local_seconds(left) <=> local_seconds(right);
}

}  // namespace

std::optional<std::strong_ordering> compare(const Time& left, const Time& right)
{
    return compared(left, right, left, right);
}

std::optional<std::strong_ordering> compare(const DateTime& left, const DateTime& right)
{
    return compared(left, right, left.time, right.time);
}

}  // namespace earned::feel
