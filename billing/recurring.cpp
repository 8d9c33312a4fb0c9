// Recurring: a period's service, in advance on its first day or in arrears on its last.
#include "billing/plans.h"

namespace earned::billing {

namespace {

// The first day of that number on or after the date; a short month's last day where it has none.
Date first_such_day(Date date, const std::optional<int>& day)
{
    if (!day) return date;
    const Date here = date.plus_months(0, *day);
    return date <= here ? here : date.plus_months(1, *day);
}

const char* unit_of(const Interval& every)
{
    if (every.count != 1) return every == Interval{3, Interval::month} ? "quarter " : "period ";
    switch (every.unit) {
        case Interval::day:
            return "day ";
        case Interval::week:
            return "week ";
        case Interval::month:
            return "month ";
        case Interval::year:
            return "year ";
    }
    return "period ";
}

}  // namespace

Outcome recurring(const Course& course, std::size_t turn, Calls& calls)
{
    const Promised& promised = course.promised();
    const Course::Turn& now = course.turns()[turn];
    const std::size_t version = now.version;
    const BillingTerms& billing = promised.billing(version);
    const bool in_advance = billing.timing.value_or(Timing::advance) == Timing::advance;
    const Periods& periods = course.periods(version);
    const std::string unit = unit_of(billing.every.value_or(promised.words(version).per.value_or(Interval{})));
    const std::string of = promised.is_open_ended(version) ? "" : " of " + std::to_string(periods.size());
    if (promised.wanted == Date::never()) calls.reserve(periods.size());
    for (std::size_t period = 0; period < periods.size(); ++period) {
        const Term term = periods.term(period);
        const Date date = first_such_day(in_advance ? term.first : term.last, billing.invoice_day);
        if (promised.wanted < date) break;
        const Ratio total = turn == 0 ? now.rate * periods.share(period) : course.worth(turn, term.last);
        calls.push_back({date, total, term, promised.versions().front().event, unit + std::to_string(period + 1) + of});
    }
    return Done{};
}

}  // namespace earned::billing
