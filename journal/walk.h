// The cuts between two days, in order: a plan's own, and the ends of periods between its first and
// its last. Before the first there is nothing; after the last nothing moves any more.
#pragma once

#include "journal/target.h"

namespace earned {

// The moment at which a day is wholly over, terminations included.
inline Moment last_moment(Date date) { return {date, Rank::termination, UINT32_MAX}; }

template <class Sink>
void each_cut(const Plan& plan, const FiscalCalendar& calendar, Date after, Date through, const Sink& sink)
{
    if (plan.cuts.empty()) return;
    const Date first = std::max(after.next(), plan.cuts.front().at.date);
    // Rates move a foreign contract after its last cut too.
    const Date last = plan.foreign() ? through : std::min(through, plan.cuts.back().at.date);
    if (last < first) return;
    auto next = std::upper_bound(plan.cuts.begin(), plan.cuts.end(), after,
                                 [](Date date, const Cut& cut) { return date < cut.at.date; });
    Period period = calendar.period_of(first);
    Date end = calendar.last(period);
    for (;;) {
        const bool own = next != plan.cuts.end() && next->at.date <= last;
        if (own && next->at < end_of(end)) {
            sink(*next++);
        } else if (own && next->at == end_of(end)) {
            Cut cut = *next++;
            cut.accrues = true;
            sink(cut);
            period = period.next();
            end = calendar.last(period);
        } else if (end <= last) {
            sink(Cut{.at = end_of(end), .accrues = true});
            period = period.next();
            end = calendar.last(period);
        } else if (own) {
            sink(*next++);
        } else {
            return;
        }
    }
}

}  // namespace earned
