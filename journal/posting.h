// Entries: what a close writes for a group. Target minus posted, each difference with its date,
// its period, the period it belongs to, its cause and the event that brought it about.
//
// Law:      closing again posts nothing; closing monthly or once gives the same entries; what
//           concerns a locked period is posted on the first open day, cause late, with the period
//           it belongs to beside it and the first cause kept
// Ensures:  what was posted to a period that is still open is mended in that period, on the day of
//           the cut itself, as if it had been known. The late differences of a locked period are
//           one entry for each first cause and event
#pragma once

#include "journal/target.h"

#include <optional>

namespace earned {

struct Entry {
    Date date;
    Period period, belongs_to;
    Cause cause = Cause::time;
    Cause first_cause = Cause::time;  // of a late entry; else equal to cause
    std::int64_t event = 0;           // 0: time alone
    Balances lines;                   // each source sums to zero
    Balances translated{};            // of a foreign contract: the functional amounts
    friend bool operator==(const Entry&, const Entry&) = default;
};
using Entries = std::vector<Entry>;   // sorted by date; within it the late ones first, then as the cuts

// A period that is open and closed alone; its month, counted from year 0, when it ends with one and
// so did the period before.
struct OnePeriod { Period period; Term days; std::optional<int> month; };

// Which days can still be posted to: those of every period that isn't locked.
struct Closing {
    const FiscalCalendar* calendar = nullptr;
    Date through;                                   // last day of the period being closed
    std::vector<Period> locked;                     // sorted
    std::optional<OnePeriod> alone{};               // see `prepared`
    bool open(Period period) const;
    Date dated(Date date) const;                    // itself, or the first day of the next open period
};
// The same, with what is asked for each quiet contract worked out once.
Closing prepared(Closing closing);

// `before`: the plan as last posted, through `posted_through` (null: never posted). Where both are
// one and the same plan, nothing is new but the passing of time.
Entries close_group(const Plan* before, Date posted_through, const Plan& after, const Closing& closing);

}  // namespace earned
