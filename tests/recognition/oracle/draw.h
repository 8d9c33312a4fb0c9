// A contract's life as it is drawn: signed on one day, and what happens then. Each thing in it comes of one throw
// of dice, so that a life that fails can be made smaller by taking throws away.
//
// Ensures:  what happens can happen: no more is done than there is, nothing is changed that isn't there
#pragma once

#include "tests/recognition/oracle/life.h"

#include <array>

namespace earned::oracle {

using Throw = std::array<std::uint32_t, 24>;
struct Throws {
    std::vector<Throw> promised, varying, events;
};

constexpr int on_any_day = -1;

struct Drawn {
    std::vector<Promised> promised;
    std::vector<Varying> varying;
    std::vector<Happened> events;
    std::uint32_t shuffle = 0;  // in which order it becomes known
    int may_leave_every = 0;    // so many months; 0: it may not; or on any day
};

Date signing_day();
// What the seller takes back without a right to it comes back like any other.
Drawn with_rights(Drawn drawn);
Drawn draw(const Throws& throws);
// One that the customer may leave, of goods and services: what happens is that they are handed over, and come back.
Drawn draw_cancellable(const Throws& throws);

}  // namespace earned::oracle
