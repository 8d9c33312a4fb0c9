#include "reports/cash_applied.h"

#include "reports/captions.h"

namespace earned {

namespace {

// What of each payment stood where on a day, from its moves.
struct AppliedLine {
    Money applied, on_account;
    Money handed_over;  // from another customer; to one: negative
    std::string invoices;
};
using Standings = std::map<PaymentId, AppliedLine>;

void add_moves(Standings& standings, std::span<const Collected> cash, Date as_of)
{
    for (const Collected& move : cash) {
        if (as_of < move.at.date) continue;
        const bool is_exchange = !move.invoice.empty() && move.exchanged != Money();
        const Money of_payment = is_exchange ? move.exchanged : move.amount;
        const Money none = Money::zero(of_payment.currency());
        AppliedLine& standing = standings.try_emplace(move.payment, AppliedLine{none, none, none, ""}).first->second;
        (move.invoice.empty() ? standing.on_account : standing.applied) += of_payment;
        if (move.cleared && move.exchanged == Money()) standing.handed_over += of_payment;
        if (!move.invoice.empty() && move.amount.sign() > 0 &&
            standing.invoices.find(move.invoice.text()) == std::string::npos)
            standing.invoices += (standing.invoices.empty() ? "" : ", ") + move.invoice.text();
    }
}

}  // namespace

void CashApplied::take(const FoldedHome& home)
{
    const Scope& scope = heading_.scope;
    Standings standings;
    add_moves(standings, home.facts.unapplied, heading_.as_of);
    for (const Group& group : home.facts.groups) add_moves(standings, group.cash, heading_.as_of);
    for (std::size_t place = 0; place < home.facts.receipts.size(); ++place) {
        const Receipt& receipt = home.facts.receipts[place];
        const auto found = standings.find(receipt.payment);
        if (found == standings.end() || !scope.of_ledger(home.receivers[place], scope.book) ||
            !scope.admits(home.facts.customer, receipt.contract))
            continue;
        const AppliedLine& standing = found->second;
        const Money all = receipt.amount + receipt.reversed;
        const Money received = standing.handed_over.sign() > 0 ? all - standing.handed_over : all;
        items_.put({receipt.at.date, receipt.payment.text(), receipt.customer.text(), receipt.payer, receipt.reference,
                    standing.invoices, received, standing.handed_over, standing.applied, standing.on_account,
                    received + standing.handed_over - standing.applied - standing.on_account});
    }
}

Table CashApplied::table() const
{
    Table table = begin_table("cash-application", {"Cash application", "收款核销表"}, heading_);
    table.columns = {date_column("date", {"Date", "日期"}),
                     text_column("payment", {"Payment", "收款"}),
                     text_column("customer", caption::customer),
                     text_column("payer", {"Payer", "付款人"}),
                     text_column("reference", {"Reference", "附言"}),
                     text_column("invoices", {"Pays", "核销发票"}),
                     currency_column(),
                     money_column("received", {"Received", "收款金额"}),
                     money_column("handed_over", {"Handed over", "客户间划转"}),
                     money_column("applied", {"Applied", "已核销"}),
                     money_column("on_account", {"On account", "未核销"}),
                     money_column("gone", {"Refunded, returned", "退款及退回"})};
    std::map<Currency, Item> sums;
    items_.each([&](const Item& item) {
        table.add({item.date, item.payment, item.customer, item.payer, item.reference, item.invoices,
                   item.received.currency().code(), item.received, item.handed_over, item.applied, item.on_account,
                   item.gone});
        const auto [sum, fresh] = sums.try_emplace(item.received.currency(), item);
        if (fresh) return;
        sum->second.received += item.received;
        sum->second.handed_over += item.handed_over;
        sum->second.applied += item.applied;
        sum->second.on_account += item.on_account;
        sum->second.gone += item.gone;
    });
    for (const auto& [currency, sum] : sums)
        table.add({{},
                   caption::total,
                   {},
                   {},
                   {},
                   {},
                   currency.code(),
                   sum.received,
                   sum.handed_over,
                   sum.applied,
                   sum.on_account,
                   sum.gone},
                  RowKind::total);
    return table;
}

}  // namespace earned
