#include "rules/desk.h"
#include "rules/supported.h"

#include "base/check.h"

namespace earned {

namespace {

Result<std::vector<LineTerms>> decide_versions(Desks& desks, const Contract& contract, const LineLife& life)
{
    std::vector<LineTerms> versions;
    versions.reserve(life.versions.size());
    for (const LineVersion& version : life.versions) {
        const Result<const Desk*> first = desks.on(life.versions.front().from.date);
        if (!first) return first.fault();
        const Result<const Desk*> desk = desks.on(version.from.date);
        if (!desk) return desk.fault();
        Result<LineTerms> terms = decide_line(**desk, **first, life, version);
        if (!terms) return told_of(terms.fault(), where_of(contract, life));
        const Outcome computed = supported(contract, life, version.line, *terms);
        if (!computed) return computed.fault();
        versions.push_back(std::move(*terms));
    }
    return versions;
}

Result<ContractTerms> decide_contract(const Policy& policy, const Group& group, const Contract& contract)
{
    Desks desks(policy, group, contract);
    const Result<const Desk*> signing = desks.on(contract.signed_at.date);
    if (!signing) return signing.fault();
    ContractTerms terms;
    terms.conventions = (*signing)->conventions;
    terms.cancellable = contract.terms.cancellable;
    terms.lines.reserve(contract.lines.size());
    for (const LineLife& life : contract.lines) {
        Result<std::vector<LineTerms>> versions = decide_versions(desks, contract, life);
        if (!versions) return versions.fault();
        terms.lines.push_back(std::move(*versions));
    }
    for (std::size_t place = 0; place < contract.modifications.size(); ++place) {
        const Result<const Desk*> desk = desks.on(contract.modifications[place].at.date);
        if (!desk) return desk.fault();
        Result<ModificationTerms> modification = decide_modification(**desk, terms, place);
        if (!modification) return modification.fault();
        terms.modifications.push_back(std::move(*modification));
    }
    const Outcome computed = supported(contract, terms);
    if (!computed) return computed.fault();
    return terms;
}

}  // namespace

Result<Terms> decide(const Policy& policy, const Group& group)
{
    CHECK(policy.reference != nullptr, "there is nothing to decide by");
    Terms terms;
    terms.calendar = policy.reference->calendar(group.entity);
    terms.contracts.reserve(group.contracts.size());
    for (const Contract& contract : group.contracts) {
        Result<ContractTerms> decided = decide_contract(policy, group, contract);
        if (!decided) return decided.fault();
        terms.contracts.push_back(std::move(*decided));
    }
    return terms;
}

}  // namespace earned
