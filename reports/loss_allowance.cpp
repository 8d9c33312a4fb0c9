#include "reports/loss_allowance.h"

#include "journal/walk.h"
#include "reports/captions.h"

namespace earned {

namespace {

Label words_of(ExposureAge age)
{
    switch (age) {
        case ExposureAge::unbilled:
            return {"Not invoiced yet", "未开票"};
        case ExposureAge::not_due:
            return {"Not due", "未到期"};
        case ExposureAge::to_30:
            return {"1–30 days", "1–30天"};
        case ExposureAge::to_60:
            return {"31–60 days", "31–60天"};
        case ExposureAge::to_90:
            return {"61–90 days", "61–90天"};
        case ExposureAge::to_120:
            return {"91–120 days", "91–120天"};
        case ExposureAge::over_120:
            return {"Over 120 days", "120天以上"};
    }
    return {};
}

Ratio rate_of(const Plan& plan, std::size_t age, Date date)
{
    Ratio rate;
    for (const Expected& row : plan.expected)
        if (row.from <= date) rate = row.rates[age];
    return rate;
}

constexpr int places_of_rates = 6;

// Provisions are of the allowance's own source; impairment of contract costs is another's.
std::int64_t of_allowance(const Balances& balances, Role role) { return balances.of({0, Source::allowance, role}); }

Balances standing_on(const Plan& plan, const FiscalCalendar& calendar, Date date)
{
    return target(plan, last_moment(date), accrued_by(plan, calendar, date));
}

}  // namespace

LossAllowance::Moved& LossAllowance::Moved::operator+=(const Moved& other)
{
    for (Money Moved::*amount : {&Moved::opening, &Moved::charged, &Moved::used, &Moved::closing, &Moved::bad_debt})
        this->*amount += other.*amount;
    return *this;
}

void LossAllowance::take(const PlannedGroup& planned)
{
    const Plan& plan = planned.plan;
    if (!heading_.scope.of_ledger(plan.entity, planned.book)) return;
    posted_.take(planned);
    if (plan.home || (plan.expected.empty() && plan.written_off.empty())) return;
    if (!heading_.scope.admits(planned.customer, plan.group)) return;
    const auto money = [&](std::int64_t minor) { return Money{minor, plan.currency}; };
    const Balances was = standing_on(plan, heading_.calendar, heading_.calendar.first(heading_.first).previous());
    const Balances is = standing_on(plan, heading_.calendar, heading_.as_of);
    const auto change = [&](Role role) { return of_allowance(is, role) - of_allowance(was, role); };
    const std::int64_t opening = -was.of(Role::loss_allowance), closing = -is.of(Role::loss_allowance);
    const std::int64_t charged = change(Role::impairment_loss);
    const std::int64_t used = -change(Role::receivable) - change(Role::bad_debt);
    Moved moved{
        planned.customer.text(),      plan.group.text(), money(opening), money(charged), money(used), money(closing),
        money(change(Role::bad_debt))};
    const bool any = opening != 0 || closing != 0 || charged != 0 || !moved.bad_debt.is_zero();
    if (any) moved_.put(std::move(moved));

    const Money none = money(0);
    Sum& sum = sums_.try_emplace(plan.currency, Sum{none, none}).first->second;
    const Date measured = accrued_by(plan, heading_.calendar, heading_.as_of);
    if (plan.expected.empty() || measured == Date::dawn()) return;
    const Exposures owed = exposures(plan, end_of(measured), measured);
    const Exposures lost = expected_losses(plan, owed, measured);
    const Balances then = target(plan, end_of(measured), measured);
    for (const Role role : {Role::receivable, Role::unbilled_receivable, Role::contract_asset})
        sum.balances += money(then.of(role));
    for (std::size_t age = 0; age < exposure_ages; ++age) {
        sum.owed += money(owed[age]);
        if (owed[age] == 0) continue;
        exposed_.put({planned.customer.text(), plan.group.text(), measured, static_cast<ExposureAge>(age),
                      rate_of(plan, age, measured).decimal(places_of_rates, Round::half_away), money(owed[age]),
                      money(lost[age])});
    }
}

void LossAllowance::take(const PostedTotal& total)
{
    if (heading_.scope.of_ledger(total.entity, total.book)) posted_.take(total);
}

void LossAllowance::add_currency(Table& table, Currency currency) const
{
    std::array<Money, exposure_ages> owed, allowed;
    owed.fill(Money::zero(currency));
    allowed.fill(Money::zero(currency));
    Money all = Money::zero(currency), lost = all;
    exposed_.each([&](const Exposed& one) {
        if (one.owed.currency() != currency) return;
        table.add({one.customer, one.contract, words_of(one.age), one.measured, currency.code(), one.owed, one.rate,
                   one.allowance});
        owed[static_cast<std::size_t>(one.age)] += one.owed;
        allowed[static_cast<std::size_t>(one.age)] += one.allowance;
        all += one.owed;
        lost += one.allowance;
    });
    for (std::size_t age = 0; age < exposure_ages; ++age)
        if (!owed[age].is_zero())
            table.add({caption::subtotal,
                       {},
                       words_of(static_cast<ExposureAge>(age)),
                       {},
                       currency.code(),
                       owed[age],
                       {},
                       allowed[age]},
                      RowKind::subtotal);
    table.add({caption::total, {}, {}, {}, currency.code(), all, {}, lost}, RowKind::total);
    const Sum& sum = sums_.at(currency);
    table.tie_outs.push_back(tie(with({"Owed", "应收及合同资产"}, currency), {"by age", "按账龄"}, sum.owed,
                                 {"receivable + unbilled + contract asset", "应收账款＋未开票应收＋合同资产"},
                                 sum.balances));
}

Table LossAllowance::table() const
{
    Table table = begin_table("loss-allowance", {"Loss allowance by age", "坏账准备计提表"}, heading_);
    Column rate{"rate", {"Expected loss", "预期损失率"}, ColumnType::percent};
    table.columns = {text_column("customer", caption::customer),
                     text_column("contract", caption::contract),
                     text_column("age", {"Age", "账龄"}),
                     date_column("measured", {"Measured on", "计量日"}),
                     currency_column(),
                     money_column("owed", {"Owed", "账面余额"}),
                     rate,
                     money_column("allowance", {"Allowance", "坏账准备"})};
    for (const auto& [currency, sum] : sums_) add_currency(table, currency);
    table.notes.push_back(
        {"Measured when a period ends, by the rules of that day; loans are not among it. A share is "
         "rounded for each contract and age, half away from zero.",
         "于期末按当日规则计量，不含贷款。按合同及账龄分别四舍五入。"});
    return table;
}

Table LossAllowance::movements() const
{
    Table table =
        begin_table("loss-allowance-movements", {"Movements of the loss allowance", "坏账准备变动表"}, heading_);
    table.columns = {text_column("customer", caption::customer),
                     text_column("contract", caption::contract),
                     currency_column(),
                     money_column("opening", caption::opening),
                     money_column("charged", {"Charged to expense", "本期计提"}),
                     money_column("used", {"Used by write-offs", "本期核销"}),
                     money_column("closing", caption::closing),
                     money_column("bad_debt", {"Written off beyond it", "直接核销损失"})};
    for (const auto& [currency, sum] : sums_) {
        const Money none = Money::zero(currency);
        Moved total{"", "", none, none, none, none, none};
        const auto add = [&](const Moved& one, RowKind kind) {
            table.add({kind == RowKind::total ? Cell(caption::total) : Cell(one.customer), one.contract,
                       currency.code(), one.opening, one.charged, one.used, one.closing, one.bad_debt},
                      kind);
        };
        moved_.each([&](const Moved& one) {
            if (one.closing.currency() != currency) return;
            add(one, RowKind::detail);
            total += one;
        });
        add(total, RowKind::total);
        table.tie_outs.push_back(tie(with({"Allowance", "坏账准备"}, currency), caption::closing, total.closing,
                                     {"opening + charged − used", "期初＋计提－核销"},
                                     total.opening + total.charged - total.used));
    }
    if (!heading_.scope.narrowed()) posted_.add_to(table);
    return table;
}

}  // namespace earned
