// What becomes of a loan when the financed contract is changed, or a part of it ends.
//
// Law:      what is owed by then, what is performed and what is paid from then on come out even at the rate as it was
//           agreed: so the price of what remains is found anew (prospectively), or of all, of which what was done is
//           caught up at once
//           payments in all = those agreed before + what the change adds to what is asked, interest and all
//           of what ends is settled that day what it is asked for; its part of all other payments falls away
// Ensures:  interest that was booked stays. Where nothing remains to carry a price, the difference is revenue at once
// Errors:   financing-payments-off
// Source:   606-10-32-20, IFRS 15.64; 606-10-25-13, IFRS 15.21, CAS 14.8
#pragma once

#include "recognition/ending.h"
#include "recognition/modification.h"

namespace earned {

// After the change, or the end, was worked out as if nothing were lent.
Outcome refinance(Walk& walk, const Change& change);
Outcome refinance(Walk& walk, const End& end);

}  // namespace earned
