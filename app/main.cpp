// earned: signed contracts and what was delivered under them in; invoices, cash, revenue, journal
// and reports out.
#include "app/chinese.h"
#include "app/commands/commands.h"
#include "app/say.h"

#include <CLI/CLI.hpp>

#include <sodium.h>

#include <csignal>
#include <iostream>

#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace earned::app;

// A reader who leaves early, such as `head`, is no failure.
bool is_pipe(int file)
{
    struct stat state {};
    return ::fstat(file, &state) == 0 && (S_ISFIFO(state.st_mode) || S_ISSOCK(state.st_mode));
}

Exit run(int argc, char** argv, Shell& shell)
{
    CLI::App program("What to invoice, what was paid, what was earned, and what the books must show.", "earned");
    program.allow_extras();
    program.get_formatter()->column_width(34);
    program.set_version_flag("--version", "earned 0.1.0");
    program.failure_message([](const CLI::App*, const CLI::Error& error) {
        return "earned: " + std::string(error.what()) + "; --help after the command says how it is asked\n";
    });
    program.add_option(
        "--db", shell.db,
        "the book: a file, or postgresql://HOST/DATABASE[?schema=NAME] (else EARNED_DB, else ./earned.db)");
    program.add_option("--rules", shell.rules,
                       "the folder that holds rule packages (else EARNED_RULES, else the one that came along)");
    program.fallthrough();
    for (const auto add :
         {add_intake, add_billing, add_crediting, add_cash, add_dunning, add_closing, add_sources, add_revenue_deeds,
          add_verifying, add_cases, add_rules, add_reports, add_explain, add_peer_cases})
        add(program, shell);
    program.require_subcommand(0, 1);  // so that a word that is no command is told by its name
    try {
        program.parse(argc, argv);
        const std::vector<std::string> left = program.remaining(true);
        if (program.get_subcommands().empty() && left.empty())
            throw Misused("say what to do; `earned --help` lists the commands");
        if (!left.empty())
            throw Misused("'" + left.front() + "' is no command, or no part of this one; --help lists what there is");
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? Exit::done : Exit::usage;
    }
    // What is written to the book is finished whoever has stopped listening.
    if (!program.got_subcommand("report") && !program.got_subcommand("explain") && !program.got_subcommand("preview"))
        std::signal(SIGPIPE, SIG_IGN);
    const Exit status = shell.command();
    if (std::cout.flush().fail() && !is_pipe(STDOUT_FILENO))
        throw std::runtime_error("what was to be printed could not be written: is the disk full?");
    return status;
}

}  // namespace

int main(int argc, char** argv)
{
    Exit status = Exit::machine;
    Shell shell;
    try {
        if (sodium_init() < 0) throw std::runtime_error("the library that hashes can't be started");
        status = run(argc, argv, shell);
    } catch (const Refused& refused) {
        shell.lang == "zh" ? tell(in_chinese(refused.fault)) : tell(refused.fault);
        status = Exit::refused;
    } catch (const Misused& misused) {
        tell("earned: " + (shell.lang == "zh" ? in_chinese(misused.what()) : std::string(misused.what())));
        status = Exit::usage;
    } catch (const earned::db::Refused& refused) {
        tell(std::string("the database refused it: ") + refused.what() + "; nothing was written");
    } catch (const std::exception& failure) {
        tell(std::string("earned: ") + failure.what());
    }
    return static_cast<int>(status);
}
