#include "recognition/returns.h"

#include "recognition/point_in_time.h"

#include <algorithm>

namespace earned {

namespace {

struct Estimate {
    std::optional<Decimal> quantity, rate;
};

Estimate said_by(const ReturnRight& right) { return {right.expected_quantity, right.expected_rate}; }

// Handed over and come back by a moment, and what is expected of it.
struct Stock {
    Ratio handed_over, back;
    Estimate expected;
    bool estimable = true;
};

Stock stock_at(const Promise& promise, Moment at)
{
    Stock stock;
    for (std::size_t place = 0; place < promise.life().versions.size(); ++place) {
        const LineVersion& version = promise.life().versions[place];
        if (at < version.from || !version.line.return_right) continue;
        stock.expected = said_by(*version.line.return_right);
        stock.estimable = version.line.return_right->estimable;
    }
    stock.handed_over = handed_over_by(promise, at);
    for (const Happening& happening : promise.life().happenings) {
        if (at < happening.at) break;
        if (const auto* returned = std::get_if<GoodsReturned>(&happening.fact))
            stock.back += Ratio::of(returned->quantity);
        const auto* revised = std::get_if<EstimateRevised>(&happening.fact);
        if (revised == nullptr || (!revised->expected_quantity && !revised->expected_rate)) continue;
        stock.expected = {revised->expected_quantity, revised->expected_rate};
        stock.estimable = true;
    }
    return stock;
}

Ratio expected_in_all(const Promise& promise, const Stock& stock)
{
    if (!stock.estimable) return stock.handed_over;
    if (stock.expected.rate) return Ratio::of(*stock.expected.rate) * stock.handed_over;
    const Ratio ordered = Ratio::of(promise.terms().quantity);
    const Ratio expected = Ratio::of(stock.expected.quantity.value_or(Decimal()));
    if (ordered.sign() <= 0) return expected;
    return min(expected * stock.handed_over / ordered, stock.handed_over);
}

std::optional<Moment> ends_at(const Promise& promise)
{
    std::optional<Date> until;
    for (const LineVersion& version : promise.life().versions)
        if (version.line.return_right) until = version.line.return_right->until;
    if (!until) return std::nullopt;
    return Moment{*until, Rank::lapse, 0};
}

}  // namespace

bool may_come_back(const Promise& promise) { return promise.words().return_right.has_value(); }

bool has_come_back(const Promise& promise)
{
    const std::vector<Happening>& happenings = promise.life().happenings;
    return std::any_of(happenings.begin(), happenings.end(), [](const Happening& happening) {
        return std::holds_alternative<GoodsReturned>(happening.fact);
    });
}

Ratio expected_back(const Promise& promise, Moment at)
{
    if (!may_come_back(promise)) return {};
    const std::optional<Moment> end = ends_at(promise);
    if (end && *end <= at) return {};
    const Stock stock = stock_at(promise, at);
    return max(expected_in_all(promise, stock) - stock.back, Ratio());
}

Ratio not_kept(const Promise& promise, Moment at, Handed handed)
{
    Stock stock = stock_at(promise, at);
    const Ratio ordered = Ratio::of(promise.terms().quantity), back = stock.back;
    const Ratio replaced = max(stock.handed_over - ordered, Ratio());
    if (handed == Handed::all) stock.handed_over = max(stock.handed_over, ordered);
    const std::optional<Moment> end = ends_at(promise);
    const Ratio expected = end && *end <= at ? Ratio() : expected_in_all(promise, stock);
    return max(max(expected, back) - replaced, Ratio());
}

std::vector<Reading> moments_of_return(const Promise& promise)
{
    std::vector<Reading> moments;
    if (!may_come_back(promise) && !has_come_back(promise)) return moments;
    for (const Happening& happening : promise.life().happenings) {
        const auto* revised = std::get_if<EstimateRevised>(&happening.fact);
        const bool estimate = revised != nullptr && (revised->expected_quantity || revised->expected_rate);
        moments.push_back({happening.at, estimate ? Cause::estimate : Cause::performance, happening.event, {}, {}});
    }
    if (promise.terms().trigger == Trigger::start && promise.terms().term)
        moments.push_back({{promise.terms().term->first, Rank::fulfilment, 0}, Cause::performance, 0, {}, {}});
    if (const std::optional<Moment> end = ends_at(promise)) moments.push_back({*end, Cause::time, 0, {}, {}});
    return moments;
}

Outcome check_return_right(const Promise& promise)
{
    for (const Happening& happening : promise.life().happenings) {
        if (!std::holds_alternative<GoodsReturned>(happening.fact)) continue;
        const Stock stock = stock_at(promise, happening.at);
        if (stock.handed_over < stock.back)
            return Fault{
                "returned-too-many", address(promise) + ", goods.returned, " + happening.at.date.text(),
                stock.back.text() + " have come back of " + stock.handed_over.text() + " that were handed over",
                "correct the quantity, or send the delivery that is missing"};
    }
    for (const Reading& moment : moments_of_return(promise)) {
        const Stock stock = stock_at(promise, moment.at);
        const std::string where = address(promise) + ", return_right, " + moment.at.date.text();
        if (stock.expected.rate && (Decimal::of(1) < *stock.expected.rate || stock.expected.rate->sign() < 0))
            return Fault{"rate-out-of-range", where, "the share expected back is not between 0 and 1",
                         "write it as a share: 0.03 for three of a hundred"};
        if (stock.expected.quantity && stock.expected.quantity->sign() < 0)
            return Fault{"quantity-negative", where, "less than nothing is expected back", "expect 0 or more"};
        if (moment.cause == Cause::estimate && expected_in_all(promise, stock) < stock.back)
            return Fault{"estimate-below-certain", where, "fewer are expected back than have come back already",
                         "expect at least what has come back, in all and not what is still to come"};
    }
    return Done{};
}

}  // namespace earned
