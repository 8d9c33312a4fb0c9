#include "base/period.h"

#include "base/check.h"

#include <array>
#include <cstddef>

namespace earned {

namespace {

constexpr std::array<std::array<int, 3>, 4> weeks_of_quarter = {{
    {0, 0, 0}, {4, 4, 5}, {4, 5, 4}, {5, 4, 4},
}};

// Weeks of the fiscal year before its period `number`, from 1.
int weeks_before(FiscalCalendar::Kind kind, int number)
{
    const std::array<int, 3>& weeks = weeks_of_quarter[static_cast<std::size_t>(kind)];
    int before = (number - 1) / 3 * 13;
    for (int period = 0; period < (number - 1) % 3; ++period)
        before += weeks[static_cast<std::size_t>(period)];
    return before;
}

Date nearest_sunday(Date date)
{
    constexpr std::int32_t a_sunday = 3;  // 1970-01-04
    const int since = ((date.serial() - a_sunday) % 7 + 7) % 7;
    return since <= 3 ? date - since : date + (7 - since);
}

int number_of(std::string_view text)
{
    int number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return -1;
        number = number * 10 + (digit - '0');
    }
    return number;
}

bool every_year_has(int month, int day)
{
    if (month < 1 || month > 12 || day < 1) return false;
    return day <= Date::of(2023, month, 1).last_of_month().day();
}

std::optional<FiscalCalendar::Kind> kind_named(std::string_view name)
{
    using Kind = FiscalCalendar::Kind;
    if (name.empty() || name == "monthly") return Kind::monthly;
    if (name == "4-4-5") return Kind::weeks_445;
    if (name == "4-5-4") return Kind::weeks_454;
    if (name == "5-4-4") return Kind::weeks_544;
    return std::nullopt;
}

}  // namespace

Period::Period(int year, int number) : packed_(year * 100 + number)
{
    CHECK(year >= 1 && year <= 9999 && number >= 1 && number <= 13, "a period of a fiscal year");
}

std::optional<Period> Period::parse(std::string_view text)
{
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    const int year = number_of(text.substr(0, 4)), number = number_of(text.substr(5));
    if (year < 1 || number < 1 || number > 13) return std::nullopt;
    return Period(year, number);
}

Period Period::from_packed(std::int32_t packed) { return Period(packed / 100, packed % 100); }

std::string Period::text() const
{
    const std::string written = std::to_string(1'000'000 + packed_);
    return written.substr(1, 4) + "-" + written.substr(5);
}

Period Period::next() const
{
    return number() >= 12 ? Period(year() + 1, 1) : Period(year(), number() + 1);
}

Period Period::previous() const
{
    return number() == 1 ? Period(year() - 1, 12) : Period(year(), number() - 1);
}

FiscalCalendar::FiscalCalendar(Kind kind, int start_month, int start_day)
    : kind_(kind), month_(static_cast<std::int8_t>(start_month)),
      day_(static_cast<std::int8_t>(start_day))
{
    CHECK(every_year_has(start_month, start_day), "a fiscal year starts on a day of every year");
    CHECK(kind != Kind::monthly || start_day == 1, "a year of months starts on the first of one");
}

std::optional<FiscalCalendar> FiscalCalendar::parse(std::string_view kind,
                                                    std::string_view fiscal_year_start)
{
    const std::optional<Kind> known = kind_named(kind);
    if (!known) return std::nullopt;
    const std::string_view start = fiscal_year_start.empty() ? "01-01" : fiscal_year_start;
    if (start.size() != 5 || start[2] != '-') return std::nullopt;
    const int month = number_of(start.substr(0, 2)), day = number_of(start.substr(3));
    if (!every_year_has(month, day)) return std::nullopt;
    if (*known == Kind::monthly && day != 1) return std::nullopt;
    return FiscalCalendar(*known, month, day);
}

Date FiscalCalendar::first_of_year(int fiscal_year) const
{
    const bool calendar_year = month_ == 1 && day_ == 1;
    const Date start = Date::of(calendar_year ? fiscal_year : fiscal_year - 1, month_, day_);
    return kind_ == Kind::monthly ? start : nearest_sunday(start);
}

int FiscalCalendar::number_in_year(Period period) const
{
    if (kind_ != Kind::monthly) return period.number();
    return (period.number() - month_ + 12) % 12 + 1;
}

int FiscalCalendar::fiscal_year(Period period) const
{
    if (kind_ != Kind::monthly) return period.year();
    return period.year() + (month_ != 1 && period.number() >= month_ ? 1 : 0);
}

Period FiscalCalendar::period_of(Date date) const
{
    if (kind_ == Kind::monthly) return Period(date.year(), date.month());
    int year = date.year() + 1;
    while (date < first_of_year(year)) --year;
    if (first_of_year(year + 1) <= date) ++year;
    const int week = (date - first_of_year(year)) / 7;
    int number = 12;
    while (weeks_before(kind_, number) > week) --number;
    return Period(year, number);
}

Date FiscalCalendar::first(Period period) const
{
    CHECK(period.number() <= 12, "adjustments have no days of their own");
    if (kind_ == Kind::monthly) return Date::of(period.year(), period.number(), 1);
    return first_of_year(period.year()) + 7 * weeks_before(kind_, period.number());
}

Date FiscalCalendar::last(Period period) const
{
    CHECK(period.number() <= 12, "adjustments have no days of their own");
    if (kind_ == Kind::monthly) return first(period).last_of_month();
    return first(period.next()).previous();
}

}  // namespace earned
