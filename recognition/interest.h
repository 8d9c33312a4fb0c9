// Interest on what one party owes the other between performance and payment, month by month.
//
// Law:      balance after a month = balance before + interest, then less what was paid and plus what was
//           performed by that month's end; positive: the customer owes. Interest of a month:
//             monthly        balance x rate / 12, compounded every month
//             annual         balance x rate / 12, compounded every twelfth month: linear within a year
//             straight_line  all of it evenly over the months, whatever the balance
// Requires: flows in months counted from one start, none before it, nor before the month that the loan goes on from
// Ensures:  months count by month ends reached. A price that makes the balance end at nothing is solved
//           exactly (the balance is linear in it), in Decimals; an implied rate by halving an interval
//           of rates 200 times, or until it no longer moves
// Source:   606-10-32-15 to 32-20, 606-10-55-226 to 55-246, IFRS 15.60-65, IE135-IE154, CAS 14.17
#pragma once

#include "base/date.h"
#include "base/decimal.h"
#include "rules/conventions.h"

#include <vector>

namespace earned {

// Month ends reached by the end of a day, counted from the year 0.
int month_ends_reached(Date date);
Date month_end_after(Date start, int months);

struct Flow {
    int month = 0;
    Decimal paid;   // by the customer
    Decimal share;  // of the price, performed
};
// Where a loan stands at a month's end: what bears interest, and what interest doesn't bear any yet.
struct Owing {
    Decimal balance, of_this_year;
};
struct Loan {
    Decimal rate;  // a year, nominal
    Compounding compounding = Compounding::annual;
    std::vector<Flow> flows;
    int months = 0;  // through the last of them
    int from = 0;    // it goes on from here, where it stood so:
    Owing stood{};
};

// Of each month; positive where the balance that bears it is the customer's to pay. Who owes in all, with what
// interest is not compounded yet, can be the other: then it is less of the other's.
struct Borne {
    Decimal interest;
    bool customer_owes = false;
};
std::vector<Borne> interest_of(const Loan& loan, const Decimal& price);
Decimal balance_in_the_end(const Loan& loan, const Decimal& price);
// With what flowed by the end of a month.
Owing standing_at(const Loan& loan, const Decimal& price, int month);
// Requires: a loan of which something is performed
Decimal price_solved(const Loan& loan);
// The rate at which the balance ends at nothing. Nothing where no rate from 0 to 1000 % a year does.
std::optional<Decimal> rate_solved(Loan loan, const Decimal& price);

}  // namespace earned
