// Statements into the book: what was booked becomes `payment.received` and `payment.reversed`, the
// statement itself `statement.imported`, through the ordinary intake.
//
// Law:      an entry is known by its account, day, amount and the bank's own reference (where there is
//           none, its words; statement_pieces.h): the same file again, an
//           overlapping one, or the same booking in another message is a no-op
// Ensures:  every booked entry ends taken in, known before, or left for a person with the reason
#pragma once

#include "app/book.h"
#include "app/intake.h"
#include "exchange/bank/statement.h"

#include <string>
#include <vector>

namespace earned::app {

// What of a statement is no receipt, and why.
struct LeftOver {
    std::string where;  // FILE:LINE
    Date date;
    std::string amount, currency, why;
    std::string account = {}, entry = {}, kind = {}, text = {};  // as it is noted; kind empty: it can't be
};

struct StatementIntake {
    Intake intake;
    std::int64_t statements = 0, receipts = 0, reversals = 0;
    std::vector<LeftOver> left;
};

struct StatementFile {
    std::string name, hash;
    bank::File file;
};

// Throws Refused when a statement doesn't follow the last one of its account that is known.
StatementIntake take_in(Book& book, const std::vector<StatementFile>& files, const RefusalSink& refuse);

}  // namespace earned::app
