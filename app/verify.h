// Verification: everything the book says about itself, worked out again from its events and rows.
//
// Checks, each with how much was looked at: the rows of every table hold together; each source of
// each entry balances; plans are what the events make of them today; what is posted is what the
// plans say should be; schedules sum to prices; cash applied is at most what was received; numbers
// have no gap; documents to come are what homes without news make; nothing was posted in a locked period after its
// lock; cash between homes is cleared; the hash chain follows from the rows.
#pragma once

#include "app/book.h"
#include "app/progress.h"

#include <string>
#include <vector>

namespace earned::app {

struct Check {
    std::string what;  // "posted is the target of the events"
    std::int64_t looked_at = 0;
    std::string of;                  // "groups"
    std::vector<std::string> wrong;  // an address and a sentence each; the first hundred
    std::int64_t wrong_count = 0;

    void fail(std::string sentence);
    bool holds() const { return wrong_count == 0; }
};

void merge(std::vector<Check>& checks, const Check& more);  // into the one of that name

struct Verified {
    std::vector<Check> checks;
    std::string head;  // of the chain, as recomputed
    bool holds() const;
};

// `head`: one kept outside; empty: not given. The chain must lead to it.
Verified verify(Book& book, const std::string& head, Progress& progress);

}  // namespace earned::app
