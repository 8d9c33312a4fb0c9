#include "reports/remaining.h"

#include "base/check.h"
#include "reports/position.h"

#include <algorithm>

namespace earned {

namespace {

Date months_after(Date date, int months) { return date.plus_months(months, date.is_last_of_month() ? 31 : date.day()); }

}  // namespace

Bands bands(const Curve& curve, Date as_of)
{
    const Outlook outlook = curve.outlook(as_of);
    Bands result{};
    std::int64_t reached = curve.performed(as_of);
    for (int band = 0; band < 3; ++band) {
        const std::int64_t now = curve.performed(months_after(as_of, 12 * (band + 1)));
        result[static_cast<std::size_t>(band)] = now - reached;
        reached = now;
    }
    result[3] = curve.performed(Date::never()) - reached;
    result[4] = outlook.undated + outlook.held;
    return result;
}

RemainingObligations::Key RemainingObligations::key(const PlannedGroup& planned, const ObligationId& obligation,
                                                    const Sku& product) const
{
    const Currency currency = planned.plan.currency;
    const std::string &customer = planned.customer.text(), &contract = planned.plan.group.text();
    switch (by_) {
        case RemainingBy::obligation:
            return {currency, customer, contract, obligation.text(), product.text()};
        case RemainingBy::contract:
            return {currency, customer, contract, {}, {}};
        case RemainingBy::customer:
            return {currency, customer, {}, {}, {}};
        case RemainingBy::product:
            return {currency, {}, {}, {}, product.text()};
    }
    broken(__FILE__, __LINE__, "a known grouping", "the report is by something");
}

RemainingObligations::Books& RemainingObligations::books(Currency currency)
{
    const Money none = Money::zero(currency);
    return books_.try_emplace(currency, Books{none, none, none, none, none, none, none, none, none, none, {}})
        .first->second;
}

void RemainingObligations::add_position(Books& books, const Plan& plan) const
{
    const auto money = [&](std::int64_t minor) { return Money{minor, plan.currency}; };
    const Position seen = position(plan, heading_.calendar, heading_.as_of);
    books.billed += money(seen.billed);
    books.tax += money(seen.tax);
    books.ahead += money(seen.ahead);
    books.on_account += money(seen.on_account);
    for (const Balance& balance : seen.balances)
        books.balances.try_emplace(balance.key.role, money(0)).first->second -= money(balance.minor);
}

void RemainingObligations::take(const PlannedGroup& planned)
{
    const Plan& plan = planned.plan;
    if (!heading_.scope.of_ledger(plan.entity, planned.book) || !heading_.scope.admits(planned.customer, plan.group))
        return;
    const auto money = [&](std::int64_t minor) { return Money{minor, plan.currency}; };
    Books& of_currency = books(plan.currency);
    add_position(of_currency, plan);
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        const Sku product = place < planned.products.size() ? planned.products[place] : Sku();
        curve_.read(plan, place);
        if (curve_.empty() || !heading_.scope.admits(product)) continue;
        const PlannedObligation& obligation = plan.obligations[place];
        const Money none = money(0);
        Figures& row = rows_
                           .try_emplace(key(planned, obligation.id, product),
                                        Figures{{none, none, none, none, none}, none, none, none})
                           .first->second;
        const Bands to_come = bands(curve_, heading_.as_of);
        Money sum = none;
        for (std::size_t band = 0; band < band_count; ++band) {
            if (!obligation.unbilled) row.bands[band] += money(to_come[band]);
            sum += money(to_come[band]);
        }
        if (obligation.unbilled) row.excluded += sum;
        row.allocated += money(curve_.allocated());
        row.recognised += money(curve_.recognised(heading_.as_of));
        (obligation.unbilled ? of_currency.excluded : of_currency.remaining) += sum;
        of_currency.allocated += money(curve_.allocated());
        of_currency.stated += money(curve_.stated());
        of_currency.recognised += money(curve_.recognised(planned.posted_through));
    }
}

void RemainingObligations::take(const PostedTotal& total)
{
    if (total.role != Role::revenue || !heading_.scope.of_ledger(total.entity, total.book)) return;
    books(total.currency).posted += Money{total.credits, total.currency} - Money{total.debits, total.currency};
}

}  // namespace earned
