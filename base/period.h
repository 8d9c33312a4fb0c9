// A fiscal month, and the calendar that says which days it holds.
//
// Law:      every day is in one period; periods follow one another without gap or overlap:
//           first(p.next()) == last(p).next()
//
// `monthly`: a period is a calendar month and bears its name, 2026-03, wherever the fiscal year
// starts (on the first of a month). Week calendars (4-4-5, 4-5-4, 5-4-4): a fiscal year starts on
// the Sunday nearest to fiscal_year_start and has 52 or 53 weeks; each quarter has three periods of
// so many weeks; a 53rd week belongs to the twelfth. A period is named by fiscal year and number.
// A fiscal year is named for the calendar year of the day before the next fiscal_year_start: the
// one that starts on 1 July 2025 is 2026, the one that starts on 1 January 2026 is 2026.
#pragma once

#include "base/date.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace earned {

class Period {
public:
    constexpr Period() = default;  // 1970-01
    // Requires: years 1 to 9999; numbers 1 to 12, or 13 for adjustments (CHECK)
    Period(int year, int number);
    static std::optional<Period> parse(std::string_view text);  // "2026-03"
    static Period from_packed(std::int32_t packed);             // 202603

    constexpr int year() const { return packed_ / 100; }
    constexpr int number() const { return packed_ % 100; }
    constexpr std::int32_t packed() const { return packed_; }
    std::string text() const;
    Period next() const;      // after the twelfth (and a thirteenth) comes the first
    Period previous() const;  // before the first comes the twelfth
    friend constexpr auto operator<=>(const Period&, const Period&) = default;

private:
    std::int32_t packed_ = 197001;
};

class FiscalCalendar {
public:
    enum class Kind : std::uint8_t { monthly, weeks_445, weeks_454, weeks_544 };

    FiscalCalendar() = default;  // the calendar year by months
    // Requires: there is such a day in every year; monthly starts on a first (CHECK)
    FiscalCalendar(Kind kind, int start_month, int start_day);
    // "monthly", "4-4-5", "4-5-4" or "5-4-4" (empty: monthly) and "MM-DD" (empty: "01-01").
    static std::optional<FiscalCalendar> parse(std::string_view kind,
                                               std::string_view fiscal_year_start);

    Period period_of(Date date) const;
    Date first(Period period) const;  // Requires: a period of 1 to 12 (CHECK)
    Date last(Period period) const;
    Term term(Period period) const { return {first(period), last(period)}; }
    int fiscal_year(Period period) const;

    Date first_of_year(int fiscal_year) const;
    Date last_of_year(int fiscal_year) const { return first_of_year(fiscal_year + 1).previous(); }
    // Its place in the fiscal year, 1 to 12; its quarter, 1 to 4.
    int number_in_year(Period period) const;
    int quarter(Period period) const { return (number_in_year(period) + 2) / 3; }

    friend bool operator==(const FiscalCalendar&, const FiscalCalendar&) = default;

private:
    Kind kind_ = Kind::monthly;
    std::int8_t month_ = 1, day_ = 1;
};

}  // namespace earned
