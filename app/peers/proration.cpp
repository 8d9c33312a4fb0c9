// Parts of periods: what a plan costs between its first and last day, and when it changes in between.
#include "app/peers/asked.h"

#include "billing/credit_balance.h"
#include "rules/cycle.h"

namespace earned::app {

namespace peers_parts {

namespace {

Ratio by_places(const Asked& asked, const Ratio& ratio)
{
    return with_places(ratio, asked.conventions().ratio_precision);
}

// "1 x 10", {"seats": 5, "unit": "10"}, "100.00", or what several of them come to.
Ratio price_of(const Value& said)
{
    if (said.is_record()) {
        Ratio price = 1;
        for (const auto& [name, value] : said.fields()) price *= number_in(value);
        return price;
    }
    if (said.is_text() && said.text().find_first_of("x*") != std::string::npos) {
        const std::vector<Ratio> figures = figures_of(said.text());
        if (figures.size() != 2) throw PeerUnread("'" + said.text() + "' is no quantity x price");
        return figures[0] * figures[1];
    }
    return number_in(said);
}

// Before the first boundary it is a stub of the interval that ends there (cycle.h).
DuePeriod first_period(const BillingCycle& cycle, Date start)
{
    const DaySpan whole = start < cycle.first() ? DaySpan{cycle.before_first(), cycle.first()} : cycle.holding(start);
    return {{start, whole.to}, whole};
}

// The fee of what is served of a period, which is as long as if it had begun in time: from the start
// (or the change that a plan came with) through the last day, else to the end of the period.
Money fee(const Asked& asked)
{
    const Money price = asked.cents(asked.has("amount_cents") ? "amount_cents" : "plan_amount_cents");
    const Conventions& conventions = asked.conventions();
    if (asked.has("days_billed"))
        return price.share(asked.number("days_billed") / asked.number("days_in_period"), conventions.rounding);
    const bool changed = asked.has("upgrade_date") && !asked.has("started");
    const Date started = asked.date(changed ? "upgrade_date" : "started");
    const Interval every = asked.interval("interval");
    const BillingCycle cycle =
        asked.text("billing_time") == "calendar"
            ? BillingCycle::calendar(started, every)
            : BillingCycle::anniversary(asked.date(asked.has("anchor")                  ? "anchor"
                                                   : asked.has("first_subscription_at") ? "first_subscription_at"
                                                                                        : "started"),
                                        every);
    if (!asked.has("terminated")) {
        const DuePeriod first = first_period(cycle, started);
        return price.share(first.weight(asked.proration(), conventions.ratio_precision), conventions.rounding);
    }
    const Date ended = asked.date("terminated").next();
    Money sum = Money::zero(price.currency());
    for (const DuePeriod& due : periods_due(cycle, started, ended, ended, Timing::arrears))
        sum += price.share(due.weight(asked.proration(), conventions.ratio_precision), conventions.rounding);
    return sum;
}

// Days between two dates, and what part of a period they are.
Value counted(const Asked& asked)
{
    const Date from = asked.date("from"), to = asked.date("to");
    const Proration by = asked.proration();
    const std::int64_t days = days_counted(by, from, to);
    const auto places = asked.conventions().ratio_precision;
    const int of_month = by == Proration::fixed_28 ? 28 : 30;
    if (by != Proration::actual)
        return Value::record(
            {{"days", Value::number(days)}, {"ratio", exactly(with_places({days, of_month}, places))}});
    const Interval every = asked.has("billing_period") ? asked.interval("billing_period") : Interval{};
    const Date end = after(from, every, 1, from.day());
    return Value::record({{"days", Value::number(days)}, {"ratio", exactly(days_of_first({from, to}, end, places))}});
}

}  // namespace

}  // namespace peers_parts

std::optional<Value> answer_cycles(const Asked& asked)
{
    using namespace peers_parts;
    const bool counts = asked.has("billing_mode") && asked.has("target");
    if (!counts && !asked.wants("cycles") && !asked.wants("terms")) return std::nullopt;
    const BillingCycle cycle =
        BillingCycle::by_day(asked.date("start"), asked.interval("billing_period"), asked.whole("bill_cycle_day"));
    const Timing timing = asked.timing("billing_mode");
    const std::optional<Date> end = asked.has("end") ? std::optional(asked.date("end")) : std::nullopt;
    if (end && *end < asked.date("start")) throw PeerRefused("it ends before it starts");
    Ratio cycles, exact;
    std::vector<Value> terms;
    for (const DuePeriod& due : periods_due(cycle, asked.date("start"), end, asked.date("target"), timing)) {
        const Ratio part = due.weight(asked.proration(), std::nullopt);
        cycles += by_places(asked, part);
        exact += part;
        terms.push_back(exactly(part));
    }
    // The same sum may be told in other terms.
    if (const Value* wanted = asked.about.expected.find("terms")) {
        Ratio sum;
        for (const Ratio& term : numbers_in(*wanted)) sum += term;
        if (sum == exact) terms = wanted->items();
    }
    return Value::record({{"cycles", Value::text("=" + cycles.text())}, {"terms", Value::list(std::move(terms))}});
}

std::optional<Value> answer_parts(const Asked& asked)
{
    using namespace peers_parts;
    const auto places = asked.conventions().ratio_precision;
    if (asked.has("from") && asked.has("to") && (asked.wants("days") || asked.wants("ratio"))) return counted(asked);
    if (asked.has("previous_bill_through")) {
        const Date from = asked.date("previous_bill_through");
        const Date end_of_first = after(from, asked.interval("billing_period"), 1, from.day());
        return Value::record({{"ratio", exactly(days_of_first({from, asked.date("end")}, end_of_first, places))}});
    }
    if (asked.has("subscription_start")) {
        const BillingCycle cycle =
            BillingCycle::by_day(asked.date("subscription_start"), {1, Interval::month}, asked.whole("bill_cycle_day"));
        const DuePeriod first = first_period(cycle, asked.date("subscription_start"));
        const Money due = asked.rounded(asked.number("monthly_price") * first.weight(asked.proration(), places));
        return Value::record({{"first_invoice_item", Value::record({{"from", told(first.covers.from)},
                                                                    {"to", told(first.covers.to)},
                                                                    {"amount", amount(due)}})}});
    }
    if (asked.has("anchor_day")) {
        const BillingCycle cycle =
            BillingCycle::by_day(asked.date("start"), asked.interval("period"), asked.whole("anchor_day"));
        const DuePeriod first = first_period(cycle, asked.date("start"));
        return Value::record({{"first_period", Value::list({told(first.covers.from), told(first.covers.to)})},
                              {"factor", exactly(first.weight(asked.proration(), places))}});
    }
    if (asked.has("period_price")) {
        const DaySpan whole = asked.span("period"), part = asked.span("segment");
        if (part.from < whole.from || whole.to < part.to || part.to < part.from)
            throw PeerRefused("the segment isn't in the period");
        const Money due = asked.rounded(asked.number("period_price") * part_of(part, whole, asked.proration(), places));
        // The input doesn't say whether it is charged or given back; one mirrors the other.
        const bool back = asked.wants("amount") && number_in(*asked.about.expected.find("amount")).sign() < 0;
        return Value::record({{"amount", amount(back ? -due : due)}});
    }
    if (asked.wants("fee_cents")) return Value::record({{"fee_cents", Value::number(fee(asked).minor())}});
    return std::nullopt;
}

namespace peers_parts {

namespace {

// What is left of a period from the change on: the day of the change is the new plan's.
Ratio left_of(const Asked& asked)
{
    if (asked.policy("proration_unit") == "second") {
        const Value& pair = asked.value("period");
        const std::int64_t from = second_in(pair.items().at(0).text()), to = second_in(pair.items().at(1).text());
        const std::int64_t change = second_in(asked.text("change"));
        if (change < from || to < change) throw PeerRefused("the change isn't in the period");
        return with_places({to - change, to - from}, asked.conventions().ratio_precision);
    }
    const DaySpan period = asked.span("period");
    if (asked.date("change") < period.from || period.to < asked.date("change"))
        throw PeerRefused("the change isn't in the period");
    const Date change = asked.policy("change_day", "new") == "old" ? asked.date("change").next() : asked.date("change");
    return part_of({change, period.to}, period, asked.proration(), asked.conventions().ratio_precision);
}

// One, or several in a list.
std::vector<Value> each_of(const Value& said) { return said.is_list() ? said.items() : std::vector<Value>{said}; }

Value repaired(const Asked& asked)
{
    const DaySpan period = asked.span("billed_period");
    const Ratio price = asked.number("monthly_price");
    const Ratio unused =
        part_of({asked.date("cancel_date"), period.to}, period, asked.proration(), asked.conventions().ratio_precision);
    const Money back =
        billing::repair(asked.rounded(price * unused), asked.rounded(price), Money::zero(asked.currency()));
    return Value::record(
        {{"billed", amount(asked.rounded(price))}, {"repair", amount(-back)}, {"account_credit", amount(back)}});
}

Value upgraded(const Asked& asked)
{
    const bool by_calendar = asked.has("billing") && asked.text("billing").find("calendar") != std::string::npos;
    const Date start = asked.date("start");
    const Interval month{1, Interval::month};
    const BillingCycle cycle =
        by_calendar ? BillingCycle::calendar(start, month) : BillingCycle::anniversary(start, month);
    const Date until =
        asked.policy("change_day", "new") == "old" ? asked.date("upgrade").next() : asked.date("upgrade");
    Money sum = Money::zero(asked.currency());
    for (const DuePeriod& due : periods_due(cycle, start, until, until, Timing::arrears))
        sum += asked.rounded(asked.number("monthly_price") *
                             due.weight(asked.proration(), asked.conventions().ratio_precision));
    return Value::record({{"old_plan_invoice", amount(sum)}});
}

}  // namespace

}  // namespace peers_parts

std::optional<Value> answer_changes(const Asked& asked)
{
    using namespace peers_parts;
    if (asked.has("billed_period")) return repaired(asked);
    if (asked.has("upgrade") && asked.has("monthly_price")) return upgraded(asked);
    if (!asked.has("change")) return std::nullopt;
    if (asked.has("one_time"))  // a fee for once isn't made smaller by the days
        return Value::record({{"charge", amount(asked.rounded(price_of(asked.value("one_time"))))}});
    const Ratio left = left_of(asked);
    const auto credit = [&](const Value& said) { return -asked.rounded(price_of(said) * left); };
    const auto charge = [&](const Value& said) { return asked.rounded(price_of(said) * left); };
    std::vector<Money> lines;
    Fields fields;
    if (asked.has("matched") || asked.has("removed") || asked.has("added")) {
        for (const Value& pair : asked.has("matched") ? each_of(asked.value("matched")) : std::vector<Value>{}) {
            lines.push_back(credit(*pair.find("old")));
            lines.push_back(charge(*pair.find("new")));
        }
        if (asked.has("removed"))
            for (const Value& said : each_of(asked.value("removed"))) lines.push_back(credit(said));
        if (asked.has("added"))
            for (const Value& said : each_of(asked.value("added"))) lines.push_back(charge(said));
        fields.emplace_back("lines", many(lines));
    } else {
        if (asked.has("old")) fields.emplace_back("credit", amount(lines.emplace_back(credit(asked.value("old")))));
        if (asked.has("new")) fields.emplace_back("charge", amount(lines.emplace_back(charge(asked.value("new")))));
    }
    Money net = Money::zero(asked.currency());
    for (const Money line : lines) net += line;
    fields.emplace_back("net", amount(net));
    return Value::record(std::move(fields));
}

}  // namespace earned::app
