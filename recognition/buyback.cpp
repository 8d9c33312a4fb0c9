#include "recognition/buyback.h"

#include "recognition/interest.h"
#include "recognition/point_in_time.h"

#include <algorithm>

namespace earned {

namespace {

std::int64_t minor_of(const Promise& promise, const Decimal& amount)
{
    return minor_units(amount, currency_of(promise)).rounded(Round::half_away);
}

// The first day on which all of it had been handed over.
std::optional<Date> handed_over_on(const Promise& promise)
{
    const Ratio all = Ratio::of(promise.terms().quantity);
    if (promise.terms().trigger == Trigger::start && promise.terms().term) return promise.terms().term->first;
    for (const Happening& happening : promise.life().happenings)
        if (all <= handed_over_by(promise, happening.at)) return happening.at.date;
    return std::nullopt;
}

std::optional<Moment> bought_back_on(const Promise& promise)
{
    for (const Happening& happening : promise.life().happenings)
        if (std::holds_alternative<GoodsReturned>(happening.fact)) return happening.at;
    return std::nullopt;
}

// Nothing is earned or performed but what is owed back when the right has lapsed.
void wait(Obligation& obligation, const Buyback& buyback)
{
    const std::int64_t stated = obligation.segments.back().stated_base + obligation.segments.back().stated_whole;
    Segment waiting = obligation.segments.front();
    waiting.by_time = false;
    waiting.steps.clear();
    waiting.base = waiting.whole = waiting.stated_base = waiting.stated_whole = waiting.back = 0;
    waiting.share = Ratio();
    obligation.segments.assign(1, waiting);
    if (!buyback.lapses) return;
    Segment sold = waiting;
    sold.from = std::max(*buyback.lapses, waiting.from);
    sold.cause = Cause::time;
    sold.event = 0;
    sold.whole = buyback.owed;
    sold.share = Ratio(buyback.owed);
    sold.stated_whole = stated;
    sold.steps.push_back({sold.from, Cause::time, 0, Ratio(1)});
    obligation.segments.push_back(std::move(sold));
}

void accrue(Walk& walk, const Promise& promise, const Buyback& buyback, std::int64_t received)
{
    const std::optional<Date> from = handed_over_on(promise);
    const Date until = *promise.words().repurchase->date;
    if (!from || buyback.rent != 0 || until < *from) return;
    Loan loan;
    loan.compounding = promise.terms().conventions.compounding == Compounding::straight_line
                           ? Compounding::straight_line
                           : Compounding::monthly;
    loan.months = month_ends_reached(until) - month_ends_reached(*from);
    loan.flows.push_back({0, Decimal::of(received), {}});
    loan.flows.push_back({loan.months, -Decimal::of(buyback.owed), {}});
    if (loan.months == 0) {
        if (buyback.owed != received) walk.earned.interest.push_back({until, 0, buyback.owed - received});
        return;
    }
    if (loan.compounding == Compounding::monthly) loan.rate = rate_solved(loan, Decimal()).value_or(Decimal());
    Decimal sum;
    std::int64_t before = 0;
    const std::vector<Borne> months = interest_of(loan, Decimal());
    const std::optional<Moment> back = bought_back_on(promise);
    for (std::size_t month = 0; month < months.size(); ++month) {
        sum -= months[month].interest;
        const Date date = month_end_after(*from, static_cast<int>(month) + 1);
        const bool last = month + 1 == months.size();
        const std::int64_t now = last ? buyback.owed - received : Ratio::of(sum).rounded(Round::half_away);
        if (back && back->date < date) return;
        if (now != before) walk.earned.interest.push_back({last ? until : date, 0, now - before});
        before = now;
    }
}

}  // namespace

std::optional<Buyback> buyback_of(const Promise& promise)
{
    const std::optional<Repurchase>& words = promise.words().repurchase;
    if (!words || !words->price || !words->date) return std::nullopt;
    const std::int64_t sold_for = promise.terms().stated.minor(), owed = minor_of(promise, *words->price);
    if (words->kind == RepurchaseKind::put && owed <= minor_of(promise, words->market_value.value_or(*words->price)))
        return std::nullopt;
    Buyback buyback;
    buyback.owed = owed;
    buyback.rent = std::max<std::int64_t>(sold_for - owed, 0);
    const std::optional<Moment> back = bought_back_on(promise);
    const Moment end{*words->date, Rank::lapse, 0};
    if (words->kind != RepurchaseKind::forward && !(back && *back <= end)) buyback.lapses = end;
    return buyback;
}

Outcome check_buyback(const Group& group, const Terms& terms)
{
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        const Contract& contract = group.contracts[place];
        for (std::size_t line = 0; line < contract.lines.size(); ++line) {
            const Promise promise{&contract, &terms.contracts[place], line, 0};
            const std::optional<Repurchase>& words = promise.words().repurchase;
            if (!words) continue;
            const std::string where = address(promise) + ", repurchase";
            const bool put = words->kind == RepurchaseKind::put;
            if (!words->date || !words->price || (put && !words->market_value))
                return Fault{
                    "repurchase-incomplete", where, "nothing says whether it is a sale",
                    put ? "give the put its date, price and expected market_value" : "give it a date and a price"};
            const bool alone = group.contracts.size() == 1 && contract.lines.size() == 1;
            const bool as_signed = contract.modifications.empty() && contract.terminations.empty();
            const bool goods = promise.terms().satisfied == Satisfied::point_in_time && !promise.terms().open_quantity;
            const bool plain =
                contract.terms.variable.empty() && !contract.terms.financing && !promise.words().return_right;
            if (buyback_of(promise) && !(alone && as_signed && goods && plain))
                return Fault{"unsupported-repurchase", where,
                             "what is bought back is not a contract of its own, as signed, for goods at a fixed price",
                             "sign the goods that may be bought back as a contract of their own"};
        }
    }
    return Done{};
}

Outcome borrow(Walk& walk)
{
    if (walk.lives.size() != 1 || walk.lives.front().lines.size() != 1) return Done{};
    const Promise& promise = walk.lives.front().lines.front();
    const std::optional<Buyback> buyback = buyback_of(promise);
    if (!buyback) return Done{};
    walk.earned.buyback = buyback;
    wait(walk.lives.front().out, *buyback);
    accrue(walk, promise, *buyback, promise.terms().stated.minor());
    return Done{};
}

}  // namespace earned
