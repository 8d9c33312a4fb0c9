#include "journal/recoverable.h"

#include "journal/weigh_costs.h"
#include "recognition/allocation.h"
#include "recognition/expected.h"
#include "rules/enforceable.h"
#include "rules/open_ended.h"

#include <algorithm>
#include <set>

namespace earned {

namespace {

bool may_change(const Contract& contract)
{
    return can_be_left(contract) || !contract.terms.collectable ||
           !std::ranges::all_of(contract.assessments, &Assessment::collectable) || !can_be_expected(contract);
}

bool may_bring_more(const LineLife& life, const std::vector<LineTerms>& versions)
{
    for (std::size_t version = 0; version < versions.size(); ++version)
        if (life.versions[version].line.option || is_open_ended(life.versions[version].line, versions[version]))
            return true;
    return false;
}

// The last day of service; what has none is known to bring what it is priced at.
Date last_service(const Halves& halves)
{
    Date last = Date::dawn();
    for (const ContractTerms& terms : halves.terms.contracts)
        for (const std::vector<LineTerms>& versions : terms.lines)
            for (const LineTerms& version : versions)
                if (version.term) last = std::max(last, version.term->last);
    return last;
}

bool is_all_known(const std::vector<CarriedCost>& costs, const Halves& halves)
{
    for (std::size_t place = 0; place < halves.group.contracts.size(); ++place) {
        const Contract& contract = halves.group.contracts[place];
        if (may_change(contract)) return false;
        for (std::size_t line = 0; line < contract.lines.size(); ++line)
            if (may_bring_more(contract.lines[line], halves.terms.contracts[place].lines[line])) return false;
    }
    const Date last = last_service(halves);
    return std::ranges::none_of(halves.earned.obligations, &Obligation::unbilled) &&
           std::ranges::all_of(costs,
                               [&](const CarriedCost& cost) { return cost.spreadings.back().term.last <= last; });
}

// Where a cost stands while the moments pass: what is left since a moment, and over which days.
struct StillCarried {
    std::int64_t amount = 0;
    Spreading since;
    std::size_t next = 1;  // of the cost's own spreadings

    std::int64_t amortised(const CarriedCost& cost, Date day) const
    {
        const Term term = days_of(since);
        if (term.last < term.first || day < term.first) return 0;
        const Ratio part = progress_by_time(Measure::monthly, cost.months, term, std::min(day, term.last));
        return (Ratio(amount) * part).rounded(Round::half_away);
    }
};

// The price is another, what is expected beyond it, or what is to be spent.
std::set<Moment> moments_of_test(const std::vector<CarriedCost>& costs, const Halves& halves)
{
    std::set<Moment> moments;
    for (const CarriedCost& cost : costs) moments.insert(cost.at);
    for (const Obligation& obligation : halves.earned.obligations)
        for (const Segment& segment : obligation.segments) moments.insert(segment.from);
    const auto add_estimates = [&](const std::vector<Happening>& happenings) {
        for (const Happening& happening : happenings)
            if (const auto* revised = std::get_if<EstimateRevised>(&happening.fact);
                revised && (revised->expected_cost || !revised->variable.empty()))
                moments.insert(happening.at);
    };
    for (const Contract& contract : halves.group.contracts) {
        add_estimates(contract.happenings);
        for (const LineLife& life : contract.lines) add_estimates(life.happenings);
    }
    return moments;
}

bool stands(const CarriedCost& cost, Moment at) { return cost.at <= at && (!cost.ended || at < *cost.ended); }

// What each cost is carried at when a moment comes, and all of them.
struct Carried {
    std::vector<Ratio> each;
    Ratio all;
};

Carried carried_at(Moment at, const std::vector<CarriedCost>& costs, const std::vector<StillCarried>& left)
{
    Carried carried;
    for (std::size_t place = 0; place < costs.size(); ++place) {
        const std::int64_t now = left[place].amount - left[place].amortised(costs[place], served_before(at));
        carried.each.emplace_back(stands(costs[place], at) ? now : 0);
        carried.all += carried.each.back();
    }
    return carried;
}

// An amount over the costs, by what each weighs.
std::vector<std::int64_t> shared(const Ratio& amount, std::vector<Ratio> weights, const Ratio& all)
{
    for (Ratio& each : weights) each = amount * each / all;
    return in_whole_units(amount.rounded(Round::half_away), weights, Residue::largest_remainder, 1);
}

// What each cost loses at a moment; what it gets back is below nothing.
std::vector<std::int64_t> lost_at(const std::vector<CarriedCost>& costs, const Carried& now, const Carried& unimpaired,
                                  const Ratio& recoverable)
{
    if (recoverable < now.all) return shared(now.all - recoverable, now.each, now.all);
    std::vector<Ratio> lacking(costs.size());
    Ratio all;
    for (std::size_t place = 0; place < costs.size(); ++place) {
        if (costs[place].impairment == CostImpairment::kept) continue;
        lacking[place] = unimpaired.each[place] - now.each[place];
        all += lacking[place];
    }
    const Ratio back = min(recoverable - now.all, all);
    if (back.sign() <= 0) return std::vector<std::int64_t>(costs.size());
    std::vector<std::int64_t> lost = shared(back, lacking, all);
    for (std::int64_t& each : lost) each = -each;
    return lost;
}

// From a moment on what is left of a cost is spread anew, through the day before which it was amortised as it was.
void spread_anew(StillCarried& now, const CarriedCost& cost, Date amortised_through, const Spreading& since)
{
    now.amount -= now.amortised(cost, amortised_through) + since.impaired;
    now.since = since;
}

}  // namespace

void impair(std::vector<CarriedCost>& costs, const Plan& plan, const Halves& halves, const Places& places)
{
    if (costs.empty() || !is_all_known(costs, halves)) return;
    std::vector<StillCarried> left;
    for (const CarriedCost& cost : costs) left.push_back({cost.amount, cost.spreadings.front()});
    std::vector<StillCarried> unimpaired = left;
    std::vector<std::vector<Spreading>> spread;
    for (const StillCarried& each : left) spread.push_back({each.since});
    const std::set<Moment> tests = moments_of_test(costs, halves);
    std::set<Moment> moments = tests;
    for (const CarriedCost& cost : costs)
        for (const Spreading& each : cost.spreadings) moments.insert(each.from);
    for (const Moment at : moments) {
        std::vector<std::int64_t> lost(costs.size());
        if (tests.contains(at)) {
            const Ratio brings = Ratio(price_to_come(halves.earned, at, served_before(at))) +
                                 beyond_the_price(halves.group, at) - cost_to_incur(plan, halves, places, at);
            lost = lost_at(costs, carried_at(at, costs, left), carried_at(at, costs, unimpaired), max(brings, Ratio()));
        }
        for (std::size_t place = 0; place < costs.size(); ++place) {
            StillCarried& now = left[place];
            const std::vector<Spreading>& own = costs[place].spreadings;
            const bool anew = now.next < own.size() && own[now.next].from == at;
            if (!anew && lost[place] == 0) continue;
            const Term term = anew ? own[now.next++].term : now.since.term;
            const Date month_end = at.date.first_of_month().previous();
            if (anew) spread_anew(unimpaired[place], costs[place], month_end, {at, term});
            spread_anew(now, costs[place], lost[place] != 0 ? served_before(at) : month_end, {at, term, lost[place]});
            if (spread[place].back().from == at)
                spread[place].back() = now.since;
            else
                spread[place].push_back(now.since);
        }
    }
    for (std::size_t place = 0; place < costs.size(); ++place) costs[place].spreadings = spread[place];
}

}  // namespace earned
