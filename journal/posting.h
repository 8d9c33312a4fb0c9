// Entries: what a close writes for a group. Target minus posted, each difference with its date,
// its period, the period it belongs to, its cause and the event that brought it about.
//
// Law:      closing again posts nothing; closing monthly or once gives the same entries; what
//           concerns a locked period is posted on the first open day, cause late, with the period
//           it belongs to beside it and the first cause kept
#pragma once

#include "journal/target.h"

namespace earned {

struct Entry {
    Date date;
    Period period, belongs_to;
    Cause cause = Cause::time;
    Cause first_cause = Cause::time;  // of a late entry; else equal to cause
    std::int64_t event = 0;           // 0: time alone
    Balances lines;                   // each source sums to zero
};
using Entries = std::vector<Entry>;   // sorted by (date, cut order)

// Which days can still be posted to. `open_from`: the first day of the first period that isn't
// locked (a reopened earlier period is open as well).
struct Closing {
    const FiscalCalendar* calendar = nullptr;
    Date through;                                   // last day of the period being closed
    std::vector<Period> locked;                     // sorted
    bool open(Period period) const;
    Date dated(Date date) const;                    // itself, or the first day of the first open period
};

// `before`: the plan as last posted, through `posted_through` (null: never posted).
Entries close_group(const Plan* before, Date posted_through, const Plan& after, const Closing& closing);

}  // namespace earned
