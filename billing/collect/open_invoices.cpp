#include "billing/collect/match.h"

#include "contract/settled_early.h"

#include <string_view>
#include <unordered_map>

namespace earned {

namespace {

// What a voided invoice is from then on: a number, and nothing open.
bool is_voided(const Document& document, Date as_of) { return document.voided && document.voided->date <= as_of; }

}  // namespace

std::vector<OpenInvoice> open_invoices(const Home& home, Date as_of)
{
    std::vector<OpenInvoice> invoices;
    std::unordered_map<std::string_view, std::size_t> places;
    for (const Group& group : home.groups)
        for (const Document& document : group.documents) {
            if (document.credit || as_of < document.at.date || is_voided(document, as_of)) continue;
            const Money zero = Money::zero(group.currency), total = document.net() + document.tax();
            places.emplace(document.number.text(), invoices.size());
            invoices.push_back({&group, &document, total, zero, zero, zero, total});
        }
    if (invoices.empty()) return invoices;
    const auto add = [&](const InvoiceId& number, Date date, Money OpenInvoice::*part, Money amount) {
        if (as_of < date) return;
        const auto found = places.find(number.text());
        if (found == places.end()) return;
        OpenInvoice& invoice = invoices[found->second];
        invoice.*part += amount;
        invoice.open -= amount;
    };
    for (const Group& group : home.groups) {
        for (const Document& document : group.documents)
            if (document.credit && !is_voided(document, as_of))
                add(document.of, document.at.date, &OpenInvoice::credited, document.net() + document.tax());
        for (const Collected& move : group.cash)
            if (!move.invoice.empty()) add(move.invoice, move.at.date, &OpenInvoice::paid, move.amount);
        for (const Writeoff& writeoff : group.writeoffs)
            add(writeoff.invoice, writeoff.at.date, &OpenInvoice::written_off, writeoff.amount);
        for (const Writeoff& discount : discounts_let_go(group))
            add(discount.invoice, discount.at.date, &OpenInvoice::written_off, discount.amount);
    }
    return invoices;
}

}  // namespace earned
