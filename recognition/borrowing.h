// What is lent between the parties of a financed contract, while its life is worked out.
//
// Law:      the loan goes on from where it stands, at the rate that was agreed, whatever the contract becomes
// Ensures:  interest of a month is booked at its end; what is booked by a turn stays
// Source:   606-10-32-20, IFRS 15.64 (the rate is not updated); 606-10-25-13, IFRS 15.21
#pragma once

#include "recognition/interest.h"
#include "recognition/life.h"

namespace earned {

struct Walk;

// What the customer pays, in minor units without tax.
struct Agreed {
    std::size_t contract = 0;
    Date date;
    Ratio net;
};
struct OnDay {
    Date date;
    Flow flow;
};
// By the last day served: owed by the customer, and owed to it.
struct InterestBorne {
    std::int64_t income = 0, expense = 0;
};
// What the payments are for of a life, interest and all: `base` was performed when it last counted anew, and of
// `whole` progress counts. And what it bore of the interest by the last turn.
struct Paid {
    Ratio base, whole;
    std::optional<Moment> since;
    Ratio income, expense;
    Ratio price;  // of what is ahead since then, without interest
};
struct Borrowing {
    Loan loan;                     // as it stood at the last turn
    std::vector<OnDay> flows;      // from then on; of what isn't handed over yet none
    Decimal price;                 // that their shares are of
    Date start;                    // months are counted from here
    Ratio net;                     // what is left of a payment without its tax
    std::vector<Agreed> payments;  // what has ended doesn't count
    std::vector<Paid> paid;        // of each life
    InterestBorne booked;          // by the last turn
    InterestBorne of_ended;        // of it
    Ratio performed;               // by the last turn
    bool begun = false;            // something had been performed or paid by then
    Ratio cash_part{1};            // of what is paid in all: what is price, and no interest
};

// A payment as it flows: to the 12th place of a minor unit.
Decimal flowing(const Ratio& amount);
// Not what was added as a separate contract: that is paid for otherwise.
bool is_financed(const Walk& walk, const Life& life);
bool is_separate(const Promise& promise);
// Of a life's price, what is fixed: a variable amount is paid when it is known, and bears no interest.
struct FixedPart {
    Ratio share;
    std::int64_t base = 0, whole = 0;
};
FixedPart fixed_of(const Walk& walk, std::size_t life);
// What is performed and paid. `expect` adds what of a life is performed after a day, from `done` of it on: parts of a
// price of which the life has `share`.
struct Ahead {
    std::vector<OnDay> flows, not_yet;
    bool is_complete() const { return not_yet.empty(); }  // all is performed, or will be by time
};
void expect(const Walk& walk, const Life& life, Date through, const Ratio& done, const Ratio& share, Ahead& into);
// The loan from its last turn on, by which a price is found; and the same without what isn't handed over yet: until it
// is, interest goes on, at most ten years.
Loan priced_loan(const Borrowing& borrowing, const Ahead& ahead);
Loan running_loan(const Borrowing& borrowing, const Ahead& ahead);
// Books the interest of the loan's months as rounded running totals; `in_all`: all that is to come, where that is
// known.
void accrue(Walk& walk, const Loan& loan, Date start, const Decimal& price, const std::optional<Decimal>& in_all);
// In which parts the lives bear the interest of months that end after a day.
void bear_from(Walk& walk, Date after);
// The lives' parts of what was booked through a day since it was counted last.
void count_interest(Walk& walk, Date through);

}  // namespace earned
