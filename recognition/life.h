// An obligation while its life is worked out, turn by turn: signing, modification, estimate,
// assessment, termination. Each turn that moves its price begins a segment.
//
// Law:      what counts now is base + share x progress; base + whole is what the life is priced at
// Ensures:  a segment's steps lie at or after its `from`; what had been done before is one step at
//           `from`. Progress counts from `since`: absent from the beginning, else only what
//           remained then (606-10-25-13(a))
#pragma once

#include "recognition/allocation.h"
#include "recognition/reading.h"

#include <optional>
#include <string>
#include <vector>

namespace earned {

struct Life {
    Obligation out;
    std::vector<Promise> lines;
    std::vector<Readings> readings;   // of each line; none when it passes with time
    bool by_time = false, called_off = false, summed = false;
    std::size_t price = 0;            // which price it shares: the group's, or a separate one's
    bool ended = false;               // terminated: nothing accrues any more
    bool closed = false;              // wholly performed, or nothing of it is left to perform
    bool suspended = false;           // its contract isn't one (yet): computed, not begun
    std::optional<Moment> since;      // progress counts from here
    Segment now;                      // base, share, whole and the stated ones, as they are now
    const Conventions& conventions() const { return lines.front().terms().conventions; }
    std::int64_t priced_at() const { return now.base + now.whole; }
    std::int64_t stated_at() const { return now.stated_base + now.stated_whole; }
    std::int64_t recognised(Moment at, Date accrued) const { return earned_at(out, at, accrued); }
    std::int64_t performed(Moment at, Date accrued) const { return performed_at(out, at, accrued); }
};

// Why and when a segment begins.
struct Turn { Moment at; Cause cause = Cause::performance; std::int64_t event = 0; };

// The life counts as `now` says from the turn on.
Outcome begin(Life& life, const Turn& turn);
// How much of a line has been performed, of all that its version in force promises.
Ratio done_of(const Life& life, std::size_t line, Moment through, Date accrued);
// What the line is worth standing alone; as called off, the price of what was.
Ratio worth_of(const Life& life, std::size_t line);

// Puts a line into the obligation it belongs to, which may be new.
//
// Law: lines that are given the same obligation are one, across the contracts of a group; a line
//      given none is its own, by its id, or by "contract/line" where another contract has taken
//      that name before it. Obligations stand in order of their first line.
// Ensures: the place of the obligation in `lives`
Result<std::size_t> join(std::vector<Life>& lives, const Promise& promise, std::size_t price);

}  // namespace earned
