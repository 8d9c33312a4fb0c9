#include "reports/aging.h"

#include "base/check.h"
#include "billing/collect/aging.h"
#include "reports/captions.h"
#include "reports/outlook.h"
#include "reports/position.h"

#include <algorithm>

namespace earned {

namespace {

bool disputed_on(const Group& group, const InvoiceId& invoice, Date date)
{
    bool open = false;
    for (const Dispute& dispute : group.disputes)
        if (dispute.invoice == invoice && dispute.at.date <= date) open = dispute.opened;
    return open;
}

template <class Item>
void add_item(Item& sum, const Item& item)
{
    sum.total += item.total;
    sum.paid += item.paid;
    sum.credited += item.credited;
    sum.written_off += item.written_off;
    sum.open += item.open;
    sum.on_account += item.on_account;
    sum.unapplied += item.unapplied;
    for (std::size_t place = 0; place < item.buckets.size(); ++place) sum.buckets[place] += item.buckets[place];
}

Cell cell(const std::optional<Date>& date) { return date ? Cell(*date) : Cell(); }

}  // namespace

Aging::Item Aging::item(Currency currency) const
{
    const Money none = Money::zero(currency);
    Item made;
    for (Money* amount :
         {&made.total, &made.paid, &made.credited, &made.written_off, &made.open, &made.on_account, &made.unapplied})
        *amount = none;
    made.buckets.fill(none);
    return made;
}

Aging::Sum& Aging::sum(Currency currency)
{
    const Money none = Money::zero(currency);
    return sums_.try_emplace(currency, Sum{none, none, none, none, none}).first->second;
}

std::size_t Aging::bucket_of(int days) const
{
    if (buckets_ == AgingBuckets::years) return aging_bucket(std::max(days, 0) + 1, aging_years) - 1;
    return aging_bucket(days, aging_days);
}

std::vector<Label> Aging::bucket_names() const
{
    if (buckets_ == AgingBuckets::years)
        return {{"Within 1 year", "1年以内"},
                {"1–2 years", "1至2年"},
                {"2–3 years", "2至3年"},
                {"Over 3 years", "3年以上"}};
    return {{"Not due", "未到期"},     {"1–30 days", "1–30天"},     {"31–60 days", "31–60天"},
            {"61–90 days", "61–90天"}, {"91–120 days", "91–120天"}, {"Over 120 days", "120天以上"}};
}

void Aging::take_invoice(const OpenInvoice& open)
{
    const Currency currency = open.open.currency();
    sum(currency).open += open.open;
    if (open.open.is_zero()) return;
    Item made = item(currency);
    made.customer = open.group->customer.text();
    made.document = open.invoice->number.text();
    made.contract = open.invoice->contract.text();
    made.kind = {"invoice", "发票"};
    made.issued = open.invoice->at.date;
    made.due = open.invoice->due;
    made.days =
        buckets_ == AgingBuckets::years ? heading_.as_of - *made.issued : std::max(0, heading_.as_of - *made.due);
    made.total = open.total;
    made.paid = open.paid;
    made.credited = open.credited;
    made.written_off = open.written_off;
    made.open = open.open;
    made.buckets[bucket_of(made.days)] = open.open;
    made.disputed = disputed_on(*open.group, open.invoice->number, heading_.as_of);
    items_.put(std::move(made));
}

// What stands on account, a row a payment.
void Aging::take_cash(const CustomerId& customer, const Group* group, std::span<const Collected> cash)
{
    std::map<std::pair<Currency, PaymentId>, Money> standing;
    for (const Collected& moved : cash)
        if (moved.invoice.empty() && moved.at.date <= heading_.as_of)
            standing.try_emplace({moved.amount.currency(), moved.payment}, Money::zero(moved.amount.currency()))
                .first->second += moved.amount;
    for (const auto& [key, amount] : standing) {
        if (amount.is_zero()) continue;
        Item made = item(key.first);
        made.customer = customer.text();
        made.document = key.second.text();
        if (group != nullptr) made.contract = group->id.text();
        made.kind = group != nullptr ? Label{"cash on account", "合同预收"} : Label{"unapplied cash", "待核销收款"};
        (group != nullptr ? made.on_account : made.unapplied) = -amount;
        if (group == nullptr) sum(key.first).unapplied += amount;
        items_.put(std::move(made));
    }
}

void Aging::take(const FoldedHome& home)
{
    const Scope& scope = heading_.scope;
    const auto ours = [&](const Group& group) {
        return scope.of_ledger(group.entity, scope.book) && scope.admits(group.customer, group.id);
    };
    for (const OpenInvoice& open : home.open)
        if (ours(*open.group)) take_invoice(open);
    for (const Group& group : home.facts.groups)
        if (ours(group)) take_cash(group.customer, &group, group.cash);
    for (const OwnCash& own : home.own)
        if (scope.of_ledger(own.entity, scope.book) && scope.admits(home.facts.customer, ContractId()))
            take_cash(home.facts.customer, nullptr, own.moves);
}

void Aging::take(const PlannedGroup& planned)
{
    const Plan& plan = planned.plan;
    if (!heading_.scope.of_ledger(plan.entity, planned.book)) return;
    const Position seen = position(plan, heading_.calendar, heading_.as_of);
    Sum& of_currency = sum(plan.currency);
    of_currency.receivable += Money{seen.debit(Role::receivable), plan.currency};
    of_currency.ahead += Money{seen.ahead, plan.currency};
    of_currency.target_unapplied += Money{seen.credit(Role::unapplied_cash), plan.currency};
    posted_.take(planned);
}

void Aging::take(const PostedTotal& total)
{
    if (heading_.scope.of_ledger(total.entity, total.book)) posted_.take(total);
}

void Aging::add_row(Table& table, const Item& item, RowKind kind) const
{
    const bool detail = kind == RowKind::detail;
    std::vector<Cell> cells{kind == RowKind::total ? Cell(caption::total) : Cell(item.customer),
                            kind == RowKind::subtotal ? Cell(caption::subtotal) : Cell(item.document),
                            detail ? Cell(item.kind) : Cell(),
                            item.contract,
                            cell(item.issued),
                            cell(item.due),
                            item.open.currency().code(),
                            item.total,
                            item.paid,
                            item.credited,
                            item.written_off,
                            item.open,
                            detail && item.issued ? Cell(std::int64_t{item.days}) : Cell()};
    const std::size_t count = bucket_names().size();
    for (std::size_t place = 0; place < count; ++place) cells.emplace_back(item.buckets[place]);
    cells.insert(cells.end(), {item.on_account, item.unapplied});
    cells.emplace_back(item.disputed ? Cell(Label{"yes", "是"}) : Cell());
    table.add(std::move(cells), kind);
}

Table Aging::table() const
{
    Table table = begin_table("receivables-aging", {"Receivables aging", "应收账款账龄表"}, heading_);
    table.columns = {text_column("customer", caption::customer),
                     text_column("document", {"Document", "单据号"}),
                     text_column("kind", {"Kind", "类别"}),
                     text_column("contract", caption::contract),
                     date_column("issued", {"Issued", "开票日"}),
                     date_column("due", {"Due", "到期日"}),
                     currency_column(),
                     money_column("total", {"Invoiced", "价税合计"}),
                     money_column("paid", {"Paid", "已收"}),
                     money_column("credited", {"Credited", "已冲红"}),
                     money_column("written_off", {"Written off, discounts", "坏账核销及现金折扣"}),
                     money_column("open", {"Open", "未收余额"}),
                     count_column("days", buckets_ == AgingBuckets::years ? Label{"Days since", "账龄天数"}
                                                                          : Label{"Days past due", "逾期天数"})};
    std::size_t place = 0;
    for (const Label& name : bucket_names())
        table.columns.push_back(money_column("bucket_" + std::to_string(place++), name));
    table.columns.push_back(money_column("on_account", {"Cash on account", "合同预收"}));
    table.columns.push_back(money_column("unapplied", {"Unapplied cash", "待核销收款"}));
    table.columns.push_back(text_column("disputed", {"Disputed", "争议"}));
    for (const auto& [currency, sum] : sums_) add_currency(table, currency);
    if (!heading_.scope.narrowed()) posted_.add_to(table);
    table.notes.push_back({"Amounts include tax. Cash that pays no invoice is negative and in no bucket.",
                           "金额含税。未核销至发票的收款以负数列示，不计入账龄。"});
    return table;
}

// The rows of a currency with a subtotal for each customer who has several, and what they come to.
Aging::Item Aging::add_items(Table& table, Currency currency) const
{
    Item total = item(currency), subtotal = total;
    std::size_t of_customer = 0;
    const auto end_customer = [&] {
        if (of_customer > 1) add_row(table, subtotal, RowKind::subtotal);
        add_item(total, subtotal);
        subtotal = item(currency);
        of_customer = 0;
    };
    items_.each([&](const Item& one) {
        if (one.open.currency() != currency) return;
        if (subtotal.customer != one.customer) end_customer();
        subtotal.customer = one.customer;
        add_row(table, one, RowKind::detail);
        add_item(subtotal, one);
        ++of_customer;
    });
    end_customer();
    return total;
}

void Aging::add_currency(Table& table, Currency currency) const
{
    const Item total = add_items(table, currency);
    add_row(table, total, RowKind::total);
    Graph graph{with({"Open by age", "账龄分布"}, currency), ChartKind::bars, {{{"Open", "未收余额"}, {}}}};
    Money aged = Money::zero(currency);
    const std::vector<Label> names = bucket_names();
    for (std::size_t place = 0; place < names.size(); ++place) {
        graph.series.front().points.push_back({names[place], total.buckets[place].decimal()});
        aged += total.buckets[place];
    }
    table.graphs.push_back(std::move(graph));
    const Sum& sum = sums_.at(currency);
    table.tie_outs.push_back(
        tie(with({"Open", "未收余额"}, currency), {"invoices", "发票"}, sum.open, {"buckets", "账龄合计"}, aged));
    if (heading_.scope.narrowed()) return;
    table.tie_outs.push_back(tie(with({"Open", "未收余额"}, currency), {"invoices", "发票"}, sum.open,
                                 {"receivable + billed, not yet a receivable", "应收账款＋已开票未形成应收"},
                                 sum.receivable + sum.ahead));
    table.tie_outs.push_back(tie(with({"Unapplied cash", "待核销收款"}, currency), {"receipts", "收款"}, sum.unapplied,
                                 {"targets of the plans", "计划应有余额"}, sum.target_unapplied));
}

}  // namespace earned
