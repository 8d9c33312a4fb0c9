#include "app/commands/commands.h"

#include "app/closing_run.h"
#include "app/run_chain.h"
#include "app/locking.h"
#include "app/say.h"
#include "app/shown.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <thread>

namespace earned::app {

namespace {

struct CloseOptions {
    std::string period, entity, book, accept;
    int jobs = 0;
    bool dry_run = false, lock = false;
};

void print_closed(const Ledger& ledger, const std::string& period, const Closed& closed, const Label& verb,
                  const ShownAs& shown)
{
    const std::string run = std::to_string(closed.run.run), sum = std::string(ledger.currency.code()) + " " +
                                                                  Money(closed.run.debits, ledger.currency).text();
    if (closed.resumed)
        say({ledger.key() + ": run " + run + " was begun before and is completed",
             ledger.key() + "：先前开始的批次 " + run + " 已完成"},
            shown);
    say({ledger.key() + " " + period + ": " + counted(closed.groups, "group", "groups") + " closed, " +
             grouped(closed.planned) + " planned anew, " + counted(closed.run.entries, "entry", "entries") + " " +
             verb.en + ", debits = credits = " + sum,
         ledger.key() + " " + period + "：结账 " + chinese_count(closed.groups, "组，") + "重新计算 " +
             chinese_count(closed.planned, "组，") + verb.zh + " " + chinese_count(closed.run.entries, "笔分录，") +
             "借方＝贷方＝" + sum},
        shown);
    for (const LeftOut& left_out : closed.left_out) tell(left_out.fault, shown);
    const auto left = static_cast<std::int64_t>(closed.left_out.size());
    if (left > 0)
        say({ledger.key() + ": " + counted(left, "group", "groups") +
                 " in fault and left as they were, each named above",
             ledger.key() + "：" + chinese_count(left, "组有错，保持原状，见上")},
            shown);
}

// What would be posted, summed by account.
Closed preview(Book& book, const CloseOrder& order, const ShownAs& shown)
{
    std::map<Role, std::pair<std::int64_t, std::int64_t>> sums;
    const Closed closed = preview_close(book, order, [&](std::int64_t, const Plan&, const Entry& entry) {
        for (const Balance& balance : entry.lines)
            (balance.minor > 0 ? sums[balance.key.role].first : sums[balance.key.role].second) +=
                std::abs(balance.minor);
    });
    const Chart& chart = book.chart(order.ledger);
    Table table{.key = "to-be-posted", .title = {"To be posted", "将入账"}};
    table.columns = {text_column("account", "account", "科目"), text_column("name", "name", "名称"),
                     text_column("role", "role", "角色"), money_column("debit", "debit", "借方"),
                     money_column("credit", "credit", "贷方")};
    for (const auto& [role, sum] : sums) {
        const Account& account = chart.of(role);
        table.add({account.code, Label{account.name, account.name_zh.empty() ? account.name : account.name_zh},
                   std::string(name(role)), Money(sum.first, order.ledger.currency),
                   Money(sum.second, order.ledger.currency)});
    }
    show(table, shown);
    return closed;
}

Exit lock_ledger(Book& book, const Ledger& ledger, Period period, const CloseOptions& options, const ShownAs& shown)
{
    const std::vector<OpenItem> items = in_the_way(book, ledger, period);
    for (const OpenItem& item : items) tell(item.fault, shown);
    if (!items.empty() && options.accept.empty()) {
        throw Refused({.code = "period-not-ready",
                       .where = ledger.key() + " " + period.text(),
                       .what = "the period is posted but not locked: " +
                               counted(static_cast<std::int64_t>(items.size()), "item stands", "items stand") +
                               " in the way",
                       .hint = "settle what is named above, or accept it with --accept REASON"});
    }
    lock(book, ledger, period, items, items.empty() ? "" : options.accept, book.user());
    const auto accepted = static_cast<std::int64_t>(items.size());
    say({ledger.key() + " " + period.text() + " is locked" +
             (items.empty() ? "" : ", " + counted(accepted, "item", "items") + " accepted"),
         ledger.key() + " " + period.text() + " 已锁定" +
             (items.empty() ? "" : "，接受 " + chinese_count(accepted, "项"))},
        shown);
    return Exit::done;
}

Exit close_period(const Shell& shell, const CloseOptions& options, const ShownAs& shown)
{
    if (!options.accept.empty() && !options.lock) throw Misused("--accept goes with --lock");
    const Period period = period_asked(options.period);
    Book book = shell.open();
    Exit status = Exit::done;
    for (const Ledger& ledger : book.ledgers(options.entity, options.book)) {
        const FiscalCalendar calendar = book.reference().calendar(ledger.entity);
        const CloseOrder order{
            .ledger = ledger, .through = calendar.last(period), .jobs = options.jobs, .by = book.user()};
        Closed closed;
        if (options.dry_run) {
            closed = preview(book, order, shown);
        } else {
            Progress progress("closing " + ledger.key());
            closed = close(book, order, progress);
        }
        print_closed(ledger, period.text(), closed,
                     options.dry_run ? Label{"would be posted", "将入账"} : Label{"posted", "入账"}, shown);
        if (!closed.left_out.empty()) status = Exit::refused;
        if (options.lock && !options.dry_run && lock_ledger(book, ledger, period, options, shown) == Exit::done &&
            closed.left_out.empty())
            continue;
    }
    if (!options.dry_run) say({"head " + head_of(book.store()), "链首 " + head_of(book.store())}, shown);
    return status;
}

struct ReopenOptions {
    std::string period, entity, book, reason;
};

Exit reopen_period(const Shell& shell, const ReopenOptions& options, const ShownAs& shown)
{
    const Period period = period_asked(options.period);
    Book book = shell.open();
    for (const Ledger& ledger : book.ledgers(options.entity, options.book)) {
        reopen(book, ledger, period, options.reason, book.user());
        say({ledger.key() + " " + period.text() + " is open again", ledger.key() + " " + period.text() + " 已重新打开"},
            shown);
    }
    return Exit::done;
}

}  // namespace

void add_closing(CLI::App& program, Shell& shell)
{
    CLI::App* run = program.add_subcommand("close", "Post everything through a period");
    auto options = std::make_shared<CloseOptions>();
    run->add_option("PERIOD", options->period, "YYYY-MM")->required();
    run->add_option("--entity", options->entity, "of this entity alone");
    run->add_option("--book", options->book, "of this book alone");
    run->add_option("--jobs", options->jobs, "how many work at once; it changes no figure")->check(CLI::Range(1, 64));
    run->add_flag("--dry-run", options->dry_run, "show what would be posted, and write nothing");
    run->add_flag("--lock", options->lock, "lock the period: what is learnt later is posted in the next open one");
    run->add_option("--accept", options->accept, "the reason for locking although something stands in the way");
    const auto shown = add_language(*run, shell);
    run->callback([&shell, options, shown] {
        shell.command = [&shell, options, shown] { return close_period(shell, *options, *shown); };
    });

    CLI::App* again = program.add_subcommand("reopen", "Open a locked period again");
    auto which = std::make_shared<ReopenOptions>();
    again->add_option("PERIOD", which->period, "YYYY-MM")->required();
    again->add_option("--entity", which->entity, "of one entity (else of all)");
    again->add_option("--book", which->book, "one of its books (else all)");
    again->add_option("--reason", which->reason, "why")->required();
    const auto said = add_language(*again, shell);
    again->callback([&shell, which, said] {
        shell.command = [&shell, which, said] { return reopen_period(shell, *which, *said); };
    });
}

}  // namespace earned::app
