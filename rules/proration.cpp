#include "rules/proration.h"

#include "base/check.h"

#include <algorithm>

namespace earned {

namespace {

int fixed_days(Proration proration) { return proration == Proration::fixed_28 ? 28 : 30; }

// The months of the period when it is made of whole ones; else 0.
int months_made_of(const DaySpan& whole)
{
    const Term term{whole.from, whole.to.previous()};
    return months_exact(term) ? whole_months(term) : 0;
}

// Months counted from the first day of the period, of which some are touched by the part.
Ratio months_touched(const DaySpan& part, const DaySpan& whole, int months, const Ratio& in_part)
{
    Ratio touched;
    const int anchor = whole.from.day();
    for (int month = 0; month < months; ++month) {
        const Date begin = whole.from.plus_months(month, anchor);
        const Date end = month + 1 == months ? whole.to : whole.from.plus_months(month + 1, anchor);
        const Date first = std::max(begin, part.from), next = std::min(end, part.to);
        if (next <= first) continue;
        touched += first == begin && next == end ? Ratio(1) : in_part;
    }
    return touched / Ratio(months);
}

Ratio part_by_policy(const DaySpan& part, const DaySpan& whole, Proration proration)
{
    const Ratio by_days(part.days(), whole.days());
    const int months = months_made_of(whole);
    if (months == 0) return proration == Proration::none ? Ratio(1) : by_days;
    switch (proration) {
        case Proration::actual:
            return by_days;
        case Proration::none:
            return 1;
        case Proration::thirty_360:
            return {days_counted(proration, part.from, part.to), 30 * std::int64_t{months}};
        case Proration::fixed_30:
        case Proration::fixed_28:
            return {days_counted(proration, part.from, part.to), fixed_days(proration) * std::int64_t{months}};
        case Proration::whole_months:
            return months_touched(part, whole, months, 1);
        case Proration::half_months:
            return months_touched(part, whole, months, {1, 2});
    }
    broken(__FILE__, __LINE__, "a known policy", "a part of a period counts somehow");
}

}  // namespace

std::int64_t days_counted(Proration proration, Date from, Date to)
{
    const int months = (to.year() - from.year()) * 12 + to.month() - from.month();
    switch (proration) {
        case Proration::thirty_360:
            return 30 * months + std::min(to.day(), 30) - std::min(from.day(), 30);
        case Proration::fixed_30:
        case Proration::fixed_28:
            return std::max(fixed_days(proration) * months + to.day() - from.day(), 0);
        case Proration::actual:
        case Proration::none:
        case Proration::whole_months:
        case Proration::half_months:
            return to - from;
    }
    broken(__FILE__, __LINE__, "a known policy", "days are counted somehow");
}

Ratio with_places(const Ratio& ratio, std::optional<int> places)
{
    return places ? Ratio::of(ratio.decimal(*places, Round::half_away)) : ratio;
}

Ratio part_of(const DaySpan& part, const DaySpan& whole, Proration proration, std::optional<int> places)
{
    CHECK(whole.from < whole.to, "a period has a day");
    CHECK(whole.from <= part.from && part.from <= part.to && part.to <= whole.to, "a part lies in its whole");
    if (part == whole) return 1;
    if (part.from == part.to) return {};
    return with_places(min(part_by_policy(part, whole, proration), 1), places);
}

Ratio days_of_first(const DaySpan& stretch, Date end_of_first, std::optional<int> places)
{
    CHECK(stretch.from < end_of_first, "the first period has a day");
    return with_places({stretch.days(), end_of_first - stretch.from}, places);
}

}  // namespace earned
