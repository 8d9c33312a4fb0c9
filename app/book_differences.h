// What two books of one entity say differently, as a table (reports/book_difference.h).
#pragma once

#include "app/feed.h"

namespace earned::app {

struct LedgerCompared {
    Ledger ledger;
    ReportOrder order;
};

// Each as known when it was last closed. Requires: two books of one entity
Table book_difference(Book& book, const LedgerCompared& one, const LedgerCompared& other);

}  // namespace earned::app
