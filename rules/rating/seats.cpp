#include "rules/rating/seats.h"

#include "rules/rating/rate.h"

#include <algorithm>

namespace earned::rating {

namespace {

// The price of the seats between two counts, tier by tier.
Ratio between(std::span<const Tier> tiers, const Ratio& low, const Ratio& high)
{
    Ratio price, begins;
    for (const Tier& tier : tiers) {
        const Ratio ends = tier.up_to ? Ratio::of(*tier.up_to) : max(high, begins);
        price += max(min(high, ends) - max(low, begins), 0) * or_nothing(tier.unit_price);
        begins = ends;
    }
    return price;
}

}  // namespace

Ratio seats(std::span<const Tier> tiers, std::span<const SeatChange> changes)
{
    Ratio due, count, most;
    std::size_t reached = 0;
    for (const SeatChange& change : changes) {
        const Ratio after = count + change.seats;
        if (!change.seats.is_zero())
            due += between(tiers, min(count, after), max(count, after)) / abs(change.seats) * change.prorated;
        count = after;
        most = max(most, count);
        while (reached < tiers.size() && (reached == 0 ? most.sign() > 0 : Ratio::of(*tiers[reached - 1].up_to) < most))
            due += or_nothing(tiers[reached++].flat);
    }
    return due;
}

}  // namespace earned::rating
