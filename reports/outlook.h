// What of an obligation's price has been recognised by a day, and when the rest will be.
//
// Law:      recognised + held + scheduled + undated = allocated
// Ensures:  what passes with time is scheduled, and so is what an event already known will bring;
//           what waits for an event that isn't known is undated. What is performed but held, or
//           waits for a person, is not recognised
#pragma once

#include "journal/plan.h"

#include <cstdint>

namespace earned {

struct Outlook {
    std::int64_t recognised = 0, held = 0, scheduled = 0, undated = 0;
    std::int64_t remaining() const { return held + scheduled + undated; }
};

// The curve of one obligation of a plan. Read into again and again: it keeps its memory.
class Curve {
public:
    // Of a line without an end only what is committed by the day is read: each period from its first day.
    // Requires: a plan that is not packed, and that outlives the curve
    void read(const Plan& plan, std::size_t place, Date as_of);

    bool empty() const { return life_.segments.empty(); }
    Date begun() const;                        // Requires: not empty
    std::int64_t allocated() const;            // its price, as it now stands
    std::int64_t stated() const;               // the same at the contract's own prices
    std::int64_t performed(Date date) const;   // at its allocated price, held or not
    std::int64_t recognised(Date date) const;  // as posted
    Outlook outlook(Date as_of) const;
    const Obligation& life() const { return life_; }

private:
    const Plan* plan_ = nullptr;
    std::size_t place_ = 0;
    Obligation life_;
};

}  // namespace earned
