// Sources whose files may bring decisions of people: approvals, adjustments, write-offs, refunds, locks.
#include "app/commands/commands.h"

#include "app/intake.h"
#include "app/shown.h"

#include <CLI/CLI.hpp>

namespace earned::app {

namespace {

struct SourceOptions {
    std::string name, reason;
};

Exit trust(const Shell& shell, const SourceOptions& options, bool withdrawn, const ShownAs& shown)
{
    Book book = shell.open();
    if (book.reference().trusts(options.name) != withdrawn) {
        say(own_words(options.name + (withdrawn ? " is not trusted" : " is trusted already")), shown);
        return Exit::done;
    }
    Event event;
    event.source = "earned";
    event.id = "source/" + options.name + "/" + std::to_string(book.store().next_event());
    event.date = today();
    event.by = book.user();
    event.fact = SourceTrusted{options.name, options.reason, withdrawn};
    append_own(book, {std::move(event)});
    say(own_words(options.name +
                  (withdrawn ? " is trusted no longer" : " is trusted: decisions of people are taken from its files")),
        shown);
    return Exit::done;
}

Exit list(const Shell& shell, const ShownAs& shown)
{
    Book book = shell.open();
    const std::vector<SourceTrusted> sources = book.reference().trusted_sources();
    if (sources.empty()) say(own_words("no source is trusted to send decisions of people"), shown);
    for (const SourceTrusted& source : sources) {
        const std::string line = source.name + (source.reason.empty() ? "" : ": " + source.reason);
        say({line, line}, shown);
    }
    return Exit::done;
}

}  // namespace

void add_sources(CLI::App& program, Shell& shell)
{
    CLI::App* source = program.add_subcommand("source", "Who may send decisions of people in files");
    source->require_subcommand(1);
    const auto add = [&](const char* name, const char* what, bool withdrawn) {
        CLI::App* one = source->add_subcommand(name, what);
        auto options = std::make_shared<SourceOptions>();
        one->add_option("SOURCE", options->name, "as events say it in `source`")->required();
        one->add_option("--reason", options->reason, "why; it stays in the log")->required();
        const auto shown = add_language(*one, shell);
        one->callback([&shell, options, withdrawn, shown] {
            shell.command = [&shell, options, withdrawn, shown] { return trust(shell, *options, withdrawn, *shown); };
        });
    };
    add("trust", "Take its decisions from files from now on", false);
    add("distrust", "Take them no longer; what was taken stays", true);
    CLI::App* trusted = source->add_subcommand("list", "The sources that are trusted");
    const auto shown = add_language(*trusted, shell);
    trusted->callback([&shell, shown] { shell.command = [&shell, shown] { return list(shell, *shown); }; });
}

}  // namespace earned::app
