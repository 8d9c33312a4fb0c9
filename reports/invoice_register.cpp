#include "reports/invoice_register.h"

#include "contract/settled_early.h"
#include "recognition/early_payment.h"
#include "reports/captions.h"
#include "reports/position.h"

#include <algorithm>

namespace earned {

namespace {

Label status_of(const Document& document, const OpenInvoice* open, Date as_of)
{
    if (document.voided && document.voided->date <= as_of) return {"voided", "已作废"};
    if (open == nullptr) return {"issued", "已开具"};
    if (open->open.is_zero()) return {"settled", "已结清"};
    return open->open == open->total ? Label{"open", "未收款"} : Label{"part paid", "部分收款"};
}

}  // namespace

InvoiceRegister::Sum& InvoiceRegister::sum(Currency currency)
{
    const Money none = Money::zero(currency);
    return sums_.try_emplace(currency, Sum{none, none, none, none, none, none, none}).first->second;
}

void InvoiceRegister::take_document(const Group& group, const Document& document, const OpenInvoice* open)
{
    const Date first = heading_.calendar.first(heading_.first);
    const Money net = document.credit ? -document.net() : document.net();
    const Money tax = document.credit ? -document.tax() : document.tax();
    Sum& of_currency = sum(group.currency);
    const auto add = [&](Date date, Label kind, Money signed_net, Money signed_tax) {
        if (date > heading_.as_of) return;
        of_currency.gross += signed_net + signed_tax;
        of_currency.tax += signed_tax;
        if (date < first) return;
        Item item{date,
                  document.number.text(),
                  std::move(kind),
                  {},
                  group.customer.text(),
                  document.contract.text(),
                  document.of.text(),
                  signed_net,
                  signed_tax,
                  {},
                  {},
                  status_of(document, open, heading_.as_of)};
        if (!document.credit) item.due = document.due;
        if (open != nullptr) item.paid = open->paid, item.open = open->open;
        items_.put(std::move(item));
    };
    numbers_.put({document.number, {}, 0});
    add(document.at.date, document.credit ? Label{"credit note", "红字发票"} : Label{"invoice", "蓝字发票"}, net, tax);
    if (document.voided) add(document.voided->date, {"voided", "作废"}, -net, -tax);
}

void InvoiceRegister::take_group(const Group& group, std::span<const OpenInvoice> open)
{
    std::map<InvoiceId, const OpenInvoice*> standing;
    for (const OpenInvoice& one : open) {
        if (one.group != &group) continue;
        standing.emplace(one.invoice->number, &one);
        sum(group.currency).open += one.open;
    }
    for (const Document& document : group.documents) {
        const auto found = document.credit ? standing.end() : standing.find(document.number);
        take_document(group, document, found == standing.end() ? nullptr : found->second);
    }
    for (const Collected& cash : group.cash)
        if (!cash.invoice.empty() && cash.at.date <= heading_.as_of) sum(group.currency).settled += cash.amount;
    for (const Writeoff& loss : group.writeoffs)
        if (loss.at.date <= heading_.as_of) sum(group.currency).settled += loss.amount;
    for (const Writeoff& discount : discounts_let_go(group))
        if (discount.at.date <= heading_.as_of) sum(group.currency).settled += discount.amount;
    take_discounts(group);
}

// Of a discount that the price expects, a plan asks for less; the net of a note that shows one is no claim of a plan's.
void InvoiceRegister::take_discounts(const Group& group)
{
    Money& discounts = sum(group.currency).discounts;
    for (const Document& note : group.documents) {
        if (!note.early_payment) continue;
        if (note.at.date <= heading_.as_of) discounts -= note.net();
        if (note.voided && note.voided->date <= heading_.as_of) discounts += note.net();
    }
    for (const Contract& contract : group.contracts) {
        if (!expects_early_payment(contract)) continue;
        for (const Taken& taken : discounts_of_price(group, contract.id))
            if (taken.at.date <= heading_.as_of) discounts += Money(taken.amount, group.currency);
    }
}

void InvoiceRegister::take(const FoldedHome& home)
{
    for (const Group& group : home.facts.groups)
        if (heading_.scope.of_ledger(group.entity, heading_.scope.book) &&
            heading_.scope.admits(group.customer, group.id))
            take_group(group, home.open);
}

void InvoiceRegister::take(const GivenNumber& given)
{
    if (!heading_.scope.of_ledger(given.entity, heading_.scope.book) || given.date > heading_.as_of) return;
    given_.put({given.series, given.year, given.rank, given.left});
    numbers_.put({given.number, given.series, given.year});
}

void InvoiceRegister::take(const PlannedGroup& planned)
{
    const Plan& plan = planned.plan;
    if (!heading_.scope.of_ledger(plan.entity, planned.book)) return;
    const Position seen = position(plan, heading_.calendar, heading_.as_of);
    Sum& of_currency = sum(plan.currency);
    of_currency.planned_gross += Money{seen.billed, plan.currency} + Money{seen.tax, plan.currency};
    of_currency.planned_tax += Money{seen.tax, plan.currency};
    posted_.take(planned);
}

void InvoiceRegister::take(const PostedTotal& total)
{
    if (heading_.scope.of_ledger(total.entity, total.book)) posted_.take(total);
}

Table InvoiceRegister::table() const
{
    Table table = begin_table("invoice-register", {"Invoice register", "开票台账"}, heading_);
    table.columns = {text_column("number", {"Number", "发票号"}),
                     text_column("kind", {"Kind", "类别"}),
                     date_column("date", {"Date", "日期"}),
                     date_column("due", {"Due", "到期日"}),
                     text_column("customer", caption::customer),
                     text_column("contract", caption::contract),
                     currency_column(),
                     money_column("net", {"Net", "不含税金额"}),
                     money_column("tax", {"Tax", "税额"}),
                     money_column("gross", {"Gross", "价税合计"}),
                     money_column("paid", {"Paid", "已收"}),
                     money_column("open", {"Open", "未收余额"}),
                     text_column("status", {"Status", "状态"}),
                     text_column("of", {"Credits invoice", "对应蓝字发票"})};
    for (const auto& [currency, sum] : sums_) add_currency(table, currency, sum);
    if (!heading_.scope.narrowed()) {
        add_series(table);
        posted_.add_to(table);
    }
    table.notes.push_back(
        {"Credit notes and voided invoices are negative. \"Paid\" and \"open\" are as of the report's day.",
         "红字发票与作废发票以负数列示。“已收”与“未收余额”为截止日数据。"});
    return table;
}

void InvoiceRegister::add_currency(Table& table, Currency currency, const Sum& sum) const
{
    Money net = Money::zero(currency), tax = net, gross = net, paid = net, still_open = net;
    items_.each([&](const Item& item) {
        if (item.net.currency() != currency) return;
        net += item.net;
        tax += item.tax;
        gross += item.net + item.tax;
        if (item.paid) paid += *item.paid;
        if (item.open) still_open += *item.open;
        table.add({item.number, item.kind, item.date, item.due ? Cell(*item.due) : Cell(), item.customer, item.contract,
                   currency.code(), item.net, item.tax, item.net + item.tax, item.paid ? Cell(*item.paid) : Cell(),
                   item.open ? Cell(*item.open) : Cell(), item.status, item.of});
    });
    table.add({caption::total, {}, {}, {}, {}, {}, currency.code(), net, tax, gross, paid, still_open, {}, {}},
              RowKind::total);
    table.tie_outs.push_back(tie(with({"All documents to date", "累计单据"}, currency),
                                 {"gross − settled", "价税合计－已结算"}, sum.gross - sum.settled,
                                 {"open invoices", "未收余额"}, sum.open));
    if (heading_.scope.narrowed()) return;
    const Label register_gross = sum.discounts.is_zero() ? Label{"register, gross", "台账价税合计"}
                                                         : Label{"register, gross, with discounts as in plans",
                                                                 "台账价税合计（折扣按计划口径）"};
    table.tie_outs.push_back(tie(with({"All documents to date", "累计单据"}, currency), register_gross,
                                 sum.gross - sum.discounts, {"plans", "确认计划"}, sum.planned_gross));
    table.tie_outs.push_back(tie(with({"Tax to date", "累计税额"}, currency), {"register", "台账"}, sum.tax,
                                 {"plans", "确认计划"}, sum.planned_tax));
}

std::map<std::pair<std::string, int>, InvoiceRegister::Series> InvoiceRegister::series() const
{
    std::map<std::pair<std::string, int>, Series> all;
    given_.each([&](const Given& given) {
        Series& of = all[{given.series, given.year}];
        of.highest = std::max(of.highest, given.rank);
        of.left += given.left;
        ++of.ranks;
    });
    InvoiceId document;  // the last that was seen: it comes before what was given of its number
    numbers_.each([&](const Number& one) {
        if (one.series.empty()) {
            document = one.number;
            return;
        }
        Series& of = all[{one.series, one.year}];
        ++of.numbers;
        if (one.number == document) ++of.on_documents;
    });
    return all;
}

void InvoiceRegister::add_series(Table& table) const
{
    for (const auto& [key, one] : series()) {
        const std::string of = key.first + " " + std::to_string(key.second);
        const Label highest = one.left == 0
                                  ? Label{"highest", "最大号"}
                                  : Label{"highest, less those left to imports", "最大号（减留给导入单据的号码）"};
        table.tie_outs.push_back(tie_count({"Numbers of " + of, of + " 号码"}, highest,
                                           static_cast<std::size_t>(one.highest - one.left), {"given", "已使用"},
                                           one.ranks));
        table.tie_outs.push_back(tie_count({"Numbers of " + of, of + " 号码"}, {"given", "已使用"}, one.numbers,
                                           {"on documents", "对应单据"}, one.on_documents));
    }
}

}  // namespace earned
