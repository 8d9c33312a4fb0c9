// Goods that were handed over and may come back: at which price each was sold, and what of the running total
// is held back for them.
//
// Law:      held back = for those expected back, and those that came back since the price of what remained was
//           agreed anew, the price that each was sold for; the first that were handed over come back first
// Ensures:  what is agreed anew doesn't touch the price of what was handed over by then, also where nothing
//           of the line remains, or the contract has ended: then it is owed, and comes back, at stated prices
// Source:   606-10-55-22 to 55-29, IFRS 15.B20-B27, CAS 14.32; 606-10-25-13(a), IFRS 15.21(a)
#pragma once

#include "recognition/life.h"

namespace earned {

// `segment`: as the life counts, without what is held back.
Outcome hold_back(Life& life, Segment& segment, Moment at);

// What came back, at the price that it was sold for, beyond what progress has taken away for it.
struct Gone {
    std::int64_t earned = 0, stated = 0;
};
// The life begins to count anew: what was handed over keeps its price, and what came back is settled. `beside`: the
// variable part of the life's price ahead.
Gone lay_by(Life& life, const Ratio& progress, Moment at, const VariablePart& beside);
// So many units, as a share of what is ahead since the price ahead was agreed.
Ratio share_ahead(const Life& life, const Ratio& units, Moment at);
// The variable part of what is held back by a moment.
VariablePart held_back_beside(const Life& life, Moment at, const VariablePart& beside);

// In the end, for so many units that come back, the first that were handed over first, but at least those of what was
// sold that have come back, of which the rest is replaced: what is held back, the same at
// stated prices, the variable part of what is held back, and what share of the price ahead it is of.
struct GivenBack {
    std::int64_t earned = 0, stated = 0;
    VariablePart beside;
    Ratio of_rest, exact;  // `exact`: earned less stated, without rounding
    Ratio units;           // of what was sold before
};
GivenBack given_back(const Life& life, const Ratio& units, const Ratio& back_of_sold, Moment at,
                     const VariablePart& beside);
// The same of what was sold before and has come back by a moment.
GivenBack given_back_of_sold(const Life& life, Moment at);
// What came back by the time from which progress counts, and from then until a moment; the same where something had
// been sold by that time.
Ratio come_back_by_since(const Life& life);
Ratio come_back_since(const Life& life, Moment at);
Ratio come_back_of_sold(const Life& life, Moment at);

}  // namespace earned
