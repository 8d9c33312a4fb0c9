#include "app/commands/commands.h"

#include "app/case_run.h"
#include "app/say.h"

#include <CLI/CLI.hpp>

namespace earned::app {

namespace {

struct CaseOptions {
    std::vector<std::string> paths;
    bool no_laws = false;
};

Exit run_cases(const Shell& shell, const CaseOptions& options)
{
    const std::vector<std::string> files = case_files(options.paths);
    const std::string url = shell.db.empty() ? "sqlite::memory:" : shell.url();
    const auto packages = shell.packages();
    std::int64_t passed = 0, failed = 0, expectations = 0, laws = 0;
    for (const std::string& file : files) {
        for (const Result<Case>& wanted : read_case_file(file)) {
            if (!wanted) {
                ++failed;
                tell(wanted.fault());
                continue;
            }
            const CaseResult result =
                run_case(*wanted, url, packages, options.no_laws ? Laws::left_out : Laws::checked);
            expectations += result.expectations;
            laws += result.laws;
            ++(result.passed() ? passed : failed);
            say((result.passed() ? "ok      " : "differs ") + result.name);
            for (const Difference& difference : result.differences)
                say("    " + difference.where + ": " + difference.what);
        }
    }
    say(grouped(passed) + " passed, " + grouped(failed) + " failed (" +
        counted(expectations, "expectation", "expectations") + ", " + counted(laws, "law", "laws") + " checked)");
    return failed == 0 ? Exit::done : Exit::refused;
}

}  // namespace

void add_cases(CLI::App& program, Shell& shell)
{
    CLI::App* run = program.add_subcommand("case", "Run accounting cases, each in a fresh book of its own");
    auto options = std::make_shared<CaseOptions>();
    run->add_option("PATH", options->paths, "case files, or folders of them")->required();
    run->add_flag("--no-laws", options->no_laws, "compare what is expected, and leave the laws out");
    run->callback([&shell, options] { shell.command = [&shell, options] { return run_cases(shell, *options); }; });
}

}  // namespace earned::app
