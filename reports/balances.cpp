#include "reports/balances.h"
#include "reports/captions.h"

#include "journal/walk.h"

#include <algorithm>

namespace earned {

namespace {

constexpr std::array shown{Role::receivable,         Role::unbilled_receivable, Role::contract_asset,
                           Role::contract_liability, Role::refund_liability,    Role::customer_deposit,
                           Role::unapplied_cash};

bool is_shown(Role role) { return std::ranges::find(shown, role) != shown.end(); }

Money natural(Role role, Money amount) { return normal_side(role) == Side::debit ? amount : -amount; }

}  // namespace

BalancesRollForward::Figures& BalancesRollForward::figures(Currency currency, Role role)
{
    const auto [found, made] = rows_.try_emplace(Key{currency, role});
    const Money none = Money::zero(currency);
    if (made) {
        found->second.opening = found->second.closing = found->second.latest = none;
        found->second.moved.fill(none);
    }
    return found->second;
}

void BalancesRollForward::take(const PostedTotal& total)
{
    if (!is_shown(total.role) || !heading_.scope.of_ledger(total.entity, total.book)) return;
    Figures& row = figures(total.currency, total.role);
    const Money amount{total.debits - total.credits, total.currency};
    row.latest += amount;
    if (total.period > heading_.last) return;
    row.closing += amount;
    if (total.period < heading_.first)
        row.opening += amount;
    else
        row.moved[static_cast<std::size_t>(total.cause)] += amount;
}

void BalancesRollForward::take(const PlannedGroup& planned)
{
    const Plan& plan = planned.plan;
    if (!heading_.scope.of_ledger(plan.entity, planned.book)) return;
    planned_ = true;
    const Date closing = std::min(heading_.calendar.last(heading_.last), planned.posted_through);
    if (waits_to_be_invoiced(plan, closing)) {
        to_ask_.insert(planned.home);
        closings_[{planned.home, plan.group}] = closing;
    } else {
        add_later(plan.currency, not_current(plan, closing));
    }
    for (const Balance& balance : target(plan, last_moment(planned.posted_through), planned.posted_through)) {
        if (!is_shown(balance.key.role)) continue;
        Money& sum = targets_.try_emplace({plan.currency, balance.key.role}, Money::zero(plan.currency)).first->second;
        sum += Money{balance.minor, plan.currency};
    }
}

void BalancesRollForward::take(const BookedGroup& booked)
{
    const auto asked = closings_.find({booked.home, booked.plan.group});
    if (asked == closings_.end()) return;
    const NotCurrent later = not_current(booked.plan, to_invoice(booked), heading_.calendar, asked->second);
    add_later(booked.plan.currency, later);
    closings_.erase(asked);
}

void BalancesRollForward::add_later(Currency currency, const NotCurrent& later)
{
    const std::pair<Role, std::int64_t> amounts[] = {{Role::contract_liability, later.contract_liability},
                                                     {Role::receivable, later.receivable},
                                                     {Role::contract_asset, later.contract_asset},
                                                     {Role::unbilled_receivable, later.unbilled_receivable}};
    for (const auto& [role, minor] : amounts)
        later_.try_emplace({currency, role}, Money::zero(currency)).first->second += Money{minor, currency};
}

void BalancesRollForward::add_row(Table& table, const std::vector<Cause>& causes, Role role, const Figures& row) const
{
    const Currency currency = row.closing.currency();
    std::vector<Cell> cells{caption::of(role), currency.code(), natural(role, row.opening)};
    Money reached = row.opening;
    for (const Cause cause : causes) {
        const Money moved = row.moved[static_cast<std::size_t>(cause)];
        cells.emplace_back(natural(role, moved));
        reached += moved;
    }
    cells.emplace_back(natural(role, row.closing));
    if (planned_) {
        const auto later = later_.find({currency, role});
        const Money not_current = later == later_.end() ? Money::zero(currency) : later->second;
        cells.insert(cells.end(), {natural(role, row.closing) - not_current, not_current});
    }
    table.add(std::move(cells));
    const Label what = with(caption::of(role), currency);
    table.tie_outs.push_back(tie(what, {"opening + movements", "期初＋变动"}, natural(role, reached),
                                 {"all that was posted", "全部过账"}, natural(role, row.closing)));
    if (!planned_) return;
    const auto wanted = targets_.find({currency, role});
    const Money target = wanted == targets_.end() ? Money::zero(currency) : wanted->second;
    table.tie_outs.push_back(tie(what, {"all periods posted", "全部已过账期间"}, natural(role, row.latest),
                                 {"targets of the plans", "计划应有余额"}, natural(role, target)));
}

Table BalancesRollForward::table() const
{
    Table table = begin_table("contract-balances", {"Contract balances roll-forward", "合同余额变动表"}, heading_);
    std::vector<Cause> causes;
    for (std::size_t place = 0; place < cause_count; ++place)
        if (std::ranges::any_of(rows_, [&](const auto& row) { return !row.second.moved[place].is_zero(); }))
            causes.push_back(static_cast<Cause>(place));
    table.columns = {text_column("balance", {"Balance", "项目"}), currency_column(),
                     money_column("opening", caption::opening)};
    for (const Cause cause : causes) {
        table.columns.push_back(money_column(std::string(caption::key_of(cause)), caption::of(cause)));
    }
    table.columns.push_back(money_column("closing", caption::closing));
    if (planned_) {
        table.columns.push_back(money_column("current", {"Current", "流动"}));
        table.columns.push_back(money_column("non_current", {"Non-current", "非流动"}));
    }
    std::set<Currency> currencies;
    for (const auto& [key, row] : rows_) currencies.insert(key.first);
    for (const Currency currency : currencies) {
        Graph graph{with({"Opening and closing", "期初与期末"}, currency), ChartKind::bars, {}};
        Series opening{caption::opening, {}}, closing{caption::closing, {}};
        for (const Role role : shown) {
            const auto row = rows_.find({currency, role});
            if (row == rows_.end()) continue;
            add_row(table, causes, role, row->second);
            opening.points.push_back({caption::of(role), natural(role, row->second.opening).decimal()});
            closing.points.push_back({caption::of(role), natural(role, row->second.closing).decimal()});
        }
        graph.series = {std::move(opening), std::move(closing)};
        table.graphs.push_back(std::move(graph));
    }
    table.notes.push_back({"Each balance is positive on its natural side; movements are signed alike.",
                           "余额按其正常方向列示为正数，变动同向计。"});
    if (planned_)
        table.notes.push_back(
            {"Not current is what is expected to be revenue, is invoiced or falls due later than twelve months after "
             "the closing day; what waits for an event without a day is current.",
             "非流动：预计于期末起十二个月后确认收入、开票或到期的部分；等待未定日期事件的部分列为流动。"});
    return table;
}

}  // namespace earned
