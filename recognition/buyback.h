// A sale with an agreement to buy back: whether it is a sale at all.
//
//   financing  the seller must or may buy back (a forward, a call), or the customer will want it to (a
//              put above what it will be worth), at no less than the sale price: what was received is
//              borrowed, and what is paid back beyond it is interest
//   lease      the same at less than the sale price: the rest is rent, which another ledger recognises
//   sale       a put that the customer won't use
//
// Law:      nothing is earned or performed until the right lapses unused at the end of its date; then
//           what is owed back (sale price and interest) is revenue. A forward doesn't lapse
// Requires: the line is its contract's only one, not modified or terminated; a price and a date of the
//           agreement; of a put, its market value
// Source:   606-10-55-66 to 55-78, IFRS 15.B64-B76, IE315-IE321, CAS 14.38
#pragma once

#include "recognition/walk.h"

namespace earned {

// The agreement of a line; nothing where there is none, or where it is a sale all the same.
std::optional<Buyback> buyback_of(const Promise& promise);
Outcome check_buyback(const Group& group, const Terms& terms);
// Once the group's lives are worked out: the curve waits, and interest accrues.
Outcome borrow(Walk& walk);

}  // namespace earned
