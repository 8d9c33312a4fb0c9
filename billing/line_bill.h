// The bill of one line while it is made: its course and its items so far. Private to the room.
#pragma once

#include "billing/billed.h"
#include "billing/course.h"

#include <vector>

namespace earned::billing {

// An amount that is invoiced with what the line has next: from a day on, or there where there is
// nothing more; a reduction uses up one invoice after the other.
struct Carried {
    Date from;
    Money amount;
    std::int64_t event = 0;
    std::string what;
};

struct LineBill {
    Course course;
    Money scheduled;  // by its plan, to the line's end
    std::vector<BillItem> items = {};

    const Promised& promised() const { return course.promised(); }
    void add(Date date, Money net, std::optional<Term> covers, std::int64_t event, std::string what);
    Money sum(Date through) const;
    void sort();
};

// What of the price changes of a contract falls to one of its lines.
struct PriceChanges {
    std::vector<Addition> additions;  // to the price of what is left
    std::vector<Carried> carried;     // with the line's next invoices
    std::vector<Carried> at_once;     // on its date
};

// Of each line of a contract.
Result<std::vector<PriceChanges>> price_changes(const std::vector<Promised>& lines);
void carry(LineBill& line, const Carried& carried);

// The items that a line's plan makes of it, turn by turn, to its end.
Outcome schedule(LineBill& line);
// Goods that came back.
void credit_returns(LineBill& line);
// What `contract.terminated` says is paid back or owed, over the lines it ends.
Outcome terminate(std::vector<LineBill>& lines, const Contract& contract);
// Nothing before what must be performed first; part of each bill held back until acceptance.
Outcome wait_for_others(LineBill& line, const std::vector<LineBill>& lines, const std::vector<Promised>& all);
void hold_back(LineBill& line);
// A running total never falls below nothing: what would is kept for the next items.
void never_below_nothing(LineBill& line);

// A contract's one price over the lines that have none of their own, by standalone price.
Result<std::vector<Money>> shares_of_one_price(const Group& group, const Contract& contract,
                                               const ContractTerms& terms);

}  // namespace earned::billing
