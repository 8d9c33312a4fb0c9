#include "journal/weighing.h"

#include <algorithm>

namespace earned {

namespace {

using InvoicePlaces = std::map<InvoiceId, std::uint32_t>;

InvoicePlaces invoice_places(const Group& group)
{
    InvoicePlaces places;
    for (const Document& document : group.documents)
        if (!document.credit) places.emplace(document.number, static_cast<std::uint32_t>(places.size()));
    return places;
}

Fault unknown_invoice(const InvoiceId& invoice, const std::string& where)
{
    return {"invoice-unknown", where, "invoice " + invoice.text() + " is none of the group's",
            "record the invoice before what refers to it"};
}

// What an increment counts as given back from a moment on.
std::int64_t given_back_of(const Obligation& increment, Moment at)
{
    std::int64_t counted = 0;
    for (const Segment& segment : increment.segments)
        if (segment.from <= at) counted = segment.base + segment.whole;
    return std::max<std::int64_t>(-counted, 0);
}

// A credit note of a line settles first what increments of the line give back (recognition/increment.h), which are
// obligations beside the line's own.
std::vector<Claim> settle_increments(Claim& credit, const Document& document, const LineId& line, const Halves& halves,
                                     std::vector<std::int64_t>& settled)
{
    std::vector<Claim> claims;
    for (std::size_t place = 0; place < halves.earned.obligations.size(); ++place) {
        const Obligation& beside = halves.earned.obligations[place];
        const bool has_line = std::find(beside.lines.begin(), beside.lines.end(), line) != beside.lines.end();
        if (place == credit.obligation || beside.contract != document.contract || !has_line) continue;
        const std::int64_t left = given_back_of(beside, document.at) - settled[place];
        const std::int64_t net = std::min(left, -credit.net);
        if (net <= 0) continue;
        settled[place] += net;
        credit.net += net;
        claims.push_back({credit.invoice, static_cast<std::uint16_t>(place), credit.at, -net, 0});
    }
    return claims;
}

// What a document asks for, or takes back, obligation by obligation.
Result<std::vector<Claim>> claims_of(const Document& document, std::uint32_t invoice, const Halves& halves,
                                     const Places& places, std::vector<std::int64_t>& settled)
{
    std::vector<Claim> claims;
    const int sign = document.credit ? -1 : 1;
    for (const IssuedLine& line : document.lines) {
        const auto obligation = places.of(document.contract, line.line);
        if (!obligation)
            return Fault{"line-without-obligation", "document " + document.number.text() + ", line " + line.line.text(),
                         "a document asks for a line of which nothing can be earned",
                         "name a line of contract " + document.contract.text()};
        // What a note of a discount shows without its tax, the payment let go (weigh_extras.cpp).
        const std::int64_t net = document.early_payment ? 0 : sign * line.net.minor();
        Claim claim{invoice, *obligation, document.at, net, sign * line.tax.minor()};
        if (document.credit)
            for (const Claim& beside : settle_increments(claim, document, line.line, halves, settled))
                claims.push_back(beside);
        claims.push_back(claim);
    }
    return claims;
}

// A voided invoice asks for nothing more: what is left of it after its credits is taken back.
void void_invoice(Plan& plan, std::uint32_t invoice, Moment at)
{
    std::map<std::uint16_t, Claim> left;
    for (const Claim& claim : plan.claims) {
        if (claim.invoice != invoice || at < claim.at) continue;
        Claim& sum = left[claim.obligation];
        sum.net -= claim.net;
        sum.tax -= claim.tax;
    }
    for (const auto& [obligation, sum] : left) plan.claims.push_back({invoice, obligation, at, sum.net, sum.tax});
}

}  // namespace

// One row for each moment of a claim.
void merge_claims(std::vector<Claim>& claims)
{
    const auto key = [](const Claim& claim) { return std::tuple(claim.invoice, claim.obligation, claim.at); };
    std::stable_sort(claims.begin(), claims.end(), [&](const Claim& a, const Claim& b) { return key(a) < key(b); });
    std::vector<Claim> merged;
    for (const Claim& claim : claims) {
        if (merged.empty() || key(merged.back()) != key(claim)) {
            merged.push_back(claim);
        } else {
            merged.back().net += claim.net;
            merged.back().tax += claim.tax;
        }
    }
    claims = std::move(merged);
}

std::optional<std::uint32_t> invoice_place(const Group& group, const InvoiceId& invoice)
{
    const InvoicePlaces places = invoice_places(group);
    const auto found = places.find(invoice);
    return found == places.end() ? std::nullopt : std::optional(found->second);
}

Outcome add_documents(Plan& plan, const Halves& halves, const Places& places)
{
    const InvoicePlaces invoices = invoice_places(halves.group);
    plan.invoices.resize(invoices.size());
    std::vector<std::int64_t> settled(halves.earned.obligations.size());
    for (const Document& document : halves.group.documents) {
        const auto found = invoices.find(document.credit ? document.of : document.number);
        if (found == invoices.end()) return unknown_invoice(document.of, "credit " + document.number.text());
        Invoiced& invoice = plan.invoices[found->second];
        if (!document.credit) {
            invoice.issued = document.at;
            invoice.due = {document.due, Rank::due, 0};
        } else if (document.settle == Settle::refund) {
            invoice.refunds = std::min(invoice.refunds, document.at);
        }
        const Result<std::vector<Claim>> claims = claims_of(document, found->second, halves, places, settled);
        if (!claims) return claims.fault();
        for (const Claim& claim : *claims) {
            plan.claims.push_back(claim);
            if (document.credit && document.voided)
                plan.claims.push_back({claim.invoice, claim.obligation, *document.voided, -claim.net, -claim.tax});
        }
    }
    for (const Document& document : halves.group.documents)
        if (!document.credit && document.voided) void_invoice(plan, invoices.at(document.number), *document.voided);
    return Done{};
}

void add_clearing(Plan& plan, const Collected& collected)
{
    if (!collected.charge.is_zero()) plan.cash.push_back({collected.at, bank_kept, collected.charge.minor(), false});
    if (!collected.withheld.is_zero())
        plan.cash.push_back({collected.at, tax_withheld, collected.withheld.minor(), false});
    if (collected.elsewhere)
        plan.cash.push_back({collected.at, owed_by_affiliate, collected.in_cash().minor(), false});
    else if (collected.cleared)
        plan.cash.push_back({collected.at, cleared, collected.amount.minor(), false});
}

Outcome add_cash(Plan& plan, const Halves& halves)
{
    const Group& group = halves.group;
    const InvoicePlaces invoices = invoice_places(group);
    // What goes out by an event that brings nothing in is paid back.
    std::map<std::int64_t, std::int64_t> by_event;
    for (const Collected& collected : group.cash)
        if (!collected.cleared) by_event[collected.event] += collected.amount.minor();
    for (const Collected& collected : group.cash) {
        const bool refund = !collected.cleared && collected.amount.sign() < 0 && by_event[collected.event] < 0;
        std::uint32_t place = on_account;
        if (!collected.invoice.empty()) {
            const auto found = invoices.find(collected.invoice);
            if (found == invoices.end())
                return unknown_invoice(collected.invoice, "payment " + collected.payment.text());
            place = found->second;
        }
        plan.cash.push_back({collected.at, place, collected.amount.minor(), refund});
        add_clearing(plan, collected);
    }
    for (const Writeoff& writeoff : group.writeoffs) {
        const auto found = invoices.find(writeoff.invoice);
        if (found == invoices.end()) return unknown_invoice(writeoff.invoice, "a write-off");
        plan.written_off.push_back({writeoff.at, found->second, writeoff.amount.minor()});
    }
    for (const Refundable& refund : halves.earned.refunds) plan.owed.push_back({refund.at, refund.amount});
    return Done{};
}

}  // namespace earned
