#include "app/commands/cash.h"
#include "app/commands/commands.h"

#include "app/cash_application.h"
#include "app/intake.h"
#include "app/matching_run.h"
#include "app/say.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <map>

namespace earned::app {

namespace {

struct MatchOptions {
    std::string through;
    bool dry_run = false;
};

// Of a payment that found its invoices across the book, or has a doubt: a line each.
void add_proposed(Columns& columns, const ProposedCash& one)
{
    if (one.invoices.empty())
        columns.add({one.date.text(), one.payment.text(), "", one.amount.text(), one.amount.currency().code(),
                     std::string(billing::name(one.proposal.confidence)), one.proposal.evidence});
    for (const PaidInvoice& paid : one.invoices)
        columns.add(
            {paid.date.text(), one.payment.text(), paid.invoice.text(), paid.amount.text(),
             paid.amount.currency().code(),
             std::string(billing::name(one.proposal.confidence)) + (one.proposal.confirms ? "" : ", to confirm"),
             one.proposal.evidence});
}

Exit match(const Shell& shell, const MatchOptions& options)
{
    Book book = shell.open();
    const Date through = options.through.empty() ? Date::never() : date_asked(options.through, "--through");
    Columns columns({"date", "payment", "invoice", "amount", "currency", "confidence", "because of"});
    std::map<Currency, Money> applied;
    std::vector<Match> made;
    const MatchSeen seen = [&](const Home&, const Match& match) {
        applied.try_emplace(match.amount.currency(), Money::zero(match.amount.currency())).first->second +=
            match.amount;
        if (!options.dry_run) return;
        made.push_back(match);
        columns.add({match.date.text(), match.payment.text(), match.invoice.text(), match.amount.text(),
                     match.amount.currency().code(), "high", match.evidence});
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
        if (options.dry_run) add_proposed(columns, one);
        if (!one.proposal.confirms) continue;
        for (const PaidInvoice& paid : one.invoices)
            applied.try_emplace(paid.amount.currency(), Money::zero(paid.amount.currency())).first->second +=
                paid.amount;
        if (options.dry_run) run.applications += static_cast<std::int64_t>(one.invoices.size());
    }
    if (!columns.empty()) std::cout << columns.text();
    std::string line =
        counted(run.applications, "application", "applications") + (options.dry_run ? " would be made" : " made");
    for (const auto& [currency, amount] : applied) line += ", " + currency.code() + " " + amount.text();
    say(line);
    std::int64_t left = 0;
    each_receipt_on_account(book, through, [&](const Home&, const Receipt&) { ++left; });
    if (left > 0 && !options.dry_run) say(counted(left, "receipt", "receipts") + " on account: earned cash list");
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
    run->callback([&shell, options] { shell.command = [&shell, options] { return match(shell, *options); }; });
    add_cash_lists(*cash, shell);
    add_cash_deeds(*cash, shell);
    add_cash_files(*cash, shell);
}

}  // namespace earned::app
