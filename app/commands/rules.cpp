#include "app/commands/commands.h"

#include "app/chinese.h"
#include "app/say.h"
#include "app/shown.h"
#include "exchange/terminal.h"
#include "rules/check.h"
#include "rules/computed_search.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace earned::app {

namespace {

Exit check(const Shell& shell, const std::string& package, const ShownAs& shown)
{
    const auto packages = shell.packages();
    const std::vector<Fault> faults = packages->check(package);
    for (const Fault& fault : faults) tell(fault, shown);
    if (!faults.empty()) {
        const auto count = static_cast<std::int64_t>(faults.size());
        say({"rule package " + package + ": " + counted(count, "fault", "faults"),
             "规则包 " + package + "：" + chinese_count(count, "处问题")},
            shown);
        return Exit::refused;
    }
    const Package& sound = packages->named(package);
    for (const Fault& doubt : search_computed(sound).doubts)
        say({"to look at: " + doubt.text(), "请查看：" + in_chinese(doubt)}, shown);
    std::int64_t rules = 0;
    for (const TableSource& table : sound.sources()) rules += static_cast<std::int64_t>(table.rules.size());
    const auto decisions = static_cast<std::int64_t>(sound.sources().size());
    const std::string name = package + " " + sound.version();
    say({"rule package " + name + " is sound: " + counted(decisions, "decision", "decisions") + ", " +
             counted(rules, "rule", "rules"),
         "规则包 " + name + " 无误：" + chinese_count(decisions, "个决策") + "，" + chinese_count(rules, "条规则")},
        shown);
    return Exit::done;
}

Exit show(const Shell& shell, const std::string& decision, const std::string& package)
{
    const auto packages = shell.packages();
    const Package& named = packages->named(package);
    const std::span<const TableSource> sources = named.sources();
    const std::vector<Table> tables = earned::show(named);  // as the sources, one each
    bool found = decision.empty();
    for (std::size_t at = 0; at < tables.size(); ++at) {
        const TableSource& source = sources[at];
        if (decision.empty())
            say(source.decision + "  " + counted(static_cast<std::int64_t>(source.rules.size()), "rule", "rules") +
                "  " + source.title);
        if (source.decision != decision) continue;
        found = true;
        exchange::write_terminal(tables[at], exchange::Language::en, std::cout);
    }
    if (found) return Exit::done;
    throw Refused({.code = "decision-unknown",
                   .where = "rule package " + package,
                   .what = "it has no decision '" + decision + "'",
                   .hint = "`earned rules show` lists them"});
}

}  // namespace

void add_rules(CLI::App& program, Shell& shell)
{
    CLI::App* rules = program.add_subcommand("rules", "The rule packages that decide");
    rules->require_subcommand(1);
    add_rules_tck(*rules, shell);
    CLI::App* sound = rules->add_subcommand("check", "Whether a rule package is sound: every fault, named");
    auto checked = std::make_shared<std::string>("standard");
    sound->add_option("PACKAGE", *checked, "a package's name, or the path of its folder");
    const auto said_in = add_language(*sound, shell);
    sound->callback([&shell, checked, said_in] {
        shell.command = [&shell, checked, said_in] { return check(shell, *checked, *said_in); };
    });
    add_rule_versions(*rules, shell);
    add_rule_simulation(*rules, shell);
    add_rule_sheets(*rules, shell);
    CLI::App* table = rules->add_subcommand("show", "A decision's rules; without one, the decisions");
    auto decision = std::make_shared<std::string>(), package = std::make_shared<std::string>("standard");
    table->add_option("DECISION", *decision, "one of its decisions; without one, their names");
    table->add_option("--package", *package, "the rule package (standard)");
    table->callback([&shell, decision, package] {
        shell.command = [&shell, decision, package] { return show(shell, *decision, *package); };
    });
}

}  // namespace earned::app
