// Seats that come and go within a period, each for the part of it that it is there.
//
// Law:      a change is priced where the count stands: the part of it that lies in a tier at that
//           tier's unit price, in proportion to its prorated quantity; a departure is priced where
//           it leaves from. The flat fee of a tier is due once, when the count first reaches it
#pragma once

#include "base/ratio.h"
#include "contract/billing_terms.h"

#include <span>

namespace earned::rating {

struct SeatChange {
    Ratio seats;     // + come, - go
    Ratio prorated;  // of the same sign: seats x the part of the period left
};
Ratio seats(std::span<const Tier> tiers, std::span<const SeatChange> changes);

}  // namespace earned::rating
