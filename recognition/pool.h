// What a prospective modification shares out anew: what was allocated and not yet earned, and what it adds.
//
// Law:      shares of the pool = its amount, less what stays with a line's own variable amounts, over the standalone
//           prices of what remains; an agent's line takes part with its fee, and its supplier's part stands beside it
// Source:   606-10-25-13(a), 606-10-32-40 to 32-43, IFRS 15.21(a), 85-88; 606-10-32-2
#pragma once

#include "recognition/came_back.h"
#include "recognition/modification.h"

#include <algorithm>

namespace earned {

struct Pool {
    std::vector<std::size_t> lives;    // whose remaining price joins it
    std::vector<std::int64_t> put_in;  // by each of them
    std::int64_t amount = 0;
    std::vector<std::size_t> survivors;  // lives of which something remains to be performed
    std::vector<Ratio> worths;           // of each of them: of what is left, standing alone
    std::vector<std::size_t> places;     // of Change::lines, that share it
    std::vector<Claimant> claimants;     // the same as these share
    std::vector<Ratio> supplied;         // of each of these: what an agent's supplier gets of what is left
    std::vector<Ratio> shares;           // of each of these
    std::vector<Ratio> apart;            // of each life: variable amounts that are for it and stay with it
    std::vector<Segment> before;         // what each life counted as
    std::vector<Ratio> counted;          // and of its materials
    std::vector<CameBack> back;          // and what came back of it
};

inline bool is_in(const std::vector<std::size_t>& places, std::size_t place)
{
    return std::find(places.begin(), places.end(), place) != places.end();
}
inline bool remains(const Touched& touched) { return !touched.removed && touched.after != Ratio(1); }

// Of which lines something is left, and what that is worth.
Outcome find_claimants(const Walk& walk, const Change& change, Pool& pool);
// What an agent's supplier gets of what is left. Requires: what was performed was laid by (agency.h)
void supply_rest(Walk& walk, const Change& change, const Pool& pool);
// Each claimant's share of the pool.
Outcome share_pool(const Walk& walk, const Change& change, Pool& pool);

}  // namespace earned
