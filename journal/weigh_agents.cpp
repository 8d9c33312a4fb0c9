// What an agent owes its supplier, as the supplier's goods are transferred to the customer.
#include "journal/weigh_costs.h"

#include "recognition/agency.h"

namespace earned {

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
        const auto total = [&](Moment at) {
            return (Ratio(**share) * progress_at(obligation, at, at.date)).rounded(Round::half_away);
        };
        for (const Segment& segment : obligation.segments) {
            for (const Step& step : segment.steps) owed.reach(step.at, total(step.at));
            if (!segment.by_time) continue;
            const FiscalCalendar& calendar = halves.terms.calendar;
            for (Date end = calendar.last(calendar.period_of(segment.term.first)); end < segment.term.last;
                 end = calendar.last(calendar.period_of(end.next())))
                owed.reach(end_of(end), total(end_of(end)), true);
            owed.reach(end_of(segment.term.last), total(end_of(segment.term.last)), true);
        }
    }
}

}  // namespace earned
