// What a customer has in hand: credit that later invoices use up, and what of a credit note is paid
// back.
//
// Law:      used + left = what there was; refund + balance = the credit note; a refund never exceeds
//           what was paid; a repair never exceeds what is left of the item after earlier credits
// Source:   practice; peers credit what can't be refunded
#pragma once

#include "base/date.h"
#include "base/money.h"

#include <vector>

namespace earned::billing {

struct DrawnDown {
    Money used, left, due;
};
DrawnDown draw_down(Money balance, Money invoice);

struct SplitCredit {
    Money refund, balance;
};
SplitCredit split_credit(Money credit, Money paid);

// What is given back of an item: at most what earlier credits left of it.
Money repair(Money unused, Money billed, Money credited_before);

// Prepaid credits: bought on a day, used up oldest expiry first, worth nothing after their last day.
struct PrepaidLot {
    Date bought;
    Date expires = Date::never();
    Money amount;
};
struct CreditUse {
    Date date;
    Money amount;
};
struct PrepaidStanding {
    Money bought, used, expired, left, uncovered;  // uncovered: used beyond what there was, to be invoiced
};
PrepaidStanding prepaid_on(Date day, std::vector<PrepaidLot> lots, const std::vector<CreditUse>& uses,
                           Currency currency);

}  // namespace earned::billing
