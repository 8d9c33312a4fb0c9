// What an agent owes its supplier, as the supplier's goods are transferred to the customer; of a card, as it is paid.
#include "journal/weigh_costs.h"

#include "journal/suppliers.h"
#include "recognition/agency.h"

#include <map>

namespace earned {

void each_progress(const Obligation& obligation, const FiscalCalendar& calendar,
                   const std::function<void(Moment at, bool with_time)>& visit)
{
    for (std::size_t place = 0; place < obligation.segments.size(); ++place) {
        const Segment& segment = obligation.segments[place];
        const bool last = place + 1 == obligation.segments.size();
        const auto counts = [&](Moment at) { return last || at < obligation.segments[place + 1].from; };
        for (const Step& step : segment.steps) visit(step.at, false);
        if (!segment.by_time) continue;
        for (Date end = calendar.last(calendar.period_of(segment.term.first)); end < segment.term.last;
             end = calendar.last(calendar.period_of(end.next())))
            if (segment.from <= end_of(end) && counts(end_of(end))) visit(end_of(end), true);
        if (counts(end_of(segment.term.last))) visit(end_of(segment.term.last), true);
    }
}

namespace {

// Of a card: what of its price isn't the agent's, until it ends.
void add_collected_for_others(Plan& plan, std::uint16_t place, const Obligation& obligation)
{
    RunningRow collected(plan, {.at = {},
                                .obligation = place,
                                .source = Source::presentation,
                                .debit = Role::contract_liability,
                                .credit = Role::supplier_payable,
                                .amount = 0,
                                .with_time = false});
    for (const Segment& segment : obligation.segments)
        collected.reach(segment.from, segment.supplied_base + segment.supplied_whole);
}

bool is_with_time(const Obligation& obligation, Moment at)
{
    bool with_time = false;
    for (const Segment& segment : obligation.segments)
        if (segment.from <= at) with_time = segment.by_time;
    return with_time;
}

bool is_used_later(const std::vector<LineOf>& lines)
{
    return !lines.empty() && lines.front().versions->front().measure == Measure::redemption;
}

}  // namespace

void add_supplier_payable(Plan& plan, const Halves& halves, const Places& places)
{
    for (std::size_t place = 0; place < halves.earned.obligations.size(); ++place) {
        const Obligation& obligation = halves.earned.obligations[place];
        if (!is_arranged(obligation)) continue;
        if (is_used_later(places.lines_of(place)))
            add_collected_for_others(plan, static_cast<std::uint16_t>(place), obligation);
        RunningRow owed(plan, {.at = {},
                               .obligation = static_cast<std::uint16_t>(place),
                               .source = Source::recognition,
                               .debit = Role::contract_liability,
                               .credit = Role::supplier_payable,
                               .amount = 0,
                               .with_time = false});
        // A change in mid-term counts time up to the day before.
        std::map<Moment, bool> moments;
        for (const Segment& segment : obligation.segments) moments[segment.from] = false;
        each_progress(obligation, halves.terms.calendar, [&](Moment at, bool with_time) { moments[at] = with_time; });
        for (const auto& [at, with_time] : moments) {
            const bool counts_the_day = with_time || !is_with_time(obligation, at);
            owed.reach(at, supplied_at(obligation, at, counts_the_day ? at.date : at.date.previous()), with_time);
        }
    }
}

}  // namespace earned
