// Of a card that an agent sells, what is collected for those whose goods it buys is no price of the agent's: it is
// owed to them from the collection on, and not first when the card is used.
//
// Law:      supplier_payable of such an obligation = round(supplier cost x right / stated price), a right being what
//           is paid or due, and at least what is owed for what was used; what of it is ahead of use is part of the
//           position, and at most what the position owes
// Ensures:  when all is paid what is owed for use and what is ahead of it come to the supplier cost, to the cent.
//           Neither in a foreign currency, where the whole stays a contract liability until it is used
// Source:   606-10-32-2, IFRS 15.47, CAS 14.34; the ministry's case of a platform's shopping cards
#pragma once

#include "journal/balances.h"
#include "journal/standing.h"

#include <span>

namespace earned {

// Such a row moves nothing of itself: it says from when on so much of the price is the suppliers'.
constexpr bool is_collected_for_others(const Booked& row) { return row.source == Source::presentation; }
// What is ahead of use, by the rights that stand in `amounts`.
std::int64_t held_for_suppliers(const Plan& plan, std::span<const Standing> standings, std::span<const Balance> amounts,
                                Moment at);

}  // namespace earned
