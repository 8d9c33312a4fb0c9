// Where an obligation stands at a cut: what is earned, what is performed at the stated prices, and
// what the customer can no longer get out of.
//
// Law: earned = base + (progress = 1 ? whole : round(share x progress)), as recognition/earned.h
#pragma once

#include "journal/plan.h"

namespace earned {

struct Standing {
    std::int64_t earned = 0;      // as far as nobody holds it
    std::int64_t performed = 0;   // at the stated prices: what performance gives a right to
    std::int64_t whole = 0;       // the whole right under the contract
    std::int64_t firm = 0;        // performed, or beyond cancellation; performed <= firm <= whole
    std::int64_t invoiced = 0;    // net, filled in as invoices are read
    bool begun = false;           // promised by now
    bool complete = false;        // wholly performed
};

Standing standing_of(const Plan& plan, std::size_t obligation, Moment at, Date accrued);

// share x progress of a live stretch at the end of a day within its term.
std::int64_t earned_so_far(const Live& live, Date date);

}  // namespace earned
