// What a rule package would change, before anybody approves it.
#include "app/commands/commands.h"

#include "app/put_tables.h"
#include "app/say.h"
#include "app/simulate.h"

#include <CLI/CLI.hpp>

namespace earned::app {

namespace {

struct SimulateOptions {
    std::string package, period, from, entity, book, format = "table", out, lang = "en";
    bool restate = false;
};

// "2026-01..2026-06", or one period.
std::pair<Period, Period> periods_asked(const std::string& text)
{
    const std::size_t dots = text.find("..");
    const Period first = period_asked(text.substr(0, dots));
    const Period last = dots == std::string::npos ? first : period_asked(text.substr(dots + 2));
    if (last < first) throw Misused("--period " + text + " ends before it begins");
    return {first, last};
}

Exit simulate_package(const Shell& shell, const SimulateOptions& options)
{
    const auto packages = shell.packages();
    Book book = Book::must_exist(shell.url(), packages);
    const auto [first, last] = periods_asked(options.period);
    if (options.restate && !options.from.empty()) throw Misused("--restate decides from the start: leave --from out");
    const Package& package = packages->named(options.package);
    std::vector<Table> tables;
    bool refused = false;
    for (const Ledger& ledger : book.ledgers(options.entity, options.book)) {
        const FiscalCalendar calendar = book.reference().calendar(ledger.entity);
        const SimulationOrder order{
            .ledger = ledger,
            .package = &package,
            .from = options.from.empty() ? calendar.first(first) : date_asked(options.from, "--from"),
            .restate = options.restate,
            .first = first,
            .last = last};
        Simulation simulation;
        {
            Progress progress("simulating " + ledger.key());
            simulation = simulate(book, order, progress);
        }
        refused = refused || !simulation.faults.empty();
        for (Table& table : simulation_tables(book, order, simulation)) tables.push_back(std::move(table));
    }
    const auto language = options.lang == "zh" ? exchange::Language::zh : exchange::Language::en;
    put_tables(tables, {.format = options.format, .out = options.out, .width = 0, .language = language},
               {"What the package would change", "规则模拟"});
    return refused ? Exit::refused : Exit::done;
}

}  // namespace

void add_rule_simulation(CLI::App& rules, Shell& shell)
{
    CLI::App* run =
        rules.add_subcommand("simulate", "What a package would change over the whole book; nothing is posted");
    auto options = std::make_shared<SimulateOptions>();
    run->add_option("PACKAGE", options->package, "its name, or the path of its folder")->required();
    run->add_option("--period", options->period, "YYYY-MM, or YYYY-MM..YYYY-MM")->required();
    run->add_option("--from", options->from, "YYYY-MM-DD: it decides from this day on (else from the first period's)");
    run->add_flag("--restate", options->restate, "it decides again from the start");
    run->add_option("--entity", options->entity, "of one entity (else of all)");
    run->add_option("--book", options->book, "one of its books (else all)");
    run->add_option("--format", options->format, "how it is shown, or written to --out")
        ->check(CLI::IsMember({"table", "csv", "json", "xlsx", "html"}));
    run->add_option("--out", options->out, "the file to write");
    run->add_option("--lang", options->lang, "en or zh: of headings, words and faults")
        ->check(CLI::IsMember({"en", "zh"}));
    run->callback(
        [&shell, options] { shell.command = [&shell, options] { return simulate_package(shell, *options); }; });
}

}  // namespace earned::app
