#include "app/commands/commands.h"

#include "app/chinese.h"
#include "app/say.h"
#include "app/shown.h"
#include "app/verify.h"

#include <CLI/CLI.hpp>

namespace earned::app {

namespace {

void say_check(const Check& check, const ShownAs& shown)
{
    const std::string counted = grouped(check.looked_at);
    say({(check.holds() ? "ok     " : "WRONG  ") + check.what + " (" + counted + " " + check.of + ")",
         (check.holds() ? "通过   " : "不符   ") + in_chinese(check.what) + "（" + counted + " " +
             in_chinese(check.of) + "）"},
        shown);
    for (const std::string& sentence : check.wrong)
        say({"       " + sentence, "       " + address_and_words_in_chinese(sentence)}, shown);
    const auto left = check.wrong_count - static_cast<std::int64_t>(check.wrong.size());
    if (left > 0)
        say({"       ... and " + grouped(left) + " more", "       …… 另有 " + chinese_count(left, "项")}, shown);
}

Exit verify_book(const Shell& shell, const std::string& head, const ShownAs& shown)
{
    Book book = shell.open();
    Verified verified;
    {
        Progress progress("verifying");
        verified = verify(book, head, progress);
    }
    for (const Check& check : verified.checks) say_check(check, shown);
    if (const auto open = book.store().open_run()) {
        const std::string run = std::to_string(open->run) + " (" + open->kind + ")";
        say({"run " + run + " was begun and is not finished: give its command again",
             "批次 " + run + " 已开始而未完成：请重新执行其命令"},
            shown);
    }
    say(verified.holds() ? Label{"the book holds together", "账簿前后一致"}
                         : Label{"the book does not hold together", "账簿前后不一致"},
        shown);
    if (!verified.head.empty()) say({"head " + verified.head, "链首 " + verified.head}, shown);
    return verified.holds() ? Exit::done : Exit::refused;
}

}  // namespace

void add_verifying(CLI::App& program, Shell& shell)
{
    CLI::App* run = program.add_subcommand("verify", "Work the whole book out again, and compare");
    auto head = std::make_shared<std::string>();
    run->add_option("--head", *head, "a hash that was kept outside: the chain must lead to it");
    const auto shown = add_language(*run, shell);
    run->callback(
        [&shell, head, shown] { shell.command = [&shell, head, shown] { return verify_book(shell, *head, *shown); }; });
}

}  // namespace earned::app
