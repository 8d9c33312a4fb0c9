#include "rules/feel/builtin.h"

#include <array>

namespace earned::feel {

namespace {

constexpr std::array<std::string_view, 7> days{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                               "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

template <class Work>
Value of_date(const Given& given, Work work)
{
    return work(given[0].date() ? *given[0].date() : given[0].date_time()->date);
}

Value day_number(const Given& given)
{
    return of_date(given, [](const Date& date) { return Value::number(day_of_year(date)); });
}

Value day_name(const Given& given)
{
    return of_date(
        given, [](const Date& date) { return Value(std::string(days[static_cast<std::size_t>(weekday(date)) - 1])); });
}

Value month_name(const Given& given)
{
    return of_date(
        given, [](const Date& date) { return Value(std::string(months[static_cast<std::size_t>(date.month) - 1])); });
}

Value week_number(const Given& given)
{
    return of_date(given, [](const Date& date) { return Value::number(week_of_year(date)); });
}

Value now(const Given& given)
{
    if (!given.run.now()) return given.null("now: an evaluation is not told the time");
    return Value(*given.run.now());
}

Value today(const Given& given)
{
    if (!given.run.now()) return given.null("today: an evaluation is not told the time");
    return Value(given.run.now()->date);
}

constexpr std::array<BuiltinRow, 10> temporal_rows{{
    {"day of year", "date: date", day_number},
    {"day of year", "date: date and time", day_number},
    {"day of week", "date: date", day_name},
    {"day of week", "date: date and time", day_name},
    {"month of year", "date: date", month_name},
    {"month of year", "date: date and time", month_name},
    {"week of year", "date: date", week_number},
    {"week of year", "date: date and time", week_number},
    {"now", "", now},
    {"today", "", today},
}};

}  // namespace

std::span<const BuiltinRow> temporal_builtins() { return temporal_rows; }

}  // namespace earned::feel
