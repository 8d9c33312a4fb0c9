// The billing cycle: the days on which a period begins, before and after any start.
//
// Law:      boundaries are counted from one, never from one another: an anchor of 31 is 28 February
//           and 31 March again; every day lies in exactly one period
// Ensures:  by anchor day: the first boundary on or after the start is that day of the start's month
//           (of a month that is too short its last day), or, where it is past, an interval later.
//           Without an anchor, and of days and weeks, the start itself.
//           A leading stub is part of the interval that ends on the first boundary, counted back from
//           the day it is, not from the anchor: of 31, before 28 February, from 28 November
//           Aligned to the calendar: the first of the month, quarter or year (weeks: Monday)
// Source:   practice; events.md, "billing of a line"
#pragma once

#include "base/interval.h"
#include "contract/billing_terms.h"
#include "rules/proration.h"

#include <optional>
#include <vector>

namespace earned {

class BillingCycle {
public:
    // Boundaries on the anchor day; the first of them on or after the start.
    static BillingCycle by_day(Date start, Interval every, std::optional<int> anchor);
    // On every such day before and after the date.
    static BillingCycle anniversary(Date anchor, Interval every);
    static BillingCycle calendar(Date any, Interval every);

    Date first() const { return first_; }
    Date boundary(int n) const { return after(first_, every_, n, anchor_); }  // n < 0: before the first
    Date on_or_before(Date day) const;
    Date after_day(Date day) const;  // the first that is later
    // Where the period of a leading stub begins: an interval before the first boundary, on its day.
    Date before_first() const { return after(first_, every_, -1, first_.day()); }
    DaySpan holding(Date day) const { return {on_or_before(day), after_day(day)}; }
    DaySpan before(Date boundary_day) const;  // the period that ends there

private:
    BillingCycle(Date first, Interval every, int anchor) : first_(first), every_(every), anchor_(anchor) {}
    int place(Date day) const;  // n of on_or_before

    Date first_;
    Interval every_;
    int anchor_;
};

// What is billed by a day: stubs and whole periods between the start and the end (or never).
//
// Ensures: in advance a period is due when it begins by the target; in arrears when it has ended
struct DuePeriod {
    DaySpan covers, whole;
    Ratio weight(Proration proration, std::optional<int> places) const
    {
        return part_of(covers, whole, proration, places);
    }
};
std::vector<DuePeriod> periods_due(const BillingCycle& cycle, Date start, std::optional<Date> end, Date target,
                                   Timing timing);

// Whole periods from one day to another.
int whole_periods(DaySpan stretch, Interval every);

}  // namespace earned
