// What ends of a financed contract: interest on it stops, and what the customer is asked for tells what it owes.
//
// Law:      asked for what was performed = its part of the payments that were agreed, interest and all; of that, the
//           interest that the customer owes by then is income and no price. What it was owed on what it paid ahead
//           is kept with that
// Ensures:  of a contract without financing it is asked for what was performed at stated prices
// Source:   606-10-32-20 (the rate stands), 606-10-25-13, IFRS 15.64, 21
#pragma once

#include "recognition/sold.h"
#include "recognition/walk.h"

namespace earned {

// What would be borne after a day is not.
void stop_interest(Walk& walk, Date last_day);
// What the lives that end have borne of it by then.
InterestBorne stop_interest_of(Walk& walk, const std::vector<std::size_t>& ending, Date last_day);

// Of each life, in minor units: for all of it, for what was performed, and what of both is interest.
struct Asked {
    std::int64_t whole = 0, performed = 0, interest = 0;
};
std::vector<Asked> asked_of(const Walk& walk, const std::vector<std::size_t>& ending,
                            const std::vector<Ratio>& progress, const std::vector<Gone>& gone,
                            const InterestBorne& borne);

}  // namespace earned
