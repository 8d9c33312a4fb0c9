// Pages of one statement: a bank that cuts a long statement says on each page which it is, and whether
// another follows.
//
// Law: pages that follow each other and have the balances between them left out are one statement; a page that
//      is not there is said, and nothing is made up in its place. Pages in several files: series.h
#pragma once

#include "exchange/bank/statement.h"

namespace earned::bank {

void check_pages(File& file);  // joins, then remarks `page-missing`, `page-absent`

int page_of(const Statement& statement);  // 0: the bank didn't number it
// A page opens in the middle when it says so: by its number without an opening balance, or by an intermediate one.
bool opens_in_the_middle(const Statement& statement);
bool closes_in_the_middle(const Statement& statement);
// One page breaks off, and the other goes on from there.
bool goes_over(const Statement& before, const Statement& after);
bool is_of_one_account(const Statement& one, const Statement& other);

// `page-missing`, or `page-absent` of a report or notification, which promises no whole.
enum class Edge { begins, ends };
void say_missing_page(File& file, const Statement& statement, Edge edge);

}  // namespace earned::bank
