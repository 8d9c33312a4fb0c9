// A regular distance in time: "1 month", "3 months", "2 weeks", "30 days", "1 year", "1 quarter".
//
// Law:      boundaries are counted from the start, never from one another, so that none drifts:
//           the n-th of a monthly interval from 31 January is 28 February, 31 March, 30 April ...
#pragma once

#include "base/date.h"

#include <optional>
#include <string>
#include <string_view>

namespace earned {

struct Interval {
    enum Unit { day, week, month, year };

    int count = 1;
    Unit unit = month;

    // "N unit" or "N units", N from 1 to 9999; a quarter is three months.
    static std::optional<Interval> parse(std::string_view text);
    std::string text() const;

    // Whether it is a number of whole months (a year is twelve), and how many.
    std::optional<int> months() const;

    friend bool operator==(const Interval&, const Interval&) = default;
};

// The n-th boundary after the start; the start itself for n = 0. Months keep to the anchor day.
Date after(Date start, Interval interval, int n, int anchor_day);

}  // namespace earned
