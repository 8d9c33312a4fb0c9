#include "contract/own_cash.h"

#include <algorithm>
#include <map>

namespace earned {

std::string plain_account(std::string_view account)
{
    std::string plain;
    for (const char letter : account) {
        if (letter == ' ' || letter == '-') continue;
        plain += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return plain;
}

EntityId owner_of_account(const Reference& reference, std::string_view account)
{
    if (account.empty()) return {};
    const std::string plain = plain_account(account);
    EntityId owner;
    for (const EntityId& id : reference.entities()) {
        const EntityDefined* entity = reference.entity(id, Date::never());
        const bool own = (entity->pay_into && plain_account(entity->pay_into->account) == plain) ||
                         std::any_of(entity->bank_accounts.begin(), entity->bank_accounts.end(),
                                     [&](const std::string& one) { return plain_account(one) == plain; });
        if (!own) continue;
        if (!owner.empty()) return {};
        owner = id;
    }
    return owner;
}

EntityId entity_by_currency(const Reference& reference, const Home& home, Currency currency)
{
    const auto keeps = [&](const EntityId& id) {
        const EntityDefined* entity = reference.entity(id, Date::never());
        return entity != nullptr && entity->currency == currency;
    };
    for (const Group& group : home.groups)
        if (keeps(group.entity)) return group.entity;
    const std::vector<EntityId> entities = reference.entities();
    for (const EntityId& id : entities)
        if (keeps(id)) return id;
    if (!home.groups.empty()) return home.groups.front().entity;
    return entities.empty() ? EntityId() : entities.front();
}

EntityId known_receiver(const Reference& reference, const Receipt& receipt)
{
    return receipt.entity.empty() ? owner_of_account(reference, receipt.account) : receipt.entity;
}

EntityId receiver_of(const Reference& reference, const Home& home, const Receipt& receipt)
{
    const EntityId known = known_receiver(reference, receipt);
    if (!known.empty()) return known;
    if (!receipt.contract.empty())
        for (const Group& group : home.groups)
            if (group.contract(receipt.contract) != nullptr) return group.entity;
    return entity_by_currency(reference, home, receipt.amount.currency());
}

// What is exchanged crosses through clearing on both sides, whoever received it (docs/decisions/0095).
void note_cash_elsewhere(const Reference& reference, Home& home)
{
    std::map<PaymentId, EntityId> receivers;
    for (const Receipt& receipt : home.receipts) {
        EntityId known = known_receiver(reference, receipt);
        if (!known.empty()) receivers.emplace(receipt.payment, std::move(known));
    }
    if (receivers.empty()) return;
    for (Group& group : home.groups)
        for (Collected& cash : group.cash) {
            const auto known = receivers.find(cash.payment);
            cash.elsewhere = known != receivers.end() && known->second != group.entity && cash.exchanged == Money();
        }
}

namespace {

// What the entity that received it holds of a contract's cash.
Collected held(const Collected& cash)
{
    Collected mirrored{.at = cash.at, .event = cash.event, .payment = cash.payment, .amount = cash.in_cash()};
    mirrored.cleared = cash.cleared;
    return mirrored;
}

}  // namespace

std::vector<OwnCash> own_cash(const Reference& reference, const Home& home)
{
    const auto is_elsewhere = [](const Collected& cash) { return cash.elsewhere; };
    const bool holds_of_others = std::any_of(home.groups.begin(), home.groups.end(), [&](const Group& group) {
        return std::any_of(group.cash.begin(), group.cash.end(), is_elsewhere);
    });
    if (home.unapplied.empty() && !holds_of_others) return {};
    std::map<PaymentId, EntityId> receivers;
    for (const Receipt& receipt : home.receipts)
        receivers.emplace(receipt.payment, receiver_of(reference, home, receipt));
    std::map<std::pair<EntityId, Currency>, OwnCash> parts;
    const auto part_of = [&](const Collected& move) -> OwnCash& {
        const Currency currency = move.amount.currency();
        const auto known = receivers.find(move.payment);
        const EntityId entity =
            known != receivers.end() ? known->second : entity_by_currency(reference, home, currency);
        OwnCash& part = parts[{entity, currency}];
        part.entity = entity;
        part.currency = currency;
        return part;
    };
    for (const Collected& move : home.unapplied) part_of(move).moves.push_back(move);
    for (const Group& group : home.groups)
        for (const Collected& cash : group.cash)
            if (cash.elsewhere) part_of(cash).for_others.push_back(held(cash));
    std::vector<OwnCash> all;
    for (auto& [key, part] : parts) all.push_back(std::move(part));
    return all;
}

}  // namespace earned
