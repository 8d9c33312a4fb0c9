#include "app/commands/commands.h"

#include "app/explain.h"
#include "app/say.h"
#include "exchange/terminal.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace earned::app {

namespace {

struct ExplainOptions {
    std::string what, as_of, entity, book, lang = "en";
    bool as_case = false;
};

Exit run_explain(const Shell& shell, const ExplainOptions& options)
{
    ExplainOrder order{.what = options.what,
                       .entity = options.entity,
                       .book = options.book,
                       .as_of = {},
                       .language = options.lang == "zh" ? exchange::Language::zh : exchange::Language::en};
    if (!options.as_of.empty()) order.as_of = date_asked(options.as_of, "--as-of");
    Book book = shell.open();
    if (!options.as_case) {
        std::cout << exchange::printable(explain(book, order));
        return Exit::done;
    }
    const CaseText text = explain_as_case(book, shell.packages(), order);
    std::cout << text.yaml;
    if (text.differences.empty()) return Exit::done;
    tell("this case does not come to the same as the book:");
    for (const std::string& difference : text.differences) tell("    " + difference);
    return Exit::refused;
}

}  // namespace

void add_explain(CLI::App& program, Shell& shell)
{
    CLI::App* run = program.add_subcommand("explain", "Where a figure comes from, down to the rule and the event");
    auto options = std::make_shared<ExplainOptions>();
    run->add_option("WHAT", options->what,
                    "a contract, an invoice or credit note, an entry (JV-0012@2026-06, HOME/ENTRY), or a cell "
                    "(revenue@2026-06, rpo/C1/total@2026-06)")
        ->required();
    run->add_option("--as-of", options->as_of, "YYYY-MM-DD (else the day through which the book is posted)");
    run->add_option("--entity", options->entity, "whose cell or voucher it is, where several keep books");
    run->add_option("--book", options->book, "of which of its books");
    run->add_flag("--as-case", options->as_case, "print a contract's events and balances as a case file");
    run->add_option("--lang", options->lang, "en or zh: of headings, words and faults")
        ->check(CLI::IsMember({"en", "zh"}));
    run->callback([&shell, options] {
        shell.lang = options->lang;  // of a fault too
        shell.command = [&shell, options] { return run_explain(shell, *options); };
    });
}

}  // namespace earned::app
