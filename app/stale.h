// Which plans are to be made anew: of homes that have news of their own, and of those that used what
// was learnt of the company.
//
// Law:      a customer concerns their home; a product the contracts that sell it; an entity its own
//           contracts; a rate those in another currency or paid in kind; rules the contracts of their book that decide
//           something from the day on which they are in force or expect other losses from then on, or all where
//           they restate. Periods,
//           proposals and other books' rules concern none; a package that changed in its folder all
#pragma once

#include "app/close_part.h"

#include <optional>

namespace earned::app {

// Since the ledger's last close. `last` absent: nothing was closed, so there is no plan, and every home
// that has events is new. Asked once for the whole book: a question for each part would cost more.
Stale stale_since(Book& book, const Ledger& ledger, const std::optional<db::RunRow>& last);

// Whether anything of the group is decided on or after the day: then rules in force from it may answer otherwise.
bool decides_on_or_after(const Group& group, Date from);

}  // namespace earned::app
