// A variable amount of one increment of a series: a quarter's incentive, a year's fee on performance.
//
// Law:      earned = counted x the days (or months) of the increment passed / those of the increment
// Requires: the amount relates to the effort of that increment alone; one line, earned with time, whose
//           term the increment lies in
// Ensures:  it is an obligation of its own beside the line's, which keeps its price; a changed estimate is
//           caught up for what of the increment has passed; what is left when the line ends is not earned
// Source:   606-10-32-40, 55-221 to 55-225, IFRS 15.85, IE129-IE133, CAS 14.24
#pragma once

#include "recognition/walk.h"

namespace earned {

// The line that an amount of one increment is for, in the walk.
Outcome place_increment(const Walk& walk, Contingency& contingency, std::span<const std::size_t> among);
// What counts of it from a turn on.
void count_increment(Contingency& contingency, const Turn& turn);
// No more of the increments of these lives is earned.
void stop_increments(Walk& walk, std::size_t life, const Turn& turn);
ObligationId obligation_of(const Walk& walk, const Contingency& contingency);
// The obligations that increments are. Requires: finished lives
Result<std::vector<Obligation>> increments_of(const Walk& walk);

}  // namespace earned
