#include "reports/captions.h"
#include "reports/remaining.h"

namespace earned {

namespace {

struct Band {
    const char* key;
    Label label;
};
const std::array<Band, band_count>& band_names()
{
    static const std::array<Band, band_count> all{{{"to_12_months", {"Within 12 months", "12个月以内"}},
                                                   {"to_24_months", {"13–24 months", "13至24个月"}},
                                                   {"to_36_months", {"25–36 months", "25至36个月"}},
                                                   {"later", {"Later", "36个月以上"}},
                                                   {"on_events", {"On events", "待事件发生"}}}};
    return all;
}

}  // namespace

std::vector<Column> RemainingObligations::names() const
{
    std::vector<Column> columns;
    if (by_ != RemainingBy::product) columns.push_back(text_column("customer", caption::customer));
    if (by_ == RemainingBy::obligation || by_ == RemainingBy::contract)
        columns.push_back(text_column("contract", caption::contract));
    if (by_ == RemainingBy::obligation) columns.push_back(text_column("obligation", caption::obligation));
    if (by_ == RemainingBy::obligation || by_ == RemainingBy::product)
        columns.push_back(text_column("product", caption::product));
    columns.push_back(currency_column());
    return columns;
}

void RemainingObligations::add_row(Table& table, const Key& key, const Figures& row, RowKind kind) const
{
    std::vector<Cell> cells;
    if (by_ != RemainingBy::product) cells.emplace_back(key.customer);
    if (by_ == RemainingBy::obligation || by_ == RemainingBy::contract) cells.emplace_back(key.contract);
    if (by_ == RemainingBy::obligation) cells.emplace_back(key.obligation);
    if (by_ == RemainingBy::obligation || by_ == RemainingBy::product) cells.emplace_back(key.product);
    if (kind == RowKind::total) cells.front() = caption::total;
    cells.insert(cells.end(), {key.currency.code(), row.allocated, row.recognised});
    Money sum = Money::zero(key.currency);
    for (const Money& band : row.bands) sum += band;
    cells.emplace_back(sum);
    cells.insert(cells.end(), row.bands.begin(), row.bands.end());
    cells.emplace_back(row.of_a_year);
    cells.emplace_back(row.cancellable);
    cells.emplace_back(row.excluded);
    table.add(std::move(cells), kind);
}

Table RemainingObligations::table() const
{
    Table table = begin_table("remaining-obligations", {"Remaining performance obligations", "剩余履约义务"}, heading_);
    table.columns = names();
    table.columns.push_back(money_column("allocated", {"Allocated price", "分摊交易价格"}));
    table.columns.push_back(money_column("recognised", caption::revenue_to_date));
    table.columns.push_back(money_column("remaining", {"Remaining", "剩余履约义务"}));
    for (const Band& band : band_names()) table.columns.push_back(money_column(band.key, band.label));
    table.columns.push_back(money_column("of_a_year", {"Of it: contracts of a year or less", "其中：期限一年以内"}));
    table.columns.push_back(money_column("cancellable", {"Not binding: may be cancelled", "可取消部分"}));
    table.columns.push_back(money_column("excluded", {"Left out", "豁免披露"}));
    for (const Currency currency : currencies_) add_currency(table, currency);
    table.notes.push_back(
        {"Bands are counted from the day of the report. \"On events\" waits for a delivery, a "
         "milestone, a measurement or a person; \"left out\" is invoiced as it is performed "
         "(ASC 606-10-50-14(b), IFRS 15.121(b)). What remains of contracts that were to last a year or "
         "less is in the bands, and named beside them, since it may be left out too (50-14(a), 121(a)). What the "
         "customer can get out of without "
         "a penalty binds nobody yet, and is in no band (25-3, IFRS 15.11).",
         "时间段自报告日起算。“待事件发生”指尚待交付、里程碑、进度计量或人工确认；“豁免披露”指按履约金额开票的"
         "部分（ASC 606-10-50-14(b)、IFRS "
         "15.121(b)）。预计期限不超过一年的合同已列入各时间段并单独列示，可选择不披露。"});
    return table;
}

void RemainingObligations::add_currency(Table& table, Currency currency) const
{
    Figures total = nothing(currency);
    Graph graph{with({"Remaining performance obligations", "剩余履约义务"}, currency), ChartKind::bars, {}};
    Series series{{"Remaining", "剩余履约义务"}, {}};
    rows_.each([&](const Line& line) {
        if (line.key.currency != currency) return;
        add_row(table, line.key, line.figures, RowKind::detail);
        total.add(line.figures);
    });
    add_row(table, {currency, {}, {}, {}, {}}, total, RowKind::total);
    Money sum = total.excluded + total.cancellable;
    for (std::size_t band = 0; band < band_count; ++band) {
        sum += total.bands[band];
        series.points.push_back({band_names()[band].label, total.bands[band].decimal()});
    }
    graph.series.push_back(std::move(series));
    table.graphs.push_back(std::move(graph));
    table.tie_outs.push_back(tie(with({"Remaining", "剩余履约义务"}, currency),
                                 {"bands + not binding + left out", "各时间段＋可取消＋豁免"}, sum,
                                 {"allocated − recognised", "分摊价格－已确认"}, total.allocated - total.recognised));
    const auto of_currency = books_.find(currency);
    if (heading_.scope.narrowed() || of_currency == books_.end()) return;
    table.tie_outs.push_back(tie(with(caption::revenue_to_date, currency), {"plans", "确认计划"},
                                 of_currency->second.recognised, caption::journal, of_currency->second.posted));
}

Table RemainingObligations::bridge() const
{
    Table table = begin_table("remaining-bridge",
                              {"Remaining obligations and contract balances", "剩余履约义务与合同余额勾稽"}, heading_);
    table.columns = {text_column("item", {"Item", "项目"}), currency_column(),
                     money_column("amount", {"Amount", "金额"})};
    if (!heading_.scope.product.empty()) return table;
    for (const auto& [currency, books] : books_) add_bridge(table, currency, books);
    if (heading_.as_of != heading_.calendar.last(heading_.calendar.period_of(heading_.as_of)))
        table.notes.push_back({"Within a period the balances are counted through the day, and not as posted.",
                               "期间之内，余额计算至当日，并非已过账余额。"});
    return table;
}

void RemainingObligations::add_bridge(Table& table, Currency currency, const Books& books) const
{
    const auto credit = [&](Role role) {
        const auto found = books.balances.find(role);
        return found == books.balances.end() ? Money::zero(currency) : found->second;
    };
    Money sum = Money::zero(currency);
    const auto add = [&](Label what, Money amount) {
        sum += amount;
        if (!amount.is_zero()) table.add({std::move(what), currency.code(), amount});
    };
    add({"Price not yet billed", "尚未开票的合同价款"}, books.stated - books.billed);
    add({"Allocated price beyond the stated one", "分摊价格与合同标价之差"}, books.allocated - books.stated);
    add(caption::of(Role::contract_liability), credit(Role::contract_liability));
    add(caption::of(Role::refund_liability), credit(Role::refund_liability));
    add(caption::of(Role::customer_deposit), credit(Role::customer_deposit));
    add(caption::of(Role::supplier_payable), credit(Role::supplier_payable));
    add(caption::of(Role::financing_liability), credit(Role::financing_liability));
    add(caption::of(Role::lease_clearing), credit(Role::lease_clearing));
    add({"Less loans", "减：长期应收款"}, credit(Role::loan_receivable));
    add({"Interest earned, less interest paid", "利息收入减利息支出"},
        credit(Role::interest_income) + credit(Role::interest_expense));
    add({"Paid to the customer and off revenue", "已付客户对价中已冲减收入的部分"},
        books.given + credit(Role::customer_incentive));
    add({"Billed, not yet a receivable", "已开票但尚未形成应收"}, books.ahead);
    add({"Less cash received ahead of an invoice", "减：开票前收款"}, -books.on_account);
    add({"Less contract asset", "减：合同资产"}, credit(Role::contract_asset));
    add({"Less unbilled receivable", "减：未开票应收款"}, credit(Role::unbilled_receivable));
    add({"Tax not yet on an invoice", "尚未开票的税额"},
        credit(Role::tax_payable) + credit(Role::output_tax_pending) - books.tax);
    table.add({Label{"Remaining, with what is left out", "剩余履约义务（含豁免）"}, currency.code(), sum},
              RowKind::subtotal);
    table.add({Label{"Less left out", "减：豁免披露"}, currency.code(), -books.excluded});
    table.add({Label{"Remaining performance obligations", "剩余履约义务"}, currency.code(), sum - books.excluded},
              RowKind::total);
    table.tie_outs.push_back(tie(with({"Remaining", "剩余履约义务"}, currency),
                                 {"backlog and balances", "未开票价款与合同余额"}, sum - books.excluded,
                                 {"bands", "各时间段"}, books.remaining));
}

}  // namespace earned
