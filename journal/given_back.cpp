#include "journal/given_back.h"

#include <algorithm>

namespace earned {

std::int64_t rebate_of(const PlannedObligation& obligation, const Standing& standing)
{
    const std::int64_t given =
        obligation.rebated ? standing.performed - standing.back - standing.unheld : standing.rebate;
    return std::max<std::int64_t>(given, 0);
}

std::int64_t given_back_of_invoices(const Plan& plan, const std::vector<Standing>& standings)
{
    std::int64_t owed = 0;
    for (std::size_t place = 0; place < standings.size(); ++place) {
        const Standing& standing = standings[place];
        const std::int64_t asked = std::min(standing.performed, standing.invoiced);
        const std::int64_t kept = standing.performed - standing.back;
        const std::int64_t back = std::clamp<std::int64_t>(asked - kept, 0, std::max<std::int64_t>(standing.back, 0));
        owed +=
            back + std::max<std::int64_t>(rebate_of(plan.obligations[place], standing) - (kept - (asked - back)), 0);
    }
    return std::max<std::int64_t>(owed, 0);
}

std::int64_t given_back_on_leaving(const Plan& plan, const std::vector<Standing>& standings, std::int64_t paid)
{
    if (plan.refundable_prepayment == RefundablePrepayment::contract_liability) return 0;
    bool any = false;
    std::int64_t kept = plan.penalty;
    for (std::size_t place = 0; place < standings.size(); ++place) {
        const Standing& standing = standings[place];
        const bool refundable = standing.begun && plan.obligations[place].firm.refundable;
        any = any || refundable;
        kept += refundable ? std::max(standing.firm, standing.performed) : standing.whole;
    }
    return any ? std::max<std::int64_t>(paid - kept, 0) : 0;
}

std::int64_t agreed_back(const Plan& plan, Moment at)
{
    std::int64_t sum = 0;
    for (const Owed& owed : plan.owed)
        if (owed.at <= at) sum += owed.amount;
    return sum;
}

std::int64_t bonus_not_invoiced(const std::vector<Standing>& standings)
{
    std::int64_t open = 0;
    for (const Standing& standing : standings) {
        const std::int64_t bonus = std::max<std::int64_t>(standing.bonus, 0);
        const std::int64_t asked = standing.invoiced - (standing.performed - standing.back);
        open += std::clamp<std::int64_t>(bonus - asked, 0, bonus);
    }
    return open;
}

}  // namespace earned
