// Versions of rule packages: proposed, approved by somebody else, in force from a day on; and the
// cases that a package ships.
#include "app/commands/commands.h"

#include "app/rule_versions.h"
#include "app/shown.h"
#include "app/say.h"

#include <CLI/CLI.hpp>

namespace earned::app {

namespace {

struct VersionOptions {
    std::string package = "standard", hash, reason, book, from;
    bool restate = false;
    std::shared_ptr<ShownAs> shown;
};

std::string named(const RuleVersion& version)
{
    return "rule package " + version.package + " " + version.version + " (" + version.hash.substr(0, 12) + ")";
}

std::string named_in_chinese(const RuleVersion& version)
{
    return "规则包 " + version.package + " " + version.version + "（" + version.hash.substr(0, 12) + "）";
}

Decides session(Book& book, const std::string& reason) { return {.by = book.user(), .on = today(), .reason = reason}; }

Exit propose_version(const Shell& shell, const VersionOptions& options)
{
    Book book = shell.open();
    const RuleVersion version = propose(book, *shell.packages(), options.package, session(book, options.reason));
    say({named(version) + " was proposed by " + version.proposed_by + " on " + version.proposed_on.text(),
         named_in_chinese(version) + " 由 " + version.proposed_by + " 于 " + version.proposed_on.text() + " 提出"},
        *options.shown);
    if (version.approved_by.empty())
        say({"somebody else may approve it: earned rules approve " + version.package,
             "须由另一人批准：earned rules approve " + version.package},
            *options.shown);
    return Exit::done;
}

Exit approve_version(const Shell& shell, const VersionOptions& options)
{
    Book book = shell.open();
    const RuleVersion version = approve(book, options.package, options.hash, session(book, options.reason));
    say({named(version) + " was approved by " + version.approved_by + " on " + version.approved_on.text(),
         named_in_chinese(version) + " 由 " + version.approved_by + " 于 " + version.approved_on.text() + " 批准"},
        *options.shown);
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
    say({named(version) + " decides for " + order.book.text() +
             (order.restate ? " again from the start" : ", what is decided from " + order.from.text() + " on"),
         named_in_chinese(version) + " 用于账簿 " + order.book.text() +
             (order.restate ? "，从头重新决定" : "，适用于 " + order.from.text() + " 起的决定")},
        *options.shown);
    return Exit::done;
}

Exit list_versions(const Shell& shell, const ShownAs& shown)
{
    Book book = shell.open();
    Table table{.key = "rule-versions", .title = {"Versions of rule packages", "规则包版本"}};
    table.columns = {text_column("package", "package", "规则包"), text_column("version", "version", "版本"),
                     text_column("hash", "hash", "哈希"),         date_column("proposed", "proposed", "提出日"),
                     text_column("proposed_by", "by", "提出人"),  date_column("approved", "approved", "批准日"),
                     text_column("approved_by", "by", "批准人"),  text_column("in_force", "in force", "生效")};
    const std::vector<RuleVersion> versions = rule_versions(book);
    for (const RuleVersion& version : versions) {
        Label active;
        for (const RuleActivation& each : version.activations) {
            active.en += (active.en.empty() ? "" : "; ") + each.book.text() + " from " + each.from.text() +
                         (each.restate ? ", restated" : "");
            active.zh += (active.zh.empty() ? "" : "；") + each.book.text() + " 自 " + each.from.text() +
                         (each.restate ? "，追溯重述" : "");
        }
        const bool approved = !version.approved_by.empty();
        table.add({version.package, version.version, version.hash.substr(0, 12), version.proposed_on,
                   version.proposed_by, approved ? Cell(version.approved_on) : Cell(), version.approved_by, active});
    }
    show(table, shown);
    const auto count = static_cast<std::int64_t>(versions.size());
    say_beside(
        {counted(count, "version was proposed", "versions were proposed"), "已提出 " + chinese_count(count, "个版本")},
        shown);
    return Exit::done;
}

Exit test_package(const Shell& shell, const std::string& package, const ShownAs& shown)
{
    const auto packages = shell.packages();
    packages->named(package);
    const std::vector<CaseResult> results = run_package_cases(packages, package);
    std::int64_t failed = 0;
    for (const CaseResult& result : results) {
        failed += result.passed() ? 0 : 1;
        const std::string name = result.file + " " + result.name;
        say({(result.passed() ? "ok      " : "differs ") + name, (result.passed() ? "通过  " : "不符  ") + name},
            shown);
        for (const Difference& difference : result.differences) say("    " + difference.where + ": " + difference.what);
    }
    if (results.empty())
        say({"rule package " + package + " ships no cases: put them into its folder cases/",
             "规则包 " + package + " 没有案例：请放入其文件夹 cases/"},
            shown);
    const std::string passed = grouped(static_cast<std::int64_t>(results.size()) - failed);
    say({passed + " passed, " + grouped(failed) + " failed", "通过 " + passed + "，不符 " + grouped(failed)}, shown);
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
        options->shown = add_language(*command, shell);
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
    const auto listed_as = std::make_shared<ShownAs>();
    add_format(*versions, shell, listed_as);
    versions->callback(
        [&shell, listed_as] { shell.command = [&shell, listed_as] { return list_versions(shell, *listed_as); }; });
    CLI::App* test = rules.add_subcommand("test", "Run the cases that a package ships");
    auto package = std::make_shared<std::string>("standard");
    test->add_option("PACKAGE", *package, "its name, or the path of its folder");
    const auto said_in = add_language(*test, shell);
    test->callback([&shell, package, said_in] {
        shell.command = [&shell, package, said_in] { return test_package(shell, *package, *said_in); };
    });
}

}  // namespace earned::app
