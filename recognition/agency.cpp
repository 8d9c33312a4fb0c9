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

// A life that is changed counts from a price that the supplier's part can't be told from.
bool changes_in_life(const Group& group, const Obligation& obligation, const SupplierShare& share)
{
    const auto begun =
        std::count_if(obligation.segments.begin(), obligation.segments.end(),
                      [&](const Segment& segment) { return !share.ended || segment.from < *share.ended; });
    return begun > 1 && std::any_of(group.contracts.begin(), group.contracts.end(),
                                    [](const Contract& contract) { return !contract.modifications.empty(); });
}

Result<std::int64_t> stated_supplier_cost(const LineLife& life, Currency currency, const std::string& where)
{
    const auto& words = life.versions.front().line.treatment.supplier_cost;
    if (!words)
        return Fault{"supplier-cost-missing", where, "an agent's line doesn't say what its supplier gets",
                     "give treatment.supplier_cost, for the whole line"};
    const auto money = Money::of(*words, currency);
    if (!money || money->sign() < 0)
        return Fault{"supplier-cost-malformed", where, "what the supplier gets is not an amount of " + currency.code(),
                     "write it in whole minor units, not below zero"};
    return money->minor();
}

}  // namespace

std::int64_t SupplierShare::by(const Obligation& obligation, Moment at) const
{
    const bool over = ended && *ended <= at;
    const Ratio progress =
        over ? progress_at(obligation, just_before(*ended), ended->date) : progress_at(obligation, at, at.date);
    return (Ratio(whole) * progress).rounded(Round::half_away);
}

Ratio supplied_of(const Promise& promise)
{
    const Treatment& treatment = promise.life().versions.front().line.treatment;
    if (treatment.principal.value_or(true) || !treatment.supplier_cost) return {};
    return minor_units(*treatment.supplier_cost, currency_of(promise));
}

Result<std::optional<SupplierShare>> supplier_share(const Group& group, const Terms& terms,
                                                    const Obligation& obligation)
{
    SupplierShare share;
    bool agent = false, principal = false;
    for (std::size_t c = 0; c < group.contracts.size(); ++c)
        for (std::size_t l = 0; l < group.contracts[c].lines.size(); ++l) {
            const LineLife& life = group.contracts[c].lines[l];
            const std::vector<LineTerms>& versions = terms.contracts[c].lines[l];
            const bool own = obligation.contract == group.contracts[c].id || group.contracts.size() == 1;
            const bool named =
                std::find(obligation.lines.begin(), obligation.lines.end(), life.id) != obligation.lines.end();
            if (!named || (!own && versions.front().obligation != obligation.id)) continue;
            const Treatment& treatment = life.versions.front().line.treatment;
            if (treatment.principal.value_or(true)) {
                principal = true;
                continue;
            }
            agent = true;
            const std::string where = "contract " + group.contracts[c].id.text() + ", line " + life.id.text();
            const Result<std::int64_t> cost =
                stated_supplier_cost(life, group.currency, where + ", treatment.supplier_cost");
            if (!cost) return cost.fault();
            share.whole += *cost;
            if (!share.ended) share.ended = life.terminated;
            if (life.versions.size() > 1)
                return agent_refused(obligation, "a line that an agent arranges is changed",
                                     "remove the line and add another at its new price");
        }
    if (!agent) return std::optional<SupplierShare>();
    if (principal)
        return agent_refused(obligation, "one obligation is arranged in part and supplied in part",
                             "give the lines obligations of their own");
    return std::optional(share);
}

Outcome earn_as_agent(const Group& group, const Terms& terms, Earned& earned)
{
    for (Obligation& obligation : earned.obligations) {
        const Result<std::optional<SupplierShare>> found = supplier_share(group, terms, obligation);
        if (!found) return found.fault();
        if (!*found) continue;
        const SupplierShare& share = **found;
        if (changes_in_life(group, obligation, share) || obligation.unbilled)
            return agent_refused(obligation, "the price of an obligation that an agent arranges changes in its life",
                                 "state the fee as the line's price");
        const std::int64_t in_the_end = share.ended ? share.by(obligation, *share.ended) : share.whole;
        const auto is_over = [&](Moment at) { return share.ended && *share.ended <= at; };
        for (Segment& segment : obligation.segments) {
            if (is_over(segment.from)) {
                segment.base -= in_the_end;
                continue;
            }
            if (segment.whole < share.whole)
                return Fault{"supplier-cost-too-high", "obligation " + obligation.id.text(),
                             "the supplier gets more than the customer pays", "correct treatment.supplier_cost"};
            segment.whole -= share.whole;
            segment.share -= Ratio(share.whole);
        }
        for (Allocation& allocation : earned.allocations)
            for (Share& each : allocation.shares) {
                if (each.obligation != obligation.id) continue;
                const std::int64_t supplied = is_over(allocation.from) ? in_the_end : share.whole;
                each.amount -= supplied;
                allocation.price -= supplied;
                if (each.remaining == 0) continue;
                each.remaining -= supplied;
                allocation.pool -= supplied;
            }
    }
    return Done{};
}

}  // namespace earned
