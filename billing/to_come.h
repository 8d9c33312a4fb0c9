// The invoices that time alone brings: what bill runs will draft of a group while nothing happens to it.
//
// Law:      once all that was drafted through a day is issued, drafting through a later one, by `until` at the
//           latest, gives those of these that are dated by then
// Requires: what ought to be invoiced through `until`; `drafted`: all that is drafted through `through`
// Ensures:  nothing where that can't be said: what ought to be invoiced and what was are not the same by
//           then, a draft waits, usage or an amount that varies is billed, something is to be credited
// Source:   subtract balances, never documents: where both sides agree line by line, the rest is what is to come
#pragma once

#include "billing/billed.h"

#include <optional>
#include <span>
#include <vector>

namespace earned::billing {

struct ToCome {
    Date until;                 // earlier than asked where a credit note follows
    std::vector<Draft> drafts;  // in order of their dates
};
std::optional<ToCome> to_come(const Group& group, const Terms& terms, const Billed& billed,
                              std::span<const Draft> drafted, Date through, Date until);

// Drafts of items by themselves, through a day, as if nothing had been issued (draft.cpp).
std::vector<Draft> drafted_anew(const Group& group, const Terms& terms, std::span<const BillItem> items, Date through);

}  // namespace earned::billing
