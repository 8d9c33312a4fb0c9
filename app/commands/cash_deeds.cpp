// What a person decides about cash: apply, unapply, move, refund, write off. Each is an event like
// any other, with who decided it; one that cannot apply is refused and not written.
#include "app/commands/cash.h"

#include "app/cash_application.h"
#include "app/intake.h"
#include "app/say.h"
#include "contract/fold.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace earned::app {

namespace {

enum class Deed { apply, unapply, move, refund, write_off };

struct DeedOptions {
    std::string payment, invoice, amount, date, reason;
};

std::int64_t home_named(Book& book, db::KeyKind kind, const std::string& name)
{
    const db::Key key{kind, name};
    const std::int64_t home = book.store().homes_of(std::span(&key, 1)).front();
    if (home != 0) return home;
    const std::string what = kind == db::KeyKind::invoice ? "invoice" : "payment";
    throw Refused({.code = what + "-unknown",
                   .where = what + " " + name,
                   .what = "there is none of this name",
                   .hint = "earned cash list names payments, earned report invoices invoices"});
}

Currency currency_of(const Home& home, const std::string& payment)
{
    for (const Receipt& receipt : home.receipts)
        if (receipt.payment.text() == payment) return receipt.amount.currency();
    throw Refused({.code = "payment-unknown",
                   .where = "payment " + payment,
                   .what = "it was not received, or could not be taken up",
                   .hint = "earned exceptions says why"});
}

Fact fact_of(const DeedOptions& options, const Decimal& amount, Deed deed)
{
    const PaymentId payment(options.payment);
    const InvoiceId invoice(options.invoice);
    switch (deed) {
        case Deed::apply:
            return PaymentApplied{payment, invoice, amount};
        case Deed::unapply:
            return PaymentUnapplied{payment, invoice, amount};
        case Deed::move:
            return PaymentMoved{payment, invoice, amount};
        case Deed::refund:
            return PaymentRefunded{payment, amount, options.reason};
        case Deed::write_off:
            return WriteoffApproved{invoice, amount, options.reason};
    }
    return PaymentUnapplied{payment, invoice, amount};
}

std::vector<Event> events_of(Book& book, const DeedOptions& options, const Decimal& amount, Deed deed)
{
    const std::string id = "cash/" + std::to_string(book.store().next_event());
    const Date date = date_asked(options.date, "--date");
    if (deed == Deed::apply) {
        const std::int64_t from = home_named(book, db::KeyKind::payment, options.payment);
        const std::int64_t to = home_named(book, db::KeyKind::invoice, options.invoice);
        if (from != to) {
            const Currency currency = currency_of(book.folded(book.store(), from), options.payment);
            const auto money = Money::of(amount, currency);
            if (!money) throw Misused("an amount of " + currency.code() + " has no so many decimals");
            return application_events({from, to, PaymentId(options.payment), InvoiceId(options.invoice),
                                       book.folded(book.store(), to).customer, *money, date, book.user(), id});
        }
    }
    Event event{.source = "earned", .id = id, .by = book.user(), .date = date};
    event.fact = fact_of(options, amount, deed);
    return {std::move(event)};
}

// A fault of one of the events, were they in the book.
std::optional<Fault> in_the_way(Book& book, const std::vector<Event>& events, const std::vector<std::int64_t>& homes)
{
    for (const std::int64_t home : homes) {
        std::vector<Event> history = book.history(book.store(), home);
        for (const Event& event : events) {
            const Routing routing = routing_of(event);
            const bool applies = routing.payment.empty() || homes.size() == 1 ||
                                 (std::holds_alternative<PaymentRefunded>(event.fact)) == (home == homes.front());
            if (!applies) continue;
            history.push_back(event);
            history.back().number = book.store().next_event() + static_cast<std::int64_t>(history.size());
            history.back().batch = book.store().open_batch();
        }
        for (const Exception& exception : fold(book.reference(), history).exceptions)
            for (const Event& event : events)
                if (exception.source == event.source && exception.id == event.id) return exception.fault;
    }
    return std::nullopt;
}

std::string said(const DeedOptions& options, const Decimal& amount, Deed deed)
{
    switch (deed) {
        case Deed::apply:
            return "payment " + options.payment + " applied to " + options.invoice + ": " + amount.text();
        case Deed::unapply:
            return "payment " + options.payment + " taken off " + options.invoice + ": " + amount.text();
        case Deed::move:
            return "payment " + options.payment + " moved to " + options.invoice + ": " + amount.text();
        case Deed::refund:
            return "payment " + options.payment + " paid back: " + amount.text();
        case Deed::write_off:
            return "invoice " + options.invoice + " written off: " + amount.text();
    }
    return "";
}

// Above it, a write-off or a refund is two persons' decision.
constexpr std::int64_t alone_up_to = 1000;

Exit record(const Shell& shell, const DeedOptions& options, Deed deed)
{
    Book book = shell.open();
    const auto amount = Decimal::parse(options.amount);
    if (!amount || amount->sign() <= 0)
        throw Misused("an amount is a positive number, and '" + options.amount + "' is none");
    const bool of_two = deed == Deed::write_off || deed == Deed::refund;
    if (of_two && Decimal::of(alone_up_to) < *amount)
        throw Refused(
            {.code = "second-person-required",
             .where = deed == Deed::refund ? "payment " + options.payment : "invoice " + options.invoice,
             .what = amount->text() + " is above what one person decides alone (" + std::to_string(alone_up_to) + ")",
             .hint = "send the event with `by` and `approved_by`, two persons (earned ingest)"});
    std::vector<Event> events = events_of(book, options, *amount, deed);
    std::vector<std::int64_t> homes;
    if (!options.payment.empty()) homes.push_back(home_named(book, db::KeyKind::payment, options.payment));
    if (!options.invoice.empty()) {
        const std::int64_t home = home_named(book, db::KeyKind::invoice, options.invoice);
        if (std::find(homes.begin(), homes.end(), home) == homes.end()) homes.push_back(home);
    }
    if (const auto fault = in_the_way(book, events, homes)) throw Refused(*fault);
    append_own(book, std::move(events));
    say(said(options, *amount, deed));
    return Exit::done;
}

void add_deed(CLI::App& cash, Shell& shell, Deed deed, const char* name, const char* words)
{
    CLI::App* command = cash.add_subcommand(name, words);
    auto options = std::make_shared<DeedOptions>();
    if (deed != Deed::write_off) command->add_option("PAYMENT", options->payment, "")->required();
    if (deed != Deed::refund) command->add_option("INVOICE", options->invoice, "")->required();
    command->add_option("AMOUNT", options->amount, "")->required();
    command->add_option("--date", options->date, "YYYY-MM-DD")->required();
    CLI::Option* reason = command->add_option("--reason", options->reason, "why");
    if (deed == Deed::write_off || deed == Deed::refund) reason->required();
    command->callback(
        [&shell, options, deed] { shell.command = [&shell, options, deed] { return record(shell, *options, deed); }; });
}

}  // namespace

void add_cash_deeds(CLI::App& cash, Shell& shell)
{
    add_deed(cash, shell, Deed::apply, "apply", "Apply a receipt to an invoice, also another customer's");
    add_deed(cash, shell, Deed::unapply, "unapply", "Take a receipt off an invoice again");
    add_deed(cash, shell, Deed::move, "move", "Move a receipt from its other invoices to this one");
    add_deed(cash, shell, Deed::refund, "refund", "Pay back what of a receipt is on account");
    add_deed(cash, shell, Deed::write_off, "write-off", "Give up an amount of an invoice");
}

}  // namespace earned::app
