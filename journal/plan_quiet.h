// What a close of a quiet plan needs, and nothing else.
//
// Law:      from the end of `from` through `until` only time moves, and only revenue: the sum of what
//           is earned less `credited` is the group's position; after the end of `still` nothing moves
//           at all
// Included by plan.h.
#pragma once

#include "base/date.h"
#include "base/round.h"

#include <cstdint>
#include <vector>

namespace earned {

struct Live {
    std::uint16_t obligation = 0;
    bool monthly = false;            // read at the ends of months; else of any day
    Round rounding = Round::half_away;
    Date first{};                    // of its term
    std::int32_t first_month = 0;    // monthly: counted from year 0
    // After n days (n >= 1), or in the n-th month after the first: (start + step x n) / den, rounded.
    std::int64_t start = 0, step = 0, den = 1;
    friend bool operator==(const Live&, const Live&) = default;
};
struct Quiet {
    Date from = Date::never(), until = Date::dawn(), still = Date::never();
    std::int64_t credited = 0;
    std::vector<Live> live;
    friend bool operator==(const Quiet&, const Quiet&) = default;
};

}  // namespace earned
