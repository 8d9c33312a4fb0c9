// What is earned, deferred and given back, of amounts that are known.
#include "app/peers/asked.h"

#include "billing/credit_balance.h"

#include <algorithm>
#include <array>

namespace earned::app {

namespace peers_deferrals {

namespace {

constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

int month_named(std::string_view name)
{
    for (std::size_t month = 0; month < months.size(); ++month)
        if (months[month] == name) return static_cast<int>(month) + 1;
    throw PeerUnread("'" + std::string(name) + "' is no month");
}

std::string key_of(Date date)
{
    std::string key(months[date.month() - 1].substr(0, 3));
    key[0] = static_cast<char>(key[0] - 'A' + 'a');
    return key;
}

// Two plans in a month: the days that each was in force, of the days of the month.
Value upgraded(const Asked& asked)
{
    const std::vector<Ratio> plan = figures_of(asked.text("plan"));
    const Value& upgrade = asked.value("upgrade");
    const Date change = date_in(upgrade.find("date")->text()), first = change.first_of_month();
    const DaySpan month{first, first.plus_months(1, 1)};
    const Ratio before = part_of({month.from, change}, month, asked.proration());
    const Ratio after = part_of({change, month.to}, month, asked.proration());
    const Ratio price = figures_of(upgrade.find("plan")->text()).at(0);
    return Value::record({{"old_plan_recognised", amount(asked.rounded(plan.at(0) * before))},
                          {"new_plan_recognised", amount(asked.rounded(price * after))}});
}

Value obligations(const Asked& asked)
{
    Ratio recognised, allocated;
    for (const Value& each : asked.value("obligations").items()) {
        recognised += number_in(*each.find("recognised"));
        allocated += number_in(*each.find("allocated"));
    }
    if (allocated != asked.number("transaction_price")) throw PeerUnread("the allocations don't sum to the price");
    return Value::record({{"recognised", amount(asked.rounded(recognised))},
                          {"deferred", amount(asked.rounded(asked.number("transaction_price") - recognised))}});
}

Value waterfall(const Asked& asked)
{
    const std::string as_of = asked.text("as_of");
    const auto through = [&](std::string_view name) {
        Ratio sum;
        for (const auto& [month, value] : asked.value(name).fields())
            if (month <= as_of) sum += number_in(value);
        return sum;
    };
    const Ratio recognised = through("recognised");
    return Value::record(
        {{"recognised_total", exactly(recognised)}, {"remaining", exactly(through("booked") - recognised)}});
}

Value by_period(const Asked& asked)
{
    const Ratio price = number_in(*asked.value("invoice").find("amount"));
    const int recognised = month_named(asked.text("recognised")), reported = month_named(asked.text("report_period"));
    const auto when = [&](bool it_is) { return amount(asked.rounded(it_is ? price : Ratio())); };
    return Value::record({{"recognised_prior", when(recognised < reported)},
                          {"recognised_in_period", when(recognised == reported)},
                          {"recognised_after", when(reported < recognised)}});
}

// A refund of what was earned stands on its own account, beside revenue.
Value refunded(const Asked& asked)
{
    const Value &paid = asked.value("payment"), &back = asked.value("refund");
    return Value::record(
        {{key_of(date_in(paid.find("date")->text())),
          Value::record({{"revenue", amount(asked.rounded(number_in(*paid.find("amount"))))}})},
         {key_of(date_in(back.find("date")->text())),
          Value::record({{"refunds_contra", amount(asked.rounded(number_in(*back.find("amount"))))}})}});
}

// Credits bought are owed until they are used: what isn't used is left, and nothing is earned before.
Value prepaid(const Asked& asked)
{
    const Value& bought = asked.value("credits_purchased");
    const Date day = date_in(bought.find("date")->text());
    const Money credits = asked.rounded(number_in(*bought.find("amount")));
    const Money used = asked.rounded(number_in(*asked.value("usage").find("amount")));
    const auto on = [&](Date date) {
        return billing::prepaid_on(date, {{.bought = day, .amount = credits}}, {{day.last_of_month(), used}},
                                   asked.currency());
    };
    const billing::PrepaidStanding then = on(day), later = on(day.last_of_month());
    if (then.left != credits || later.left + later.used != credits) throw PeerUnread("credits were lost");
    return Value::record({{"revenue_at_purchase", amount(then.used)}, {"treatment", Value::null()}});
}

}  // namespace

}  // namespace peers_deferrals

std::optional<Value> answer_deferrals(const Asked& asked)
{
    using namespace peers_deferrals;
    if (asked.has("recognised_to_date")) {
        const bool first = asked.policy("credit_against", "revenue_first") == "revenue_first";
        const Money credit = asked.money("credit_note"), earned = asked.money("recognised_to_date");
        const Money income = first ? std::min(credit, earned)
                                   : credit.share(asked.number("recognised_to_date") / asked.number("invoice"),
                                                  asked.conventions().rounding);
        return Value::record({{"reverse_income", amount(income)}, {"reverse_deferred", amount(credit - income)}});
    }
    if (asked.has("obligations")) return obligations(asked);
    if (asked.has("allocated") && asked.has("transaction_price")) {
        Ratio sum;
        for (const Ratio& each : numbers_in(asked.value("allocated"))) sum += each;
        return Value::record({{"valid", Value::boolean(sum == asked.number("transaction_price"))}});
    }
    if (asked.has("booked")) return waterfall(asked);
    if (asked.has("report_period")) return by_period(asked);
    if (asked.has("payment") && asked.has("refund")) return refunded(asked);
    if (asked.has("credits_purchased")) return prepaid(asked);
    if (asked.has("upgrade") && asked.has("plan")) return upgraded(asked);
    return std::nullopt;
}

}  // namespace earned::app
