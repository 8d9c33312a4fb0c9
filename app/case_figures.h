// Figures of a group that no account shows: what its price was allocated to, how far an obligation
// is, what a unit costs, what is planned by period and what remains to be earned.
#pragma once

#include "app/book.h"

#include <map>
#include <string>
#include <vector>

namespace earned::app {

// A group as decided and earned in one ledger.
struct Figured {
    Group group;
    Terms terms;
    Earned earned;
};

// Every group of the ledger's entity that can be planned, from what had happened by a day.
std::vector<Figured> figures_of(Book& book, const Ledger& ledger, Date by = Date::never());

const Allocation* allocation_on(const Figured& figured, Date as_of);
// The obligation of that name, or that holds the line of that name.
const Obligation* obligation_named(const Figured& figured, const std::string& contract, const std::string& name);
Ratio progress_on(const Obligation& obligation, Date as_of);
// The price of a unit in the segment that counts on the day, in minor units; nothing when none counts.
std::optional<Ratio> unit_price_on(const Figured& figured, const Obligation& obligation, Date as_of);
std::map<Period, std::int64_t> schedule_of(const Obligation& obligation, const FiscalCalendar& calendar);

// What remains to be earned of an obligation: in all, and by a later day. Time has been counted
// through the last period end; what does not pass with time has no day.
std::int64_t remaining_on(const Obligation& obligation, const FiscalCalendar& calendar, Date as_of);
std::int64_t remaining_by(const Obligation& obligation, const FiscalCalendar& calendar, Date as_of, Date later);

// What of a contract's balances (of all, when none is named) is not current, by account, as known at the end of the
// day.
std::map<std::string, std::int64_t> not_current_on(Book& book, const Ledger& ledger, const std::string& contract,
                                                   Date as_of);

}  // namespace earned::app
