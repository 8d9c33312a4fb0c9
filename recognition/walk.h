// The walk through a group's life: what each turn finds, and leaves for the next.
#pragma once

#include "recognition/contingency.h"
#include "recognition/life.h"

#include <vector>

namespace earned {

struct Walk {
    const Group& group;
    const Terms& terms;
    Earned earned;
    std::vector<Life> lives;
    std::vector<Contingency> contingencies;
    std::size_t prices = 1;  // so many prices have been shared out; the group's own is 0
};

Promise promise_of(const Walk& walk, std::size_t contract, std::size_t line, std::size_t version);
// The version of a line in force at a moment.
std::size_t version_at(const LineLife& line, Moment at);
// Records what every obligation is priced at; `remaining`, by place of the life, was shared out now.
void record(Walk& walk, Moment at, std::int64_t event, std::vector<std::int64_t> remaining);

// Shares the price of the group's contracts, signed together or combined, out over what they
// promise (606-10-25-9, 606-10-32-28 to 32-41).
Outcome sign(Walk& walk);
// A modification, as its treatment says (606-10-25-10 to 25-13, IFRS 15.18-21, CAS 14.8).
Outcome modify(Walk& walk, std::size_t contract, std::size_t modification);
// The end of a contract, or of one of its lines.
Outcome terminate(Walk& walk, std::size_t contract, std::size_t termination);
// Whether there is a contract at all (606-10-25-1(e), 25-5 to 25-7, IFRS 15.9(e), CAS 14.5).
Outcome assess(Walk& walk, std::size_t contract, std::size_t assessment);
// Amounts that a person books beside the engine's, over the finished lives.
Outcome adjust(Walk& walk);

// A price of its own for lines promised together: at signing, or added as a separate contract.
struct Fixed {
    std::size_t life;
    std::size_t line;  // place in the life
};
Outcome share_out(Walk& walk, std::vector<Fixed> lines, std::size_t contract_of_offers);

}  // namespace earned
