// Versions of rule packages: proposed, approved by somebody else, in force from a day on; and the
// cases that a package ships.
#include "app/commands/commands.h"

#include "app/rule_versions.h"
#include "app/say.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace earned::app {

namespace {

struct VersionOptions {
    std::string package = "standard", hash, reason, book, from;
    bool restate = false;
};

std::string named(const RuleVersion& version)
{
    return "rule package " + version.package + " " + version.version + " (" + version.hash.substr(0, 12) + ")";
}

Decides session(Book& book, const std::string& reason) { return {.by = book.user(), .on = today(), .reason = reason}; }

Exit propose_version(const Shell& shell, const VersionOptions& options)
{
    Book book = shell.open();
    const RuleVersion version = propose(book, *shell.packages(), options.package, session(book, options.reason));
    say(named(version) + " was proposed by " + version.proposed_by + " on " + version.proposed_on.text());
    if (version.approved_by.empty()) say("somebody else may approve it: earned rules approve " + version.package);
    return Exit::done;
}

Exit approve_version(const Shell& shell, const VersionOptions& options)
{
    Book book = shell.open();
    const RuleVersion version = approve(book, options.package, options.hash, session(book, options.reason));
    say(named(version) + " was approved by " + version.approved_by + " on " + version.approved_on.text());
    return Exit::done;
}

// The book it is for: the one there is, unless it is named.
BookName book_asked(Book& book, const std::string& asked)
{
    std::string found;
    for (const Ledger& ledger : book.ledgers("", asked)) {
        if (!found.empty() && found != ledger.book.text())
            throw Misused("say for which book with --book: there are " + found + " and " + ledger.book.text());
        found = ledger.book.text();
    }
    return BookName(found);
}

Exit activate_version(const Shell& shell, const VersionOptions& options)
{
    const auto packages = shell.packages();
    Book book = Book::must_exist(shell.url(), packages);
    const ActivationOrder order{.package = options.package,
                                .hash = options.hash,
                                .book = book_asked(book, options.book),
                                .from = date_asked(options.from, "--from"),
                                .restate = options.restate};
    const RuleVersion version = activate(book, packages, order, session(book, options.reason));
    say(named(version) + " decides for " + order.book.text() +
        (order.restate ? " again from the start" : ", what is decided from " + order.from.text() + " on"));
    return Exit::done;
}

Exit list_versions(const Shell& shell)
{
    Book book = shell.open();
    Columns columns({"package", "version", "hash", "proposed", "by", "approved", "by", "in force"});
    const std::vector<RuleVersion> versions = rule_versions(book);
    for (const RuleVersion& version : versions) {
        std::string active;
        for (const RuleActivation& each : version.activations)
            active += (active.empty() ? "" : "; ") + each.book.text() + " from " + each.from.text() +
                      (each.restate ? ", restated" : "");
        const bool approved = !version.approved_by.empty();
        columns.add({version.package, version.version, version.hash.substr(0, 12), version.proposed_on.text(),
                     version.proposed_by, approved ? version.approved_on.text() : "", version.approved_by, active});
    }
    if (!columns.empty()) std::cout << columns.text();
    say(counted(static_cast<std::int64_t>(versions.size()), "version was proposed", "versions were proposed"));
    return Exit::done;
}

Exit test_package(const Shell& shell, const std::string& package)
{
    const auto packages = shell.packages();
    packages->named(package);
    const std::vector<CaseResult> results = run_package_cases(packages, package);
    std::int64_t failed = 0;
    for (const CaseResult& result : results) {
        failed += result.passed() ? 0 : 1;
        say((result.passed() ? "ok      " : "differs ") + result.file + " " + result.name);
        for (const Difference& difference : result.differences) say("    " + difference.where + ": " + difference.what);
    }
    if (results.empty()) say("rule package " + package + " ships no cases: put them into its folder cases/");
    say(grouped(static_cast<std::int64_t>(results.size()) - failed) + " passed, " + grouped(failed) + " failed");
    return failed == 0 ? Exit::done : Exit::refused;
}

}  // namespace

void add_rule_versions(CLI::App& rules, Shell& shell)
{
    const auto add = [&](const char* name, const char* says, auto work) {
        CLI::App* command = rules.add_subcommand(name, says);
        auto options = std::make_shared<VersionOptions>();
        command->add_option("PACKAGE", options->package, "its name, or the path of its folder")->required();
        command->add_option("--reason", options->reason, "why; kept with the decision");
        command->callback(
            [&shell, options, work] { shell.command = [&shell, options, work] { return work(shell, *options); }; });
        return std::pair(command, options);
    };
    add("propose", "Keep a package's files in the book as a version that somebody else may approve", propose_version);
    const auto [approval, approved] =
        add("approve", "Find a proposed version right; whoever proposed it can't", approve_version);
    approval->add_option("--hash", approved->hash, "of the version (else the latest one)");
    const auto [activation, active] =
        add("activate", "Let an approved version decide, once it is sound and its own cases pass", activate_version);
    activation->add_option("--from", active->from, "YYYY-MM-DD: what is decided from this day on")->required();
    activation->add_option("--book", active->book, "for this book (else the only one there is)");
    activation->add_option("--hash", active->hash, "of the version (else the one approved last)");
    activation->add_flag("--restate", active->restate, "decide again from the start: a change of accounting policy");
    CLI::App* versions =
        rules.add_subcommand("versions", "Which versions were proposed, approved and in force, and when");
    versions->callback([&shell] { shell.command = [&shell] { return list_versions(shell); }; });
    CLI::App* test = rules.add_subcommand("test", "Run the cases that a package ships");
    auto package = std::make_shared<std::string>("standard");
    test->add_option("PACKAGE", *package, "its name, or the path of its folder");
    test->callback([&shell, package] { shell.command = [&shell, package] { return test_package(shell, *package); }; });
}

}  // namespace earned::app
