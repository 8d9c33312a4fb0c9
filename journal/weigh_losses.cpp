// A contract that will cost more than it brings: the loss is provided for at once, and used up as the
// costs come (IAS 37.66-69, 605-35-25-45, CAS 13.8). At most what getting out of it costs the entity.
#include "journal/weigh_costs.h"

#include <algorithm>
#include <set>

namespace earned {

namespace {

// What a line is still expected to cost, but for uninstalled materials: these bring what they cost
// (606-10-55-21(b)), so they take no part in a loss.
struct CostLife {
    std::uint16_t obligation = 0;
    std::map<Moment, Ratio> expected, incurred;    // the whole; and each amount as it came
    std::map<Moment, Ratio> materials, delivered;  // of these uninstalled: as expected, and as they came
    std::optional<Moment> ended;
};

Ratio loss_minor(const Decimal& amount, Currency currency)
{
    Ratio result = Ratio::of(amount);
    for (int digit = 0; digit < currency.minor_digits(); ++digit) result *= Ratio(10);
    return result;
}

std::optional<CostLife> cost_life(const LineOf& line, std::uint16_t obligation, const Plan& plan)
{
    CostLife life{.obligation = obligation, .expected = {}, .incurred = {}, .ended = line.life->removed};
    if (line.life->terminated && (!life.ended || *line.life->terminated < *life.ended))
        life.ended = line.life->terminated;
    std::optional<Decimal> last;
    for (const LineVersion& version : line.life->versions) {
        life.materials[version.from] = loss_minor(version.line.expected_uninstalled.value_or(Decimal()), plan.currency);
        if (version.line.expected_cost && version.line.expected_cost != last)
            life.expected[version.from] = loss_minor(*version.line.expected_cost, plan.currency);
        last = version.line.expected_cost;
    }
    for (const Happening& happening : line.life->happenings) {
        if (const auto* revised = std::get_if<EstimateRevised>(&happening.fact); revised && revised->expected_cost)
            life.expected[happening.at] = loss_minor(*revised->expected_cost, plan.currency);
        const auto* cost = std::get_if<CostIncurred>(&happening.fact);
        if (cost == nullptr || (cost->kind != CostKind::performance && cost->kind != CostKind::uninstalled)) continue;
        std::map<Moment, Ratio>& costs = cost->kind == CostKind::performance ? life.incurred : life.delivered;
        costs[happening.at] += loss_minor(cost->amount, plan.currency);
    }
    if (life.expected.empty()) return std::nullopt;
    return life;
}

Ratio in_force_at(const std::map<Moment, Ratio>& values, Moment at)
{
    const auto next = values.upper_bound(at);
    return next == values.begin() ? Ratio() : std::prev(next)->second;
}

Ratio sum_until(const std::map<Moment, Ratio>& amounts, Moment at)
{
    Ratio sum;
    for (const auto& [when, amount] : amounts)
        if (when <= at) sum += amount;
    return sum;
}

Ratio still_to_incur(const CostLife& life, Moment at)
{
    if (at < life.expected.begin()->first || (life.ended && *life.ended <= at)) return {};
    const Ratio materials = max(in_force_at(life.materials, at), sum_until(life.delivered, at));
    return max(in_force_at(life.expected, at) - materials - sum_until(life.incurred, at), Ratio());
}

}  // namespace

std::int64_t price_to_come(const Earned& earned, Moment at, Date accrued)
{
    std::int64_t sum = 0;
    for (const Obligation& obligation : earned.obligations) {
        const Segment* in_force = nullptr;
        for (const Segment& segment : obligation.segments)
            if (segment.from <= at) in_force = &segment;
        if (in_force == nullptr || obligation.unbilled) continue;
        sum += in_force->base + in_force->whole - earned_at(obligation, at, accrued);
    }
    return sum;
}

namespace {

std::vector<CostLife> cost_lives(const Plan& plan, const Halves& halves, const Places& places)
{
    std::vector<CostLife> lives;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        if (halves.earned.obligations[place].unbilled) continue;
        for (const LineOf& line : places.lines_of(place))
            if (auto life = cost_life(line, static_cast<std::uint16_t>(place), plan)) lives.push_back(std::move(*life));
    }
    return lives;
}

// What leaving costs the entity, where it may leave each contract at once.
std::optional<Ratio> exit_penalty(const Halves& halves)
{
    Ratio sum;
    for (std::size_t place = 0; place < halves.group.contracts.size(); ++place) {
        const std::optional<Cancellable>& words = halves.terms.contracts[place].cancellable;
        if (!words || words->by == CancelBy::customer || words->notice || words->every || !words->penalty)
            return std::nullopt;
        sum += loss_minor(*words->penalty, halves.group.currency);
    }
    return sum;
}

struct LossMoments {
    std::set<Moment> events;     // when something happened
    std::set<Moment> accruals;   // of those, the ones before which time is counted
    std::set<Date> period_ends;  // while anything passes with time
};

LossMoments loss_moments(const Halves& halves, const std::vector<CostLife>& lives)
{
    LossMoments all;
    for (const CostLife& life : lives) {
        for (const auto& [at, amount] : life.expected) all.events.insert(at), all.accruals.insert(at);
        for (const auto* costs : {&life.incurred, &life.delivered})
            for (const auto& [at, amount] : *costs) all.events.insert(at);
        if (life.ended) all.events.insert(*life.ended), all.accruals.insert(*life.ended);
    }
    for (const Obligation& obligation : halves.earned.obligations)
        for (const Segment& segment : obligation.segments) {
            all.events.insert(segment.from);
            if (&segment != &obligation.segments.front()) all.accruals.insert(segment.from);
            for (const Step& step : segment.steps) all.events.insert(step.at);
            if (!segment.by_time) continue;
            const FiscalCalendar& calendar = halves.terms.calendar;
            for (Date end = calendar.last(calendar.period_of(segment.term.first)); end < segment.term.last;
                 end = calendar.last(calendar.period_of(end.next())))
                all.period_ends.insert(end);
            all.period_ends.insert(segment.term.last);
        }
    return all;
}

}  // namespace

Ratio cost_to_incur(const Plan& plan, const Halves& halves, const Places& places, Moment at)
{
    Ratio sum;
    for (const CostLife& life : cost_lives(plan, halves, places)) sum += still_to_incur(life, at);
    return sum;
}

Outcome add_losses(Plan& plan, const Halves& halves, const Places& places)
{
    const std::vector<CostLife> lives = cost_lives(plan, halves, places);
    const auto sorted = [&] {
        std::stable_sort(plan.booked.begin(), plan.booked.end(),
                         [](const Booked& one, const Booked& other) { return one.at < other.at; });
        return Done{};
    };
    if (lives.empty()) return sorted();
    const std::optional<Ratio> leaving = exit_penalty(halves);
    const LossMoments moments = loss_moments(halves, lives);
    std::set<Moment> order = moments.events;
    for (const Date end : moments.period_ends) order.insert(end_of(end));
    RunningRow provision(plan, {.at = {},
                                .obligation = of_the_group,
                                .source = Source::cost,
                                .debit = Role::contract_loss,
                                .credit = Role::loss_provision,
                                .amount = 0,
                                .with_time = false});
    Date accrued = Date::dawn();
    for (const Moment at : order) {
        const bool ends = at == end_of(at.date) && moments.period_ends.contains(at.date);
        if (ends || at.rank > Rank::accrual)
            accrued = std::max(accrued, at.date);
        else if (moments.accruals.contains(at))
            accrued = std::max(accrued, at.date.previous());
        Ratio loss = -Ratio(price_to_come(halves.earned, at, accrued));
        for (const CostLife& life : lives) loss += still_to_incur(life, at);
        if (leaving && *leaving < loss) loss = *leaving;
        const std::int64_t total = max(loss, Ratio()).rounded(Round::half_away);
        provision.reach(at, total, ends && !moments.events.contains(at));
    }
    return sorted();
}

}  // namespace earned
