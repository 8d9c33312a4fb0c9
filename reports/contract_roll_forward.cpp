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

}  // namespace

void ContractRollForward::Figures::add(const Figures& more)
{
    opening += more.opening;
    from_opening += more.from_opening;
    revenue += more.revenue;
    of_prior_periods += more.of_prior_periods;
    closing += more.closing;
    for (std::size_t place = 0; place < cause_count; ++place) moved[place] += more.moved[place];
}

bool ContractRollForward::Figures::is_empty() const
{
    return opening.is_zero() && closing.is_zero() && std::ranges::all_of(moved, &Money::is_zero);
}

ContractRollForward::Figures ContractRollForward::nothing(Currency currency)
{
    const Money none = Money::zero(currency);
    Figures figures{none, none, none, none, none, {}};
    figures.moved.fill(none);
    return figures;
}

Money ContractRollForward::natural(std::int64_t minor, Currency currency) const
{
    const Money amount{minor, currency};
    return normal_side(role_) == Side::debit ? amount : -amount;
}

void ContractRollForward::take(const PostedLine& line)
{
    if (line.home != home_) {
        settle_home(lines_);
        of_home_.clear();
        home_ = line.home;
    }
    const bool of_revenue = liability() && line.role == Role::revenue && heading_.reported(line.period);
    if ((line.role != role_ && !of_revenue) || line.period > heading_.last || !heading_.scope.admits(line)) return;
    currencies_.insert(line.currency);
    const Key key{line.currency, line.customer.text(), line.contract.text()};
    Figures& row = of_home_.try_emplace(key, nothing(line.currency)).first->second;
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

void ContractRollForward::settle_home(Sorted<Line>& into) const
{
    for (const auto& [key, row] : of_home_) {
        Line line{{key.currency, {}, {}}, row};
        line.figures.from_opening = std::max(Money::zero(key.currency), std::min(row.revenue, row.opening));
        if (by_ != BalancesBy::nothing) line.key.customer = key.customer;
        if (by_ == BalancesBy::contract) line.key.contract = key.contract;
        into.put(std::move(line));
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

// The columns: what moved some row.
std::vector<Cause> ContractRollForward::causes_of(const Sorted<Line>& lines) const
{
    std::array<bool, cause_count> moved{};
    lines.each([&](const Line& line) {
        for (std::size_t place = 0; place < cause_count; ++place)
            moved[place] = moved[place] || !line.figures.moved[place].is_zero();
    });
    if (liability()) moved[place_of(Cause::performance)] = moved[place_of(Cause::time)] = false;
    std::vector<Cause> causes;
    for (std::size_t place = 0; place < cause_count; ++place)
        if (moved[place]) causes.push_back(static_cast<Cause>(place));
    return causes;
}

void ContractRollForward::add_currency(Table& table, const Sorted<Line>& lines, Currency currency,
                                       const std::vector<Cause>& causes) const
{
    Figures total = nothing(currency);
    lines.each([&](const Line& line) {
        if (line.key.currency != currency) return;
        total.add(line.figures);
        if (by_ != BalancesBy::nothing && !line.figures.is_empty())
            add_row(table, line.key, line.figures, causes, RowKind::detail);
    });
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

Table ContractRollForward::table() const
{
    Sorted<Line> lines = lines_;
    settle_home(lines);
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
    const std::vector<Cause> causes = causes_of(lines);
    for (const Cause cause : causes)
        table.columns.push_back(money_column(std::string(caption::key_of(cause)), caption::of(cause)));
    table.columns.push_back(money_column("closing", caption::closing));
    table.columns.push_back(money_column("of_prior_periods", {"Of which prior periods", "其中：属于以前期间"}));
    for (const Currency currency : currencies_) add_currency(table, lines, currency, causes);
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
