// When something takes effect, to the place in the day.
//
// Events of one date take effect in the order of their type (events.md): reference, contract,
// modification, estimate, fulfilment, usage, cost, billing, cash, governance; then source and id.
// What no event causes has its place too: an invoice falls due after the day's billing and before
// its cash; a right lapses after the day's cash; time is counted at the end of the day; and a
// termination, whose date is the last day served, comes after that.
//
// Law: moments are totally ordered; two events of one date are two moments.
#pragma once

#include "base/date.h"

#include <compare>
#include <cstdint>

namespace earned {

enum class Rank : std::uint8_t {
    reference,
    contract,
    modification,
    estimate,
    fulfilment,
    usage,
    cost,
    billing,
    due,
    cash,
    governance,
    lapse,
    accrual,
    termination,
};

struct Moment {
    Date date;
    Rank rank = Rank::reference;
    std::uint32_t order = 0;  // place among the events of this date and rank

    friend auto operator<=>(const Moment&, const Moment&) = default;
};

// The moment at which a day's time has been counted.
inline Moment end_of(Date date) { return {date, Rank::accrual, 0}; }

}  // namespace earned
