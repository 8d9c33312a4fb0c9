// The walk through a group's life: what each turn finds, and leaves for the next.
#pragma once

#include "recognition/borrowing.h"
#include "recognition/contingency.h"
#include "recognition/life.h"

#include <span>
#include <vector>

namespace earned {

struct Walk {
    const Group& group;
    const Terms& terms;
    Earned earned;
    std::vector<Life> lives;
    std::vector<Contingency> contingencies;
    std::size_t prices = 1;  // so many prices have been shared out; the group's own is 0
    std::optional<Borrowing> borrowing = std::nullopt;
};

Promise promise_of(const Walk& walk, std::size_t contract, std::size_t line, std::size_t version);
// The version of a line in force at a moment.
std::size_t version_at(const LineLife& line, Moment at);
// Records what every obligation is priced at; `remaining`, by place of the life, was shared out now.
void record(Walk& walk, Moment at, std::int64_t event, std::vector<std::int64_t> remaining);
// The same, where every life was counted anew from its beginning.
void record_all(Walk& walk, Moment at, std::int64_t event);

// A line whose price is shared out: at signing, or added as a separate contract.
struct Fixed {
    std::size_t life;
    std::size_t line;  // place in the life
};
// Gives each of the lines its exact share of their price and of the contracts' one prices, places
// the discounts of these contracts' bundles, and leaves out what variable amounts cover already.
Outcome share_out(Walk& walk, std::span<const Fixed> lines, std::span<const std::size_t> contracts);
// Whole amounts of fixed and variable price together, rounded once; then the right to invoice.
void settle(Walk& walk, std::span<const std::size_t> lives);

// Shares the price of the group's contracts, signed together or combined, out over what they
// promise (606-10-25-9, 606-10-32-28 to 32-41).
Outcome sign(Walk& walk);
// The end of a contract, or of one of its lines.
Outcome terminate(Walk& walk, std::size_t contract, std::size_t termination);

}  // namespace earned
