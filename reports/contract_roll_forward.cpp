#include "reports/balances.h"
#include "reports/captions.h"

#include <algorithm>

namespace earned {

namespace {

constexpr std::size_t place_of(Cause cause) { return static_cast<std::size_t>(cause); }

// Revenue's own part of what moved a contract liability; a right that performance made
// unconditional is of billing, whatever brought it about.
std::size_t column_of(const PostedLine& line)
{
    const Cause cause = line.cause == Cause::late ? line.first_cause : line.cause;
    const bool of_revenue = cause == Cause::performance || cause == Cause::time;
    return place_of(of_revenue && line.source == Source::billing ? Cause::billing : cause);
}

template <class Figures>
Money by_revenue(const Figures& row)
{
    return row.moved[place_of(Cause::performance)] + row.moved[place_of(Cause::time)];
}

template <class Figures>
void add_figures(Figures& total, const Figures& row)
{
    total.opening += row.opening;
    total.from_opening += row.from_opening;
    total.revenue += row.revenue;
    total.of_prior_periods += row.of_prior_periods;
    total.closing += row.closing;
    for (std::size_t place = 0; place < cause_count; ++place) total.moved[place] += row.moved[place];
}

// Nothing stood in it, and nothing that moved stayed.
template <class Figures>
bool is_empty(const Figures& row)
{
    return row.opening.is_zero() && row.closing.is_zero() &&
           std::ranges::all_of(row.moved, [](Money moved) { return moved.is_zero(); });
}

template <class Figures>
Figures nothing(Currency currency)
{
    const Money none = Money::zero(currency);
    Figures figures{none, none, none, none, none, {}};
    figures.moved.fill(none);
    return figures;
}

}  // namespace

Money ContractRollForward::natural(std::int64_t minor, Currency currency) const
{
    const Money amount{minor, currency};
    return normal_side(role_) == Side::debit ? amount : -amount;
}

void ContractRollForward::take(const PostedLine& line)
{
    if (line.home != home_) {
        settle(rows_, of_home_, *this);
        of_home_.clear();
        home_ = line.home;
    }
    const bool of_revenue = liability() && line.role == Role::revenue && heading_.reported(line.period);
    if ((line.role != role_ && !of_revenue) || line.period > heading_.last || !heading_.scope.admits(line)) return;
    const Key key{line.currency, line.customer.text(), line.contract.text()};
    Figures& row = of_home_.try_emplace(key, nothing<Figures>(line.currency)).first->second;
    if (of_revenue) {
        row.revenue -= Money{line.minor, line.currency};
        return;
    }
    const Money amount = natural(line.minor, line.currency);
    row.closing += amount;
    if (line.period < heading_.first) {
        row.opening += amount;
        return;
    }
    row.moved[column_of(line)] += amount;
    if (line.belongs_to < heading_.first) row.of_prior_periods += amount;
}

void ContractRollForward::settle(Rows& into, const Rows& home, const ContractRollForward& of)
{
    for (const auto& [key, row] : home) {
        Figures settled = row;
        const Money none = Money::zero(key.currency);
        settled.from_opening = std::max(none, std::min(row.revenue, row.opening));
        Key as{key.currency, {}, {}};
        if (of.by_ != BalancesBy::nothing) as.customer = key.customer;
        if (of.by_ == BalancesBy::contract) as.contract = key.contract;
        add_figures(into.try_emplace(as, nothing<Figures>(key.currency)).first->second, settled);
    }
}

void ContractRollForward::take(const PostedTotal& total)
{
    if (total.role != role_ || total.period > heading_.last) return;
    if (!heading_.scope.of_ledger(total.entity, total.book)) return;
    Money& sum = posted_.try_emplace(total.currency, Money::zero(total.currency)).first->second;
    sum += natural(total.debits - total.credits, total.currency);
}

void ContractRollForward::add_row(Table& table, const Key& key, const Figures& row, const std::vector<Cause>& causes,
                                  RowKind kind) const
{
    std::vector<Cell> cells;
    if (by_ != BalancesBy::nothing) cells.emplace_back(key.customer);
    if (by_ == BalancesBy::contract) cells.emplace_back(key.contract);
    if (by_ == BalancesBy::nothing || kind == RowKind::total) {
        if (cells.empty()) cells.emplace_back();
        cells.front() = caption::total;
    }
    cells.insert(cells.end(), {key.currency.code(), row.opening});
    if (liability()) cells.insert(cells.end(), {-row.from_opening, by_revenue(row) + row.from_opening});
    for (const Cause cause : causes) cells.emplace_back(row.moved[place_of(cause)]);
    cells.insert(cells.end(), {row.closing, row.of_prior_periods});
    table.add(std::move(cells), kind);
}

void ContractRollForward::add_rows(Table& table, const Rows& rows, const std::vector<Cause>& causes) const
{
    std::map<Currency, Figures> totals;
    for (const auto& [key, row] : rows)
        add_figures(totals.try_emplace(key.currency, nothing<Figures>(key.currency)).first->second, row);
    for (const auto& [currency, total] : totals) {
        if (by_ != BalancesBy::nothing)
            for (const auto& [key, row] : rows)
                if (key.currency == currency && !is_empty(row)) add_row(table, key, row, causes, RowKind::detail);
        add_row(table, {currency, {}, {}}, total, causes, RowKind::total);
        Money reached = total.opening;
        for (const Money& moved : total.moved) reached += moved;
        const Label what = with(caption::of(role_), currency);
        table.tie_outs.push_back(
            tie(what, {"opening + movements", "期初＋变动"}, reached, caption::closing, total.closing));
        const auto posted = posted_.find(currency);
        if (!heading_.scope.narrowed())
            table.tie_outs.push_back(tie(what, {"lines of the journal", "日记账分录"}, total.closing,
                                         {"sealed totals", "封存合计"},
                                         posted == posted_.end() ? Money::zero(currency) : posted->second));
    }
}

Table ContractRollForward::table() const
{
    Rows rows = rows_;
    settle(rows, of_home_, *this);
    const Label name = caption::of(role_);
    std::string role_key(earned::name(role_));
    std::ranges::replace(role_key, '_', '-');
    Table table = begin_table(role_key + "-roll-forward", {name.en + " roll-forward", name.zh + "变动表"}, heading_);
    if (by_ != BalancesBy::nothing) table.columns.push_back(text_column("customer", caption::customer));
    if (by_ == BalancesBy::contract) table.columns.push_back(text_column("contract", caption::contract));
    if (by_ == BalancesBy::nothing) table.columns.push_back(text_column("scope", {"Scope", "范围"}));
    table.columns.push_back(currency_column());
    table.columns.push_back(money_column("opening", caption::opening));
    if (liability()) {
        table.columns.push_back(money_column("revenue_from_opening", {"Revenue from opening", "由期初余额确认的收入"}));
        table.columns.push_back(
            money_column("revenue_from_period", {"Revenue from the period's", "由本期增加额确认的收入"}));
    }
    std::vector<Cause> causes;
    for (std::size_t place = 0; place < cause_count; ++place) {
        const Cause cause = static_cast<Cause>(place);
        if (liability() && (cause == Cause::performance || cause == Cause::time)) continue;
        if (std::ranges::any_of(rows, [&](const auto& row) { return !row.second.moved[place].is_zero(); }))
            causes.push_back(cause);
    }
    for (const Cause cause : causes)
        table.columns.push_back(money_column(std::string(caption::key_of(cause)), caption::of(cause)));
    table.columns.push_back(money_column("closing", caption::closing));
    table.columns.push_back(money_column("of_prior_periods", {"Of which prior periods", "其中：属于以前期间"}));
    add_rows(table, rows, causes);
    table.notes.push_back({"The balance is positive on its natural side; movements are signed alike.",
                           "余额按其正常方向列示为正数，变动同向计。"});
    if (liability())
        table.notes.push_back(
            {"Revenue from the opening balance is counted contract by contract, first in, first out "
             "(ASC 606-10-50-8(b), IFRS 15.116(b)).",
             "由期初余额确认的收入按合同逐一以先进先出计算（ASC 606-10-50-8(b)、IFRS 15.116(b)）。"});
    return table;
}

}  // namespace earned
