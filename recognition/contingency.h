// Variable consideration: what of the price depends on what has not happened yet.
//
// Law:      counted = its estimate; under the constraint a positive amount is left out and a
//           negative one counted in full, since the constraint only ever lowers the price
// Ensures:  expected_value is the sum of amounts x probabilities, most_likely the amount of the
//           highest probability (of equal ones the first). A royalty is nothing until reported
// Requires: probabilities that sum to 1; an amount, an amount a unit, or scenarios
// Source:   606-10-32-5 to 32-14, 32-42 to 32-45, IFRS 15.50-59, 87-90, CAS 14.16-17
#pragma once

#include "recognition/life.h"

#include <vector>

namespace earned {

// What of a contingency falls to an obligation. After a prospective modification it still reaches
// back to what had been performed (`past`); the rest is with what remained.
struct Reach {
    std::size_t life;
    Ratio past, remaining;
};

struct Contingency {
    std::size_t contract = 0;
    Variable words;
    std::int64_t counted = 0;      // minor units, as constrained
    std::vector<Reach> reaches;    // past and remaining sum to 1 over all of them
};

// The fields that a later event names, over those that stay.
void overlay(Variable& words, const Variable& later);
void overlay(Variable& words, const EstimateRevised& later);

// Minor units, before and after the constraint. `units`: of a per_unit amount.
Result<std::int64_t> estimate(const Variable& words, const Ratio& units, Currency currency,
                              const std::string& where);
Result<std::int64_t> constrained(const Variable& words, const Ratio& units, Currency currency,
                                 const std::string& where);
// Whether the customer is invoiced without it (a rebate, a penalty), or net of it (a concession).
bool lowers_the_right(const Variable& words);

struct Walk;
// The lives it is promised for: its lines', else all of its contract's.
std::vector<std::size_t> targets_of(const Walk& walk, const Contingency& contingency);
Ratio units_of(const Walk& walk, const Contingency& contingency);
// The estimate has changed: each life takes its part, what was performed at once
// (606-10-32-43 to 32-45, IFRS 15.88-90).
Outcome revise(Walk& walk, Contingency& contingency, std::int64_t counted, const Turn& turn);
// An estimate.revised that names a contingency.
Outcome revise(Walk& walk, std::size_t contract, const EstimateRevised& revised, const Turn& turn);

}  // namespace earned
