// What a customer may leave at the end of each so many months, without a penalty, binds it for that long only; what
// it agrees to by staying is another contract, at its own price (606-10-25-3, 25-12; IFRS 15.11, 20). What it may leave
// on any day binds it to nothing ahead, so that nothing shares a price: each line is worth what it costs.
#pragma once

#include "tests/recognition/oracle/draw.h"

namespace earned::oracle {

// The same life, of contracts that are each enforceable as long as they last; `names`: of which line each is.
struct Stretched {
    Drawn life;
    std::vector<std::string> names;
};
Stretched stretched(const Drawn& drawn, int months);
// Of each line that is promised, at signing or later.
std::vector<std::string> names_of(const Drawn& drawn);

}  // namespace earned::oracle
