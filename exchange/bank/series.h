// Statement files that are looked at together: pages of one statement that stand in several files, and what is missing
// between two files of one account.
//
// Law:      pages are joined where one breaks off and just one other goes on from there: by account, page number, and
//           the statement's number or id; where both give a balance there, it is the same. Entries stay in their files
// Ensures:  a whole statement in several files ties over all its pages (`pages-joined`); a page that no file has is
//           `page-missing`. An account that opens at another balance than that at which the statement before it closed
//           is `statement-gap`, a number left out between two that tie is `number-missing`: each in the later file,
//           with the name of the earlier one. A statement of days that others cover as well leaves no gap
// Requires: each file was checked by itself (check.h)
#pragma once

#include "exchange/bank/gaps.h"

#include <optional>
#include <span>
#include <string>

namespace earned::bank {

struct NamedFile {
    std::string name;
    File* file = nullptr;
};
// `known`: statements that were read before; they fill gaps, and what is missing beside them isn't told here.
void check_series(std::span<const NamedFile> files, std::span<const Span> known = {});

// A statement from its first page to its last, where both balances have a day.
std::optional<Span> span_of(const Statement& first, const Statement& last);
bool promises_balances(const File& file);  // reports of the day and notifications promise no chain

}  // namespace earned::bank
