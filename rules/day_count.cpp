#include "rules/day_count.h"

#include <algorithm>

namespace earned {

namespace {

bool has_366_days(int year) { return Date::of(year + 1, 1, 1) - Date::of(year, 1, 1) == 366; }

Ratio by_the_year(Date first, Date last)
{
    int leap = 0, other = 0;
    for (Date day = first; day < last;) {
        const Date next = std::min(last, Date::of(day.year() + 1, 1, 1));
        (has_366_days(day.year()) ? leap : other) += next - day;
        day = next;
    }
    return Ratio(leap, 366) + Ratio(other, 365);
}

int days_of_thirty(DayCount count, Date first, Date last)
{
    const int begin = std::min(first.day(), 30);
    const bool is_cut = count == DayCount::thirty_e_360 || begin == 30;
    const int end = is_cut ? std::min(last.day(), 30) : last.day();
    return 360 * (last.year() - first.year()) + 30 * (last.month() - first.month()) + (end - begin);
}

}  // namespace

Ratio years_between(DayCount count, Date first, Date last)
{
    if (last <= first) return {};
    switch (count) {
        case DayCount::actual_365:
            return Ratio(last - first, 365);
        case DayCount::actual_360:
            return Ratio(last - first, 360);
        case DayCount::actual_actual:
            return by_the_year(first, last);
        case DayCount::thirty_360:
        case DayCount::thirty_e_360:
            break;
    }
    return Ratio(days_of_thirty(count, first, last), 360);
}

}  // namespace earned
