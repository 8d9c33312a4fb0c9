#include "contract/settled_early.h"

#include "base/ratio.h"

#include <algorithm>

namespace earned {

namespace {

// What the invoice asks for in the end of its discount days.
std::int64_t total_of(const Group& group, const Document& invoice, Moment by)
{
    std::int64_t total = invoice.net().minor() + invoice.tax().minor();
    for (const Document& document : group.documents)
        if (document.credit && !document.voided && document.of == invoice.number && document.at <= by)
            total -= document.net().minor() + document.tax().minor();
    return total;
}

// What has to be paid of so much, for the rest to be let go.
std::int64_t least_of(std::int64_t total, const PaymentTerms& terms)
{
    return total - (Ratio(total) * Ratio::of(*terms.discount_percent) / Ratio(100)).rounded(Round::half_away);
}

}  // namespace

Moment lapse_of_discount(const Document& invoice, const PaymentTerms& terms)
{
    return {invoice.at.date + terms.discount_days, Rank::lapse, 0};
}

std::vector<Taken> discounts_of(const Group& group, const Document& invoice, const PaymentTerms& terms)
{
    const Moment lapse = lapse_of_discount(invoice, terms);
    const std::int64_t total = total_of(group, invoice, lapse);
    const std::int64_t least = least_of(total, terms);
    std::vector<Taken> all;
    std::int64_t paid = 0, taken = 0;
    for (const Collected& cash : group.cash) {
        if (cash.invoice != invoice.number) continue;
        paid += cash.amount.minor();
        std::int64_t now = std::clamp(total - paid, std::int64_t{0}, taken);
        if (paid < least)
            now = 0;
        else if (taken == 0 && cash.at <= lapse && paid < total)
            now = total - paid;
        if (now != taken) all.push_back({cash.at, cash.event, invoice.number, now - taken});
        taken = now;
    }
    return all;
}

const PaymentTerms* discount_of(const Group& group, const Document& invoice)
{
    if (invoice.credit || invoice.voided) return nullptr;
    const Contract* contract = group.contract(invoice.contract);
    const std::optional<PaymentTerms>* terms = &invoice.terms;
    if (!*terms && contract != nullptr) terms = &contract->terms.terms;
    return *terms && (*terms)->discount_percent ? &**terms : nullptr;
}

std::optional<Offered> discount_offered(const Group& group, const Document& invoice)
{
    const PaymentTerms* terms = discount_of(group, invoice);
    if (terms == nullptr) return std::nullopt;
    const Moment lapse = lapse_of_discount(invoice, *terms);
    const std::int64_t total = total_of(group, invoice, lapse), least = least_of(total, *terms);
    std::int64_t paid = 0;
    for (const Collected& cash : group.cash)
        if (cash.invoice == invoice.number) paid += cash.amount.minor();
    if (least <= paid || least == total) return std::nullopt;
    return Offered{Money(total - least, group.currency), lapse.date};
}

std::vector<Writeoff> discounts_let_go(const Group& group)
{
    std::vector<Writeoff> all;
    for (const Document& invoice : group.documents) {
        const PaymentTerms* terms = discount_of(group, invoice);
        if (terms == nullptr) continue;
        for (const Taken& taken : discounts_of(group, invoice, *terms))
            all.push_back({taken.at, taken.event, taken.invoice, {taken.amount, group.currency}});
    }
    return all;
}

}  // namespace earned
