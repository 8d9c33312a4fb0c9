#include "app/commands/commands.h"

#include "app/say.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace earned::app {

namespace {

Exit check(const Shell& shell, const std::string& package)
{
    const auto packages = shell.packages();
    const std::vector<Fault> faults = packages->check(package);
    for (const Fault& fault : faults) tell(fault);
    if (!faults.empty()) {
        say("rule package " + package + ": " + counted(static_cast<std::int64_t>(faults.size()), "fault", "faults"));
        return Exit::refused;
    }
    const Package& sound = packages->named(package);
    std::int64_t rules = 0;
    for (const TableSource& table : sound.sources()) rules += static_cast<std::int64_t>(table.rules.size());
    say("rule package " + package + " " + sound.version() + " is sound: " +
        counted(static_cast<std::int64_t>(sound.sources().size()), "decision", "decisions") + ", " + counted(rules, "rule", "rules"));
    return Exit::done;
}

void print_table(const TableSource& table)
{
    say(table.decision + (table.title.empty() ? "" : ": " + table.title) + " (" + table.hit_policy + ", " + table.file + ")");
    std::vector<std::string> titles = {"rule"};
    for (const InputSource& input : table.inputs) titles.push_back(input.expression);
    for (const OutputSource& output : table.outputs) titles.push_back("-> " + output.name);
    titles.emplace_back("because");
    Columns columns(titles);
    for (const RuleSource& rule : table.rules) {
        std::vector<std::string> cells = {rule.id};
        cells.insert(cells.end(), rule.inputs.begin(), rule.inputs.end());
        cells.insert(cells.end(), rule.outputs.begin(), rule.outputs.end());
        cells.push_back(rule.because);
        columns.add(std::move(cells));
    }
    std::cout << columns.text();
}

Exit show(const Shell& shell, const std::string& decision, const std::string& package)
{
    const auto packages = shell.packages();
    const Package& named = packages->named(package);
    bool found = false;
    for (const TableSource& table : named.sources()) {
        if (decision.empty()) say(table.decision + "  " + counted(static_cast<std::int64_t>(table.rules.size()), "rule", "rules") + "  " + table.title);
        if (!decision.empty() && table.decision != decision) continue;
        found = true;
        if (!decision.empty()) print_table(table);
    }
    if (found) return Exit::done;
    throw Refused({.code = "decision-unknown", .where = "rule package " + package, .what = "it has no decision '" + decision + "'",
                   .hint = "`earned rules show` lists them"});
}

}  // namespace

void add_rules(CLI::App& program, Shell& shell)
{
    CLI::App* rules = program.add_subcommand("rules", "The rule packages that decide");
    rules->require_subcommand(1);
    CLI::App* sound = rules->add_subcommand("check", "Whether a rule package is sound: every fault, named");
    auto checked = std::make_shared<std::string>("standard");
    sound->add_option("PACKAGE", *checked, "a package's name, or the path of its folder");
    sound->callback([&shell, checked] { shell.command = [&shell, checked] { return check(shell, *checked); }; });
    CLI::App* table = rules->add_subcommand("show", "A decision's rules; without one, the decisions");
    auto decision = std::make_shared<std::string>(), package = std::make_shared<std::string>("standard");
    table->add_option("DECISION", *decision, "");
    table->add_option("--package", *package, "");
    table->callback([&shell, decision, package] { shell.command = [&shell, decision, package] { return show(shell, *decision, *package); }; });
}

}  // namespace earned::app
