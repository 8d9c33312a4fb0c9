#include "reports/remaining.h"

#include "base/check.h"
#include "journal/standing.h"
#include "journal/walk.h"
#include "reports/position.h"

#include <algorithm>

namespace earned {

namespace {

Date months_after(Date date, int months) { return date.plus_months(months, date.is_last_of_month() ? 31 : date.day()); }

// The days that an obligation is served for, as promised; nothing where it waits for events.
std::optional<Term> expected_term(const Curve& curve)
{
    const std::vector<Segment>& segments = curve.life().segments;
    const Segment &first = segments.front(), &last = segments.back();
    if (!first.by_time || !last.by_time) return std::nullopt;
    // Each period of a line without an end is a contract of its own.
    if (last.from.rank == Rank::reference) return last.term;
    return Term{first.term.first, last.term.last};
}

// 606-10-50-14(a), IFRS 15.121(a): the contract has an original expected duration of one year or less.
bool lasts_a_year_at_most(const Plan& plan, Curve& curve, Date as_of)
{
    std::optional<Term> all;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        curve.read(plan, place, as_of);
        if (curve.empty()) continue;
        const std::optional<Term> own = expected_term(curve);
        if (!own) return false;
        all = all ? Term{std::min(all->first, own->first), std::max(all->last, own->last)} : *own;
    }
    return all && all->last < months_after(all->first, 12);
}

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

namespace {

// What of the price to come the customer can no longer get out of (606-10-25-3, IFRS 15.11); the rest is taken
// off the bands, from the last one back, and returned.
std::int64_t part_the_cancellable(Bands& bands, const Plan& plan, std::size_t place, Date as_of)
{
    const Firm& firm = plan.obligations[place].firm;
    if (firm.kind == Firm::Kind::whole) return 0;
    if (plan.terminated && plan.terminated->date <= as_of) return 0;
    const Standing standing = standing_of(plan, place, last_moment(as_of), as_of);
    const std::int64_t ahead = standing.whole - standing.performed;
    const std::int64_t binding = std::max<std::int64_t>(standing.firm - standing.performed, 0);
    std::int64_t all = 0;
    for (const std::int64_t band : bands) all += band;
    // Prices allocated and stated differ by a discount spread over lines: the same part of either is binding.
    std::int64_t keep = ahead <= 0 ? 0 : divide(Wide{all} * binding, ahead, Round::half_away);
    std::int64_t parted = 0;
    for (std::int64_t& band : bands) {
        const std::int64_t kept =
            std::clamp<std::int64_t>(band, std::min<std::int64_t>(keep, 0), std::max<std::int64_t>(keep, 0));
        keep -= kept;
        parted += band - kept;
        band = kept;
    }
    return parted;
}

}  // namespace

void RemainingObligations::Figures::add(const Figures& more)
{
    allocated += more.allocated;
    recognised += more.recognised;
    excluded += more.excluded;
    cancellable += more.cancellable;
    of_a_year += more.of_a_year;
    for (std::size_t band = 0; band < band_count; ++band) bands[band] += more.bands[band];
}

RemainingObligations::Figures RemainingObligations::nothing(Currency currency)
{
    const Money none = Money::zero(currency);
    return {{none, none, none, none, none}, none, none, none, none, none};
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
    return books_.try_emplace(currency, Books{none, none, none, none, none, none, none, none, none, none, none, {}})
        .first->second;
}

void RemainingObligations::add_position(Books& books, const Plan& plan) const
{
    const auto money = [&](std::int64_t minor) { return Money{minor, plan.currency}; };
    const Position seen = position_served_through(plan, heading_.as_of);
    books.billed += money(seen.billed);
    books.tax += money(seen.tax);
    books.ahead += money(seen.ahead);
    books.on_account += money(seen.on_account);
    for (const Booked& row : plan.booked)
        if (row.debit == Role::customer_incentive && row.at.date <= heading_.as_of) books.given += money(row.amount);
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
    const bool of_a_year = lasts_a_year_at_most(plan, curve_, heading_.as_of);
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        const Sku& product = plan.obligations[place].product;
        curve_.read(plan, place, heading_.as_of);
        if (curve_.empty() || !heading_.scope.admits(product)) continue;
        const PlannedObligation& obligation = plan.obligations[place];
        const Money none = money(0);
        Figures row = nothing(plan.currency);
        Bands to_come = bands(curve_, heading_.as_of);
        const Money cancellable =
            obligation.unbilled ? none : money(part_the_cancellable(to_come, plan, place, heading_.as_of));
        row.cancellable += cancellable;
        of_currency.excluded += cancellable;
        Money sum = none;
        for (std::size_t band = 0; band < band_count; ++band) {
            if (!obligation.unbilled) row.bands[band] += money(to_come[band]);
            sum += money(to_come[band]);
        }
        if (obligation.unbilled)
            row.excluded += sum;
        else if (of_a_year)
            row.of_a_year += sum;
        row.allocated += money(curve_.allocated());
        row.recognised += money(curve_.recognised(heading_.as_of));
        (obligation.unbilled ? of_currency.excluded : of_currency.remaining) += sum;
        of_currency.allocated += money(curve_.allocated());
        of_currency.stated += money(curve_.stated());
        of_currency.recognised += money(curve_.recognised(planned.posted_through));
        currencies_.insert(plan.currency);
        rows_.put({key(planned, obligation.id, product), row});
    }
}

void RemainingObligations::take(const PostedTotal& total)
{
    if (total.role != Role::revenue || !heading_.scope.of_ledger(total.entity, total.book)) return;
    books(total.currency).posted += Money{total.credits, total.currency} - Money{total.debits, total.currency};
}

}  // namespace earned
