// An obligation while its life is worked out, turn by turn: signing, modification, estimate,
// termination. Each turn that moves its price begins a segment.
//
// Law:      what counts now is base + share x progress; base + whole is what the life is priced at
// Ensures:  a segment's steps lie at or after its `from`; what had been done before is one step at
//           `from`. Progress counts from `since`: absent from the beginning, else only what
//           remained then (606-10-25-13(a))
#pragma once

#include "recognition/allocation.h"
#include "recognition/curve.h"
#include "recognition/materials.h"
#include "recognition/reading.h"
#include "recognition/variable_part.h"

#include <optional>
#include <string>
#include <vector>

namespace earned {

struct Life {
    Obligation out;
    std::vector<Promise> lines;
    std::vector<Readings> readings;   // of each line; none when it passes with time
    std::vector<Ratio> kept;          // of each line: what of it is promised still, 1 unless removed
    bool by_time = false, called_off = false, summed = false;
    std::size_t price = 0;            // which price it shares: the group's, or a separate one's
    bool ended = false;               // terminated: nothing of it is left to perform
    bool closed = false;              // all that was left of it has been removed
    std::optional<Moment> since;      // progress counts from here
    std::optional<Moment> shared;     // the price that it has a part of was shared anew; absent: never
    std::optional<Term> period;       // of a line without an end: what is committed of it (renewal.h)
    Segment now;                      // base, share, whole and the stated ones, as they are now
    Materials materials;              // what of the price is earned at its cost
    const Conventions& conventions() const { return lines.front().terms().conventions; }
    std::int64_t held_back = 0;       // handed over, and not earned because it is expected back
    Ratio back;                       // the same as a share of what progress counts
    // What had been handed over by `since` and has not come back by then, and what one was sold for (sold.h).
    struct Sold {
        Ratio units, each, each_stated;
        VariablePart beside;  // of `each`
    };
    std::vector<Sold> sold;
    // Units that come back in the end, and of those in `sold` that have come back by now (some may have been replaced), as
    // they were counted last (kept.h).
    Ratio not_kept, back_of_sold;
    // Of what came back, by how much its price without amounts of the whole contract was above what is owed back for it;
    // an end makes it even.
    std::int64_t back_above_stated = 0;
    Segment counted() const
    {
        Segment counted = with_materials(now, materials);
        counted.base -= held_back;
        return counted;
    }
    std::int64_t priced_at() const { return now.base + now.whole; }
    std::int64_t stated_at() const { return now.stated_base + now.stated_whole; }
    bool has(const ContractId& contract, const LineId& line) const;
    bool is_of(const ContractId& contract) const;
};

// Why and when a segment begins.
struct Turn { Moment at; Cause cause = Cause::performance; std::int64_t event = 0; };

// One line's way through a segment: what it had done before, and how far it has come.
struct Way {
    Ratio before, done, total, weight;
    bool begun_before = false;  // what was read until `since` is in `before`
    bool open = true;           // no reading has said yet how much there is in all
    Ratio progress() const
    {
        const Ratio ahead = total - before;
        return ahead.sign() <= 0 ? Ratio() : (done - before) / ahead;
    }
};
// Of a life's only line, by a moment.
Way way_of(const Life& life, Moment at);

// The life counts as `now` says from the turn on.
Outcome begin(Life& life, const Turn& turn);
// How much of a line has been performed, of all that its version in force promises.
Ratio done_of(const Life& life, std::size_t line, Moment through, Date accrued);
// What the line is worth standing alone; as called off, the price of what was.
Ratio worth_of(const Life& life, std::size_t line);
// What was done of the line by then stays promised, and no more of it.
void remove_rest(Life& life, std::size_t line, Moment at);
void erase_line(Life& life, std::size_t line);

// Puts a line into the obligation it belongs to, which may be new.
//
// Law: lines that are given the same obligation and share one price are one, across the contracts
//      of a group; a line given none is its own, by its id, or by "contract/line" where that name
//      is taken. Obligations stand in order of their first line.
// Ensures: the place of the obligation in `lives`; one that is called off is priced at what was
Result<std::size_t> join(std::vector<Life>& lives, const Promise& promise, std::size_t price);

}  // namespace earned
