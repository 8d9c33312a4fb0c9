// Redemption: a right that the customer pays for now and uses later (points, credits, gift cards), some
// of which it never will.
//
// Law:      progress = used so far / expected to be used in all, at most 1; from the end of the day on
//           which the right lapses, 1. What isn't expected to be used is earned with what is (breakage)
// Requires: an expectation above nothing; without one the whole quantity is expected
// Ensures:  a revised expectation moves progress and never the allocation; more used than there was is
//           a fault
// Source:   606-10-55-41 to 55-49 (material rights, breakage), IFRS 15.B39-B47, IE250-IE270, CAS 14.35, 14.39
#pragma once

#include "recognition/reading.h"

namespace earned {

bool is_looked_through(const Line& line);
Result<Readings> by_redemption(const Promise& promise);
// What was used by each moment at which any was, in all, until the right has lapsed.
std::vector<Reading> uses_of(const Promise& promise);
// The end of the right: its `expires`, else the line's last day, as the versions have left it.
std::optional<Moment> lapses_at(const Promise& promise);
// Of an option that is looked through (606-10-55-45, IFRS 15.B43): so many are expected to be bought at
// a moment, or have been where that is more; once it has lapsed, those that have.
Ratio expected_to_buy(const Promise& promise, Moment at);

}  // namespace earned
