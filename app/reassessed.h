// Collectability by rule: a dunning run holds the revenue of a contract whose overdue invoices the rules call
// doubtful, and releases it when they call none so any more.
//
// Law:    a run releases what a run held; what a person assessed stays as the person said
// Source: 606-10-25-5, IFRS 15.13 (assessed anew when facts change much), 606-10-25-7 (what is recognised meanwhile)
#pragma once

#include "app/book.h"

#include <set>
#include <vector>

namespace earned::app {

// The `contract.assessed` that a home's contracts need on a day.
std::vector<Event> reassessed(Book& book, const Home& home, const std::set<ContractId>& doubtful, Date as_of,
                              const std::string& by);

}  // namespace earned::app
