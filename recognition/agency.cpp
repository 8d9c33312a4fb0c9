#include "recognition/agency.h"

#include "recognition/curve.h"

#include <algorithm>

namespace earned {

namespace {

Fault agent_refused(const Obligation& obligation, std::string what, std::string hint)
{
    return {"unsupported-agent", "obligation " + obligation.id.text() + ", treatment.principal", std::move(what),
            std::move(hint)};
}

bool is_agents(const Line& line) { return !line.treatment.principal.value_or(true); }

// Of what is called off the supplier's part is said of one unit, and may be less than a cent.
Outcome check_cost(const Line& line, bool called_off, Currency currency, const std::string& where)
{
    const auto& words = line.treatment.supplier_cost;
    if (!words)
        return Fault{"supplier-cost-missing", where, "an agent's line doesn't say what its supplier gets",
                     "give treatment.supplier_cost, for the whole line"};
    if (called_off && words->sign() >= 0) return Done{};
    const auto money = Money::of(*words, currency);
    if (!money || money->sign() < 0)
        return Fault{"supplier-cost-malformed", where, "what the supplier gets is not an amount of " + currency.code(),
                     "write it in whole minor units, not below zero"};
    return Done{};
}

// Whether all lines of the obligation are an agent's; else none is.
Result<bool> arranged(const Group& group, const Terms& terms, const Obligation& obligation)
{
    bool agent = false, principal = false;
    for (std::size_t c = 0; c < group.contracts.size(); ++c)
        for (std::size_t l = 0; l < group.contracts[c].lines.size(); ++l) {
            const LineLife& life = group.contracts[c].lines[l];
            const bool own = obligation.contract == group.contracts[c].id || group.contracts.size() == 1;
            const bool named =
                std::find(obligation.lines.begin(), obligation.lines.end(), life.id) != obligation.lines.end();
            if (!named || (!own && terms.contracts[c].lines[l].front().obligation != obligation.id)) continue;
            for (const LineVersion& version : life.versions) {
                (is_agents(version.line) ? agent : principal) = true;
                if (!is_agents(version.line)) continue;
                const std::string where = "contract " + group.contracts[c].id.text() + ", line " + life.id.text();
                const bool called_off = is_called_off(terms.contracts[c].lines[l].front());
                const Outcome known =
                    check_cost(version.line, called_off, group.currency, where + ", treatment.supplier_cost");
                if (!known) return known.fault();
            }
        }
    if (agent && principal)
        return agent_refused(obligation, "one obligation is arranged in part and supplied in part",
                             "give the lines obligations of their own");
    return agent;
}

const Segment* in_force(const Obligation& obligation, Moment at)
{
    const Segment* found = nullptr;
    for (const Segment& segment : obligation.segments)
        if (segment.from <= at) found = &segment;
    return found;
}

std::int64_t performed(const Segment& segment, const Ratio& progress)
{
    return (Ratio(segment.supplied_whole) * progress).rounded(Round::half_away);
}

// What is allocated is the fee, too.
void allocate_fees(const Obligation& obligation, std::vector<Allocation>& allocations)
{
    for (Allocation& allocation : allocations)
        for (Share& each : allocation.shares) {
            const Segment* segment = in_force(obligation, allocation.from);
            if (each.obligation != obligation.id || segment == nullptr) continue;
            each.amount -= segment->supplied_base + segment->supplied_whole;
            allocation.price -= segment->supplied_base + segment->supplied_whole;
            if (each.remaining == 0) continue;
            each.remaining -= segment->supplied_whole;
            allocation.pool -= segment->supplied_whole;
        }
}

}  // namespace

Ratio supplied_of(const Promise& promise)
{
    const Treatment& treatment = promise.words().treatment;
    if (treatment.principal.value_or(true) || !treatment.supplier_cost || is_called_off(promise.terms())) return {};
    return minor_units(*treatment.supplier_cost, currency_of(promise));
}

std::int64_t supplied_at(const Obligation& obligation, Moment at, Date accrued)
{
    const Segment* segment = in_force(obligation, at);
    if (segment == nullptr) return 0;
    return segment->supplied_base + performed(*segment, progress_at(obligation, at, accrued));
}

bool is_arranged(const Obligation& obligation)
{
    return std::any_of(obligation.segments.begin(), obligation.segments.end(), [](const Segment& segment) {
        return segment.supplied_base != 0 || segment.supplied_whole != 0;
    });
}

void lay_by_supplied(Segment& segment, const Ratio& progress)
{
    const std::int64_t done = performed(segment, progress);
    segment.supplied_base += done;
    segment.supplied_whole -= done;
}

void hold_back_supplied(Segment& segment, const Ratio& progress, const Ratio& back)
{
    segment.supplied_base -= performed(segment, progress) - performed(segment, progress - back);
}

Outcome earn_as_agent(const Group& group, const Terms& terms, Earned& earned)
{
    for (Obligation& obligation : earned.obligations) {
        const Result<bool> agent = arranged(group, terms, obligation);
        if (!agent) return agent.fault();
        if (!*agent) continue;
        allocate_fees(obligation, earned.allocations);
        for (Segment& segment : obligation.segments) {
            if (segment.whole < segment.supplied_whole && segment.supplied_whole > 0)
                return Fault{"supplier-cost-too-high", "obligation " + obligation.id.text(),
                             "the supplier gets more than the customer pays", "correct treatment.supplier_cost"};
            segment.base -= segment.supplied_base;
            segment.whole -= segment.supplied_whole;
            segment.share -= Ratio(segment.supplied_whole);
        }
    }
    return Done{};
}

}  // namespace earned
