// The end of a contract, or of one of its lines, while it is worked out (termination.cpp): what of each obligation that
// ends was earned, performed and asked for by the last day, and what the parties settle on.
//
// Law:      what is owed of an obligation = what was performed at stated prices, or what was invoiced of its price
// where that
//           is more; then what was paid on account and is kept, less what is paid back, plus its part of the penalty
// Errors:   unsupported-termination-of-part, unsupported-termination-on-account
// Source:   606-10-25-3, 25-10 to 25-13, IFRS 15.18-21
#pragma once

#include "recognition/agency.h"
#include "recognition/ended_loan.h"
#include "recognition/sold.h"

namespace earned {

struct Ending {
    std::size_t life;
    std::int64_t earned = 0, performed = 0;  // by the last day served
    std::int64_t owed = 0;                   // by the customer, in the end
    std::int64_t beyond = 0;                 // of it, not for what was performed
    std::int64_t not_invoiced = 0;           // of what was performed
    std::int64_t unearned = 0, unperformed = 0;
    std::int64_t given_up = 0;  // of variable amounts: what was still to be earned of them
};

struct End {
    const Contract& contract;
    const Termination& termination;
    Turn turn;
    std::string where;
    std::vector<Ratio> progress;
    std::vector<Gone> gone;          // of each life
    std::vector<VariablePart> held;  // back, of each life that ends
    std::vector<Ending> endings;
    InterestBorne borne;

    Date last_day() const { return termination.at.date; }
};

// Whether the termination ends the life; and those that it does.
bool ends(const Life& life, const End& end);
std::vector<std::size_t> ending_lives(const Walk& walk, const End& end);
// Whether a document says what was asked by the last day: the credit note that a termination itself brings
// about, dated that day, does not.
bool stands(const Document& document, const End& end);
// With which obligation a penalty is invoiced: that of the first line that ends and is invoiced here
// (billing/termination.cpp).
std::optional<std::size_t> penalised(const Walk& walk, const End& end);
Result<std::vector<Ending>> endings_of(const Walk& walk, const End& end);
// An amount over weights, in whole minor units.
std::vector<std::int64_t> spread(std::int64_t amount, std::vector<Ratio> weights);

// The life counts only what remains of it, after the last day served; its price ahead takes so much more.
Outcome count_rest(Walk& walk, const End& end, std::size_t life, std::int64_t more);

// Lives that share the price and go on: they carry what it was off its stated prices.
std::vector<std::size_t> carriers(const Walk& walk, const End& end, std::size_t price);

// What counts of the variable amounts of what ends, from now on.
void settle_variables(Walk& walk, End& end);
// What the parties settle on the whole: paid in advance and kept, paid back, owed on top.
Outcome settle_accounts(Walk& walk, End& end);

}  // namespace earned
