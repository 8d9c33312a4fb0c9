#include "journal/plan.h"
#include "journal/weighing.h"

#include "base/check.h"

#include <algorithm>
#include <map>

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

namespace {

// Cash in another currency that is matched on its own day stands nowhere of the home's when the day is over. What
// stays longer would have to be translated.
Outcome foreign_cash_passes(const Home& home, Currency currency)
{
    std::map<std::pair<Currency, Date>, std::int64_t> standing;
    const auto stays = [&](const Collected& collected) {
        return Fault{"foreign-currency-unsupported", "payment " + collected.payment.text(),
                     "cash in " + collected.amount.currency().code() +
                         " stands on no contract of an entity that keeps its books in " + currency.code(),
                     "name the contract or invoice it pays, or refund it"};
    };
    for (const Collected& collected : home.unapplied) {
        if (collected.amount.currency() == currency) continue;
        if (!collected.charge.is_zero() || !collected.withheld.is_zero() || collected.cleared) return stays(collected);
        standing[{collected.amount.currency(), collected.at.date}] += collected.amount.minor();
    }
    for (const Collected& collected : home.unapplied)
        if (const auto sum = standing.find({collected.amount.currency(), collected.at.date});
            sum != standing.end() && sum->second != 0)
            return stays(collected);
    return Done{};
}

}  // namespace

Result<Plan> plan_home(const Home& home, const EntityId& entity, Currency currency)
{
    Plan plan;
    plan.entity = entity;
    plan.currency = currency;
    plan.home = true;
    if (const Outcome passed = foreign_cash_passes(home, currency); !passed) return passed.fault();
    for (const Collected& collected : home.unapplied) {
        if (collected.amount.currency() != currency) continue;
        plan.cash.push_back({collected.at, on_account, collected.amount.minor(), false});
        add_clearing(plan, collected);
    }
    std::stable_sort(plan.cash.begin(), plan.cash.end(),
                     [](const Cash& one, const Cash& other) { return one.at < other.at; });
    std::vector<Collected> flows = home.unapplied;
    std::erase_if(flows, [&](const Collected& flow) { return flow.amount.currency() != currency; });
    std::stable_sort(flows.begin(), flows.end(),
                     [](const Collected& one, const Collected& other) { return one.at < other.at; });
    for (const Collected& flow : flows)
        if (plan.cuts.empty() || plan.cuts.back().at != flow.at)
            plan.cuts.push_back({.at = flow.at, .cause = Cause::collection, .event = flow.event});
    settle(plan);
    return plan;
}

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
