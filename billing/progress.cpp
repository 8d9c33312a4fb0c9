// Progress: the price x what has been measured as done (percent, units, milestones), when it is.
#include "billing/plans.h"

namespace earned::billing {

Outcome progress(const Course& course, std::size_t turn, Calls& calls)
{
    const Promised& promised = course.promised();
    const LineTerms& terms = promised.terms(course.turns()[turn].version);
    const bool is_measured =
        terms.satisfied == Satisfied::over_time &&
        (terms.measure == Measure::percent || terms.measure == Measure::units || terms.measure == Measure::milestones);
    if (!is_measured || promised.is_called_off(course.turns()[turn].version))
        return Fault{"plan-unsupported", where(promised) + ", billing.plan",
                     "progress is billed of lines measured by percent, units or milestones only",
                     "measure the line so, or bill it by instalments"};
    for (const Step& step : course.steps())
        calls.push_back(
            {step.date, course.worth(course.turns().size() - 1, step.date), std::nullopt, step.event, step.what});
    return Done{};
}

}  // namespace earned::billing
