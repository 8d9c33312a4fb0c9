// Signing, assessment, termination. Modification is in fold_modification.cpp.
#include "contract/fold_apply.h"

#include <algorithm>

namespace earned::folding {

namespace {

struct Parties {
    EntityId entity;
    Currency currency;
    std::optional<PaymentTerms> terms;
};

// Entity, currency and payment terms, as the contract says them or its customer and entity do.
Result<Parties> parties_of(const State& state, const Now& now, const ContractSigned& fact)
{
    const std::string where = "contract " + fact.contract.text();
    const std::optional<EntityId> id = fact.entity ? fact.entity : state.reference.default_entity();
    if (!id)
        return Fault{"entity-unknown", where + ", entity", "the contract names no entity, and there isn't just one",
                     "name the entity, or send its entity.defined"};
    const EntityDefined* entity = state.reference.entity(*id, now.at.date);
    if (entity == nullptr)
        return Fault{"entity-unknown", where + ", entity", "no entity " + id->text() + " is defined",
                     "send its entity.defined, or correct the name"};
    const CustomerVersion customer = state.reference.customer(fact.customer, now.at.date);
    Parties parties{*id, entity->currency, fact.terms};
    if (customer != nullptr && customer->currency) parties.currency = *customer->currency;
    if (fact.currency) parties.currency = *fact.currency;
    if (customer != nullptr && !parties.terms) parties.terms = customer->terms;
    return parties;
}

Outcome sound_prices(const ContractSigned& fact, Currency currency)
{
    const std::string where = "contract " + fact.contract.text();
    if (fact.price)
        if (const Result<Money> price = money(*fact.price, currency, where + ", price"); !price) return price.fault();
    for (const Line& line : fact.lines) {
        if (!line.price || Money::of(*line.price, currency)) continue;
        return money(*line.price, currency, where + ", line " + line.line.text() + ", price").fault();
    }
    return Done{};
}

// The first line that stands twice, or a bundle's that does not stand at all.
Outcome sound_lines(const ContractSigned& fact)
{
    const auto named = [&](const LineId& id) {
        return std::count_if(fact.lines.begin(), fact.lines.end(), [&](const Line& line) { return line.line == id; });
    };
    Lookup seen;
    for (const Line& line : fact.lines) {
        if (seen.find(line.line.text()) == nowhere) {
            seen.add(line.line.text());
            continue;
        }
        return Fault{"line-exists", "contract " + fact.contract.text() + ", line " + line.line.text(),
                     "two lines of the contract have this name", "give each line a name of its own"};
    }
    for (const Bundle& bundle : fact.bundles)
        for (const LineId& id : bundle.lines)
            if (named(id) == 0)
                return Fault{"line-unknown", "contract " + fact.contract.text() + ", bundles",
                             "a bundle names the line " + id.text() + ", which the contract doesn't have",
                             "correct the bundle's lines"};
    return Done{};
}

void add_lines(ContractState& state, const Now& now)
{
    Contract& contract = state.contract();
    const std::vector<Line>& lines = std::get<ContractSigned>(now.event->fact).lines;
    contract.lines.resize(lines.size());
    state.counted.resize(lines.size());
    state.lines.reserve(lines.size());
    for (std::size_t place = 0; place < lines.size(); ++place) {
        LineLife& life = contract.lines[place];
        life.id = lines[place].line;
        life.versions.push_back({now.at, now.event->number, lines[place]});
        give_dates(life.versions.back().line, contract.terms.start, contract.terms.end);
        state.lines.add(lines[place].line.text());
    }
}

}  // namespace

bool is_handed_over(const Line& line)
{
    const bool says_so = line.treatment.satisfied == Satisfied::point_in_time || line.treatment.trigger ||
                         (line.billing && line.billing->plan == BillingPlan::on_fulfilment);
    const bool looks_so = line.unit_cost || line.return_right || line.repurchase || line.warranty_expected_cost;
    return line.treatment.satisfied != Satisfied::over_time && (says_so || looks_so);
}

void give_dates(Line& line, std::optional<Date> start, std::optional<Date> end)
{
    if (!line.start && !line.end && is_handed_over(line)) return;
    if (!line.start) line.start = start;
    if (!line.end) line.end = end;
    // Nothing was promised on trial: what the customer then decides for begins after it.
    if (!line.start || !line.billing || !line.billing->trial) return;
    line.start = after(*line.start, *line.billing->trial, 1, line.start->day());
    line.billing->trial.reset();
}

Outcome apply(State& state, const Now& now, const ContractSigned& fact)
{
    if (state.contract_places.find(fact.contract.text()) != nowhere)
        return Fault{"contract-signed-twice", "contract " + fact.contract.text(), "the contract was signed before",
                     "change it by contract.modified, or give the other contract a name of its own"};
    const Result<Parties> parties = parties_of(state, now, fact);
    if (!parties) return parties.fault();
    if (const Outcome sound = sound_lines(fact); !sound) return sound;
    if (const Outcome sound = sound_prices(fact, parties->currency); !sound) return sound;

    ContractState& added = state.contracts.emplace_back();
    added.signing = now;
    added.end = fact.end;
    added.own_payment_terms = fact.terms.has_value();
    Group& group = added.group;
    group.id = fact.contract;
    group.entity = parties->entity;
    group.customer = fact.customer;
    group.currency = parties->currency;
    Contract& contract = group.contracts.emplace_back();
    contract.id = fact.contract;
    contract.signed_at = now.at;
    contract.event = now.event->number;
    contract.terms = fact;
    contract.terms.entity = parties->entity;
    contract.terms.currency = parties->currency;
    contract.terms.terms = parties->terms;
    contract.assessments.push_back({now.at, now.event->number, fact.collectable});
    add_lines(added, now);
    state.contract_places.add(fact.contract.text());
    take_up_deposits(state, now, state.contracts.size() - 1);
    return Done{};
}

Outcome apply(State& state, const Now& now, const ContractAssessed& fact)
{
    const Result<std::size_t> place = running_contract(state, fact.contract);
    if (!place) return place.fault();
    state.contracts[*place].contract().assessments.push_back({now.at, now.event->number, fact.collectable});
    return Done{};
}

Outcome apply(State& state, const Now& now, const ContractTerminated& fact)
{
    const Result<std::size_t> place = running_contract(state, fact.contract);
    if (!place) return place.fault();
    ContractState& ended = state.contracts[*place];
    std::optional<std::size_t> one_line;
    if (fact.line) {
        const Result<std::size_t> line = served_line(ended, *fact.line);
        if (!line) return line.fault();
        one_line = *line;
    }
    for (const std::optional<Decimal>* amount : {&fact.refund, &fact.penalty}) {
        if (!*amount) continue;
        const Result<Money> exact = money(**amount, ended.group.currency, address(ended));
        if (!exact) return exact.fault();
    }
    Contract& contract = ended.contract();
    contract.terminations.push_back({now.at, now.event->number, fact});
    if (one_line) {
        contract.lines[*one_line].terminated = now.at;
        return Done{};
    }
    for (LineLife& life : contract.lines)
        if (!life.removed && !life.terminated) life.terminated = now.at;
    ended.terminated = now.at;
    return Done{};
}

}  // namespace earned::folding
