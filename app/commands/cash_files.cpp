// cash check and import: statement files, read alone or into the book.
#include "app/commands/cash.h"

#include "app/run_hash.h"
#include "app/say.h"
#include "app/statement_intake.h"
#include "app/statements.h"
#include "exchange/bank/check.h"
#include "exchange/bank/copies.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace earned::app {

namespace {

std::size_t transactions_of(const bank::Statement& statement)
{
    std::size_t count = 0;
    for (const bank::Entry& entry : statement.entries) count += entry.transactions.size();
    return count;
}

// The fault of a line of a file, at FILE:LINE.
Fault in_file(const std::string& file, Fault fault)
{
    fault.where = file + ":" + fault.where.substr(fault.where.find(' ') + 1);
    return fault;
}

// One line a file; below it, what a person should know, each with its line.
Exit check(const std::vector<std::string>& files, const std::string& profile_folder)
{
    const std::vector<bank::Profile> profiles = profiles_of(profile_folder);
    Columns columns({"file", "format", "statements", "entries", "transactions", "balances", "verdict"});
    std::vector<std::string> remarks;
    bank::Copies copies;
    Exit status = Exit::done;
    for (const std::string& file : files) {
        Result<bank::File> read = bank::read_statements(bytes_of(file), profiles);
        if (!read) {
            columns.add({file, "", "", "", "", "", "refused"});
            remarks.push_back(in_file(file, read.fault()).text());
            status = Exit::refused;
            continue;
        }
        copies.remark(file, *read);
        std::size_t entries = 0, transactions = 0;
        for (const bank::Statement& statement : read->statements) {
            entries += statement.entries.size();
            transactions += transactions_of(statement);
        }
        const bool clean = bank::is_clean(*read);
        if (!clean) status = Exit::refused;
        columns.add({file, read->format, std::to_string(read->statements.size()), std::to_string(entries),
                     std::to_string(transactions), chains_of(*read), clean ? "good" : "flagged"});
        for (const bank::Remark& remark : read->remarks)
            remarks.push_back(file + ":" + std::to_string(remark.line) + ": " + remark.what + " (" + remark.code + ")");
    }
    std::cout << columns.text();
    for (const std::string& remark : remarks) say(remark);
    return status;
}

struct ImportOptions {
    std::vector<std::string> files;
    std::string profiles;
    bool flagged = false;
};

// The files that may be taken in; what is refused or flagged is told, and left out.
std::vector<StatementFile> readable(const ImportOptions& options)
{
    const std::vector<bank::Profile> profiles = profiles_of(options.profiles);
    std::vector<StatementFile> taken;
    for (const std::string& name : options.files) {
        const std::string bytes = bytes_of(name);
        Result<bank::File> read = bank::read_statements(bytes, profiles);
        if (!read) {
            tell(in_file(name, read.fault()));
            continue;
        }
        for (const bank::Remark& remark : read->remarks)
            tell(name + ":" + std::to_string(remark.line) + ": " + remark.what + " (" + remark.code + ")");
        if (!bank::is_clean(*read) && !options.flagged) {
            tell(name + ": not taken in, because of what stands above; --flagged takes it in all the same");
            continue;
        }
        taken.push_back({name, sha256(bytes), std::move(*read)});
    }
    return taken;
}

Exit import(const Shell& shell, const ImportOptions& options)
{
    Book book = shell.open();
    const std::vector<StatementFile> files = readable(options);
    const StatementIntake taken = take_in(book, files, [](const RefusedEvent& event) {
        Fault fault = event.fault;
        fault.where = event.where + " " + fault.where;
        tell(fault);
    });
    Columns columns({"where", "date", "amount", "currency", "not taken in, because"});
    for (const LeftOver& left : taken.left)
        columns.add({left.where, left.date.text(), left.amount, left.currency, left.why});
    if (!columns.empty()) std::cout << columns.text();
    say(counted(static_cast<std::int64_t>(files.size()), "file", "files") + ", " +
        counted(taken.statements, "statement", "statements") + ": " + counted(taken.receipts, "receipt", "receipts") +
        ", " + counted(taken.reversals, "return", "returns") + "; " + grouped(taken.intake.accepted) + " events new, " +
        grouped(taken.intake.known_before) + " known before, " + grouped(taken.intake.refused) + " refused, " +
        counted(static_cast<std::int64_t>(taken.left.size()), "entry", "entries") + " left");
    if (taken.receipts > 0) say("what they pay: earned cash match --dry-run");
    return files.size() == options.files.size() && taken.intake.refused == 0 ? Exit::done : Exit::refused;
}

}  // namespace

void add_cash_files(CLI::App& cash, Shell& shell)
{
    CLI::App* take = cash.add_subcommand("import", "Take statement files into the book: receipts and returns");
    auto options = std::make_shared<ImportOptions>();
    take->add_option("FILE", options->files, "camt.052/053/054, MT940/942, OFX, BAI2, CSV")->required();
    take->add_option("--profiles", options->profiles, "the folder of CSV profiles");
    take->add_flag("--flagged", options->flagged, "also files that check flags");
    take->callback([&shell, options] { shell.command = [&shell, options] { return import(shell, *options); }; });

    CLI::App* command = cash.add_subcommand("check", "Read statement files, and say whether they tie; writes nothing");
    auto files = std::make_shared<std::vector<std::string>>();
    auto profiles = std::make_shared<std::string>();
    command->add_option("FILE", *files, "camt.052/053/054, MT940/942, OFX, BAI2, CSV")->required();
    command->add_option("--profiles", *profiles,
                        "the folder of CSV profiles (else EARNED_PROFILES, else those that came along)");
    command->callback(
        [&shell, files, profiles] { shell.command = [files, profiles] { return check(*files, *profiles); }; });
}

}  // namespace earned::app
