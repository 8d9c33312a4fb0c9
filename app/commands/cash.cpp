#include "app/commands/cash.h"
#include "app/commands/commands.h"

#include "app/cash_application.h"
#include "app/intake.h"
#include "app/matching_run.h"
#include "app/say.h"
#include "app/shown.h"

#include <CLI/CLI.hpp>

#include <map>

namespace earned::app {

namespace {

struct MatchOptions {
    std::string through;
    bool dry_run = false;
};

Table table_of_matches()
{
    Table table{.key = "matches", .title = {"Cash application", "收款核销"}};
    table.columns = {date_column("date", "date", "日期"),         text_column("payment", "payment", "收款"),
                     text_column("invoice", "invoice", "账单"),   money_column("amount", "amount", "金额"),
                     text_column("currency", "currency", "币种"), text_column("confidence", "confidence", "把握"),
                     text_column("because", "because of", "依据")};
    return table;
}

// Of a payment that found its invoices across the book, or has a doubt: a line each.
void add_proposed(Table& table, const ProposedCash& one)
{
    const std::string sure(billing::name(one.proposal.confidence));
    const Label because = own_words(one.proposal.evidence);
    if (one.invoices.empty())
        table.add(
            {one.date, one.payment.text(), Cell(), one.amount, one.amount.currency().code(), own_words(sure), because});
    for (const PaidInvoice& paid : one.invoices)
        table.add({paid.date, one.payment.text(), paid.invoice.text(), paid.amount, paid.amount.currency().code(),
                   own_words(sure + (one.proposal.confirms ? "" : ", to confirm")), because});
}

using Sums = std::map<Currency, Money>;

void add(Sums& sums, Money amount)
{
    sums.try_emplace(amount.currency(), Money::zero(amount.currency())).first->second += amount;
}

void say_matched(const MatchRun& run, const Sums& applied, const MatchOptions& options, const ShownAs& shown)
{
    Label line{
        counted(run.applications, "application", "applications") + (options.dry_run ? " would be made" : " made"),
        (options.dry_run ? "将核销 " : "已核销 ") + chinese_count(run.applications, "笔")};
    for (const auto& [currency, amount] : applied) {
        line.en += ", " + currency.code() + " " + amount.text();
        line.zh += "，" + currency.code() + " " + amount.text();
    }
    say_beside(line, shown);
}

Exit match(const Shell& shell, const MatchOptions& options, const ShownAs& shown)
{
    Book book = shell.open();
    const Date through = date_or_never(options.through, "--through");
    Table table = table_of_matches();
    Sums applied;
    std::vector<Match> made;
    const MatchSeen seen = [&](const Home&, const Match& match) {
        add(applied, match.amount);
        if (!options.dry_run) return;
        made.push_back(match);
        table.add({match.date, match.payment.text(), match.invoice.text(), match.amount, match.amount.currency().code(),
                   own_words("high"), own_words(match.evidence)});
    };
    MatchRun run;
    {
        Progress progress("matching");
        if (options.dry_run) {
            run.applications = preview_match(book, through, seen, progress);
            run.proposed = propose_cash(book, through, made);
        } else
            run = match_all(book, through, book.user(), seen, progress);
    }
    for (const ProposedCash& one : run.proposed) {
        if (options.dry_run) add_proposed(table, one);
        if (!one.proposal.confirms) continue;
        for (const PaidInvoice& paid : one.invoices) add(applied, paid.amount);
        if (options.dry_run) run.applications += static_cast<std::int64_t>(one.invoices.size());
    }
    if (options.dry_run || !shown.is_for_people()) show(table, shown);
    say_matched(run, applied, options, shown);
    std::int64_t left = 0;
    each_receipt_on_account(book, through, [&](const Home&, const Receipt&) { ++left; });
    if (left > 0 && !options.dry_run)
        say_beside({counted(left, "receipt", "receipts") + " on account: earned cash list",
                    chinese_count(left, "笔收款尚未核销：earned cash list")},
                   shown);
    return Exit::done;
}

}  // namespace

void add_cash(CLI::App& program, Shell& shell)
{
    CLI::App* cash = program.add_subcommand("cash", "Receipts and what they pay");
    cash->require_subcommand(1);
    CLI::App* run = cash->add_subcommand("match", "Apply receipts to invoices where it is certain which");
    auto options = std::make_shared<MatchOptions>();
    run->add_option("--through", options->through, "YYYY-MM-DD: receipts up to this day (else all)");
    run->add_flag("--dry-run", options->dry_run, "show the matches, and write nothing");
    auto shown = std::make_shared<ShownAs>();
    add_format(*run, shell, shown);
    run->callback([&shell, options, shown] {
        shell.command = [&shell, options, shown] { return match(shell, *options, *shown); };
    });
    add_cash_lists(*cash, shell);
    add_cash_deeds(*cash, shell);
    add_cash_files(*cash, shell);
}

}  // namespace earned::app
