// earned: signed contracts and what was delivered under them in; invoices, cash, revenue, journal
// and reports out.
#include "app/commands/commands.h"
#include "app/say.h"

#include <CLI/CLI.hpp>

#include <sodium.h>

namespace {

using namespace earned::app;

Exit run(int argc, char** argv)
{
    CLI::App program("What to invoice, what was paid, what was earned, and what the books must show.", "earned");
    program.require_subcommand(1);
    program.set_version_flag("--version", "earned 0.1.0");
    program.failure_message(CLI::FailureMessage::simple);
    Shell shell;
    program.add_option(
        "--db", shell.db,
        "the book: a file, or postgresql://HOST/DATABASE[?schema=NAME] (else EARNED_DB, else ./earned.db)");
    program.add_option("--rules", shell.rules,
                       "the folder that holds rule packages (else EARNED_RULES, else the one that came along)");
    program.fallthrough();
    for (const auto add : {add_intake, add_billing, add_cash, add_dunning, add_closing, add_verifying, add_cases, add_rules,
                           add_reports, add_explain, add_peer_cases})
        add(program, shell);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? Exit::done : Exit::usage;
    }
    return shell.command();
}

}  // namespace

int main(int argc, char** argv)
{
    Exit status = Exit::machine;
    try {
        if (sodium_init() < 0) throw std::runtime_error("the library that hashes can't be started");
        status = run(argc, argv);
    } catch (const Refused& refused) {
        tell(refused.fault);
        status = Exit::refused;
    } catch (const Misused& misused) {
        tell(std::string("earned: ") + misused.what());
        status = Exit::usage;
    } catch (const earned::db::Refused& refused) {
        tell(std::string("the database refused it: ") + refused.what() + "; nothing was written");
    } catch (const std::exception& failure) {
        tell(std::string("earned: ") + failure.what());
    }
    return static_cast<int>(status);
}
