#include "recognition/payable.h"

#include "recognition/reading.h"
#include "recognition/walk.h"

#include <algorithm>

namespace earned {

namespace {

std::int64_t minor_of(const Decimal& amount, Currency currency)
{
    return minor_units(amount, currency).rounded(Round::half_away);
}

}  // namespace

std::int64_t bought_of(const PayableToCustomer& payable, Currency currency)
{
    if (!payable.distinct_goods_fair_value) return 0;
    return std::min(minor_of(payable.amount, currency), minor_of(*payable.distinct_goods_fair_value, currency));
}

std::int64_t given_back_of(const PayableToCustomer& payable, Currency currency)
{
    return minor_of(payable.amount, currency) - bought_of(payable, currency);
}

Outcome give_back_to_customers(Walk& walk, std::span<const std::size_t> lives)
{
    for (std::size_t contract = 0; contract < walk.group.contracts.size(); ++contract)
        for (const PayableToCustomer& payable : walk.group.contracts[contract].terms.payable_to_customer) {
            const std::int64_t amount = given_back_of(payable, walk.earned.currency);
            if (amount == 0) continue;
            Variable words{.id = payable.id};
            words.amount = Money{-amount, walk.earned.currency}.decimal();
            const Contract& owner = walk.group.contracts[contract];
            const Outcome promised =
                add_contingency(walk, contract, words, lives, {owner.signed_at, Cause::performance, owner.event});
            if (!promised) return promised;
            walk.contingencies.back().is_paid = true;
        }
    return Done{};
}

}  // namespace earned
