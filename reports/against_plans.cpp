#include "reports/against_plans.h"

#include "journal/walk.h"
#include "reports/captions.h"

#include <algorithm>
#include <set>

namespace earned {

bool AgainstPlans::meant(Role role) const { return std::ranges::find(roles_, role) != roles_.end(); }

Money& AgainstPlans::at(std::map<std::pair<Currency, Role>, Money>& sums, Currency currency, Role role)
{
    return sums.try_emplace({currency, role}, Money::zero(currency)).first->second;
}

void AgainstPlans::take(const PlannedGroup& planned)
{
    const Plan& plan = planned.plan;
    for (const Balance& balance : target(plan, last_moment(planned.posted_through), planned.posted_through))
        if (meant(balance.key.role))
            at(targets_, plan.currency, balance.key.role) += Money{balance.minor, plan.currency};
}

void AgainstPlans::take(const PostedTotal& total)
{
    if (!meant(total.role)) return;
    at(posted_, total.currency, total.role) +=
        Money{total.debits, total.currency} - Money{total.credits, total.currency};
}

void AgainstPlans::add_to(Table& table) const
{
    std::set<std::pair<Currency, Role>> keys;
    for (const auto& [key, sum] : targets_) keys.insert(key);
    for (const auto& [key, sum] : posted_) keys.insert(key);
    for (const auto& [currency, role] : keys) {
        const auto sum = [&, of = std::pair(currency, role)](const auto& sums) {
            const auto found = sums.find(of);
            const Money amount = found == sums.end() ? Money::zero(of.first) : found->second;
            return normal_side(of.second) == Side::debit ? amount : -amount;
        };
        table.tie_outs.push_back(tie(with(caption::of(role), currency), {"all periods posted", "全部已过账期间"},
                                     sum(posted_), {"targets of the plans", "计划应有余额"}, sum(targets_)));
    }
}

}  // namespace earned
