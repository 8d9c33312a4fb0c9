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

EntityId receiver_of(const Reference& reference, const Home& home, const Receipt& receipt)
{
    if (!receipt.contract.empty())
        for (const Group& group : home.groups)
            if (group.contract(receipt.contract) != nullptr) return group.entity;
    const EntityId owner = owner_of_account(reference, receipt.account);
    return owner.empty() ? entity_by_currency(reference, home, receipt.amount.currency()) : owner;
}

std::vector<OwnCash> own_cash(const Reference& reference, const Home& home)
{
    if (home.unapplied.empty()) return {};
    std::map<PaymentId, EntityId> receivers;
    for (const Receipt& receipt : home.receipts)
        receivers.emplace(receipt.payment, receiver_of(reference, home, receipt));
    std::map<std::pair<EntityId, Currency>, OwnCash> parts;
    for (const Collected& move : home.unapplied) {
        const Currency currency = move.amount.currency();
        const auto known = receivers.find(move.payment);
        const EntityId entity =
            known != receivers.end() ? known->second : entity_by_currency(reference, home, currency);
        OwnCash& part = parts[{entity, currency}];
        part.entity = entity;
        part.currency = currency;
        part.moves.push_back(move);
    }
    std::vector<OwnCash> all;
    for (auto& [key, part] : parts) all.push_back(std::move(part));
    return all;
}

}  // namespace earned
