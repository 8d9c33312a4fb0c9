// What people decide about a contract's revenue. It holds after the contract's end too.
#include "contract/fold_apply.h"

namespace earned::folding {

namespace {

// The contract, its line looked at when one is named.
Result<std::size_t> addressed(State& state, const ContractId& id, const std::optional<LineId>& line)
{
    const Result<std::size_t> contract = contract_of(state, id);
    if (!contract || !line) return contract;
    if (const Result<std::size_t> place = line_of(state.contracts[*contract], *line); !place) return place.fault();
    return contract;
}

template <class F>
Outcome hold(State& state, const Now& now, const F& fact)
{
    const Result<std::size_t> contract = addressed(state, fact.contract, fact.line);
    if (!contract) return contract.fault();
    state.contracts[*contract].group.holds.push_back(
        {now.at, now.event->number, fact.line.value_or(LineId()), std::is_same_v<F, RevenueHeld>, fact.contract});
    return Done{};
}

}  // namespace

Outcome apply(State& state, const Now& now, const RevenueHeld& fact) { return hold(state, now, fact); }
Outcome apply(State& state, const Now& now, const RevenueReleased& fact) { return hold(state, now, fact); }

Outcome apply(State& state, const Now& now, const RevenueConfirmed& fact)
{
    const Result<std::size_t> contract = addressed(state, fact.contract, fact.line);
    if (!contract) return contract.fault();
    state.contracts[*contract].group.confirmations.push_back(
        {now.at, now.event->number, fact.line.value_or(LineId()), fact.period, fact.evidence, fact.contract});
    return Done{};
}

Outcome apply(State& state, const Now& now, const RevenueAdjusted& fact)
{
    const Result<std::size_t> place = addressed(state, fact.contract, fact.line);
    if (!place) return place.fault();
    ContractState& contract = state.contracts[*place];
    if (!Money::of(fact.amount, contract.group.currency))
        return money(fact.amount, contract.group.currency, address(contract, fact.line) + ", amount").fault();
    LineLife& life = contract.contract().lines[contract.lines.find(fact.line.text())];
    life.happenings.push_back({now.at, now.event->number, fact});
    return Done{};
}

}  // namespace earned::folding
