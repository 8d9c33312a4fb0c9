// Pages of one statement: a bank that cuts a long statement says on each page which it is, and whether
// another follows.
//
// Law: pages that follow each other and have the balances between them left out are one statement; a page that
//      is not there is said, and nothing is made up in its place
#pragma once

#include "exchange/bank/statement.h"

namespace earned::bank {

void check_pages(File& file);  // joins, then remarks `page-missing`, `page-absent`

}  // namespace earned::bank
