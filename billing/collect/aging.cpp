#include "billing/collect/aging.h"

#include "base/check.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace earned {

std::size_t aging_bucket(int days, std::span<const int> limits)
{
    if (days <= 0) return 0;
    return static_cast<std::size_t>(std::lower_bound(limits.begin(), limits.end(), days) - limits.begin()) + 1;
}

Aged age(const Home& home, Date as_of, std::span<const int> limits, AgedFrom from)
{
    CHECK(std::is_sorted(limits.begin(), limits.end()), "the limits of the buckets rise");
    Aged aged;
    for (const OpenInvoice& invoice : open_invoices(home, as_of)) {
        if (invoice.open.is_zero()) continue;
        const int days = as_of - (from == AgedFrom::due ? invoice.invoice->due : invoice.invoice->at.date);
        aged.invoices.push_back({invoice, days, aging_bucket(days, limits)});
    }
    std::map<std::pair<PaymentId, ContractId>, OnAccount> held;
    const auto take = [&](const std::vector<Collected>& cash, const CustomerId& customer, const ContractId& contract) {
        for (const Collected& move : cash) {
            if (!move.invoice.empty() || as_of < move.at.date) continue;
            const auto [place, fresh] =
                held.try_emplace({move.payment, contract}, OnAccount{customer, contract, move.payment, move.amount});
            if (!fresh) place->second.amount += move.amount;
        }
    };
    for (const Group& group : home.groups) take(group.cash, group.customer, group.id);
    take(home.unapplied, home.customer, ContractId());
    for (auto& [key, amount] : held)
        if (!amount.amount.is_zero()) aged.on_account.push_back(std::move(amount));
    return aged;
}

}  // namespace earned
