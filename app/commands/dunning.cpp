// dunning run: the letters that are due, each recorded as a `dunning.sent`.
#include "app/commands/commands.h"

#include "app/intake.h"
#include "app/say.h"
#include "billing/collect/dunning.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace earned::app {

namespace {

struct DunningOptions {
    std::string as_of;
    bool dry_run = false;
};

Event sent_event(const DunningLetter& letter, Date date, const std::string& by)
{
    DunningSent fact{letter.customer, {}, letter.level, {}, {}};
    for (const DunnedInvoice& invoice : letter.invoices) fact.invoices.push_back(invoice.invoice);
    if (!letter.fee.is_zero()) fact.fee = letter.fee.decimal();
    if (!letter.interest.is_zero()) fact.interest = letter.interest.decimal();
    return {.source = "earned",
            .id = "dunning/" + letter.customer.text() + "/" + letter.open.currency().code() + "/" + date.text(),
            .by = by,
            .date = date,
            .fact = fact};
}

Exit run_dunning(const Shell& shell, const DunningOptions& options)
{
    Book book = shell.open();
    const Date as_of = date_asked(options.as_of, "--as-of");
    const std::vector<Ledger> ledgers = book.ledgers();
    if (ledgers.empty())
        throw Refused({.code = "entity-unknown",
                       .where = "the book",
                       .what = "no entity with a book is defined",
                       .hint = "send its entity.defined, with `books`"});
    const Policy policy = book.policy(ledgers.front());
    const Package* package = nullptr;
    for (const auto& [from, in_force] : policy.packages)
        if (from <= as_of) package = in_force;
    Columns letters({"customer", "level", "invoices", "open", "fee", "interest", "currency"});
    Columns paused({"invoice", "days overdue", "open", "currency", "not written about"});
    std::vector<Event> events;
    Exit status = Exit::done;
    book.each_home(book.store(), {1, book.store().next_home() - 1}, [&](std::int64_t, const Home& home) {
        const Result<Dunned> dunned = dun(home, *package, book.reference(), as_of);
        if (!dunned) {
            tell(dunned.fault());
            status = Exit::refused;
            return;
        }
        for (const DunningLetter& letter : dunned->letters) {
            std::string named;
            for (const DunnedInvoice& invoice : letter.invoices)
                named += (named.empty() ? "" : ", ") + invoice.invoice.text();
            letters.add({letter.customer.text(), std::to_string(letter.level), named, letter.open.text(),
                         letter.fee.text(), letter.interest.text(), letter.open.currency().code()});
            events.push_back(sent_event(letter, as_of, book.user()));
        }
        for (const DunnedInvoice& invoice : dunned->paused)
            paused.add({invoice.invoice.text(), std::to_string(invoice.days), invoice.open.text(),
                        invoice.open.currency().code(), invoice.paused});
    });
    if (!letters.empty()) std::cout << letters.text();
    if (!paused.empty()) std::cout << paused.text();
    const auto count = static_cast<std::int64_t>(events.size());
    if (!options.dry_run) append_own(book, std::move(events));
    say(counted(count, "letter", "letters") + (options.dry_run ? " would be sent" : " sent") + " as of " +
        as_of.text());
    return status;
}

}  // namespace

void add_dunning(CLI::App& program, Shell& shell)
{
    CLI::App* dunning = program.add_subcommand("dunning", "Letters about overdue invoices");
    dunning->require_subcommand(1);
    CLI::App* run = dunning->add_subcommand("run", "Send the letters that are due by the rules");
    auto options = std::make_shared<DunningOptions>();
    run->add_option("--as-of", options->as_of, "YYYY-MM-DD")->required();
    run->add_flag("--dry-run", options->dry_run, "show the letters, and write nothing");
    run->callback([&shell, options] { shell.command = [&shell, options] { return run_dunning(shell, *options); }; });
}

}  // namespace earned::app
