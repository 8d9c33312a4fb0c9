// What stands between an amount and the books: it is computed, and its curve stands still.
//
//   no contract   from the day it isn't collectable until it is, nothing is earned and nothing
//                 performed gives a right; then all of it at once (606-10-25-6 to 25-8, IFRS 15.14-16);
//                 what had been earned before stays (example 4)
//   held          from `revenue.held` until `revenue.released`, which brings what was held back
//   confirmed     a line that a person must confirm moves through the last day of the latest period
//                 confirmed, which stands for all periods before it; the rest waits for the next
//
// A hold or confirmation of one line is of its whole obligation. A confirmation is evidence, not an
// event in the life of the contract: what it lets through keeps its own dates.
// Ensures:  Obligation.held and held_from say what waits for a person
#pragma once

#include "recognition/walk.h"

namespace earned {

// Requires: finished lives, manual adjustments made
void veil(const Walk& walk, Life& life);

}  // namespace earned
