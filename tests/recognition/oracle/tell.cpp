#include "tests/recognition/oracle/tell.h"

#include "contract/fold.h"
#include "tests/recognition/figures.h"
#include "tests/rules/standard.h"

#include <algorithm>
#include <random>

namespace earned::oracle {

namespace {

using Fields = std::vector<Value::Field>;

Value money(std::int64_t cents) { return Value::number(Money(cents, usd()).plain()); }
Value text(const std::string& words) { return Value::text(words); }

Value back_of(const ComesBack& right)
{
    Fields fields;
    if (right.units) fields.emplace_back("expected_quantity", Value::number(*right.units));
    if (right.percent) fields.emplace_back("expected_rate", money(*right.percent));
    if (!right.estimable) fields.emplace_back("estimable", Value::boolean(false));
    if (right.until) fields.emplace_back("until", text(right.until->text()));
    return Value::record(std::move(fields));
}

Value treatment_of(const Promised& promised)
{
    static const char* const measures[] = {"daily", "monthly", "units", "percent", "cost_to_cost"};
    Fields fields;
    if (promised.work == Work::handed_over) {
        fields = {{"satisfied", text("point_in_time")}, {"trigger", text("fulfilment")}};
    } else {
        fields = {{"satisfied", text("over_time")}, {"measure", text(measures[static_cast<int>(promised.work)])}};
    }
    if (promised.parts.size() > 1) fields.emplace_back("obligation", text(promised.id));
    return Value::record(std::move(fields));
}

Value line_of(const Promised& promised, const Part& part)
{
    Fields fields{{"line", text(part.id)}, {"ssp", money(part.standalone)}}, billing{{"plan", text("none")}};
    if (promised.steps.empty()) {
        fields.emplace_back("price", money(part.price));
    } else {
        fields.emplace_back("unit_price", money(promised.steps.front().a_month));
        fields.emplace_back("per", text("1 month"));
        std::vector<Value> steps;
        for (const Step& step : promised.steps)
            steps.push_back(Value::record({{"from", text(step.from.text())}, {"unit_price", money(step.a_month)}}));
        billing.emplace_back("ramp", Value::list(std::move(steps)));
    }
    if (passes_with_time(promised.work)) {
        fields.emplace_back("start", text(promised.first.text()));
        fields.emplace_back("end", text(promised.last.text()));
    }
    if (promised.work == Work::in_units || promised.work == Work::handed_over)
        fields.emplace_back("quantity", Value::number(part.size));
    if (promised.work == Work::by_cost) fields.emplace_back("expected_cost", money(part.size));
    if (promised.comes_back) fields.emplace_back("return_right", back_of(*promised.comes_back));
    fields.emplace_back("treatment", treatment_of(promised));
    fields.emplace_back("billing", Value::record(std::move(billing)));
    return Value::record(std::move(fields));
}

void add_lines(std::vector<Value>& lines, const Promised& promised)
{
    for (const Part& part : promised.parts) lines.push_back(line_of(promised, part));
}

void add_estimate(Fields& fields, const Estimate& estimate)
{
    if (estimate.chances.size() == 1) {
        fields.emplace_back(estimate.a_unit ? "per_unit" : "amount", money(estimate.chances.front().amount));
    } else {
        std::vector<Value> scenarios;
        for (const Chance& chance : estimate.chances)
            scenarios.push_back(Value::record({{"amount", money(chance.amount)},
                                               {"probability", Value::number("0." + std::to_string(chance.tenths))}}));
        fields.emplace_back("scenarios", Value::list(std::move(scenarios)));
    }
    fields.emplace_back("constrained", Value::boolean(estimate.constrained));
}

Value varying_of(const Varying& varying, const std::vector<Promised>& all)
{
    Fields fields{{"id", text(varying.id)}, {"kind", text(varying.concession ? "concession" : "other")}};
    fields.emplace_back("method", text(varying.estimate.likeliest ? "most_likely" : "expected_value"));
    add_estimate(fields, varying.estimate);
    std::vector<Value> names;
    for (const std::size_t place : varying.places) names.push_back(text(all[place].parts.front().id));
    if (!names.empty()) fields.emplace_back("allocate_to", Value::list(std::move(names)));
    return Value::record(std::move(fields));
}

// One event after another, with what has been promised and done by then.
class Telling {
public:
    explicit Telling(const Drawn& drawn) : all_(drawn.promised), amounts_(drawn.varying)
    {
        std::vector<Value> lines, varying;
        for (const Promised& promised : drawn.promised) add_lines(lines, promised);
        for (const Varying& each : drawn.varying) varying.push_back(varying_of(each, all_));
        Fields fields{{"contract", text("C1")},
                      {"customer", text("A")},
                      {"date", text(signing_day().text())},
                      {"currency", text("USD")},
                      {"lines", Value::list(std::move(lines))}};
        if (!varying.empty()) fields.emplace_back("variable", Value::list(std::move(varying)));
        if (drawn.may_leave_every == on_any_day)
            fields.emplace_back("cancellable", Value::record({{"by", text("customer")}, {"refund", text("none")}}));
        else if (drawn.may_leave_every != 0)
            fields.emplace_back("cancellable",
                                Value::record({{"every", text(std::to_string(drawn.may_leave_every) + " months")},
                                               {"refund", text("none")}}));
        told.push_back({"contract.signed", Value::record(std::move(fields))});
        for (const Happened& happened : drawn.events) tell(happened);
    }

    std::vector<Told> told;

private:
    void add(const char* type, const Happened& happened, Fields more)
    {
        Fields fields{{"contract", text("C1")}, {"date", text(happened.day.text())}};
        for (Value::Field& field : more) fields.push_back(std::move(field));
        told.push_back({type, Value::record(std::move(fields))});
    }
    Value line(const Happened& happened) const { return text(all_[happened.place].parts[happened.part].id); }

    void tell_done(const Happened& happened)
    {
        const Work work = all_[happened.place].work;
        std::int64_t& done = done_[happened.place][happened.part];
        done += happened.amount;
        if (work == Work::by_percent)
            return add("progress.measured", happened, {{"line", line(happened)}, {"percent", Value::number(done)}});
        if (work == Work::by_cost)
            return add("cost.incurred", happened, {{"line", line(happened)}, {"amount", money(happened.amount)}});
        add("order.fulfilled", happened, {{"line", line(happened)}, {"quantity", Value::number(happened.amount)}});
    }

    void tell_added(const Happened& happened)
    {
        all_.push_back(happened.more);
        std::vector<Value> lines;
        add_lines(lines, happened.more);
        Fields fields{{"treatment", text(happened.kind == Happened::added         ? "prospective"
                                         : happened.kind == Happened::added_mixed ? "mixed"
                                                                                  : "separate")},
                      {"add", Value::list(std::move(lines))}};
        if (happened.varying) {
            amounts_.push_back(*happened.varying);
            fields.emplace_back("variable", Value::list({varying_of(*happened.varying, all_)}));
        }
        add("contract.modified", happened, std::move(fields));
    }

    void tell_price(const Happened& happened)
    {
        const bool caught_up = happened.kind == Happened::caught_up;
        const char* relation = happened.kind == Happened::repriced_rest   ? "remaining"
                               : happened.kind == Happened::repriced_past ? "past"
                                                                          : "all";
        add("contract.modified", happened,
            {{"treatment", text(caught_up ? "catch_up" : "prospective")},
             {"price_change", Value::list({Value::record({{"amount", money(happened.amount)},
                                                          {"relates_to", text(relation)},
                                                          {"lines", Value::list({line(happened)})}})})}});
    }

    void tell_estimate(const Happened& happened)
    {
        Fields fields{{"variable", text(amounts_[happened.place].id)}};
        add_estimate(fields, happened.varying->estimate);
        add("estimate.revised", happened, std::move(fields));
    }

    void tell(const Happened& happened)
    {
        switch (happened.kind) {
            case Happened::done:
                return tell_done(happened);
            case Happened::resized:
                return add("estimate.revised", happened,
                           {{"line", line(happened)}, {"expected_cost", money(happened.amount)}});
            case Happened::added_apart:
            case Happened::added_mixed:
            case Happened::added:
                return tell_added(happened);
            case Happened::removed:
                return add("contract.modified", happened,
                           {{"treatment", text("prospective")}, {"remove", Value::list({line(happened)})}});
            case Happened::repriced_rest:
            case Happened::repriced_all:
            case Happened::repriced_past:
            case Happened::caught_up:
                return tell_price(happened);
            case Happened::estimated:
                return tell_estimate(happened);
            case Happened::returned:
                return add("goods.returned", happened,
                           {{"line", line(happened)}, {"quantity", Value::number(happened.amount)}});
            case Happened::expected: {
                Fields fields{{"line", line(happened)}};
                const Value back = back_of(*happened.more.comes_back);
                fields.insert(fields.end(), back.fields().begin(), back.fields().end());
                return add("estimate.revised", happened, std::move(fields));
            }
            case Happened::ended:
                return add("contract.terminated", happened,
                           {{"refund", money(happened.amount)}, {"penalty", money(happened.kept)}});
        }
    }

    std::vector<Promised> all_;
    std::vector<Varying> amounts_;
    std::map<std::size_t, std::map<std::size_t, std::int64_t>> done_;
};

Reference reference()
{
    EntityDefined entity;
    entity.entity = EntityId("E");
    entity.currency = usd();
    Event event;
    event.source = "oracle";
    event.id = "entity";
    event.date = Date::of(2020, 1, 1);
    event.fact = entity;
    return Reference::of(std::span(&event, 1));
}

}  // namespace

std::vector<Told> events_of(const Drawn& drawn) { return Telling(drawn).told; }

Result<Earned> earned_by(const Drawn& drawn) { return earned_by(events_of(drawn), drawn.shuffle); }

Result<Earned> earned_by(const std::vector<Told>& all, std::uint32_t shuffle)
{
    std::vector<Event> events;
    for (const Told& told : all) {
        Result<Event> event = decode(told.type, told.data);
        if (!event) return event.fault();
        event->source = "oracle";
        event->id = std::to_string(events.size());
        events.push_back(std::move(*event));
    }
    // Late events are known later, and happened when they did.
    std::shuffle(events.begin() + 1, events.end(), std::mt19937(shuffle));
    for (std::size_t place = 0; place < events.size(); ++place)
        events[place].number = static_cast<std::int64_t>(place) + 1;
    static const Reference known = reference();
    const Home home = fold(known, events);
    if (!home.exceptions.empty()) return home.exceptions.front().fault;
    const Policy policy{&known, BookName("B"), "IFRS", {{Date::dawn(), &rules_test::standard()}}, {}};
    const Result<Terms> terms = decide(policy, home.groups.front());
    if (!terms) return terms.fault();
    return earn(home.groups.front(), *terms);
}

std::string as_case(const std::vector<Told>& all, Date day, const Ratio& revenue)
{
    std::string words =
        "\ncase: found-by-the-oracle\ntitle: What the oracle says\nsource: tests/recognition/oracle\nevents:\n";
    for (const Told& told : all) words += "  - " + told.type + ": " + json(told.data) + "\n";
    return words + "expect:\n  - balances: {as_of: " + day.text() +
           ", revenue: " + (revenue / Ratio(100)).decimal(2, Round::half_away).text() + "}\n";
}

}  // namespace earned::oracle
