// A modification, as its treatment says.
//
//   separate     what is added is a contract of its own, at its own price; the old one stands
//   prospective  the old contract ends and a new one begins: what was allocated and not yet earned,
//                and what the modification adds, is shared anew over what remains
//   catch_up     what remains isn't distinct from what was done: price and progress change as if it
//                had always been so, and what was done is caught up at once
//   mixed        as prospective, but obligations measured as one piece (cost, hours, milestones,
//                percent) are caught up at their share of the pool and what they had earned
//
// Law:      consideration after = before + what is added, of a line: its stated price where it is
//           added; less the price of what remained of it where it is removed; where it is changed,
//           the new price of what remains less the old price of what remained (prospective: the
//           fields are replaced from the modification's date), or the new price less the old
//           (catch_up). Price changes and variable amounts are added to that
// Ensures:  time is counted up to the day before; base + whole over all lives is the new price
// Source:   606-10-25-10 to 25-13, 606-10-32-42 to 32-45, IFRS 15.18-21, 87-90, CAS 14.8
#pragma once

#include "recognition/walk.h"

namespace earned {

// A line as the modification found and left it. `before` and `after`: how much of it was done, of
// what it promised before and promises now.
struct Touched {
    std::size_t life, line;
    bool added = false, changed = false, removed = false;
    Ratio before, after;
    Ratio priced_before, priced_after;  // how much of the stated price is of the days before
    std::int64_t stated_before = 0, stated_after = 0;
    Ratio rate_before;                  // at which what remained was priced: `stated_before`, or Promise::rate
    bool spread_anew = false;           // the same price over other days (rules/price.h)
    Ratio cash_part{1};                 // of what it is said to cost: what is price, and no interest (borrowing.h)
    std::optional<Ratio> rate_after() const;
};

// What the modification does to a life beside its lines: at once, from now on, or by progress; and
// the same to what performance gives a right to invoice.
struct Repricing { std::int64_t at_once = 0, ahead = 0, right_at_once = 0, right_ahead = 0; };

struct Change {
    std::size_t contract;
    const Modification& modification;
    const ModificationTerms& how;
    Turn turn;
    Date counted;                        // time is counted through this day
    std::vector<Ratio> progress;         // of each life, just before
    std::vector<Touched> lines;          // every line of every life that isn't called off
    std::vector<Repricing> repricing;    // of each life
    std::vector<bool> moved;             // the lives that begin a segment

    const ContractModified& words() const { return modification.what; }
};

Outcome modify(Walk& walk, std::size_t contract, std::size_t modification);

// What follows is shared by the treatments.
Outcome modify_prospectively(Walk& walk, Change& change);
Outcome catch_up(Walk& walk, Change& change);

// The prices of what it touches, never none: touching nothing, it belongs to the group's own.
std::vector<std::size_t> touched_prices(const Walk& walk, const Change& change);
// The lines that the modification adds join the walk, at a price.
Outcome join_added(Walk& walk, Change& change, std::size_t price);
// What a line adds to the consideration: exact under a prospective treatment.
Ratio added_by(const Touched& touched, Modifies treatment);
// By how many units the modification raises (or lowers) what an amount a unit counts, of a life's lines.
Ratio units_added(const Walk& walk, const Change& change, const Contingency& contingency, std::size_t life);
// Units that are added to a line bear its amount a unit as well, and units taken away don't: so much more is counted,
// and this share of it all is ahead, beside what was.
struct CountedAnew {
    std::int64_t more = 0;
    Ratio ahead{};
};
Result<CountedAnew> count_units(Walk& walk, const Change& change, Contingency& contingency);
// What the price changes do to each life, and where they are invoiced.
Outcome reprice(const Walk& walk, Change& change, Modifies treatment);
// The variable amounts it names: those known are counted anew; the others are promised now, for
// what is `among` these lives, and added to their price. `worths`: of what is left of each; none: of the whole.
Outcome recount_known(Walk& walk, Change& change);
Outcome promise_new(Walk& walk, Change& change, std::span<const std::size_t> among, std::span<const Ratio> worths);
Outcome begin_moved(Walk& walk, const Change& change);

}  // namespace earned
