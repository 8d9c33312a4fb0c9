// A life's running total at a progress, and where a life may be cut without moving it.
//
// Law:      total = base + (progress = 1 ? whole : round(share x progress)), rounded once
// Ensures:  a split leaves every total as it was: what had been done by then is one step
#pragma once

#include "recognition/earned.h"

namespace earned {

std::int64_t earned_total(const Segment& segment, const Ratio& progress);
std::int64_t stated_total(const Segment& segment, const Ratio& progress);

// The last moment before this one.
Moment just_before(Moment at);

// Begins a segment at the moment, alike to the one it cuts. A moment before the first segment
// begins none. Ensures: the place of the first segment at or after the moment
std::size_t split(Obligation& obligation, Moment at, Cause cause, std::int64_t event);

}  // namespace earned
