// Goods that came back lower what is to be invoiced, by the price of a unit when they do.
#include "billing/line_bill.h"
#include "billing/steps.h"

#include <algorithm>

namespace earned::billing {

void credit_returns(LineBill& line)
{
    const Promised& promised = line.promised();
    const bool any = std::any_of(promised.life().happenings.begin(), promised.life().happenings.end(), [](const Happening& one) {
        return std::holds_alternative<GoodsReturned>(one.fact);
    });
    if (!any) return;
    Ratio value, before;
    Money so_far = Money::zero(promised.currency());
    for (const Step& step : returns(promised)) {
        const std::size_t version = promised.version_on(step.date);
        const Ratio quantity = Ratio::of(promised.terms(version).quantity);
        const bool called_off = promised.is_called_off(version);
        if (called_off) value += (step.units - before) * unit_price(promised, version);
        else if (quantity.sign() > 0) value += (step.units - before) / quantity * promised.stated(version);
        before = step.units;
        const Money total = rounded(promised, value);
        if (total == so_far) continue;
        line.add(step.date, so_far - total, std::nullopt, step.event, step.what);
        line.items.back().settle = Settle::refund;
        so_far = total;
    }
    line.sort();
}

}  // namespace earned::billing
