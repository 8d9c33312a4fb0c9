// Running a case: its events in a book of its own, billed, matched, closed and posted as on the days
// themselves, then compared; and the laws that every case is put through, asked or not.
//
// Laws (style.md, 12): closing twice posts nothing; events shuffled and repeated within a batch give
// the same; posting monthly or once gives the same; one worker or many; each source balances.
#pragma once

#include "app/book.h"
#include "app/case_file.h"

#include <string>
#include <vector>

namespace earned::app {

struct Difference {
    std::string where, what;
};

struct CaseResult {
    std::string name, file;
    int line = 0;
    std::vector<Difference> differences;  // empty: it passed
    int expectations = 0, laws = 0;
    bool passed() const { return differences.empty(); }
};

enum class Laws { checked, left_out };

// `url`: where books are made, "sqlite::memory:" or a PostgreSQL database (a schema for each).
CaseResult run_case(const Case& wanted, const std::string& url, const std::shared_ptr<Packages>& packages, Laws laws);

}  // namespace earned::app
