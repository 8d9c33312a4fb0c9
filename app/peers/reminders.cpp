// When a customer is reminded.
#include "app/peers/asked.h"

#include "billing/collect/dunning.h"
#include "billing/collect/instalments.h"

namespace earned::app {

namespace peers_reminders {

namespace {

std::string said_of(bool is_open) { return is_open ? "Unresolved" : "Resolved"; }

OverdueRule rule_of(const Asked& asked, const Value& said)
{
    OverdueRule rule;
    for (const auto& [name, value] : said.fields()) {
        const auto days = [&] { return static_cast<int>(number_in(value).rounded(Round::down)); };
        if (name == "state")
            rule.state = value.text();
        else if (name == "earliest_unpaid_age_days" || name == "earliest_unpaid_age_days_at_least")
            rule.earliest_age = days();
        else if (name == "unpaid_count_at_least")
            rule.count = days();
        else if (name == "unpaid_balance_at_least")
            rule.balance = asked.rounded(number_in(value));
        else if (name != "block")
            throw PeerUnread("a rule's '" + name + "' isn't known");
    }
    return rule;
}

// States by age; each failed payment is tried again on its own track, here of monthly invoices.
Value overdue_states(const Asked& asked)
{
    std::vector<OverdueRule> rules;
    for (const Value& each : asked.value("rules").items()) rules.push_back(rule_of(asked, each));
    const Date first = asked.date("first_unpaid_invoice");
    const Unpaid unpaid{first, first, Money(100, asked.currency())};
    Fields states;
    Date last = first;
    for (const auto& [day, state] : asked.about.expected.find("states")->fields()) {
        last = std::max(last, date_in(day));
        states.emplace_back(day,
                            Value::text(overdue_state(rules, std::span(&unpaid, 1), date_in(day), asked.currency())));
    }
    std::vector<int> between;
    if (asked.has("payment_retry_days"))
        for (const Ratio& days : numbers_in(asked.value("payment_retry_days")))
            between.push_back(static_cast<int>(days.rounded(Round::down)));
    const auto retries = [&](Date failed) {  // as far as the states are looked at
        std::vector<Value> dates;
        for (const Date date : retry_dates(failed, between))
            if (date <= last) dates.push_back(told(date));
        return Value::list(std::move(dates));
    };
    return Value::record({{"states", Value::record(std::move(states))},
                          {"retry_dates_first_invoice", retries(first)},
                          {"retry_dates_second_invoice", retries(first.plus_months(1, first.day()))}});
}

Value conditions(const Asked& asked)
{
    OverdueRule rule = rule_of(asked, asked.value("condition"));
    std::vector<Value> matches;
    const Date today = Date::of(2025, 1, 1);
    for (const Value& said : asked.value("values").items()) {
        std::vector<Unpaid> unpaid;
        if (!said.is_null()) {  // of an age: how many days ago the earliest was invoiced; none without one
            const Ratio value = number_in(said);
            const std::int64_t count = rule.count ? value.rounded(Round::down) : 1;
            const Money open = rule.balance ? asked.rounded(value) : Money(1, asked.currency());
            const int ago = rule.earliest_age ? static_cast<int>(value.rounded(Round::down)) : 0;
            for (std::int64_t each = 0; each < count; ++each) unpaid.push_back({today - ago, today, open});
        }
        matches.push_back(Value::boolean(meets(rule, unpaid, today, asked.currency())));
    }
    return Value::record({{"matches", Value::list(std::move(matches))}});
}

// Two invoices: the second brings what is overdue to the threshold.
Value threshold(const Asked& asked)
{
    const int term = asked.whole("net_payment_term_days");
    const Value& other = asked.value("second_invoice");
    const Money one = asked.money("amount"), both = asked.rounded(number_in(*other.find("brings_total_to")));
    const Date first = asked.date("invoice_date"), second = date_in(other.find("date")->text());
    const std::vector<Unpaid> unpaid{{first, first + term, one}, {second, second + term, both - one}};
    const Money enough = asked.money("threshold");
    const Date overdue_from = (first + term).next();
    const auto asked_for = [&](Date day) {
        const std::optional<Money> due = request(unpaid, day, enough);
        return due ? amount(*due) : Value::null();
    };
    Fields fields{{"due_date", told(first + term)},
                  {"overdue_from", told(overdue_from)},
                  {"first_request", asked_for(overdue_from)},
                  {"second_due", told(second + term)}};
    for (const auto& [name, wanted] : asked.about.expected.fields())
        if (name.starts_with("request_")) fields.emplace_back(name, asked_for(date_in(name.substr(8))));
    return Value::record(std::move(fields));
}

Value by_terms(const Asked& asked)
{
    const Date day = Date::of(2025, 1, 1);
    const Money nothing = Money::zero(asked.currency());
    std::vector<DueInstalment> all;
    for (const Value& each : asked.value("terms").items())
        all.push_back({day + static_cast<int>(number_in(*each.find("credit_days")).rounded(Round::down)),
                       asked.rounded(asked.number("invoice") * number_in(*each.find("portion")) / Ratio(100)), nothing,
                       nothing});
    const Date today = day + static_cast<int>(figures_of(asked.text("today")).at(0).rounded(Round::down));
    const std::vector<std::size_t> overdue = overdue_instalments(all, today);
    Money dunned = nothing;
    for (const std::size_t place : overdue) dunned += all[place].outstanding();
    std::vector<DueInstalment> paid = all;
    pay_instalments(paid, dunned);
    const auto standing = [&](const std::vector<DueInstalment>& now) {
        const InvoicePayment status = payment_status(now, today);
        const std::string word = status == InvoicePayment::overdue       ? "Overdue"
                                 : status == InvoicePayment::partly_paid ? "Partly Paid"
                                 : status == InvoicePayment::paid        ? "Paid"
                                                                         : "Unpaid";
        return Value::record({{"invoice_status", Value::text(word)},
                              {"dunning", Value::text(said_of(!overdue_instalments(now, today).empty()))}});
    };
    return Value::record({{"overdue_terms", Value::number(static_cast<std::int64_t>(overdue.size()))},
                          {"after_paying_the_dunning", standing(paid)},
                          {"after_cancelling_payment", standing(all)}});
}

// "4 days and 1 second ago", or a number of days.
Value attempts(const Asked& asked)
{
    Elapsed since;
    if (asked.has("last_attempt_days_ago"))
        since.days = asked.whole("last_attempt_days_ago");
    else {
        const std::vector<Ratio> figures = figures_of(asked.text("last_attempt"));
        since.days = figures.at(0).rounded(Round::down);
        if (figures.size() > 1) since.seconds = figures[1].rounded(Round::down);
    }
    return Value::record({{"dunned", Value::boolean(may_ask_again(since, asked.whole("days_between")))}});
}

}  // namespace

}  // namespace peers_reminders

std::optional<Value> answer_reminders(const Asked& asked)
{
    using namespace peers_reminders;
    if (asked.has("first_unpaid_invoice")) return overdue_states(asked);
    if (asked.has("condition")) return conditions(asked);
    if (asked.has("net_payment_term_days")) return threshold(asked);
    if (asked.has("overdue")) {
        std::vector<Unpaid> unpaid;
        const Date day = Date::of(2025, 1, 1);
        for (const Ratio& each : numbers_in(asked.value("overdue"))) unpaid.push_back({day, day, asked.rounded(each)});
        return Value::record(
            {{"dunned", Value::boolean(request(unpaid, day.next(), asked.money("threshold")).has_value())}});
    }
    if (asked.has("days_between")) return attempts(asked);
    if (asked.has("terms")) return by_terms(asked);
    if (asked.has("credit_note_against_it")) {
        std::vector<DueInstalment> all{{Date::of(2025, 1, 1), asked.money("invoice"), Money::zero(asked.currency()),
                                        Money::zero(asked.currency())}};
        const Date today = Date::of(2025, 1, 2);
        std::vector<DueInstalment> credited = all;
        credit_instalments(credited, asked.money("credit_note_against_it"));
        return Value::record(
            {{"dunning", Value::text(said_of(!overdue_instalments(credited, today).empty()))},
             {"after_cancelling_credit_note", Value::text(said_of(!overdue_instalments(all, today).empty()))}});
    }
    return std::nullopt;
}

}  // namespace earned::app
