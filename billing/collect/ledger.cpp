#include "billing/collect/ledger.h"

#include "contract/settled_early.h"

#include <algorithm>
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
    const auto take = [&](const std::vector<Collected>& cash) {
        for (const Collected& move : cash) {
            Account& account = accounts_[move.payment.text()];
            if (move.invoice.empty()) {
                account.on_account.push_back({move.at.date, move.amount});
                continue;
            }
            account.applied.push_back({move.at.date, move.exchanged == Money() ? move.amount : move.exchanged});
            if (Invoice* invoice = find(move.invoice)) invoice->paid.push_back({move.at.date, move.amount});
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

Money CashLedger::available(const Receipt& receipt, Date day) const
{
    const Money zero = Money::zero(receipt.amount.currency());
    const auto found = accounts_.find(receipt.payment.text());
    if (found == accounts_.end()) return zero;
    const Account& account = found->second;
    return std::max(balance(account.on_account, day, zero) - later_onto(zero, account.applied, day), zero);
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
}

}  // namespace earned::billing
