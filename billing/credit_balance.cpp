#include "billing/credit_balance.h"

#include <algorithm>

namespace earned::billing {

DrawnDown draw_down(Money balance, Money invoice)
{
    const Money nothing = Money::zero(invoice.currency());
    const Money used = std::max(std::min(balance, invoice), nothing);
    return {used, balance - used, invoice - used};
}

SplitCredit split_credit(Money credit, Money paid)
{
    const Money refund = std::max(std::min(credit, paid), Money::zero(credit.currency()));
    return {refund, credit - refund};
}

Money repair(Money unused, Money billed, Money credited_before)
{
    return std::max(std::min(unused, billed - credited_before), Money::zero(billed.currency()));
}

PrepaidStanding prepaid_on(Date day, std::vector<PrepaidLot> lots, const std::vector<CreditUse>& uses,
                           Currency currency)
{
    const Money nothing = Money::zero(currency);
    PrepaidStanding standing{nothing, nothing, nothing, nothing, nothing};
    std::stable_sort(lots.begin(), lots.end(),
                     [](const PrepaidLot& one, const PrepaidLot& other) { return one.expires < other.expires; });
    for (const PrepaidLot& lot : lots)
        if (lot.bought <= day) standing.bought += lot.amount;
    for (const CreditUse& use : uses) {
        if (day < use.date) continue;
        Money wanted = use.amount;
        for (PrepaidLot& lot : lots) {
            if (use.date < lot.bought || lot.expires < use.date) continue;
            const Money taken = std::min(wanted, lot.amount);
            lot.amount -= taken;
            wanted -= taken;
            standing.used += taken;
        }
        standing.uncovered += wanted;
    }
    for (const PrepaidLot& lot : lots)
        if (lot.bought <= day) (lot.expires < day ? standing.expired : standing.left) += lot.amount;
    return standing;
}

}  // namespace earned::billing
