#include "app/commands/commands.h"

#include "app/say.h"
#include "app/verify.h"

#include <CLI/CLI.hpp>

namespace earned::app {

namespace {

Exit verify_book(const Shell& shell, const std::string& head)
{
    Book book = shell.open();
    Verified verified;
    {
        Progress progress("verifying");
        verified = verify(book, head, progress);
    }
    for (const Check& check : verified.checks) {
        say((check.holds() ? "ok     " : "WRONG  ") + check.what + " (" + grouped(check.looked_at) + " " + check.of +
            ")");
        for (const std::string& sentence : check.wrong) say("       " + sentence);
        const auto left = check.wrong_count - static_cast<std::int64_t>(check.wrong.size());
        if (left > 0) say("       ... and " + grouped(left) + " more");
    }
    if (const auto open = book.store().open_run())
        say("run " + std::to_string(open->run) + " (" + open->kind +
            ") was begun and is not finished: give its command again");
    say(verified.holds() ? "the book holds together" : "the book does not hold together");
    if (!verified.head.empty()) say("head " + verified.head);
    return verified.holds() ? Exit::done : Exit::refused;
}

}  // namespace

void add_verifying(CLI::App& program, Shell& shell)
{
    CLI::App* run = program.add_subcommand("verify", "Work the whole book out again, and compare");
    auto head = std::make_shared<std::string>();
    run->add_option("--head", *head, "a hash that was kept outside: the chain must lead to it");
    run->callback([&shell, head] { shell.command = [&shell, head] { return verify_book(shell, *head); }; });
}

}  // namespace earned::app
