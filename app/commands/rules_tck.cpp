#include "app/commands/commands.h"
#include "app/say.h"
#include "app/tck.h"

#include <CLI/CLI.hpp>

namespace earned::app {

namespace {

struct Tally {
    std::size_t cases = 0, passed = 0, values = 0, values_passed = 0, folders = 0;
    Decimal shares;  // the folders' shares of passed cases, added up

    void add(const TckFolder& folder)
    {
        for (const TckCase& each : folder.cases) {
            passed += each.passed ? 1 : 0;
            values += each.wants_value ? 1 : 0;
            values_passed += each.wants_value && each.passed ? 1 : 0;
        }
        cases += folder.cases.size();
        if (folder.cases.empty()) return;
        ++folders;
        shares += Decimal::of(static_cast<std::int64_t>(folder.passed())) /
                  Decimal::of(static_cast<std::int64_t>(folder.cases.size()));
    }
    std::string text() const
    {
        const Decimal mean =
            folders == 0 ? Decimal() : shares * Decimal::of(100) / Decimal::of(static_cast<std::int64_t>(folders));
        return std::to_string(passed) + " of " + std::to_string(cases) +
               " cases passed; of those that expect a value, " + std::to_string(values_passed) + " of " +
               std::to_string(values) + "; mean over " + std::to_string(folders) + " folders " +
               mean.quantized(1, Round::down).text() + " %";
    }
};

void tell_failures(const TckFolder& folder)
{
    for (const TckCase& each : folder.cases) {
        if (each.passed) continue;
        say("  " + each.name + ": expected " + each.expected + ", given " + each.given);
        if (!each.why.empty()) say("      " + each.why.substr(0, each.why.find('\n')));
    }
}

Exit run(const std::string& folder, bool list)
{
    const auto folders = run_tck(folder);
    if (!folders) throw Refused(folders.fault());
    std::vector<std::pair<std::string, Tally>> levels;
    for (const TckFolder& each : *folders) {
        if (levels.empty() || levels.back().first != each.level) levels.push_back({each.level, {}});
        levels.back().second.add(each);
        if (list) tell_failures(each);
    }
    for (const auto& [level, tally] : levels) say(level + ": " + tally.text());
    return Exit::done;
}

}  // namespace

void add_rules_tck(CLI::App& rules, Shell& shell)
{
    CLI::App* tck = rules.add_subcommand("tck", "Run the DMN conformance suite; passed of run, by level");
    auto folder = std::make_shared<std::string>();
    auto list = std::make_shared<bool>(false);
    tck->add_option("FOLDER", *folder, "the suite's TestCases")->required();
    tck->add_flag("--list", *list, "the cases that failed");
    tck->callback([&shell, folder, list] { shell.command = [folder, list] { return run(*folder, *list); }; });
}

}  // namespace earned::app
