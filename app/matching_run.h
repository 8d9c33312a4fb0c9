// A matching run applies receipts to invoices: each home's own first (billing/collect/match.h), then
// what is left across homes (app/cash_application.h). Each application is recorded as a
// `payment.applied` of source `earned` with its step, evidence and confidence, and is then a fact.
//
// Law:      matching again applies nothing and leaves no run; a killed run is completed by the next,
//           to the same bytes. A run's parts are hashed into the chain of runs
// Errors:   run-unfinished, when another run was begun and not finished
#pragma once

#include "app/book.h"
#include "app/cash_application.h"
#include "app/progress.h"
#include "billing/collect/match.h"

#include <functional>

namespace earned::app {

using MatchSeen = std::function<void(const Home& home, const Match& match)>;

struct MatchRun {
    std::int64_t run = 0;  // 0: nothing was applied, and no run begun
    std::int64_t applications = 0;
    std::vector<ProposedCash> proposed;  // across homes; those that confirm themselves are applied
};

// Homes are matched part by part, each in one transaction; what they leave, in one more.
MatchRun match_all(Book& book, Date through, const std::string& by, const MatchSeen& seen, Progress& progress);
// Each home's own alone; gives how many matches were made.
std::int64_t match_through(Book& book, Date through, const std::string& by, const MatchSeen& seen, Progress& progress);
std::int64_t preview_match(Book& book, Date through, const MatchSeen& seen, Progress& progress);

// Receipts with something still on account on a day.
void each_receipt_on_account(Book& book, Date as_of, const std::function<void(const Home&, const Receipt&)>& seen);

}  // namespace earned::app
