// The days on which something is billed.
#include "app/peers/asked.h"

#include "app/zone.h"
#include "rules/cycle.h"

namespace earned::app {

namespace peers_calendar {

namespace {

BillingCycle cycle_of(const Asked& asked)
{
    return BillingCycle::by_day(asked.date("start"), asked.interval("period"), asked.whole("bill_cycle_day"));
}

std::optional<Date> end_of(const Asked& asked)
{
    if (!asked.has("end")) return std::nullopt;
    if (asked.date("end") < asked.date("start")) throw PeerRefused("it ends before it starts");
    return asked.date("end");
}

Value items(const Asked& asked)
{
    const Timing timing = asked.timing("mode");
    std::vector<Value> items;
    for (const DuePeriod& due :
         periods_due(cycle_of(asked), asked.date("start"), end_of(asked), asked.date("target"), timing))
        items.push_back(Value::list({told(due.covers.from), told(due.covers.to)}));
    return Value::record({{"items", Value::list(std::move(items))}});
}

// Through which day something is invoiced in advance by the target, and the last boundary until then.
Value reach(const Asked& asked)
{
    const BillingCycle cycle = cycle_of(asked);
    Date through = cycle.after_day(asked.date("target"));
    if (const std::optional<Date> end = end_of(asked)) through = std::min(through, *end);
    return Value::record(
        {{"effective_end", told(through)}, {"last_billing_cycle_date", told(cycle.on_or_before(through))}});
}

Value firsts(const Asked& asked)
{
    Fields fields;
    for (const auto& [name, wanted] : asked.about.expected.find("first_billing_cycle_date")->fields())
        fields.emplace_back(
            name,
            told(BillingCycle::by_day(asked.date("start"), interval_in(name), asked.whole("bill_cycle_day")).first()));
    return Value::record({{"first_billing_cycle_date", Value::record(std::move(fields))}});
}

// The period that is billed at an instant: the one that has ended by then; in advance, or when the
// subscription ends, the one that holds it.
Value billed_at(const Asked& asked)
{
    const Zone zone(asked.has("timezone") ? asked.text("timezone") : "UTC");
    const Date day = zone.day_of(second_in(asked.text("billing_at")));
    const Interval every = asked.interval("interval");
    const BillingCycle cycle = asked.text("billing_time") == "calendar"
                                   ? BillingCycle::calendar(day, every)
                                   : BillingCycle::anniversary(asked.date("anchor"), every);
    const DaySpan holding = cycle.holding(day);
    const bool itself = asked.flag("pay_in_advance") || asked.flag("terminated");
    const DaySpan period = itself ? holding : cycle.before(holding.from);
    Fields fields;
    if (asked.wants("from")) fields.emplace_back("from", Value::text(instant_text(zone.start_of(period.from))));
    if (asked.wants("to")) fields.emplace_back("to", Value::text(instant_text(zone.start_of(period.to) - 1)));
    return Value::record(std::move(fields));
}

// The first boundary after an instant, at the anchor's time of day.
Value next_billing(const Asked& asked)
{
    const std::string current = asked.text("current"), anchor = asked.text("anchor");
    const std::int64_t time = second_in(anchor) % 86400, now = second_in(current);
    const BillingCycle cycle = BillingCycle::anniversary(date_in(anchor), asked.interval("period"));
    Date next = cycle.on_or_before(date_in(current));
    // By the policy annual_anchor it is the anchor's day of the year after, however far that is.
    if (asked.policy("annual_anchor") == "next_year" && asked.interval("period") == Interval{12, Interval::month})
        next = cycle.on_or_before(Date::of(date_in(current).year() + 1, 12, 31));
    while (next.serial() * std::int64_t{86400} + time <= now) next = cycle.after_day(next);
    const std::string hour = anchor.size() > 10 ? anchor.substr(10) : "";
    return Value::record({{"next_billing", Value::text(next.text() + hour)}});
}

}  // namespace

}  // namespace peers_calendar

std::optional<Value> answer_calendar(const Asked& asked)
{
    using namespace peers_calendar;
    if (asked.wants("first_billing_cycle_date")) return firsts(asked);
    if (asked.wants("items") && asked.has("bill_cycle_day")) return items(asked);
    if (asked.has("bill_cycle_day") && asked.has("target")) return reach(asked);
    if (asked.wants("whole_periods"))
        return Value::record(
            {{"whole_periods", Value::number(std::int64_t{
                                   whole_periods({asked.date("from"), asked.date("to")}, asked.interval("period"))})}});
    if (asked.has("n") && asked.has("from")) {
        std::vector<Value> dates;
        const BillingCycle cycle = BillingCycle::anniversary(asked.date("from"), asked.interval("period"));
        for (const Ratio& n : numbers_in(asked.value("n")))
            dates.push_back(told(cycle.boundary(static_cast<int>(n.rounded(Round::down)))));
        return Value::record({{"dates", Value::list(std::move(dates))}});
    }
    if (asked.has("billing_at")) return billed_at(asked);
    if (asked.has("current") && asked.has("anchor")) return next_billing(asked);
    return std::nullopt;
}

}  // namespace earned::app
