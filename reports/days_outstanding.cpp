#include "reports/days_outstanding.h"

#include "contract/settled_early.h"
#include <algorithm>

namespace earned {

namespace {

Money gross_of(const Document& document) { return document.net() + document.tax(); }

// In days, to one decimal; nothing where there were no sales.
Cell days_of(Money open, Money sales, int days)
{
    if (sales.sign() <= 0) return {};
    return (open.ratio() / sales.ratio() * Ratio(days)).decimal(1, Round::half_away);
}

Cell share_of(Money part, Money whole)
{
    if (whole.sign() <= 0) return {};
    return (part.ratio() / whole.ratio()).decimal(4, Round::half_away);
}

}  // namespace

DaysOutstanding::DaysOutstanding(Heading heading) : heading_(std::move(heading))
{
    const Term first = heading_.calendar.term(heading_.first), last = heading_.calendar.term(heading_.last);
    term_ = {first.first, std::min(last.last, heading_.as_of)};
}

DaysOutstanding::Sum& DaysOutstanding::sum(Currency currency)
{
    const Money none = Money::zero(currency);
    return sums_.try_emplace(currency, Sum{none, none, none, none, none, none}).first->second;
}

void DaysOutstanding::take_group(const Group& group)
{
    Sum& total = sum(group.currency);
    const auto count = [&](Date date, Money amount, Money Sum::*part, int sign) {
        if (date < term_.first)
            total.opening += sign > 0 ? amount : -amount;
        else if (date <= term_.last)
            total.*part += part == &Sum::sales && sign < 0 ? -amount : amount;
    };
    for (const Document& document : group.documents) {
        count(document.at.date, gross_of(document), &Sum::sales, document.credit ? -1 : 1);
        if (document.voided) count(document.voided->date, gross_of(document), &Sum::sales, document.credit ? 1 : -1);
    }
    for (const Collected& cash : group.cash)
        if (!cash.invoice.empty()) count(cash.at.date, cash.amount, &Sum::collected, -1);
    for (const Writeoff& loss : group.writeoffs) count(loss.at.date, loss.amount, &Sum::written_off, -1);
    for (const Writeoff& discount : discounts_let_go(group))
        count(discount.at.date, discount.amount, &Sum::written_off, -1);
}

void DaysOutstanding::take(const FoldedHome& home)
{
    const auto ours = [&](const Group& group) {
        return heading_.scope.of_ledger(group.entity, heading_.scope.book) &&
               heading_.scope.admits(group.customer, group.id);
    };
    for (const Group& group : home.facts.groups)
        if (ours(group)) take_group(group);
    for (const OpenInvoice& open : home.open) {
        if (!ours(*open.group)) continue;
        Sum& total = sum(open.open.currency());
        total.open += open.open;
        if (heading_.as_of <= open.invoice->due) total.current += open.open;
    }
}

Table DaysOutstanding::table() const
{
    Table table = begin_table("dso", {"Days sales outstanding", "应收账款周转天数"}, heading_);
    const auto number = [](std::string key, Label label) {
        return Column{std::move(key), std::move(label), ColumnType::decimal, std::nullopt, 1};
    };
    table.columns = {
        currency_column(),
        money_column("opening", {"Open at the beginning", "期初应收"}),
        money_column("sales", {"Billed", "本期开票"}),
        money_column("collected", {"Collected", "本期收款"}),
        money_column("written_off", {"Written off, discounts", "坏账核销及现金折扣"}),
        money_column("open", {"Open at the end", "期末应收"}),
        money_column("current", {"Not past due", "未到期"}),
        number("dso", {"DSO, days", "周转天数"}),
        number("best", {"Best possible", "最佳周转天数"}),
        number("delinquent", {"Average days delinquent", "平均逾期天数"}),
        Column{"effectiveness", {"Collection effectiveness", "回款有效率"}, ColumnType::percent, std::nullopt, 1}};
    for (const auto& [currency, total] : sums_) {
        const int days = term_.days();
        const Money due = total.open - total.current;
        table.add({currency.code(), total.opening, total.sales, total.collected, total.written_off, total.open,
                   total.current, days_of(total.open, total.sales, days), days_of(total.current, total.sales, days),
                   days_of(due, total.sales, days),
                   share_of(total.opening + total.sales - total.open, total.opening + total.sales - total.current)});
        table.tie_outs.push_back(tie(with({"Receivables", "应收账款"}, currency),
                                     {"beginning + billed − collected − written off", "期初＋开票－收款－核销"},
                                     total.opening + total.sales - total.collected - total.written_off,
                                     {"open invoices", "未收发票"}, total.open));
    }
    table.notes.push_back({"Billed is with tax, less credit notes; days are those of " + term_.first.text() + " to " +
                               term_.last.text() + ".",
                           "开票额为价税合计减红字；天数自" + term_.first.text() + "至" + term_.last.text() + "。"});
    return table;
}

}  // namespace earned
