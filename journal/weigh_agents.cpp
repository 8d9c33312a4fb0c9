// What an agent owes its supplier, as the supplier's goods are transferred to the customer.
#include "journal/weigh_costs.h"

#include "recognition/agency.h"

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

void add_supplier_payable(Plan& plan, const Halves& halves, const Places&)
{
    for (std::size_t place = 0; place < halves.earned.obligations.size(); ++place) {
        const Obligation& obligation = halves.earned.obligations[place];
        const auto share = supplier_share(halves.group, halves.terms, obligation);
        if (!share || !*share) continue;
        RunningRow owed(plan, {.at = {},
                               .obligation = static_cast<std::uint16_t>(place),
                               .source = Source::recognition,
                               .debit = Role::contract_liability,
                               .credit = Role::supplier_payable,
                               .amount = 0,
                               .with_time = false});
        const auto total = [&](Moment at) { return (*share)->by(obligation, at); };
        each_progress(obligation, halves.terms.calendar,
                      [&](Moment at, bool with_time) { owed.reach(at, total(at), with_time); });
    }
}

}  // namespace earned
