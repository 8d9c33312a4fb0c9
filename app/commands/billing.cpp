#include "app/commands/commands.h"

#include "app/asked.h"
#include "app/billing_run.h"
#include "app/say.h"
#include "billing/collect/match.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <map>

namespace earned::app {

namespace {

std::string currency_amount(Money amount) { return amount.currency().code() + " " + amount.text(); }

// What a run issued, per entity and currency.
struct Issued {
    std::int64_t invoices = 0, credits = 0;
    Money net, tax;
    std::string first, last;  // invoice numbers
};

class Issues {
public:
    void add(const BilledDocument& document)
    {
        Issued& sum = sums_[{document.draft.entity.text(), document.currency}];
        if (sum.net.currency() == Currency()) sum.net = sum.tax = Money::zero(document.currency);
        ++(document.draft.credit ? sum.credits : sum.invoices);
        sum.net += document.draft.credit ? -document.net() : document.net();
        sum.tax += document.draft.credit ? -document.tax() : document.tax();
        if (document.draft.credit || document.number.empty()) return;
        if (sum.first.empty() || document.number < sum.first) sum.first = document.number;
        sum.last = std::max(sum.last, document.number);
    }
    void print(const std::string& verb) const
    {
        if (sums_.empty()) return say("nothing to invoice");
        for (const auto& [key, sum] : sums_) {
            std::string line = key.first + ": " + counted(sum.invoices, "invoice", "invoices") + " and " +
                               counted(sum.credits, "credit note", "credit notes") + " " + verb + ", net " +
                               currency_amount(sum.net) + ", tax " + sum.tax.text();
            if (!sum.first.empty()) line += "; " + sum.first + (sum.last == sum.first ? "" : " to " + sum.last);
            say(line);
        }
    }

private:
    std::map<std::pair<std::string, Currency>, Issued> sums_;
};

struct BillOptions {
    std::string through, customer;
    bool dry_run = false;
};

Exit bill(const Shell& shell, const BillOptions& options)
{
    Book book = shell.open();
    const BillOrder order{.through = date_asked(options.through, "--through"),
                          .only_customer = CustomerId(options.customer),
                          .by = book.user()};
    Issues issues;
    BillRun run;
    {
        Progress progress("billing");
        if (!options.dry_run) {
            run = bill_through(
                book, order, [&](const BilledDocument& document) { issues.add(document); }, progress);
        } else {
            Columns columns({"date", "due", "kind", "customer", "contract", "net", "tax", "currency"});
            run = preview_bill(
                book, order,
                [&](const BilledDocument& document) {
                    issues.add(document);
                    columns.add({document.draft.date.text(), document.draft.due.text(),
                                 document.draft.credit ? "credit" : "invoice", document.customer.text(),
                                 document.draft.contract.text(), document.net().text(), document.tax().text(),
                                 document.currency.code()});
                },
                progress);
            if (!columns.empty()) std::cout << columns.text();
        }
    }
    if (run.resumed) say("run " + std::to_string(run.run) + " was begun before and is completed");
    issues.print(options.dry_run ? "would be issued" : "issued");
    for (const auto& [contract, fault] : run.left_out) tell(fault);
    if (run.left_out.empty()) return Exit::done;
    say(counted(static_cast<std::int64_t>(run.left_out.size()), "contract", "contracts") +
        " left out, each named above");
    return Exit::refused;
}

struct ListOptions {
    std::string entity, customer, contract, from, to;
    bool open = false;
};

Exit list_invoices(const Shell& shell, const ListOptions& options)
{
    Book book = shell.open();
    const Date from = options.from.empty() ? Date::dawn() : date_asked(options.from, "--from");
    const Date to = options.to.empty() ? Date::never() : date_asked(options.to, "--to");
    if (to < from) throw Misused("--from " + options.from + " comes after --to " + options.to);
    require_known(book, CustomerId(options.customer), ContractId(options.contract));
    if (!options.entity.empty()) book.ledgers(options.entity, "");
    Columns columns({"number", "kind", "date", "due", "customer", "contract", "net", "tax", "open", "currency"});
    std::int64_t count = 0;
    book.each_home(book.store(), {1, book.store().next_home() - 1}, [&](std::int64_t, const Home& home) {
        if (!options.customer.empty() && home.customer.text() != options.customer) return;
        std::map<const Document*, Money> open;
        for (const OpenInvoice& invoice : open_invoices(home, to)) open[invoice.invoice] = invoice.open;
        for (const Group& group : home.groups) {
            if (!options.entity.empty() && group.entity.text() != options.entity) continue;
            for (const Document& document : group.documents) {
                if (document.at.date < from || to < document.at.date) continue;
                if (!options.contract.empty() && document.contract.text() != options.contract) continue;
                const auto still = open.find(&document);
                const bool is_open = still != open.end() && !still->second.is_zero();
                if (options.open && !is_open) continue;
                ++count;
                columns.add({document.number.text(),
                             document.voided   ? "void"
                             : document.credit ? "credit"
                                               : "invoice",
                             document.at.date.text(), document.credit ? "" : document.due.text(), group.customer.text(),
                             document.contract.text(), document.net().text(), document.tax().text(),
                             is_open ? still->second.text() : "", group.currency.code()});
            }
        }
    });
    if (count > 0) std::cout << columns.text();
    say(counted(count, "document", "documents"));
    return Exit::done;
}

void print_document(const Group& group, const Document& document)
{
    const std::string kind = document.credit ? "credit note" : "invoice";
    say(kind + " " + document.number.text() + (document.credit ? " of " + document.of.text() : ""));
    say("customer " + group.customer.text() + ", contract " + document.contract.text() + ", entity " +
        group.entity.text());
    say("dated " + document.at.date.text() + (document.credit ? "" : ", due " + document.due.text()) +
        (document.voided ? ", voided on " + document.voided->date.text() : ""));
    if (!document.reason.empty()) say("reason: " + document.reason);
    Columns columns({"line", "net", "tax"});
    for (const IssuedLine& line : document.lines) columns.add({line.line.text(), line.net.text(), line.tax.text()});
    columns.add({"total " + group.currency.code(), document.net().text(), document.tax().text()});
    std::cout << columns.text();
    say("to pay: " + currency_amount(document.net() + document.tax()));
}

Exit show_invoice(const Shell& shell, const std::string& number)
{
    Book book = shell.open();
    const db::Key key{db::KeyKind::invoice, number};
    std::int64_t home = book.store().homes_of(std::span(&key, 1)).front();
    bool found = false;
    const db::HomeRange range = home == 0 ? db::HomeRange{1, book.store().next_home() - 1} : db::HomeRange{home, home};
    book.each_home(book.store(), range, [&](std::int64_t, const Home& each) {
        for (const Group& group : each.groups) {
            for (const Document& document : group.documents) {
                if (document.number.text() != number) continue;
                found = true;
                print_document(group, document);
                for (const Collected& cash : group.cash)
                    if (cash.invoice.text() == number)
                        say(cash.at.date.text() + "  payment " + cash.payment.text() + "  " + cash.amount.text());
            }
        }
    });
    if (found) return Exit::done;
    throw Refused({.code = "invoice-unknown",
                   .where = "invoice " + number,
                   .what = "no document has this number",
                   .hint = "`earned invoice list` shows those there are"});
}

}  // namespace

void add_billing(CLI::App& program, Shell& shell)
{
    CLI::App* run = program.add_subcommand("bill", "Issue what ought to be invoiced by a date");
    auto options = std::make_shared<BillOptions>();
    run->add_option("--through", options->through, "YYYY-MM-DD: the last day that is invoiced")->required();
    run->add_option("--customer", options->customer, "of this customer alone");
    run->add_flag("--dry-run", options->dry_run, "show what would be issued, and write nothing");
    run->callback([&shell, options] { shell.command = [&shell, options] { return bill(shell, *options); }; });

    CLI::App* invoice = program.add_subcommand("invoice", "Invoices and credit notes");
    invoice->require_subcommand(1);
    CLI::App* list = invoice->add_subcommand("list", "A line for each document");
    auto which = std::make_shared<ListOptions>();
    list->add_option("--entity", which->entity, "");
    list->add_option("--customer", which->customer, "");
    list->add_option("--contract", which->contract, "");
    list->add_option("--from", which->from, "YYYY-MM-DD");
    list->add_option("--to", which->to, "YYYY-MM-DD");
    list->add_flag("--open", which->open, "only those not wholly paid");
    list->callback([&shell, which] { shell.command = [&shell, which] { return list_invoices(shell, *which); }; });
    CLI::App* show = invoice->add_subcommand("show", "One document with its lines and payments");
    auto number = std::make_shared<std::string>();
    show->add_option("NUMBER", *number, "")->required();
    show->callback([&shell, number] { shell.command = [&shell, number] { return show_invoice(shell, *number); }; });
}

}  // namespace earned::app
