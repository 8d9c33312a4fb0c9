#include "billing/collect/ledger.h"

#include "contract/settled_early.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace earned::billing {

namespace {

// Of what came later, only what went onto something: that is no longer to be had.
Money later_onto(Money zero, const auto& moves, Date day)
{
    for (const auto& move : moves)
        if (day < move.date && move.amount.sign() > 0) zero += move.amount;
    return zero;
}

}  // namespace

std::set<InvoiceId> released_from(const Home& home, const PaymentId& payment)
{
    std::set<std::int64_t> freed;
    const auto look = [&](const std::vector<Collected>& cash, const auto& see) {
        for (const Collected& move : cash)
            if (move.payment == payment && move.at.rank == Rank::cash) see(move);
    };
    const auto account = [&](const Collected& move) {
        if (move.invoice.empty() && move.amount.sign() > 0) freed.insert(move.event);
    };
    std::set<InvoiceId> released;
    const auto invoice = [&](const Collected& move) {
        if (!move.invoice.empty() && move.amount.sign() < 0 && freed.contains(move.event))
            released.insert(move.invoice);
    };
    look(home.unapplied, account);
    for (const Group& group : home.groups) look(group.cash, account);
    for (const Group& group : home.groups) look(group.cash, invoice);
    return released;
}

void CashLedger::Account::stands(Applied change)
{
    if (change.amount.sign() > 0) {
        standing.push_back(change);
        return;
    }
    for (auto one = standing.rbegin(); one != standing.rend() && change.amount.sign() < 0; ++one) {
        if (one->invoice != change.invoice) continue;
        const Money part = std::min(one->amount, -change.amount);
        one->amount -= part;
        change.amount += part;
    }
}

// What left on a later day than it is applied from was on account until then; it comes off the invoices of that day
// then, the latest application first, as the fold takes it. Worked out anew with each application.
void CashLedger::withdraw(Account& account)
{
    const auto forget = [](std::vector<Move>& moves, const Move& gone) {
        const auto found = std::find_if(moves.rbegin(), moves.rend(), [&](const Move& each) {
            return each.date == gone.date && each.amount == gone.amount;
        });
        if (found != moves.rend()) moves.erase(std::prev(found.base()));
    };
    for (const Applied& taken : account.taken) {
        forget(invoices_[taken.invoice].paid, {taken.date.next(), -taken.amount});
        forget(account.on_account, {taken.date, taken.amount});
    }
    account.taken.clear();
    std::vector<Applied> standing = account.standing;
    std::stable_sort(standing.begin(), standing.end(),
                     [](const Applied& a, const Applied& b) { return a.date < b.date; });
    std::sort(account.left.begin(), account.left.end());
    for (const Date left : account.left) {
        for (auto one = standing.rbegin(); one != standing.rend(); ++one) {
            const Money missing = -balance(account.on_account, left, Money::zero(one->amount.currency()));
            const Money part = std::min(one->amount, missing);
            if (left < one->date || part.sign() <= 0) continue;
            one->amount -= part;
            invoices_[one->invoice].paid.push_back({left.next(), -part});
            account.on_account.push_back({left, part});
            account.taken.push_back({one->invoice, left, part});
        }
    }
}

CashLedger::CashLedger(const Home& home)
{
    for (const Group& group : home.groups)
        for (const Document& document : group.documents) {
            if (document.credit) continue;
            by_number_.emplace(document.number.text(), invoices_.size());
            invoices_.push_back({&group, &document, document.net() + document.tax(), {}, {}});
        }
    const auto find = [&](const InvoiceId& number) -> Invoice* {
        const auto found = by_number_.find(number.text());
        return found == by_number_.end() ? nullptr : &invoices_[found->second];
    };
    std::set<std::int64_t> taking_off, applying;  // the events that do
    const auto note = [&](const std::vector<Collected>& cash) {
        for (const Collected& move : cash) {
            if (move.invoice.empty()) continue;
            if (move.amount.sign() > 0) applying.insert(move.event);
            if (move.amount.sign() < 0 && move.at.rank == Rank::cash) taking_off.insert(move.event);
        }
    };
    for (const Group& group : home.groups) note(group.cash);
    // Within a day what takes cash off comes last: what it sets free is open, or on account, from the next day on.
    const auto day_of = [&](const Collected& move) {
        const bool freed = taking_off.contains(move.event) && (move.amount.sign() < 0) != move.invoice.empty();
        return freed ? move.at.date.next() : move.at.date;
    };
    const auto take = [&](const std::vector<Collected>& cash) {
        for (const Collected& move : cash) {
            Account& account = accounts_[move.payment.text()];
            if (move.invoice.empty()) {
                account.on_account.push_back({day_of(move), move.amount});
                if (move.amount.sign() >= 0 || applying.contains(move.event)) continue;
                if (move.cleared)
                    account.applied.push_back({move.at.date, -move.amount});  // handed over: another's to use
                else
                    account.left.push_back(move.at.date);
                continue;
            }
            account.applied.push_back({move.at.date, move.exchanged == Money() ? move.amount : move.exchanged});
            Invoice* invoice = find(move.invoice);
            if (invoice == nullptr) continue;
            invoice->paid.push_back({day_of(move), move.amount});
            if (move.exchanged == Money())
                account.stands({by_number_.at(move.invoice.text()), move.at.date, move.amount});
        }
    };
    for (const Group& group : home.groups) {
        for (const Document& document : group.documents)
            if (document.credit && !document.voided)
                if (Invoice* invoice = find(document.of))
                    invoice->lowered.push_back({document.at.date, document.net() + document.tax()});
        for (const Writeoff& writeoff : group.writeoffs)
            if (Invoice* invoice = find(writeoff.invoice))
                invoice->lowered.push_back({writeoff.at.date, writeoff.amount});
        for (const Writeoff& discount : discounts_let_go(group))
            if (Invoice* invoice = find(discount.invoice))
                invoice->lowered.push_back({discount.at.date, discount.amount});
        take(group.cash);
    }
    take(home.unapplied);
    oldest_first_.resize(invoices_.size());
    for (std::size_t place = 0; place < oldest_first_.size(); ++place) oldest_first_[place] = place;
    std::sort(oldest_first_.begin(), oldest_first_.end(), [&](std::size_t one, std::size_t other) {
        const Document &a = document(one), &b = document(other);
        return std::tie(a.at.date, a.number) < std::tie(b.at.date, b.number);
    });
}

std::vector<std::size_t> CashLedger::of_contract(const ContractId& contract) const
{
    std::vector<std::size_t> found;
    for (const std::size_t place : oldest_first_)
        if (document(place).contract == contract) found.push_back(place);
    return found;
}

Money CashLedger::balance(const std::vector<Move>& moves, Date day, Money zero) const
{
    for (const Move& move : moves)
        if (move.date <= day) zero += move.amount;
    return zero;
}

Money CashLedger::open(std::size_t invoice, Date day) const
{
    const Invoice& of = invoices_[invoice];
    const Money zero = Money::zero(of.total.currency());
    return of.total - balance(of.lowered, day, zero) - balance(of.paid, day, zero) - later_onto(zero, of.paid, day);
}

Date CashLedger::open_from(std::size_t invoice, Date day) const
{
    Date first = Date::never();
    if (open(invoice, day).sign() > 0) return day;
    for (const Move& move : invoices_[invoice].paid)
        if (move.amount.sign() < 0 && day < move.date && move.date < first && open(invoice, move.date).sign() > 0)
            first = move.date;
    return first == Date::never() ? day : first;
}

Money CashLedger::available(const Receipt& receipt, Date day) const
{
    const Money zero = Money::zero(receipt.amount.currency());
    const auto found = accounts_.find(receipt.payment.text());
    if (found == accounts_.end()) return zero;
    const Account& account = found->second;
    Money most = balance(account.on_account, day, zero);
    // What goes onto something later must be there still, after all that leaves by then.
    for (const Move& move : account.applied)
        if (day < move.date && move.amount.sign() > 0)
            most = std::min(most, balance(account.on_account, move.date, zero));
    return std::max(most, zero);
}

bool CashLedger::may_have_more(const Receipt& receipt) const
{
    return receipt.open.sign() > 0 || receipt.refunded.sign() > 0 || receipt.reversed.sign() > 0;
}

void CashLedger::apply(const PaymentId& payment, std::size_t invoice, Date day, Money amount)
{
    invoices_[invoice].paid.push_back({day, amount});
    Account& account = accounts_[payment.text()];
    account.on_account.push_back({day, -amount});
    account.applied.push_back({day, amount});
    account.stands({invoice, day, amount});
    withdraw(account);
}

}  // namespace earned::billing
