// cash apply, unapply, move, refund, write-off, recover; proposals, approve, withdraw.
#include "app/commands/cash.h"

#include "app/cash_deed.h"
#include "app/say.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace earned::app {

namespace {

struct DeedOptions {
    std::string payment, invoice, amount, date, reason;
};

Exit decide(const Shell& shell, const DeedOptions& options, CashDeed deed)
{
    Book book = shell.open();
    const auto amount = Decimal::parse(options.amount);
    if (!amount || amount->sign() <= 0)
        throw Misused("an amount is a positive number, and '" + options.amount + "' is none");
    const CashOrder order{.deed = deed,
                          .payment = PaymentId(options.payment),
                          .invoice = InvoiceId(options.invoice),
                          .amount = *amount,
                          .date = date_asked(options.date, "--date"),
                          .reason = options.reason};
    if (persons_needed(book, order) > 1) {
        const std::string proposal = propose(book, order, book.user());
        say("proposed as " + proposal + ", and not done yet: somebody else has to approve it (earned cash approve " +
            proposal + ")");
        return Exit::done;
    }
    carry_out(book, order, {book.user(), ""});
    say(said(order));
    return Exit::done;
}

Exit list_proposals(const Shell& shell)
{
    Book book = shell.open();
    Columns columns({"proposal", "date", "what", "proposed by", "reason", "state"});
    std::int64_t open = 0;
    for (const CashProposal& each : cash_proposals(book)) {
        const bool is_open = each.state == CashProposal::State::open;
        open += is_open ? 1 : 0;
        const char* state = is_open ? "open" : each.state == CashProposal::State::approved ? "approved" : "withdrawn";
        columns.add({each.name, each.order.date.text(), said(each.order), each.by, each.order.reason, state});
    }
    if (!columns.empty()) std::cout << columns.text();
    say(counted(open, "proposal", "proposals") + " open");
    return Exit::done;
}

void add_deed(CLI::App& cash, Shell& shell, CashDeed deed, const char* name, const char* words)
{
    CLI::App* command = cash.add_subcommand(name, words);
    auto options = std::make_shared<DeedOptions>();
    const bool of_invoice_alone = deed == CashDeed::write_off || deed == CashDeed::recover;
    if (!of_invoice_alone) command->add_option("PAYMENT", options->payment, "")->required();
    if (deed != CashDeed::refund) command->add_option("INVOICE", options->invoice, "")->required();
    command->add_option("AMOUNT", options->amount, "")->required();
    command->add_option("--date", options->date, "YYYY-MM-DD")->required();
    CLI::Option* reason = command->add_option("--reason", options->reason, "why");
    if (of_invoice_alone || deed == CashDeed::refund) reason->required();
    command->callback(
        [&shell, options, deed] { shell.command = [&shell, options, deed] { return decide(shell, *options, deed); }; });
}

void add_proposals(CLI::App& cash, Shell& shell)
{
    CLI::App* list = cash.add_subcommand("proposals", "What waits for somebody else to approve it");
    list->callback([&shell] { shell.command = [&shell] { return list_proposals(shell); }; });

    CLI::App* yes = cash.add_subcommand("approve", "Approve what somebody else proposed; it is done then");
    auto proposal = std::make_shared<std::string>();
    yes->add_option("PROPOSAL", *proposal, "")->required();
    yes->callback([&shell, proposal] {
        shell.command = [&shell, proposal] {
            Book book = shell.open();
            say(said(approve(book, *proposal, book.user())) + ", approved by " + book.user());
            return Exit::done;
        };
    });

    CLI::App* no = cash.add_subcommand("withdraw", "Take a proposal back, or refuse it");
    auto reason = std::make_shared<std::string>();
    auto refused = std::make_shared<std::string>();
    no->add_option("PROPOSAL", *refused, "")->required();
    no->add_option("--reason", *reason, "why")->required();
    no->callback([&shell, refused, reason] {
        shell.command = [&shell, refused, reason] {
            Book book = shell.open();
            withdraw(book, *refused, *reason, book.user(), today());
            say("proposal " + *refused + " withdrawn");
            return Exit::done;
        };
    });
}

}  // namespace

void add_cash_deeds(CLI::App& cash, Shell& shell)
{
    add_deed(cash, shell, CashDeed::apply, "apply", "Apply a receipt to an invoice, also another customer's");
    add_deed(cash, shell, CashDeed::unapply, "unapply", "Take a receipt off an invoice again");
    add_deed(cash, shell, CashDeed::move, "move", "Move a receipt from its other invoices to this one");
    add_deed(cash, shell, CashDeed::refund, "refund", "Pay back what of a receipt is on account");
    add_deed(cash, shell, CashDeed::write_off, "write-off", "Give up an amount of an invoice");
    add_deed(cash, shell, CashDeed::recover, "recover", "Take back a write-off: it is owed again");
    add_proposals(cash, shell);
}

}  // namespace earned::app
