// Variable consideration: what of the price depends on what has not happened yet.
//
// Law:      counted = its estimate; under the constraint a positive amount is left out and a
//           negative one counted in full, since the constraint only ever lowers the price
// Ensures:  expected_value is the sum of amounts x probabilities, most_likely the amount of the
//           highest probability (of equal ones the first). A royalty is nothing until reported.
//           A changed estimate catches up what was performed, also before a modification
// Requires: probabilities that sum to 1; an amount, an amount a unit, or scenarios
// Source:   606-10-32-5 to 32-14, 32-42 to 32-45, IFRS 15.50-59, 87-90, CAS 14.16-17
#pragma once

#include "recognition/life.h"

#include <span>
#include <vector>

namespace earned {

// What of a contingency falls to an obligation. After a prospective modification it still reaches
// back to what had been performed (`past`); the rest is with what remained.
struct Reach {
    std::size_t life;
    Ratio past, remaining;
};

struct CountedFrom { Turn turn; std::int64_t amount = 0; };  // from a turn on

struct Contingency {
    std::size_t contract = 0;
    Variable words;
    bool is_paid = false;          // to the customer (payable.h): its id is the payable's
    Ratio units;                   // of the lines it was promised for: what an amount a unit counts
    std::int64_t counted = 0;      // minor units, as constrained
    // Of a discount for early payment (early_payment.h): what was taken, which is the least that
    // counts, and all that counts when it is final.
    std::int64_t given_up = 0, least = 0;
    bool final = false;
    std::vector<Reach> reaches;    // past and remaining sum to 1 over all of them
    // Of one increment of a series (increment.h), which no life is priced with.
    std::optional<std::size_t> increment_of;
    std::vector<CountedFrom> counts;
    std::optional<Turn> stopped;
    // What goods that come back lack or have of a shared discount (kept.h).
    bool of_what_is_kept = false;
    // Of an amount for the whole contract, what is counted beyond it, since goods that come back take that with them;
    // and what waits, of either, while none of what it is for is kept.
    std::int64_t beyond = 0;
    bool waits = false;
    Ratio waiting;
    Ratio settled;  // of `beyond`: taken by what came back before what remained was agreed anew
    Ratio rest;  // what whole minor units leave of what is counted, of either
};

// The fields that a later event names, over those that stay.
void overlay(Variable& words, const Variable& later);
void overlay(Variable& words, const EstimateRevised& later);

// Minor units, before and after the constraint. `units`: of a per_unit amount.
Result<std::int64_t> estimate(const Variable& words, const Ratio& units, Currency currency,
                              const std::string& where);
Result<std::int64_t> constrained(const Variable& words, const Ratio& units, Currency currency,
                                 const std::string& where);
// Whether the customer is invoiced net of it (a concession), or without it (a rebate, a penalty).
bool lowers_the_right(const Variable& words);
// Whether it is for the whole contract, however much of the goods comes back: what is said as one amount. An amount a
// unit goes with its goods, a discount for early payment with their invoice, a concession with their stated price.
bool is_for_the_whole(const Contingency& contingency);
// The whole minor units of it that fall to each reach: past and remaining, by turns.
std::vector<std::int64_t> parts_of(std::int64_t amount, const Contingency& contingency);

struct Walk;
std::string address(const Walk& walk, const Contingency& contingency);
Result<std::int64_t> estimate(const Walk& walk, const Contingency& contingency);
// A promised amount joins the walk: it reaches the lines it names, else all `among` these lives, by
// relative standalone price.
Outcome add_contingency(Walk& walk, std::size_t contract, const Variable& words, std::span<const std::size_t> among,
                        const Turn& turn);
// Whether the amount is for a line of the life: one that it names, or any of its contract.
bool is_for(const Walk& walk, const Contingency& contingency, const Life& life);
bool is_named(const Walk& walk, const Contingency& contingency, const Promise& promise);
// It reaches these lives by what each is worth. Requires: it reaches no other
void share_by(Contingency& contingency, std::span<const std::size_t> lives, std::span<const Ratio> worths);
// The contract's contingency of that id; null when there is none.
Contingency* contingency_named(Walk& walk, std::size_t contract, const std::string& id);
// CountedFrom anew: each life takes its part of the difference, what was performed at once
// (606-10-32-43 to 32-45, IFRS 15.88-90). The lives it reaches are yet to begin their next segment.
Outcome recount(Walk& walk, Contingency& contingency);
// It counts for so much, exactly and in whole minor units: what was performed takes its part at once. The lives it
// reaches are yet to begin their next segment.
void spread_amount(Walk& walk, Contingency& contingency, const Ratio& exact, std::int64_t counted);
// An estimate.revised that names a contingency.
Outcome revise(Walk& walk, std::size_t contract, const EstimateRevised& revised, const Turn& turn);

}  // namespace earned
