// The price of what is kept: what is expected back of goods that share a discount is no part of the price, and
// the price that is left is shared by what is left (docs/decisions/0094). An amount for the whole contract (a fixed
// rebate or bonus, what its customer is paid) stays what it is, and is of the goods that are kept (0103).
//
// Law:      in the end what of revenue is held back for goods that come back is what is given back for them at
//           stated prices, and their amounts a unit; what lacks or is beyond of a shared price is spread over what
//           shares it, by standalone prices, as at the beginning, and of an amount for the whole contract over the
//           lines it is for; what was performed takes its part at once
// Ensures:  ten at 100.00 with a service for 800.00, worth 1,000.00 each: with three expected back 1,500.00 are
//           617.65 for seven and 882.35 for the service; nothing is left of the discount when three came back. Of forty
//           at 100.00 with a rebate of 400.00, ten came back: 2,600.00. Where nothing of what it is for is kept, an
//           amount is of nothing until something is
// Source:   606-10-55-22 to 55-29, 606-10-32-42 to 32-44, IFRS 15.B20-B27, 15.87-89, CAS 14.32; for amounts of the
//           contract 606-10-32-5 to 32-9, 32-25, IFRS 15.50-54, 15.70
#pragma once

#include "recognition/walk.h"

namespace earned {

// What is held back in the end of a life, less what is given back: of all that comes back, and of it without what
// has come back, which is settled where what remains is agreed anew. `beside`: the variable part of what is held back;
// `exact`: the gap without it and without rounding.
struct Gap {
    std::int64_t minor = 0;
    VariablePart beside;
    Ratio exact;

    void add(const Gap& other, std::int64_t times = 1);
};
struct Gaps {
    Gap all, ahead;
};
// Of each life, as it was counted last.
std::vector<Gaps> gaps_of(const Walk& walk, Moment at);

// What is kept is counted as known at the turn, and what is spread is what the gaps have changed by since they were
// told. Lives that have begun by then begin anew.
Outcome share_what_is_kept(Walk& walk, const Turn& turn, const std::vector<Gaps>& before);
// An end is settled at stated prices: until what remains is counted again, no discount is spread.
Outcome forget_what_is_kept(Walk& walk, const Turn& turn);
// Of gaps that were told before an end, what is still held back of amounts for the whole contract: what they are
// counted beyond for it.
std::vector<Gaps> still_held_back(Walk& walk, std::vector<Gaps> before);

}  // namespace earned
