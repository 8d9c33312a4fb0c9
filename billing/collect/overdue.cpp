#include "billing/collect/overdue.h"

#include <algorithm>

namespace earned {

bool meets(const OverdueRule& rule, std::span<const Unpaid> unpaid, Date today, Currency currency)
{
    Money balance = Money::zero(currency);
    std::optional<Date> earliest;
    int count = 0;
    for (const Unpaid& each : unpaid) {
        if (today < each.invoiced || each.open.sign() <= 0) continue;
        balance += each.open;
        ++count;
        earliest = earliest ? std::min(*earliest, each.invoiced) : each.invoiced;
    }
    if (rule.earliest_age && (!earliest || today - *earliest < *rule.earliest_age)) return false;
    if (rule.count && count < *rule.count) return false;
    return !rule.balance || *rule.balance <= balance;
}

std::string overdue_state(std::span<const OverdueRule> rules, std::span<const Unpaid> unpaid, Date today,
                          Currency currency)
{
    std::string state = "CLEAR";
    for (const OverdueRule& rule : rules)
        if (meets(rule, unpaid, today, currency)) state = rule.state;
    return state;
}

std::optional<Money> request(std::span<const Unpaid> unpaid, Date today, Money threshold)
{
    Money overdue = Money::zero(threshold.currency());
    for (const Unpaid& each : unpaid)
        if (each.due < today) overdue += each.open;
    return overdue.sign() > 0 && threshold <= overdue ? std::optional(overdue) : std::nullopt;
}

bool may_ask_again(Elapsed since_last, int days_between)
{
    return days_between < since_last.days || (days_between == since_last.days && since_last.seconds > 0);
}

std::vector<Date> retry_dates(Date failed, std::span<const int> days_between)
{
    std::vector<Date> dates;
    for (const int days : days_between) dates.push_back(failed = failed + days);
    return dates;
}

}  // namespace earned
