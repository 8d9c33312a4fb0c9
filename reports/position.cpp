#include "reports/position.h"

#include "journal/walk.h"

namespace earned {

namespace {

Position counted(const Plan& plan, Date date, Date accrued)
{
    const Moment close = last_moment(date);
    Position seen;
    for (const Claim& claim : plan.claims) {
        if (claim.at > close) continue;
        seen.billed += claim.net;
        seen.tax += claim.tax;
    }
    for (const Cash& cash : plan.cash) {
        if (cash.at > close) continue;
        if (instead_of_cash(cash)) continue;  // not cash that stands anywhere
        if (plan.home) continue;              // on no contract's account: unapplied cash, a balance of its own
        const bool on_invoice = cash.invoice != on_account && plan.invoices[cash.invoice].issued <= close;
        (on_invoice ? seen.applied : seen.on_account) += cash.amount;
    }
    for (const WrittenOff& loss : plan.written_off)
        if (loss.at <= close) seen.written_off += loss.amount;
    seen.balances = target(plan, close, accrued);
    std::int64_t rights = 0;
    for (const Balance& balance : seen.balances)
        if (balance.key.role == Role::receivable && balance.key.source == Source::billing) rights += balance.minor;
    seen.ahead = seen.billed - rights;
    return seen;
}

}  // namespace

Position position(const Plan& plan, const FiscalCalendar& calendar, Date date)
{
    return counted(plan, date, accrued_by(plan, calendar, date));
}

Position position_served_through(const Plan& plan, Date date) { return counted(plan, date, date); }

}  // namespace earned
