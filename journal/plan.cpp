#include "journal/plan.h"
#include "journal/weighing.h"
#include "rules/open_ended.h"

namespace earned {

namespace {

// The plan keeps the whole curve and, beside it, what holds it back: so the curve is asked for as if
// nobody held it.
Result<Earned> earn_unheld(const Group& group, const Terms& terms)
{
    bool waits = !group.holds.empty();
    for (const ContractTerms& contract : terms.contracts)
        for (const std::vector<LineTerms>& versions : contract.lines)
            for (const LineTerms& line : versions) waits = waits || line.confirm;
    if (!waits) return earn(group, terms);
    Group unheld = group;
    unheld.holds.clear();
    Terms confirmed = terms;
    for (ContractTerms& contract : confirmed.contracts)
        for (std::vector<LineTerms>& versions : contract.lines)
            for (LineTerms& line : versions) line.confirm = false;
    return earn(unheld, confirmed);
}

}  // namespace

Result<Plan> plan(const Policy& policy, const Group& group)
{
    if (group.fault) return *group.fault;
    const std::string where = "contract " + group.id.text();
    const EntityDefined* entity = policy.reference->entity(group.entity, Date::never());
    if (entity == nullptr)
        return Fault{"entity-unknown", where, "the contract's entity " + group.entity.text() + " is not defined",
                     "send entity.defined, or correct the contract's entity"};
    const Result<Terms> terms = decide(policy, group);
    if (!terms) return terms.fault();
    const Result<Billed> billed = bill(group, *terms, open_through(group));
    if (!billed) return billed.fault();
    const Result<Earned> earned = earn_unheld(group, *terms);
    if (!earned) return earned.fault();
    Result<Plan> weighed = weigh(group, *terms, *billed, *earned);
    if (!weighed) return weighed;
    if (const Outcome added = add_allowance(*weighed, policy, group, *terms); !added) return added.fault();
    if (entity->currency == group.currency) return weighed;
    if (const Outcome added = add_rates(*weighed, *policy.reference, entity->currency); !added) return added.fault();
    if (const Outcome added = add_worths(*weighed, group.cash, *policy.reference, entity->currency); !added)
        return added.fault();
    settle(*weighed);
    return weighed;
}

}  // namespace earned
