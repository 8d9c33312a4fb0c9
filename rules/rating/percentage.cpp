// Percentage: of each event's amount, such as a payment's. The first events are free as long as
// neither their number nor their sum is used up; the event that uses up the sum pays for the rest of
// it. What an event costs, its fee included, lies between its bounds; a free one costs nothing.
#include "rules/rating/rate.h"

namespace earned::rating {

Ratio percentage(const Pricing& pricing, std::span<const Ratio> amounts)
{
    const Ratio share = or_nothing(pricing.rate) / Ratio(100), fixed = or_nothing(pricing.fixed);
    Ratio due, sum;
    std::int64_t count = 0;
    bool is_open = pricing.included || pricing.free_events;  // whether something is still free
    for (const Ratio& amount : amounts) {
        const Ratio before = sum;
        sum += amount;
        ++count;
        Ratio paid = amount;
        if (is_open) {
            if (pricing.free_events && Ratio::of(*pricing.free_events) < Ratio(count)) is_open = false;
            if (is_open && pricing.included) {
                const Ratio free = Ratio::of(*pricing.included);
                paid = max(sum - max(before, free), 0);
                is_open = sum <= free;
            }
            if (is_open) continue;
        }
        Ratio cost = paid * share + fixed;
        if (pricing.event_minimum) cost = max(cost, Ratio::of(*pricing.event_minimum));
        if (pricing.event_maximum) cost = min(cost, Ratio::of(*pricing.event_maximum));
        due += cost;
    }
    return due;
}

}  // namespace earned::rating
