// On fulfilment: what was handed over, at the price in force when it was; the trigger is the
// line's: fulfilment, acceptance or start.
#include "billing/plans.h"

namespace earned::billing {

Outcome on_fulfilment(const Course& course, std::size_t turn, Calls& calls)
{
    const Promised& promised = course.promised();
    const std::size_t version = course.turns()[turn].version;
    const LineTerms& terms = promised.terms(version);
    const bool called_off = promised.is_called_off(version);
    if (terms.trigger == Trigger::start && !called_off && !promised.words(version).option) {
        calls.push_back(
            {promised.first_day(version), course.price(turn), terms.term, promised.versions().front().event, "start"});
        return Done{};
    }
    calls.reserve(course.steps().size());
    for (const Step& step : course.steps()) {
        const Ratio total = called_off ? step.units : course.worth(course.turns().size() - 1, step.date);
        calls.push_back({step.date, total, std::nullopt, step.event, step.what});
    }
    return Done{};
}

}  // namespace earned::billing
