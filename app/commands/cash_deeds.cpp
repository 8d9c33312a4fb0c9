// cash apply, unapply, move, refund, write-off, recover; proposals, approve, withdraw.
#include "app/commands/cash.h"
#include "app/commands/reason.h"

#include "app/cash_deed.h"
#include "app/say.h"
#include "app/shown.h"

#include <CLI/CLI.hpp>

namespace earned::app {

namespace {

struct DeedOptions {
    std::string payment, invoice, amount, date, reason, paid;
};

Decimal amount_of(const std::string& text)
{
    const auto amount = Decimal::parse(text);
    if (!amount || amount->sign() <= 0) throw Misused("an amount is a positive number, and '" + text + "' is none");
    return *amount;
}

Exit decide(const Shell& shell, const DeedOptions& options, CashDeed deed, const ShownAs& shown)
{
    Book book = shell.open();
    const CashOrder order{.deed = deed,
                          .payment = PaymentId(options.payment),
                          .invoice = InvoiceId(options.invoice),
                          .amount = amount_of(options.amount),
                          .date = date_asked(options.date, "--date"),
                          .reason = options.reason,
                          .paid = options.paid.empty() ? std::nullopt : std::optional(amount_of(options.paid))};
    if (persons_needed(book, order) > 1) {
        const std::string proposal = propose(book, order, book.user());
        say({"proposed as " + proposal + ", and not done yet: somebody else has to approve it (earned cash approve " +
                 proposal + ")",
             "已提议为 " + proposal + "，尚未执行：须由他人批准（earned cash approve " + proposal + "）"},
            shown);
        return Exit::done;
    }
    carry_out(book, order, {book.user(), ""});
    say(own_words(said(order)), shown);
    return Exit::done;
}

Exit list_proposals(const Shell& shell, const ShownAs& shown)
{
    Book book = shell.open();
    Table table{.key = "proposals", .title = {"Proposals", "待批的收款决定"}};
    table.columns = {text_column("proposal", "proposal", "提议"), date_column("date", "date", "日期"),
                     text_column("what", "what", "内容"),         text_column("by", "proposed by", "提议人"),
                     text_column("reason", "reason", "原因"),     text_column("state", "state", "状态")};
    std::int64_t open = 0;
    for (const CashProposal& each : cash_proposals(book)) {
        const bool is_open = each.state == CashProposal::State::open;
        open += is_open ? 1 : 0;
        const char* state = is_open ? "open" : each.state == CashProposal::State::approved ? "approved" : "withdrawn";
        table.add(
            {each.name, each.order.date, own_words(said(each.order)), each.by, each.order.reason, own_words(state)});
    }
    show(table, shown);
    say_beside({counted(open, "proposal", "proposals") + " open", chinese_count(open, "项待批")}, shown);
    return Exit::done;
}

void add_deed(CLI::App& cash, Shell& shell, CashDeed deed, const char* name, const char* words)
{
    CLI::App* command = cash.add_subcommand(name, words);
    auto options = std::make_shared<DeedOptions>();
    const bool of_invoice_alone = deed == CashDeed::write_off || deed == CashDeed::recover;
    if (!of_invoice_alone)
        command->add_option("PAYMENT", options->payment, "its name, as `earned cash list` gives it")->required();
    if (deed != CashDeed::refund) command->add_option("INVOICE", options->invoice, "the invoice's number")->required();
    command
        ->add_option("AMOUNT", options->amount,
                     deed == CashDeed::refund ? "above zero, in the receipt's currency"
                                              : "above zero, in the invoice's currency")
        ->required();
    command->add_option("--date", options->date, "YYYY-MM-DD")->required();
    CLI::Option* reason = command->add_option("--reason", options->reason, "why")->check(with_words());
    if (of_invoice_alone || deed == CashDeed::refund) reason->required();
    if (deed == CashDeed::apply)
        command->add_option("--paid", options->paid, "what of the payment it takes, where that is in another currency");
    const auto shown = add_language(*command, shell);
    command->callback([&shell, options, deed, shown] {
        shell.command = [&shell, options, deed, shown] { return decide(shell, *options, deed, *shown); };
    });
}

void add_proposals(CLI::App& cash, Shell& shell)
{
    CLI::App* list = cash.add_subcommand("proposals", "What waits for somebody else to approve it");
    auto listed = std::make_shared<ShownAs>();
    add_format(*list, shell, listed);
    list->callback([&shell, listed] { shell.command = [&shell, listed] { return list_proposals(shell, *listed); }; });

    CLI::App* yes = cash.add_subcommand("approve", "Approve what somebody else proposed; it is done then");
    auto proposal = std::make_shared<std::string>();
    yes->add_option("PROPOSAL", *proposal, "its name, as `earned cash proposals` gives it")->required();
    const auto approving = add_language(*yes, shell);
    yes->callback([&shell, proposal, approving] {
        shell.command = [&shell, proposal, approving] {
            Book book = shell.open();
            const Label done = own_words(said(approve(book, *proposal, book.user())));
            say({done.en + ", approved by " + book.user(), done.zh + "，批准人 " + book.user()}, *approving);
            return Exit::done;
        };
    });

    CLI::App* no = cash.add_subcommand("withdraw", "Take a proposal back, or refuse it");
    auto reason = std::make_shared<std::string>();
    auto refused = std::make_shared<std::string>();
    no->add_option("PROPOSAL", *refused, "its name, as `earned cash proposals` gives it")->required();
    no->add_option("--reason", *reason, "why")->required()->check(with_words());
    const auto refusing = add_language(*no, shell);
    no->callback([&shell, refused, reason, refusing] {
        shell.command = [&shell, refused, reason, refusing] {
            Book book = shell.open();
            withdraw(book, *refused, *reason, book.user(), today());
            say({"proposal " + *refused + " withdrawn", "提议 " + *refused + " 已撤回"}, *refusing);
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
