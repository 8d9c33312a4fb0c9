#include "app/commands/commands.h"

#include "app/intake.h"
#include "app/matching_run.h"
#include "app/say.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <map>

namespace earned::app {

namespace {

struct MatchOptions {
    std::string through;
    bool dry_run = false;
};

Exit match(const Shell& shell, const MatchOptions& options)
{
    Book book = shell.open();
    const Date through = options.through.empty() ? Date::never() : date_asked(options.through, "--through");
    Columns columns({"date", "payment", "invoice", "amount", "currency", "because of"});
    std::map<Currency, Money> applied;
    const MatchSeen seen = [&](const Home&, const Match& match) {
        applied.try_emplace(match.amount.currency(), Money::zero(match.amount.currency())).first->second +=
            match.amount;
        if (options.dry_run)
            columns.add({match.date.text(), match.payment.text(), match.invoice.text(), match.amount.text(),
                         match.amount.currency().code(), match.evidence});
    };
    std::int64_t matches = 0;
    {
        Progress progress("matching");
        matches = options.dry_run ? preview_match(book, through, seen, progress)
                                  : match_through(book, through, session_user(), seen, progress);
    }
    if (!columns.empty()) std::cout << columns.text();
    std::string line = counted(matches, "application", "applications") + (options.dry_run ? " would be made" : " made");
    for (const auto& [currency, amount] : applied) line += ", " + currency.code() + " " + amount.text();
    say(line);
    std::int64_t left = 0;
    each_receipt_on_account(book, through, [&](const Home&, const Receipt&) { ++left; });
    if (left > 0 && !options.dry_run) say(counted(left, "receipt", "receipts") + " on account: earned cash list");
    return Exit::done;
}

Exit list(const Shell& shell, const std::string& as_of)
{
    Book book = shell.open();
    Columns columns({"date", "payment", "customer", "contract", "received", "on account", "currency", "reference"});
    std::int64_t count = 0;
    each_receipt_on_account(book, as_of.empty() ? Date::never() : date_asked(as_of, "--as-of"),
                            [&](const Home&, const Receipt& receipt) {
                                ++count;
                                columns.add({receipt.at.date.text(), receipt.payment.text(), receipt.customer.text(),
                                             receipt.contract.text(), receipt.amount.text(), receipt.open.text(),
                                             receipt.amount.currency().code(), receipt.reference});
                            });
    if (count > 0) std::cout << columns.text();
    say(counted(count, "receipt", "receipts") + " on account");
    return Exit::done;
}

struct ApplyOptions {
    std::string payment, invoice, amount, date;
};
enum class Deed { apply, unapply };

// A person decides about what there is; what merely waits for its payment would be a slip of the hand.
std::int64_t home_of_both(Book& book, const ApplyOptions& options)
{
    const std::vector<db::Key> keys = {{db::KeyKind::invoice, options.invoice},
                                       {db::KeyKind::payment, options.payment}};
    const std::vector<std::int64_t> homes = book.store().homes_of(keys);
    if (homes.front() == 0)
        throw Refused({.code = "invoice-unknown",
                       .where = "invoice " + options.invoice,
                       .what = "no invoice has this number",
                       .hint = "`earned invoice list --open` shows those that are not wholly paid"});
    if (homes.back() == 0)
        throw Refused({.code = "payment-unknown",
                       .where = "payment " + options.payment,
                       .what = "no payment of this name was received",
                       .hint = "`earned cash list` shows those with something on account"});
    return homes.front();
}

// What a person decides is an event like any other: here it gets its envelope.
Exit record(const Shell& shell, const ApplyOptions& options, Deed deed)
{
    Book book = shell.open();
    const auto amount = Decimal::parse(options.amount);
    if (!amount || amount->sign() <= 0)
        throw Misused("an amount is a positive number, and '" + options.amount + "' is none");
    Event event;
    event.source = "earned";
    event.date = date_asked(options.date, "--date");
    event.by = session_user();
    event.id = "cash/" + std::to_string(book.store().next_event());
    if (deed == Deed::apply)
        event.fact = PaymentApplied{PaymentId(options.payment), InvoiceId(options.invoice), *amount};
    else
        event.fact = PaymentUnapplied{PaymentId(options.payment), InvoiceId(options.invoice), *amount};
    const std::string id = event.id;
    const std::int64_t home = home_of_both(book, options);
    append_own(book, {std::move(event)});
    for (const Exception& exception : book.folded(book.store(), home).exceptions)
        if (exception.id == id) throw Refused(exception.fault);
    say("payment " + options.payment + (deed == Deed::apply ? " applied to " : " taken off ") + options.invoice + ": " +
        amount->text());
    return Exit::done;
}

void add_deed(CLI::App& cash, Shell& shell, Deed deed)
{
    CLI::App* command = deed == Deed::apply ? cash.add_subcommand("apply", "Apply a receipt to an invoice")
                                            : cash.add_subcommand("unapply", "Take a receipt off an invoice again");
    auto options = std::make_shared<ApplyOptions>();
    command->add_option("PAYMENT", options->payment, "")->required();
    command->add_option("INVOICE", options->invoice, "")->required();
    command->add_option("AMOUNT", options->amount, "")->required();
    command->add_option("--date", options->date, "YYYY-MM-DD")->required();
    command->callback(
        [&shell, options, deed] { shell.command = [&shell, options, deed] { return record(shell, *options, deed); }; });
}

}  // namespace

void add_cash(CLI::App& program, Shell& shell)
{
    CLI::App* cash = program.add_subcommand("cash", "Receipts and what they pay");
    cash->require_subcommand(1);
    CLI::App* run = cash->add_subcommand("match", "Apply receipts to invoices where it is certain which");
    auto options = std::make_shared<MatchOptions>();
    run->add_option("--through", options->through, "YYYY-MM-DD: receipts up to this day (else all)");
    run->add_flag("--dry-run", options->dry_run, "show the matches, and write nothing");
    run->callback([&shell, options] { shell.command = [&shell, options] { return match(shell, *options); }; });
    CLI::App* left = cash->add_subcommand("list", "Receipts with something still on account");
    auto as_of = std::make_shared<std::string>();
    left->add_option("--as-of", *as_of, "YYYY-MM-DD");
    left->callback([&shell, as_of] { shell.command = [&shell, as_of] { return list(shell, *as_of); }; });
    add_deed(*cash, shell, Deed::apply);
    add_deed(*cash, shell, Deed::unapply);
}

}  // namespace earned::app
