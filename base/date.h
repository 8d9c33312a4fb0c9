// A calendar day, and the days from one to another.
//
// Law:      (d + n) - d == n; parse(d.text()) == d; a Term holds both its first and its last day
// Ensures:  plus_months keeps to the anchor: 31 January + 1 month is 28 February, + 2 is 31 March
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace earned {

class Date {
public:
    constexpr Date() = default;  // 1970-01-01
    // "YYYY-MM-DD" of the years 1900 to 9999, and nothing else.
    static std::optional<Date> parse(std::string_view text);
    static Date of(int year, int month, int day);  // Requires: there is such a day (CHECK)
    static constexpr Date from_serial(std::int32_t days) { return Date(days); }  // since 1970-01-01
    static constexpr Date dawn() { return Date(-719162); }   // 0001-01-01: before anything
    static constexpr Date never() { return Date(2932896); }  // 9999-12-31: after everything

    constexpr std::int32_t serial() const { return serial_; }
    int year() const;
    int month() const;
    int day() const;
    std::string text() const;

    friend constexpr Date operator+(Date date, int days) { return Date(date.serial_ + days); }
    friend constexpr Date operator-(Date date, int days) { return Date(date.serial_ - days); }
    friend constexpr int operator-(Date last, Date first) { return last.serial_ - first.serial_; }
    constexpr Date next() const { return Date(serial_ + 1); }
    constexpr Date previous() const { return Date(serial_ - 1); }
    friend constexpr auto operator<=>(const Date&, const Date&) = default;

    Date first_of_month() const;
    Date last_of_month() const;
    bool is_last_of_month() const;
    // The anchor day of the month so many months away, or that month's last day if it has no such.
    Date plus_months(int months, int anchor_day) const;

private:
    explicit constexpr Date(std::int32_t serial) : serial_(serial) {}

    std::int32_t serial_ = 0;
};

struct Term {
    Date first, last;  // both included; no day when last < first

    constexpr int days() const { return last < first ? 0 : last - first + 1; }
    constexpr bool contains(Date date) const { return first <= date && date <= last; }
    friend constexpr auto operator<=>(const Term&, const Term&) = default;
};

// The months that the term covers wholly, counted from its first day (which is their anchor).
int whole_months(Term term);
// Whether it covers them and not a day more: 31 January to 27 February is one month.
bool months_exact(Term term);

}  // namespace earned
