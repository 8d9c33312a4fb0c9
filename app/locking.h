// Locking a period: from then on nothing is posted in it.
//
// Law: a period is locked only while no group is in fault, no exception is open and no revenue is
//      held in it, unless a named person accepts the list with a reason, which is kept
#pragma once

#include "app/worklist.h"

namespace earned::app {

// What stands in the way of locking the period.
std::vector<OpenItem> in_the_way(Book& book, const Ledger& ledger, Period period);
// Requires: the period is posted. `accepted`: what in_the_way gave; `reason`: why it is accepted.
void lock(Book& book, const Ledger& ledger, Period period, const std::vector<OpenItem>& accepted,
          const std::string& reason, const std::string& by);
void reopen(Book& book, const Ledger& ledger, Period period, const std::string& reason, const std::string& by);

}  // namespace earned::app
