// A modification makes one version of each line it changes, and is refused whole when it names
// what isn't there. One that is not approved (yet) has no effect.
#include "contract/fold_apply.h"

#include <algorithm>

namespace earned::folding {

namespace {

const LineId* unknown_of(const ContractState& contract, const std::vector<Line>& added,
                         const std::vector<LineId>& named)
{
    for (const LineId& id : named) {
        const bool adds = std::any_of(added.begin(), added.end(), [&](const Line& line) { return line.line == id; });
        if (!adds && contract.lines.find(id.text()) == nowhere) return &id;
    }
    return nullptr;
}

Outcome sound_additions(const ContractState& contract, const ContractModified& fact)
{
    Lookup seen;
    for (const Line& line : fact.add) {
        if (contract.lines.find(line.line.text()) != nowhere || seen.find(line.line.text()) != nowhere)
            return Fault{"line-exists", address(contract, line.line), "the contract has a line of this name",
                         "give the added line a name of its own, or put what changes into `change`"};
        seen.add(line.line.text());
    }
    return Done{};
}

// What it changes or removes is being served, and what it names besides is there.
Outcome sound_names(const ContractState& contract, const ContractModified& fact)
{
    for (const Line& line : fact.change)
        if (const auto served = served_line(contract, line.line); !served) return served.fault();
    for (const LineId& id : fact.remove)
        if (const auto served = served_line(contract, id); !served) return served.fault();
    std::vector<LineId> named;
    for (const PriceChange& change : fact.price_change) {
        named.insert(named.end(), change.lines.begin(), change.lines.end());
        const bool on_a_line = !change.settled.empty() && change.settled != "credit" && change.settled != "invoice";
        if (on_a_line) named.emplace_back(change.settled);
    }
    for (const Variable& variable : fact.variable)
        named.insert(named.end(), variable.allocate_to.begin(), variable.allocate_to.end());
    if (const LineId* unknown = unknown_of(contract, fact.add, named)) return line_of(contract, *unknown).fault();
    return Done{};
}

Outcome sound_amounts(const ContractState& contract, const ContractModified& fact)
{
    const Currency currency = contract.group.currency;
    for (const std::vector<Line>* lines : {&fact.add, &fact.change})
        for (const Line& line : *lines) {
            if (!line.price || Money::of(*line.price, currency)) continue;
            return money(*line.price, currency, address(contract, line.line) + ", price").fault();
        }
    for (const PriceChange& change : fact.price_change) {
        if (Money::of(change.amount, currency)) continue;
        return money(change.amount, currency, address(contract) + ", price_change").fault();
    }
    return Done{};
}

// The line as the modification leaves it; nothing when it leaves it as it was.
std::optional<Line> changed(const ContractState& contract, const LineLife& life, const ContractModified& fact)
{
    if (life.removed || life.terminated) return std::nullopt;
    const Line& before = life.versions.back().line;
    std::optional<Line> after;
    bool own_end = false;
    for (const Line& change : fact.change) {
        if (change.line != life.id) continue;
        after = overlay(after ? *after : before, change);
        own_end = own_end || change.end;
    }
    const bool undated = !before.start && !before.end && (!before.per || is_handed_over(before));
    if (!fact.end || own_end || undated || before.end != contract.end || before.end == fact.end) return after;
    if (!after) after = before;
    after->end = fact.end;
    return after;
}

void add_lines(ContractState& state, const Now& now, const std::vector<Line>& added)
{
    Contract& contract = state.contract();
    std::optional<Date> start = contract.terms.start;
    if (start) start = std::max(*start, now.at.date);
    for (const Line& line : added) {
        LineLife& life = contract.lines.emplace_back();
        life.id = line.line;
        life.added_by = contract.modifications.size();
        life.versions.push_back({now.at, now.event->number, line});
        give_dates(life.versions.back().line, start, state.end);
        state.lines.add(line.line.text());
        state.counted.emplace_back();
    }
}

// After its end a contract promises nothing, and only what was done has a price still: that can be
// credited, or invoiced more of.
bool is_of_the_past(const ContractModified& fact)
{
    if (!fact.add.empty() || !fact.change.empty() || !fact.remove.empty() || !fact.variable.empty() || fact.end)
        return false;
    return !fact.price_change.empty() && std::ranges::all_of(fact.price_change, [](const PriceChange& change) {
        return change.relates_to == RelatesTo::past && !change.lines.empty() &&
               (change.settled == "credit" || change.settled == "invoice");
    });
}

}  // namespace

Outcome apply(State& state, const Now& now, const ContractModified& fact)
{
    const Result<std::size_t> place =
        is_of_the_past(fact) ? contract_of(state, fact.contract) : running_contract(state, fact.contract);
    if (!place) return place.fault();
    if (!fact.approved) return Done{};
    ContractState& modified = state.contracts[*place];
    if (const Outcome sound = sound_additions(modified, fact); !sound) return sound;
    if (const Outcome sound = sound_names(modified, fact); !sound) return sound;
    if (const Outcome sound = sound_amounts(modified, fact); !sound) return sound;

    Contract& contract = modified.contract();
    contract.modifications.push_back({now.at, now.event->number, fact});
    for (LineLife& life : contract.lines)
        if (std::optional<Line> line = changed(modified, life, fact))
            life.versions.push_back({now.at, now.event->number, std::move(*line)});
    for (const LineId& id : fact.remove) contract.lines[modified.lines.find(id.text())].removed = now.at;
    if (fact.end) modified.end = fact.end;
    add_lines(modified, now, fact.add);
    return Done{};
}

}  // namespace earned::folding
