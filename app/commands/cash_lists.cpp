// cash list: the worklist of what is on account; with --applied, what was applied and why.
#include "app/commands/cash.h"

#include "app/cash_application.h"
#include "app/file_shelf.h"
#include "app/matching_run.h"
#include "app/say.h"
#include "app/shown.h"

#include <CLI/CLI.hpp>

#include <map>
#include <set>

namespace earned::app {

namespace {

struct CashListOptions {
    std::string as_of;
    bool applied = false;
};

Exit list_open(const Shell& shell, Date through, const ShownAs& shown)
{
    Book book = shell.open();
    Table table{.key = "on-account", .title = {"Receipts on account", "未核销收款"}, .rows = Rows(shelf_in_file())};
    table.columns = {date_column("date", "date", "日期"),          text_column("payment", "payment", "收款"),
                     text_column("customer", "customer", "客户"),  text_column("contract", "contract", "合同"),
                     money_column("received", "received", "收到"), money_column("on_account", "on account", "未核销"),
                     text_column("currency", "currency", "币种"),  text_column("reference", "reference", "付款参考号"),
                     text_column("may_pay", "may pay", "可核销"),  text_column("confidence", "confidence", "把握"),
                     text_column("because", "because", "依据")};
    std::int64_t count = 0;
    std::map<PaymentId, ProposedCash> likely;
    for (ProposedCash& one : propose_cash(book, through, {})) likely.emplace(one.payment, std::move(one));
    each_receipt_on_account(book, through, [&](const Home&, const Receipt& receipt) {
        ++count;
        std::string invoices, confidence, because;
        if (const auto found = likely.find(receipt.payment); found != likely.end()) {
            invoices = listed(found->second.invoices, &PaidInvoice::invoice);
            confidence = billing::name(found->second.proposal.confidence);
            because = found->second.proposal.evidence;
        }
        table.add({receipt.at.date, receipt.payment.text(), receipt.customer.text(), receipt.contract.text(),
                   receipt.amount, receipt.open, receipt.amount.currency().code(), receipt.reference, invoices,
                   own_words(confidence), own_words(because)});
    });
    show(table, shown);
    say_beside({counted(count, "receipt", "receipts") + " on account", chinese_count(count, "笔收款尚未核销")}, shown);
    return Exit::done;
}

// The applications of a home that took effect; gives how many.
std::int64_t add_applied(Table& table, const Home& home, const std::vector<Event>& history, Date through)
{
    std::set<std::int64_t> refused;
    for (const Exception& exception : home.exceptions) refused.insert(exception.event);
    std::map<PaymentId, Currency> currencies;
    for (const Receipt& receipt : home.receipts) currencies.emplace(receipt.payment, receipt.amount.currency());
    std::map<InvoiceId, Currency> of_invoices;
    for (const Group& group : home.groups)
        for (const Document& document : group.documents) of_invoices.emplace(document.number, group.currency);
    std::int64_t count = 0;
    for (const Event& event : history) {
        const auto* applied = std::get_if<PaymentApplied>(&event.fact);
        if (applied == nullptr || through < event.date || refused.contains(event.number)) continue;
        const auto currency = currencies.find(applied->payment);
        if (currency == currencies.end()) continue;
        const auto owed_in = of_invoices.find(applied->invoice);
        const Currency in = owed_in == of_invoices.end() ? currency->second : owed_in->second;
        const bool is_ours = applied->step != "by_hand";  // a person's reason is a person's words
        table.add({event.date, applied->payment.text(), applied->invoice.text(), *Money::of(applied->amount, in),
                   in.code(), own_words(applied->step), own_words(std::string(billing::name(applied->confidence))),
                   is_ours ? Cell(own_words(applied->evidence)) : Cell(applied->evidence), event.by});
        ++count;
    }
    return count;
}

Exit list_applied(const Shell& shell, Date through, const ShownAs& shown)
{
    Book book = shell.open();
    Table table{.key = "applied", .title = {"Receipts applied", "已核销收款"}, .rows = Rows(shelf_in_file())};
    table.columns = {date_column("date", "date", "日期"),
                     text_column("payment", "payment", "收款"),
                     text_column("invoice", "invoice", "账单"),
                     money_column("amount", "amount", "金额"),
                     text_column("currency", "currency", "币种"),
                     text_column("step", "found by", "方法"),
                     text_column("confidence", "confidence", "把握"),
                     text_column("because", "because of", "依据"),
                     text_column("by", "decided by", "决定人")};
    const std::int64_t homes = book.store().next_home() - 1;
    std::int64_t count = 0;
    for (std::int64_t home = 1; home <= homes; ++home) {
        const std::vector<Event> history = book.history(book.store(), home);
        count += add_applied(table, fold(book.reference(), history), history, through);
    }
    show(table, shown);
    say_beside({counted(count, "application", "applications"), chinese_count(count, "笔核销")}, shown);
    return Exit::done;
}

}  // namespace

void add_cash_lists(CLI::App& cash, Shell& shell)
{
    CLI::App* left = cash.add_subcommand("list", "Receipts with something still on account, and what they may pay");
    auto options = std::make_shared<CashListOptions>();
    left->add_option("--as-of", options->as_of, "YYYY-MM-DD");
    left->add_flag("--applied", options->applied, "what was applied: by which step, on what evidence, by whom");
    auto shown = std::make_shared<ShownAs>();
    add_format(*left, shell, shown);
    left->callback([&shell, options, shown] {
        shell.command = [&shell, options, shown] {
            const Date through = date_or_never(options->as_of, "--as-of");
            return options->applied ? list_applied(shell, through, *shown) : list_open(shell, through, *shown);
        };
    });
}

}  // namespace earned::app
