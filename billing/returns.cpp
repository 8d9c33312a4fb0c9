// Goods that came back lower what is to be invoiced, by the price of a unit when they do; under a right of return
// by the price that they were sold for, the first that were handed over first (recognition/returns.h).
#include "billing/line_bill.h"
#include "billing/steps.h"

#include <algorithm>

namespace earned::billing {

namespace {

bool came_back(const Happening& happening) { return std::holds_alternative<GoodsReturned>(happening.fact); }

// What came back and is with us: what is sent again is billed on fulfilment, but was billed already
// by any other plan.
std::vector<Step> kept_back(const Promised& promised)
{
    const std::vector<Step> back = returns(promised);
    if (promised.plan(0) == BillingPlan::on_fulfilment || promised.is_called_off(0)) return back;
    std::vector<Step> steps = back;
    const std::vector<Step> out = deliveries(promised);
    steps.insert(steps.end(), out.begin(), out.end());
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& one, const Step& other) { return one.date < other.date; });
    const auto through = [](const std::vector<Step>& of, Date date) {
        Ratio units;
        for (const Step& step : of)
            if (step.date <= date) units = step.units;
        return units;
    };
    for (Step& step : steps) {
        const Ratio all = Ratio::of(promised.terms(promised.version_on(step.date)).quantity);
        step.units = max(through(back, step.date) - max(through(out, step.date) - all, 0), 0);
    }
    return steps;
}

// What so many of the first units that were handed over had been priced at.
Ratio price_of_first(const Promised& promised, const std::vector<Step>& out, const Ratio& units)
{
    Ratio value, before;
    for (const Step& step : out) {
        const std::size_t version = promised.version_on(step.date);
        const Ratio quantity = Ratio::of(promised.terms(version).quantity);
        const Ratio here = min(step.units, units) - before;
        if (here.sign() <= 0 || quantity.sign() <= 0) continue;
        value += here / quantity * promised.stated(version);
        before += here;
    }
    return value;
}

bool is_sold_with_return(const Promised& promised)
{
    const std::vector<LineVersion>& versions = promised.life().versions;
    return versions.size() > 1 && versions.front().line.return_right && !promised.is_called_off(0);
}

}  // namespace

void credit_returns(LineBill& line)
{
    const Promised& promised = line.promised();
    const std::vector<Happening>& happenings = promised.life().happenings;
    if (std::none_of(happenings.begin(), happenings.end(), came_back)) return;
    Ratio value, before;
    Money so_far = Money::zero(promised.currency());
    for (const Step& step : kept_back(promised)) {
        const std::size_t version = promised.version_on(step.date);
        const Ratio quantity = Ratio::of(promised.terms(version).quantity);
        const Ratio more = step.units - before;
        if (is_sold_with_return(promised))
            value = price_of_first(promised, deliveries(promised), step.units);
        else if (promised.is_called_off(version))
            value += more * unit_price(promised, version);
        else if (quantity.sign() > 0)
            value += more / quantity * promised.stated(version);
        before = step.units;
        const Money total = rounded(promised, value);
        if (total == so_far) continue;
        line.add(step.date, so_far - total, std::nullopt, step.event, step.what);
        if (so_far < total) line.items.back().settle = Settle::refund;
        so_far = total;
    }
    line.sort();
}

}  // namespace earned::billing
