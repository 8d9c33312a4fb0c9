// The bank's side of a book: statements and their entries, and the cash of a ledger by the account on
// which it moved.
#include "app/feed.h"

#include "app/chinese.h"
#include "app/statement_gaps.h"

#include <algorithm>
#include <map>

namespace earned::app {

namespace {

// What an event moved of the bank's cash: what came from another home is none of it, and what another entity received
// for a contract is that one's.
struct CashOfEvent {
    PaymentId payment;
    Money amount;
    Date date;
};

void add_cash(std::map<std::int64_t, CashOfEvent>& moves, std::span<const Collected> cash)
{
    for (const Collected& each : cash) {
        if (each.cleared || each.elsewhere) continue;
        const auto [place, fresh] =
            moves.try_emplace(each.event, CashOfEvent{each.payment, Money::zero(each.amount.currency()), each.at.date});
        static_cast<void>(fresh);
        place->second.amount += each.amount;
        if (!each.charge.is_zero()) place->second.amount -= each.charge;
        if (!each.withheld.is_zero()) place->second.amount -= each.withheld;
    }
}

Label words_of_move(const Event* event)
{
    if (event != nullptr && std::holds_alternative<PaymentRefunded>(event->fact)) return {"refund", "退款"};
    if (event != nullptr && std::holds_alternative<PaymentReversed>(event->fact)) return {"return", "退汇"};
    return {"receipt", "收款"};
}

}  // namespace

void Feed::missing_statements(const std::function<void(const StatementMissing&)>& sink)
{
    for (const StatementGap& gap : gaps_of(book_)) {
        if (!gap.entity.empty() && gap.entity != ledger_.entity) continue;
        sink({gap.account, gap.opens, {gap.fault.what, in_chinese(gap.fault.what)}});
    }
}

void Feed::bank(const std::function<void(const StatementBalance&)>& balances,
                const std::function<void(const StatementEntry&)>& entries,
                const std::function<void(const BankMove&)>& moves)
{
    const auto is_of_another = [&](const std::string& account) {
        const EntityId owner = owner_of_account(book_.reference(), account);
        return !owner.empty() && owner != ledger_.entity;
    };
    book_.store().company_events(book_.known_at(), [&](const db::EventRow& row) {
        if (row.type != "statement.imported" && row.type != "entry.noted") return;
        const Event event = decode_stored(row);
        if (const auto* noted = std::get_if<EntryNoted>(&event.fact)) {
            if (is_of_another(noted->account)) return;
            const Currency currency = noted->currency.value_or(ledger_.currency);
            if (const auto amount = Money::of(noted->amount, currency))
                entries({noted->account, noted->entry, noted->kind, noted->text, event.date, *amount});
        } else if (const auto* statement = std::get_if<StatementImported>(&event.fact)) {
            if (is_of_another(statement->account)) return;
            const Currency currency = statement->currency.value_or(ledger_.currency);
            const auto money = [&](const std::optional<Decimal>& amount) {
                return amount ? Money::of(*amount, currency) : std::nullopt;
            };
            balances({statement->account, event.date, money(statement->opening), money(statement->closing)});
        }
    });
    const std::int64_t homes = book_.store().next_home() - 1;
    for (std::int64_t number = 1; number <= homes; ++number) {
        const std::vector<Event> history = book_.history(book_.store(), number);
        const Home home = fold(book_.reference(), history);
        std::map<std::int64_t, CashOfEvent> cash;
        for (const OwnCash& own : own_cash(book_.reference(), home))
            if (own.entity == ledger_.entity) {
                add_cash(cash, own.moves);
                add_cash(cash, own.for_others);
            }
        for (const Group& group : home.groups)
            if (group.entity == ledger_.entity) add_cash(cash, group.cash);
        std::map<PaymentId, std::string> accounts;
        for (const Receipt& receipt : home.receipts) accounts[receipt.payment] = receipt.account;
        for (const auto& [event_number, move] : cash) {
            if (move.amount.is_zero()) continue;
            const auto event = std::find_if(history.begin(), history.end(),
                                            [&](const Event& each) { return each.number == event_number; });
            const Event* found = event == history.end() ? nullptr : &*event;
            moves({accounts[move.payment], move.payment.text(), words_of_move(found), move.date, move.amount,
                   found != nullptr && found->source == "bank"});
        }
    }
}

}  // namespace earned::app
