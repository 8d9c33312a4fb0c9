#include "reports/maturity.h"

#include "journal/target.h"
#include "journal/walk.h"
#include "reports/outlook.h"

#include <algorithm>

namespace earned {

namespace {

// Revenue that is expected after the limit, of what passes with time or has a day.
std::int64_t revenue_after(const Plan& plan, Date as_of, Date limit)
{
    std::int64_t later = 0;
    Curve curve;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        curve.read(plan, place, as_of);
        if (!curve.empty()) later += curve.performed(Date::never()) - curve.performed(limit);
    }
    return std::max<std::int64_t>(later, 0);
}

std::int64_t due_after(const Plan& plan, Moment at, Date limit)
{
    std::vector<std::int64_t> open(plan.invoices.size());
    for (const Claim& claim : plan.claims)
        if (claim.at <= at) open[claim.invoice] += claim.net + claim.tax;
    for (const Cash& cash : plan.cash)
        if (cash.at <= at && cash.invoice < open.size()) open[cash.invoice] -= cash.amount;
    std::int64_t later = 0;
    for (std::size_t place = 0; place < open.size(); ++place) {
        const Invoiced& invoice = plan.invoices[place];
        if (invoice.issued <= at && limit < invoice.due.date) later += std::max<std::int64_t>(open[place], 0);
    }
    return later;
}

}  // namespace

NotCurrent not_current(const Plan& plan, Date as_of)
{
    constexpr int months = 12;
    if (plan.home) return {};
    const Date limit = as_of.next().plus_months(months, as_of.next().day()).previous();
    const Balances balances = target(plan, last_moment(as_of), as_of);
    const std::int64_t owed = std::max<std::int64_t>(-balances.of(Role::contract_liability), 0);
    const std::int64_t receivable = std::max<std::int64_t>(balances.of(Role::receivable), 0);
    NotCurrent later;
    if (owed > 0) later.contract_liability = std::min(owed, revenue_after(plan, as_of, limit));
    if (receivable > 0) later.receivable = std::min(receivable, due_after(plan, last_moment(as_of), limit));
    return later;
}

}  // namespace earned
