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
            const bool is_other = known != receivers.end() && known->second != group.entity;
            cash.elsewhere = is_other && (cash.invoice.empty() || cash.exchanged == Money());
        }
}

namespace {

// What the entity that received it holds of a contract's cash, or owes for what it exchanged.
Collected held(const Collected& cash)
{
    const bool is_exchange = !cash.invoice.empty() && cash.exchanged != Money();
    Collected mirrored{.at = cash.at,
                       .event = cash.event,
                       .payment = cash.payment,
                       .amount = is_exchange ? cash.exchanged : cash.in_cash()};
    mirrored.cleared = cash.cleared;
    if (cash.exchanged != Money()) mirrored.exchanged = is_exchange ? cash.amount : cash.exchanged;
    return mirrored;
}

// A home's cash by entity and currency, put together.
class Parts {
public:
    Parts(const Reference& reference, const Home& home) : reference_(reference), home_(home)
    {
        for (const Receipt& receipt : home.receipts) {
            const EntityId known = known_receiver(reference, receipt);
            const bool is_named = !known.empty() || !receipt.contract.empty();
            receivers_.emplace(receipt.payment, Receiver{receiver_of(reference, home, receipt), is_named});
        }
        for (const Group& group : home.groups)
            for (const Collected& cash : group.cash)
                if (is_exchanged_onto(cash)) exchanged_by_[{cash.event, cash.payment}] = group.entity;
    }

    std::vector<OwnCash> put_together()
    {
        for (const Collected& move : home_.unapplied) stands(move);
        for (const Group& group : home_.groups)
            for (const Collected& cash : group.cash) {
                const Receiver receiver = receiver_of_move(cash);
                if (cash.elsewhere) part(receiver.entity, cash.amount.currency()).for_others.push_back(held(cash));
                if (!is_exchanged_onto(cash) || !receiver.is_named || receiver.entity == group.entity) continue;
                const Collected mirrored = held(cash);
                part(receiver.entity, mirrored.amount.currency()).for_others.push_back(mirrored);
                part(group.entity, mirrored.amount.currency()).by_others.push_back(mirrored);
            }
        std::vector<OwnCash> all;
        for (auto& [key, part] : parts_) all.push_back(std::move(part));
        return all;
    }

private:
    struct Receiver {
        EntityId entity;
        bool is_named = false;  // by itself, its account or its contract; else it is a guess by currency
    };

    static bool is_exchanged_onto(const Collected& cash) { return !cash.invoice.empty() && cash.exchanged != Money(); }

    Receiver receiver_of_move(const Collected& cash) const
    {
        const auto known = receivers_.find(cash.payment);
        if (known != receivers_.end()) return known->second;
        return {entity_by_currency(reference_, home_, cash.amount.currency()), false};
    }

    OwnCash& part(const EntityId& entity, Currency currency)
    {
        OwnCash& part = parts_[{entity, currency}];
        part.entity = entity;
        part.currency = currency;
        return part;
    }

    // No claim follows from a guess: what pays an invoice is the cash of that invoice's entity, which exchanges it.
    void stands(const Collected& move)
    {
        const Receiver receiver = receiver_of_move(move);
        const Currency currency = move.amount.currency();
        const auto by = exchanged_by_.find({move.event, move.payment});
        const bool is_exchange = move.exchanged != Money() && by != exchanged_by_.end();
        if (!is_exchange || receiver.is_named || by->second == receiver.entity) {
            part(receiver.entity, currency).moves.push_back(move);
            return;
        }
        Collected goes = move;
        goes.cleared = false;
        goes.exchanged = {};
        part(receiver.entity, currency).moves.push_back(goes);
        goes.amount = -goes.amount;
        part(by->second, currency).moves.push_back(goes);
        part(by->second, currency).moves.push_back(move);
    }

    const Reference& reference_;
    const Home& home_;
    std::map<PaymentId, Receiver> receivers_;
    std::map<std::pair<std::int64_t, PaymentId>, EntityId> exchanged_by_;
    std::map<std::pair<EntityId, Currency>, OwnCash> parts_;
};

// Whether anything of the home's cash is on no contract, or in another entity's hands.
bool has_own_cash(const Home& home)
{
    if (!home.unapplied.empty()) return true;
    return std::ranges::any_of(home.groups, [](const Group& group) {
        return std::ranges::any_of(group.cash, [](const Collected& cash) {
            return cash.elsewhere || (!cash.invoice.empty() && cash.exchanged != Money());
        });
    });
}

}  // namespace

std::vector<OwnCash> own_cash(const Reference& reference, const Home& home)
{
    if (!has_own_cash(home)) return {};
    return Parts(reference, home).put_together();
}

}  // namespace earned
