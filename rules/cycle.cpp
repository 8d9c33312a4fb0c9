#include "rules/cycle.h"

#include <algorithm>

namespace earned {

BillingCycle BillingCycle::by_day(Date start, Interval every, std::optional<int> anchor)
{
    if (!every.months() || !anchor) return anniversary(start, every);
    const Date here = start.plus_months(0, *anchor);
    return {start <= here ? here : start.plus_months(*every.months(), *anchor), every, *anchor};
}

BillingCycle BillingCycle::anniversary(Date anchor, Interval every) { return {anchor, every, anchor.day()}; }

BillingCycle BillingCycle::calendar(Date any, Interval every)
{
    const std::optional<int> months = every.months();
    if (!months) {
        const bool by_week = every.unit == Interval::week;  // 1970-01-05 was a Monday
        return {by_week ? any - ((any.serial() % 7 + 7) % 7 + 3) % 7 : any, every, 1};
    }
    const int back = (any.year() * 12 + any.month() - 1) % *months;
    return {any.plus_months(-back, 1), every, 1};
}

int BillingCycle::place(Date day) const
{
    const std::optional<int> months = every_.months();
    const int length = every_.unit == Interval::week ? 7 * every_.count : every_.count;
    int n =
        months ? ((day.year() - first_.year()) * 12 + day.month() - first_.month()) / *months : (day - first_) / length;
    while (day < boundary(n)) --n;
    while (boundary(n + 1) <= day) ++n;
    return n;
}

Date BillingCycle::on_or_before(Date day) const { return boundary(place(day)); }
Date BillingCycle::after_day(Date day) const { return boundary(place(day) + 1); }
DaySpan BillingCycle::before(Date boundary_day) const
{
    const int n = place(boundary_day);
    return {boundary(n - 1), boundary(n)};
}

std::vector<DuePeriod> periods_due(const BillingCycle& cycle, Date start, std::optional<Date> end, Date target,
                                   Timing timing)
{
    std::vector<DuePeriod> due;
    Date from = start;
    while (!end || from < *end) {
        DaySpan whole = cycle.holding(from);
        if (whole.to == cycle.first()) whole.from = cycle.before_first();
        const Date to = end ? std::min(whole.to, *end) : whole.to;
        if (target < (timing == Timing::advance ? from : to)) break;
        due.push_back({{from, to}, whole});
        from = to;
    }
    return due;
}

int whole_periods(DaySpan stretch, Interval every)
{
    int whole = 0;
    while (after(stretch.from, every, whole + 1, stretch.from.day()) <= stretch.to) ++whole;
    return whole;
}

}  // namespace earned
