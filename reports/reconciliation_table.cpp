#include "reports/captions.h"
#include "reports/reconciliation.h"

#include <algorithm>
#include <array>

namespace earned {

namespace {

const Label price_words{"Price", "合同价款"}, billed_words{"Billed", "已开票"}, cash_words{"Cash", "已收款"};
const Label ahead_words{"Billed, not yet a receivable", "已开票未形成应收"};
const Label account_words{"Cash ahead of an invoice", "开票前收款"};
const Label uninvoiced_tax_words{"Tax not yet on an invoice", "尚未开票的税额"};

const Label interest_words{"Interest in what is asked", "应收价款中的利息"};

// What few contracts have: a column each where one does. A balance has the key and the name of its role.
template <class Standing>
struct SeldomColumn {
    Role role;
    Money Standing::*amount;
    const char* key = nullptr;
    const char* en = nullptr;
    const char* zh = nullptr;

    std::string column() const { return key == nullptr ? std::string(name(role)) : key; }
    Label words() const { return key == nullptr ? caption::of(role) : Label{en, zh}; }
};
template <class Standing>
constexpr std::array<SeldomColumn<Standing>, 10> seldom_columns()
{
    return {{{Role::loan_receivable, &Standing::loan},
             {Role::financing_liability, &Standing::financed},
             {Role::lease_clearing, &Standing::rent},
             {Role::supplier_payable, &Standing::supplier},
             {Role::interest_expense, &Standing::interest_paid},
             {Role::interest_income, &Standing::interest_earned},
             {Role::customer_incentive, &Standing::incentive},
             {Role::customer_incentive, &Standing::given, "paid_to_customer", "Paid to the customer", "已付客户对价"},
             {Role::receivable, &Standing::set_off, "set_off", "Set off against receivables", "抵销应收账款"},
             {Role::settlement_discount, &Standing::discounted, "discount_expected", "Discounts that the price expects",
              "价款已预计的现金折扣"}}};
}

// What a person would look into.
template <class Row>
Label findings(const Row& row)
{
    Label found;
    const auto add = [&](const char* en, const char* zh) {
        if (!found.en.empty()) found.en += "; ", found.zh += "；";
        found.en += en;
        found.zh += zh;
    };
    if (!row.booked) add("posted without a contract", "有分录而无合同");
    if (row.overdue_to_bill.sign() > 0) add("not yet invoiced past its date", "到期未开票");
    if (row.overdue_to_bill.sign() < 0) add("invoiced ahead of plan", "超计划开票");
    if (row.waiting().sign() < 0) add("invoiced beyond the price", "开票超过合同价款");
    if (row.closing.on_account.sign() > 0) add("cash without an invoice", "收款无对应发票");
    if (!(row.closing.revenue - row.closing.expected_revenue()).is_zero()) add("does not reconcile", "勾稽不符");
    return found;
}

}  // namespace

Reconciliation::Summed Reconciliation::summed() const
{
    constexpr auto columns = seldom_columns<Standing>();
    std::array<bool, columns.size()> has_any{};
    Summed summed;
    lines_.each([&](const Line& line) {
        const Currency currency = line.key.currency;
        Total& total =
            summed.totals.try_emplace(currency, Total{empty_row(currency), Money::zero(currency)}).first->second;
        total.row += line.row;
        total.waiting += line.row.waiting();
        ++total.contracts;
        if (line.row.reconciles()) ++total.agree;
        for (std::size_t place = 0; place < columns.size(); ++place)
            has_any[place] = has_any[place] || !(line.row.closing.*columns[place].amount).is_zero() ||
                             !(line.row.opening.*columns[place].amount).is_zero();
    });
    for (std::size_t place = 0; place < columns.size(); ++place)
        if (has_any[place]) summed.seldom.push_back(place);
    return summed;
}

void Reconciliation::add_row(Table& table, const Key& key, const Row& row, Money waiting, RowKind kind,
                             std::span<const std::size_t> seldom) const
{
    const Standing& now = row.closing;
    const Money difference = now.revenue - now.expected_revenue();
    std::vector<Cell> cells{kind == RowKind::total ? Cell(caption::total) : Cell(key.customer),
                            key.contract,
                            key.currency.code(),
                            row.signed_price,
                            row.price - row.signed_price - row.cancelled,
                            row.cancelled,
                            row.price,
                            row.interest,
                            now.billed,
                            row.scheduled,
                            waiting,
                            now.revenue,
                            row.remaining,
                            now.cash,
                            now.ahead,
                            now.on_account,
                            now.unbilled,
                            now.asset,
                            now.liability,
                            now.refund,
                            now.deposit,
                            now.pending_tax};
    for (const std::size_t place : seldom) cells.emplace_back(now.*seldom_columns<Standing>()[place].amount);
    cells.insert(cells.end(), {difference, now.billed_with_tax, now.credits, now.applied, now.written_off, row.open,
                               kind == RowKind::total ? Cell() : Cell(findings(row))});
    table.add(std::move(cells), kind);
}

Table Reconciliation::table() const
{
    Table table = begin_table("reconciliation",
                              {"Bookings, billings, revenue and cash", "订单、开票、收入与回款勾稽表"}, heading_);
    table.columns = {text_column("customer", caption::customer),
                     text_column("contract", caption::contract),
                     currency_column(),
                     money_column("signed", {"Signed", "签约金额"}),
                     money_column("modified", {"Modified", "变更金额"}),
                     money_column("cancelled", {"Cancelled", "取消金额"}),
                     money_column("price", price_words),
                     money_column("interest", interest_words),
                     money_column("billed", billed_words),
                     money_column("to_be_billed", {"To be billed", "待开票"}),
                     money_column("waiting", {"Waits for an event", "待事件开票"}),
                     money_column("revenue", {"Revenue", "已确认收入"}),
                     money_column("remaining", {"Remaining", "剩余履约义务"}),
                     money_column("cash", cash_words),
                     money_column("ahead", ahead_words),
                     money_column("on_account", account_words),
                     money_column("unbilled_receivable", caption::of(Role::unbilled_receivable)),
                     money_column("contract_asset", caption::of(Role::contract_asset)),
                     money_column("contract_liability", caption::of(Role::contract_liability)),
                     money_column("refund_liability", caption::of(Role::refund_liability)),
                     money_column("customer_deposit", caption::of(Role::customer_deposit)),
                     money_column("tax_pending", uninvoiced_tax_words)};
    const Summed all = summed();
    for (const std::size_t place : all.seldom) {
        const auto seldom = seldom_columns<Standing>()[place];
        table.columns.push_back(money_column(seldom.column(), seldom.words()));
    }
    for (Column& column : std::vector<Column>{
             money_column("difference", {"Difference", "差额"}),
             money_column("billed_with_tax", {"Billed with tax", "价税合计"}),
             money_column("credit_notes", {"Credit notes", "红字发票"}),
             money_column("applied", {"Cash applied", "已核销收款"}),
             money_column("written_off", {"Written off, discounts", "坏账核销及现金折扣"}),
             money_column("open", {"Open", "未收余额"}), text_column("findings", {"To look into", "待查事项"})})
        table.columns.push_back(std::move(column));
    for (const auto& [currency, total] : all.totals) {
        lines_.each([&](const Line& line) {
            if (line.key.currency == currency)
                add_row(table, line.key, line.row, line.row.waiting(), RowKind::detail, all.seldom);
        });
        add_row(table, {currency, {}, {}}, total.row, total.waiting, RowKind::total, all.seldom);
        add_tie_outs(table, currency, total);
        Series amounts{{"To date", "累计"}, {}};
        amounts.points = {{price_words, total.row.price.decimal()},
                          {billed_words, total.row.closing.billed.decimal()},
                          {caption::of(Role::revenue), total.row.closing.revenue.decimal()},
                          {cash_words, total.row.closing.cash.decimal()}};
        table.graphs.push_back({with({"Bookings, billings, revenue, cash", "订单、开票、收入、回款"}, currency),
                                ChartKind::bars,
                                {amounts}});
    }
    table.notes.push_back(
        {"Before tax, except cash and the columns from \"billed with tax\" on. Balances are positive on "
         "their natural side; revenue = billed − billed, not yet a receivable + cash ahead of an invoice + "
         "unbilled receivable + loans + contract asset − contract liability − refund liability − deposits − "
         "tax not yet on an invoice − financing liability − rent − owed to suppliers + interest expense − interest "
         "income + paid to the customer and not yet off revenue − paid to the customer − discounts that the price "
         "expects. "
         "Columns in which no contract has anything are left out.",
         "除收款及“价税合计”以后各列外均不含税。余额按正常方向为正数；收入＝已开票－已开票未形成应收＋开票前收款＋"
         "未开票应收款＋长期应收款＋合同资产－合同负债－应付退款－预收款项－尚未开票的税额－售后回购负债－租金－应付供"
         "应"
         "商＋利息支出－利息收入＋已付客户对价中尚未冲减收入的部分－已付客户对价－价款已预计的现金折扣。"
         "无金额的列不列示。"});
    return table;
}

void Reconciliation::add_tie_outs(Table& table, Currency currency, const Total& total) const
{
    const Row& row = total.row;
    const Standing& now = row.closing;
    table.tie_outs.push_back(tie(with({"1 Price and revenue", "1 价款与收入"}, currency), price_words, row.allocated,
                                 {"revenue + remaining", "收入＋剩余"}, now.revenue + row.remaining));
    table.tie_outs.push_back(
        tie(with({"2 Price and billing", "2 价款与开票"}, currency),
            row.asked() == row.price
                ? price_words
                : Label{"price, interest, concessions and discounts", "合同价款、利息、价格让步与现金折扣"},
            row.asked(), {"billed + to be billed", "已开票＋待开票"}, now.billed + row.scheduled + total.waiting));
    table.tie_outs.push_back(tie(with({"3 Revenue and balances", "3 收入与余额"}, currency), {"revenue", "收入"},
                                 now.revenue, {"billed and balances", "开票与余额"}, now.expected_revenue()));
    table.tie_outs.push_back(tie(with({"4 Billing and cash", "4 开票与收款"}, currency),
                                 {"billed − credits − cash − written off", "开票－红字－收款－核销"},
                                 now.billed_with_tax - now.credits - now.applied - now.written_off,
                                 {"open invoices", "未收余额"}, row.open));
    table.tie_outs.push_back(tie(with({"5 In the periods", "5 本期变动"}, currency), {"revenue", "收入"},
                                 now.revenue - row.opening.revenue, {"billed and balances", "开票与余额"},
                                 now.expected_revenue() - row.opening.expected_revenue()));
    table.tie_outs.push_back(
        tie(with({"6 Receivables control", "6 应收账款统驭"}, currency),
            {"receivable in the ledger + billed, not yet a receivable", "账面应收＋已开票未形成应收"},
            now.receivable + now.ahead + now.set_off, {"open invoices", "未收余额"}, row.open));
    table.tie_outs.push_back(tie_count(with({"Contracts", "合同"}, currency), {"all", "全部"}, total.contracts,
                                       {"that reconcile", "勾稽相符"}, total.agree));
}

Table Reconciliation::movements() const
{
    Table table = begin_table("reconciliation-movements",
                              {"Billings, revenue and cash in the periods", "本期开票、收入与回款"}, heading_);
    table.columns = {text_column("item", {"Item", "项目"}), currency_column(),
                     money_column("opening", caption::opening), money_column("moved", {"In the periods", "本期变动"}),
                     money_column("closing", caption::closing)};
    const Summed all = summed();
    for (const auto& [currency, total] : all.totals) {
        const Standing &was = total.row.opening, &now = total.row.closing;
        const std::string code = currency.code();
        const auto add = [&](Label item, Money Standing::*amount) {
            table.add({std::move(item), code, was.*amount, now.*amount - was.*amount, now.*amount});
        };
        add(billed_words, &Standing::billed);
        add(ahead_words, &Standing::ahead);
        add(account_words, &Standing::on_account);
        add(caption::of(Role::unbilled_receivable), &Standing::unbilled);
        add(caption::of(Role::contract_asset), &Standing::asset);
        add(caption::of(Role::contract_liability), &Standing::liability);
        add(caption::of(Role::refund_liability), &Standing::refund);
        add(caption::of(Role::customer_deposit), &Standing::deposit);
        add(uninvoiced_tax_words, &Standing::pending_tax);
        for (const std::size_t place : all.seldom) {
            const auto seldom = seldom_columns<Standing>()[place];
            add(seldom.words(), seldom.amount);
        }
        table.add({Label{"Revenue", "收入"}, code, was.revenue, now.revenue - was.revenue, now.revenue},
                  RowKind::total);
        const Money calculated =
            (now.revenue - was.revenue) + (now.liability - was.liability) - (now.asset - was.asset);
        table.add({Label{"Calculated billings", "推算开票额"}, code, {}, calculated, {}});
        add(cash_words, &Standing::cash);
        table.tie_outs.push_back(tie(with({"Revenue in the periods", "本期收入"}, currency), {"revenue", "收入"},
                                     now.revenue - was.revenue, {"billed and balances", "开票与余额"},
                                     now.expected_revenue() - was.expected_revenue()));
    }
    table.notes.push_back(
        {"Calculated billings: revenue, and by how much contract liabilities rose more than contract assets.",
         "推算开票额＝收入＋合同负债变动－合同资产变动。"});
    return table;
}

}  // namespace earned
