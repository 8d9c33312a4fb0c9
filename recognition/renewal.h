// A line without an end goes on, one period after another (rules/open_ended.h); so does one that the customer
// may leave, while it stays (rules/enforceable.h).
//
// Law:      each period that begins is a contract of its own: its price is that of the line's version on its
//           first day, earned over its days; what came before stands
// Ensures:  nothing is promised beyond the period that has begun; removed or terminated, none begins
// Source:   606-10-25-3 to 25-4, IFRS 15.11-12
#pragma once

#include "recognition/walk.h"

namespace earned {

bool goes_on(const Promise& promise);
// The first period, and what of the price of a `per` it is.
struct Commitment {
    Term term;
    Ratio part;
};
Result<std::vector<Commitment>> commitments_of(const Promise& promise, Date through);

// A period begins. `place` is the line's in its contract.
Outcome renew(Walk& walk, std::size_t contract, std::size_t line, const Commitment& next);
// What such a line cannot be, or be part of, yet.
Outcome check_going_on(const Group& group, const Terms& terms);

}  // namespace earned
