// What is missing between the statements that a book has taken in.
//
// Ensures: each gap of money or number between two statements of an account (exchange/bank/gaps.h), with the names of
//          both files and both figures, in whatever order they came; a gap is gone once its statement is imported
#pragma once

#include "app/statement_intake.h"
#include "exchange/bank/gaps.h"

#include <optional>
#include <string>
#include <vector>

namespace earned::app {

struct StatementGap {
    std::string account, currency;
    EntityId entity;     // whose account it is, where that is known
    Date closed, opens;  // of the statement before, and the one after
    bool of_money = true;
    std::int64_t before = 0, after = 0;  // their events
    Fault fault;
};
// The event that says a statement was taken in; none where no day of it is known.
std::optional<Event> imported_event(const StatementFile& file, const bank::Statement& statement);

// As known at the book's batch, by account and day.
std::vector<StatementGap> gaps_of(Book& book);

// The statements that the book has, so that files can be held against them.
std::vector<bank::Span> statements_of(Book& book);

}  // namespace earned::app
