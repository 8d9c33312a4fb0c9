#include "base/date.h"

#include "base/check.h"

#include <date/date.h>

#include <algorithm>
#include <array>

namespace earned {

namespace {

// Of a number, not of a Date: GCC 12.2 loses a store to an object that a member passes on by value.
date::year_month_day calendar_day(std::int32_t serial)
{
    return date::sys_days(date::days(serial));
}

Date day_of(date::year_month_day day)
{
    return Date::from_serial(date::sys_days(day).time_since_epoch().count());
}

// So many decimal digits as a number, or -1.
int digits(std::string_view text)
{
    int number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return -1;
        number = number * 10 + (digit - '0');
    }
    return number;
}

void write(char* place, unsigned number, int width)
{
    for (int digit = width - 1; digit >= 0; --digit, number /= 10)
        place[digit] = static_cast<char>('0' + number % 10);
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int year = digits(text.substr(0, 4));
    const int month = digits(text.substr(5, 2));
    const int day = digits(text.substr(8, 2));
    if (year < 1900 || month < 1 || day < 1) return std::nullopt;
    const date::year_month_day found{date::year(year), date::month(static_cast<unsigned>(month)),
                                     date::day(static_cast<unsigned>(day))};
    if (!found.ok()) return std::nullopt;
    return day_of(found);
}

Date Date::of(int year, int month, int day)
{
    CHECK(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31,
          "a day of the calendar");
    const date::year_month_day found{date::year(year), date::month(static_cast<unsigned>(month)),
                                     date::day(static_cast<unsigned>(day))};
    CHECK(found.ok(), "that month has such a day");
    return day_of(found);
}

int Date::year() const { return static_cast<int>(calendar_day(serial_).year()); }

int Date::month() const
{
    return static_cast<int>(static_cast<unsigned>(calendar_day(serial_).month()));
}

int Date::day() const
{
    return static_cast<int>(static_cast<unsigned>(calendar_day(serial_).day()));
}

std::string Date::text() const
{
    const date::year_month_day day = calendar_day(serial_);
    const int year = static_cast<int>(day.year());
    CHECK(year >= 1 && year <= 9999, "a day that can be written");
    std::array<char, 10> written;
    written[4] = written[7] = '-';
    write(written.data(), static_cast<unsigned>(year), 4);
    write(written.data() + 5, static_cast<unsigned>(day.month()), 2);
    write(written.data() + 8, static_cast<unsigned>(day.day()), 2);
    return {written.data(), written.size()};
}

Date Date::first_of_month() const
{
    const date::year_month_day day = calendar_day(serial_);
    return day_of(day.year() / day.month() / 1);
}

Date Date::last_of_month() const
{
    const date::year_month_day day = calendar_day(serial_);
    return day_of(day.year() / day.month() / date::last);
}

bool Date::is_last_of_month() const { return *this == last_of_month(); }

Date Date::plus_months(int months, int anchor_day) const
{
    CHECK(anchor_day >= 1 && anchor_day <= 31, "an anchor is a day of a month");
    const date::year_month_day day = calendar_day(serial_);
    const date::year_month month = day.year() / day.month() + date::months(months);
    const date::year_month_day last = month / date::last;
    return day_of(month / std::min(date::day(static_cast<unsigned>(anchor_day)), last.day()));
}

int whole_months(Term term)
{
    if (term.last < term.first) return 0;
    const Date end = term.last.next();
    const int anchor = term.first.day();
    const int months = (end.year() - term.first.year()) * 12 + end.month() - term.first.month();
    return term.first.plus_months(months, anchor) <= end ? months : months - 1;
}

bool months_exact(Term term)
{
    if (term.last < term.first) return false;
    return term.first.plus_months(whole_months(term), term.first.day()) == term.last.next();
}

}  // namespace earned
