// cash list: the worklist of what is on account; with --applied, what was applied and why.
#include "app/commands/cash.h"

#include "app/cash_application.h"
#include "app/matching_run.h"
#include "app/say.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <map>
#include <set>

namespace earned::app {

namespace {

struct CashListOptions {
    std::string as_of;
    bool applied = false;
};

Exit list_open(const Shell& shell, Date through)
{
    Book book = shell.open();
    Columns columns({"date", "payment", "customer", "contract", "received", "on account", "currency", "reference",
                     "may pay", "confidence", "because"});
    std::int64_t count = 0;
    std::map<PaymentId, ProposedCash> likely;
    for (ProposedCash& one : propose_cash(book, through, {})) likely.emplace(one.payment, std::move(one));
    each_receipt_on_account(book, through, [&](const Home&, const Receipt& receipt) {
        ++count;
        std::string invoices, confidence, because;
        if (const auto found = likely.find(receipt.payment); found != likely.end()) {
            for (const PaidInvoice& paid : found->second.invoices)
                invoices += (invoices.empty() ? "" : ", ") + paid.invoice.text();
            confidence = billing::name(found->second.proposal.confidence);
            because = found->second.proposal.evidence;
        }
        columns.add({receipt.at.date.text(), receipt.payment.text(), receipt.customer.text(), receipt.contract.text(),
                     receipt.amount.text(), receipt.open.text(), receipt.amount.currency().code(), receipt.reference,
                     invoices, confidence, because});
    });
    if (count > 0) std::cout << columns.text();
    say(counted(count, "receipt", "receipts") + " on account");
    return Exit::done;
}

// The applications of a home that took effect; gives how many.
std::int64_t add_applied(Columns& columns, const Home& home, const std::vector<Event>& history, Date through)
{
    std::set<std::int64_t> refused;
    for (const Exception& exception : home.exceptions) refused.insert(exception.event);
    std::map<PaymentId, Currency> currencies;
    for (const Receipt& receipt : home.receipts) currencies.emplace(receipt.payment, receipt.amount.currency());
    std::int64_t count = 0;
    for (const Event& event : history) {
        const auto* applied = std::get_if<PaymentApplied>(&event.fact);
        if (applied == nullptr || through < event.date || refused.contains(event.number)) continue;
        const auto currency = currencies.find(applied->payment);
        if (currency == currencies.end()) continue;
        columns.add({event.date.text(), applied->payment.text(), applied->invoice.text(),
                     Money::of(applied->amount, currency->second)->text(), currency->second.code(), applied->step,
                     std::string(billing::name(applied->confidence)), applied->evidence, event.by});
        ++count;
    }
    return count;
}

Exit list_applied(const Shell& shell, Date through)
{
    Book book = shell.open();
    Columns columns(
        {"date", "payment", "invoice", "amount", "currency", "found by", "confidence", "because of", "decided by"});
    const std::int64_t homes = book.store().next_home() - 1;
    std::int64_t count = 0;
    for (std::int64_t home = 1; home <= homes; ++home) {
        const std::vector<Event> history = book.history(book.store(), home);
        count += add_applied(columns, fold(book.reference(), history), history, through);
    }
    if (!columns.empty()) std::cout << columns.text();
    say(counted(count, "application", "applications"));
    return Exit::done;
}

}  // namespace

void add_cash_lists(CLI::App& cash, Shell& shell)
{
    CLI::App* left = cash.add_subcommand("list", "Receipts with something still on account, and what they may pay");
    auto options = std::make_shared<CashListOptions>();
    left->add_option("--as-of", options->as_of, "YYYY-MM-DD");
    left->add_flag("--applied", options->applied, "what was applied: by which step, on what evidence, by whom");
    left->callback([&shell, options] {
        shell.command = [&shell, options] {
            const Date through = options->as_of.empty() ? Date::never() : date_asked(options->as_of, "--as-of");
            return options->applied ? list_applied(shell, through) : list_open(shell, through);
        };
    });
}

}  // namespace earned::app
