// What a table that computes leaves out: searched as far as its cells are constants.
//
// An input that computes is taken as a fact of its own, of its type and never null. A cell that computes may match
// anything: a gap is one that would be there even if it did, and rules overlap only by cells that say constants.
//
// Law:     a fault where inputs are facts and the decision must answer: the facts are there that no rule matches; else
//          a doubt, since inputs that compute may never be so together, and an expression need not look at its tables
// Ensures: tables within expressions and in business knowledge are searched as well; what can't be searched is a doubt
//          `not-searched`, with what keeps it from that
#pragma once

#include "rules/package.h"

#include <vector>

namespace earned {

struct ComputedSearch {
    std::vector<Fault> faults, doubts;
};
ComputedSearch search_computed(const Package& package);

}  // namespace earned
