// A matching run applies receipts to invoices (billing/collect/match.h). Each application is
// recorded as a `payment.applied` of source `earned`, and from then on is a fact.
//
// Law: matching again applies nothing; a killed run is completed by the next, to the same bytes
#pragma once

#include "app/book.h"
#include "app/progress.h"
#include "billing/collect/match.h"

#include <functional>

namespace earned::app {

using MatchSeen = std::function<void(const Home& home, const Match& match)>;

// Homes are matched part by part, each in one transaction. Gives how many matches were made.
std::int64_t match_through(Book& book, Date through, const std::string& by, const MatchSeen& seen, Progress& progress);
std::int64_t preview_match(Book& book, Date through, const MatchSeen& seen, Progress& progress);

// Receipts with something still on account on a day.
void each_receipt_on_account(Book& book, Date as_of, const std::function<void(const Home&, const Receipt&)>& seen);

}  // namespace earned::app
