#include "rules/ramp.h"

#include "rules/price.h"

#include <algorithm>

namespace earned {

namespace {

Ratio price_of_step(const Steps& steps, const Ramp& step)
{
    if (step.price) return Ratio::of(*step.price);
    return steps.quantity * Ratio::of(step.unit_price.value_or(Decimal()));
}

}  // namespace

bool has_ramp(const Line& line) { return line.billing && !line.billing->ramp.empty(); }

Steps steps_of_price(const Line& line, Proration proration, Align align, std::optional<int> places)
{
    Steps steps{.ramp = line.billing->ramp,
                .quantity = 1,
                .unit_price = {},
                .per = {1, Interval::month},
                .of_stretch = !line.per,
                .proration = proration,
                .align = align,
                .places = places};
    if (line.quantity) steps.quantity = Ratio::of(*line.quantity);
    if (line.unit_price) steps.unit_price = Ratio::of(*line.unit_price);
    if (line.per) steps.per = *line.per;
    std::stable_sort(steps.ramp.begin(), steps.ramp.end(),
                     [](const Ramp& one, const Ramp& other) { return one.from < other.from; });
    return steps;
}

Ratio ramp_price(const Steps& steps, Term term, Term within)
{
    const auto through = [&](Date day) {
        return day < term.first ? Ratio()
                                : periods_in({term.first, day}, steps.per, steps.proration, steps.align, steps.places);
    };
    Ratio sum, price = steps.quantity * steps.unit_price;
    Date from = term.first;  // of the price
    const auto count = [&](Date next) {
        const Date first = std::max(from, within.first), end = std::min(next, within.last.next());
        const Ratio all = through(next.previous()) - through(from.previous());
        const Ratio periods = end <= first ? Ratio() : through(end.previous()) - through(first.previous());
        if (periods.sign() > 0) sum += steps.of_stretch ? price * periods / all : price * periods;
        from = next;
    };
    for (const Ramp& step : steps.ramp) {
        const Date next = std::min(step.from, term.last.next());
        if (from < next) count(next);
        price = price_of_step(steps, step);
    }
    if (from <= term.last) count(term.last.next());
    return sum;
}

bool is_stepped(const Line& line, const LineTerms& terms)
{
    const bool with_time = terms.satisfied == Satisfied::over_time &&
                           (terms.measure == Measure::daily || terms.measure == Measure::monthly);
    return with_time && !line.price && terms.term && !terms.open_quantity && terms.billing.free.empty() &&
           terms.billing.plan != BillingPlan::usage;
}

}  // namespace earned
