// Where a group stands on a day, as its plan has it: documents, cash, and the balances that should be.
//
// Law:      billed - recognised = ahead + liabilities - contract asset - unbilled receivable - cash on
//           account; and open = receivable + ahead, where `open` is all that is invoiced, with tax,
//           less what was paid on it and written off
#pragma once

#include "journal/target.h"

namespace earned {

struct Position {
    std::int64_t billed = 0, tax = 0;  // of invoices, less credits and voids
    std::int64_t applied = 0, on_account = 0, written_off = 0;
    std::int64_t ahead = 0;  // billed, not yet a receivable; less receivables not yet billed
    Balances balances;

    std::int64_t open() const { return billed + tax - applied - written_off; }
    std::int64_t debit(Role role) const { return balances.of(role); }
    std::int64_t credit(Role role) const { return -balances.of(role); }
};

// As it is posted: time counts as far as the period or a day's cut has brought it.
// Requires: a plan that is not packed
Position position(const Plan& plan, const FiscalCalendar& calendar, Date date);
// The same, with time counted through the day itself, as what remains of a price is counted.
Position position_served_through(const Plan& plan, Date date);

}  // namespace earned
