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

// "1 x 10", {"seats": 5, "unit": "10"}, or "100.00".
Ratio price_of(const Value& said)
{
    if (said.is_record()) {
        Ratio price = 1;
        for (const auto& [name, value] : said.fields()) price *= number_in(value);
        return price;
    }
    if (said.is_text() && said.text().find(" x ") != std::string::npos) {
        const std::vector<Ratio> figures = figures_of(said.text());
        return figures.at(0) * figures.at(1);
    }
    return number_in(said);
}

DuePeriod first_period(const BillingCycle& cycle, Date start)
{
    const DaySpan whole = cycle.holding(start);
    return {{start, whole.to}, whole};
}

// The fee of what was served of a period, which is as long as if it had begun in time.
Money fee(const Asked& asked)
{
    const Money price = asked.cents(asked.has("amount_cents") ? "amount_cents" : "plan_amount_cents");
    if (asked.has("days_billed"))
        return price.share(asked.number("days_billed") / asked.number("days_in_period"), asked.conventions().rounding);
    const Date started = asked.date("started"), ended = asked.date("terminated").next();
    const Interval every = asked.interval("interval");
    const bool by_calendar = asked.text("billing_time") == "calendar";
    const BillingCycle cycle =
        by_calendar ? BillingCycle::calendar(started, every) : BillingCycle::anniversary(asked.date("anchor"), every);
    Money sum = Money::zero(price.currency());
    for (const DuePeriod& due : periods_due(cycle, started, ended, ended, Timing::arrears))
        sum += price.share(due.weight(asked.proration(), asked.conventions().ratio_precision),
                           asked.conventions().rounding);
    return sum;
}

}  // namespace

}  // namespace peers_parts

std::optional<Value> answer_cycles(const Asked& asked)
{
    using namespace peers_parts;
    if (!asked.has("billing_mode") || !asked.has("target")) return std::nullopt;
    const BillingCycle cycle =
        BillingCycle::by_day(asked.date("start"), asked.interval("billing_period"), asked.whole("bill_cycle_day"));
    const Timing timing = asked.text("billing_mode") == "in_arrears" ? Timing::arrears : Timing::advance;
    const std::optional<Date> end = asked.has("end") ? std::optional(asked.date("end")) : std::nullopt;
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
    if (asked.has("fixed_days_in_month") && asked.has("from")) {
        const Date from = asked.date("from"), to = asked.date("to");
        const std::int64_t days = days_counted(asked.proration(), from, to);
        const Ratio ratio = with_places({days, asked.whole("fixed_days_in_month")}, places);
        return Value::record({{"days", Value::number(days)}, {"ratio", exactly(ratio)}});
    }
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
    const DaySpan period = asked.span("period");
    const Date change = asked.policy("change_day", "new") == "old" ? asked.date("change").next() : asked.date("change");
    return part_of({change, period.to}, period, asked.proration(), asked.conventions().ratio_precision);
}

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
    if (asked.has("matched")) {
        lines.push_back(credit(*asked.value("matched").find("old")));
        lines.push_back(charge(*asked.value("matched").find("new")));
        if (asked.has("removed")) lines.push_back(credit(asked.value("removed")));
        if (asked.has("added")) lines.push_back(charge(asked.value("added")));
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
