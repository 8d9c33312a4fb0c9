// cash check: statement files are read, and nothing is written.
#include "app/commands/cash.h"

#include "app/say.h"
#include "app/statements.h"
#include "exchange/bank/check.h"

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

// One line a file; below it, what a person should know, each with its line.
Exit check(const std::vector<std::string>& files, const std::string& profile_folder)
{
    const std::vector<bank::Profile> profiles = profiles_of(profile_folder);
    Columns columns({"file", "format", "statements", "entries", "transactions", "balances", "verdict"});
    std::vector<std::string> remarks;
    Exit status = Exit::done;
    for (const std::string& file : files) {
        const Result<bank::File> read = bank::read_statements(bytes_of(file), profiles);
        if (!read) {
            const Fault& fault = read.fault();
            columns.add({file, "", "", "", "", "", "refused"});
            remarks.push_back(file + ":" + fault.where.substr(fault.where.find(' ') + 1) + ": " + fault.what + " (" +
                              fault.code + "); " + fault.hint);
            status = Exit::refused;
            continue;
        }
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

}  // namespace

void add_cash_files(CLI::App& cash, Shell& shell)
{
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
