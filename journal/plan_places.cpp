#include "journal/plan.h"
#include "base/check.h"

#include <algorithm>

namespace earned {

namespace {

// The rows of a plan stand in the order of their obligations.
void sort_by_obligation(Plan& plan)
{
    std::vector<std::uint32_t> order(plan.stretches.size()), now(plan.stretches.size());
    for (std::uint32_t place = 0; place < order.size(); ++place) order[place] = place;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t one, std::uint32_t other) {
        return plan.stretches[one].obligation < plan.stretches[other].obligation;
    });
    std::vector<Stretch> stretches;
    for (std::uint32_t place = 0; place < order.size(); ++place) {
        stretches.push_back(plan.stretches[order[place]]);
        now[order[place]] = place;
    }
    plan.stretches = std::move(stretches);
    for (Stride& stride : plan.strides) stride.stretch = now[stride.stretch];
    std::stable_sort(plan.strides.begin(), plan.strides.end(),
                     [](const Stride& one, const Stride& other) { return one.stretch < other.stretch; });
    std::stable_sort(plan.frozen.begin(), plan.frozen.end(),
                     [](const Frozen& one, const Frozen& other) { return one.obligation < other.obligation; });
    std::stable_sort(plan.claims.begin(), plan.claims.end(), [](const Claim& one, const Claim& other) {
        return one.invoice != other.invoice ? one.invoice < other.invoice : one.obligation < other.obligation;
    });
    std::stable_sort(plan.quiet.live.begin(), plan.quiet.live.end(),
                     [](const Live& one, const Live& other) { return one.obligation < other.obligation; });
}

}  // namespace

Plan placed(Plan plan, std::span<const std::string> names)
{
    unpack(plan);
    std::vector<PlannedObligation> obligations(names.size());
    for (std::size_t place = 0; place < names.size(); ++place) obligations[place].id.assign(names[place]);
    std::vector<std::uint16_t> place_of;
    std::vector<bool> taken(names.size(), false);
    for (PlannedObligation& obligation : plan.obligations) {
        std::size_t place = 0;
        while (place < obligations.size() && (taken[place] || obligations[place].id != obligation.id)) ++place;
        if (place == obligations.size()) {
            obligations.emplace_back();
            taken.push_back(false);
        }
        obligations[place] = std::move(obligation);
        taken[place] = true;
        place_of.push_back(static_cast<std::uint16_t>(place));
    }
    CHECK(obligations.size() < of_the_group, "the obligations of a group can be numbered");
    plan.obligations = std::move(obligations);
    for (Stretch& row : plan.stretches) row.obligation = place_of[row.obligation];
    for (Frozen& row : plan.frozen) row.obligation = place_of[row.obligation];
    for (Claim& row : plan.claims) row.obligation = place_of[row.obligation];
    for (Scheduled& row : plan.scheduled) row.obligation = place_of[row.obligation];
    for (Spent& row : plan.spent)
        if (row.obligation != of_the_group) row.obligation = place_of[row.obligation];
    for (Booked& row : plan.booked)
        if (row.obligation != of_the_group) row.obligation = place_of[row.obligation];
    for (Live& live : plan.quiet.live) live.obligation = place_of[live.obligation];
    sort_by_obligation(plan);
    return plan;
}

}  // namespace earned
