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
        if (document.credit && !document.voided && !document.early_payment && document.of == invoice.number &&
            document.at <= by)
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

namespace {

// Every discount taken of invoices that `is_meant`, and what of each credit notes show: `part` of a note.
template <class Meant, class Part>
std::vector<Taken> taken_less_noted(const Group& group, const Meant& is_meant, const Part& part)
{
    std::vector<Taken> all;
    for (const Document& document : group.documents) {
        if (!is_meant(document)) continue;
        if (document.early_payment) {
            all.push_back({document.at, document.event, document.of, -part(document).minor()});
            if (document.voided) all.push_back({*document.voided, document.event, document.of, part(document).minor()});
        } else if (const PaymentTerms* terms = discount_of(group, document)) {
            for (Taken& taken : discounts_of(group, document, *terms)) all.push_back(std::move(taken));
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Taken& one, const Taken& other) { return one.at < other.at; });
    return all;
}

}  // namespace

std::vector<Writeoff> discounts_let_go(const Group& group)
{
    const auto any = [](const Document&) { return true; };
    const auto whole = [](const Document& note) { return note.net() + note.tax(); };
    std::vector<Writeoff> all;
    for (const Taken& taken : taken_less_noted(group, any, whole))
        all.push_back({taken.at, taken.event, taken.invoice, {taken.amount, group.currency}});
    return all;
}

std::vector<Taken> discounts_of_price(const Group& group, const ContractId& contract)
{
    return taken_less_noted(
        group, [&](const Document& document) { return document.contract == contract; },
        [](const Document& note) { return note.tax(); });
}

}  // namespace earned
