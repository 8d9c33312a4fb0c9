// cash check and import: statement files, read alone or into the book.
#include "app/commands/cash.h"

#include "app/chinese.h"
#include "app/run_hash.h"
#include "app/say.h"
#include "app/shown.h"
#include "app/statement_gaps.h"
#include "app/statements.h"
#include "exchange/bank/check.h"
#include "exchange/bank/copies.h"
#include "exchange/bank/series.h"

#include <CLI/CLI.hpp>

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
    if (fault.where.starts_with("line ")) fault.where = file + ":" + fault.where.substr(5);
    return fault;
}

Fault fault_of(const std::string& file, const bank::Remark& remark)
{
    return {remark.code, file + ":" + std::to_string(remark.line), remark.what, ""};
}

struct ReadFile {
    std::string name, hash;
    Result<bank::File> file;
};

// Each by itself, then beside the others: copies, pages in several files, gaps between them that no statement that is
// `known` fills.
std::vector<ReadFile> read_together(const std::vector<std::string>& names, std::span<const bank::Profile> profiles,
                                    std::span<const bank::Span> known = {})
{
    std::vector<ReadFile> files;
    for (const std::string& name : names) {
        try {
            const std::string bytes = bytes_of(name);
            files.push_back({name, sha256(bytes), bank::read_statements(bytes, profiles)});
        } catch (const Refused& refused) {  // the others are read all the same
            files.push_back({name, "", refused.fault});
        }
    }
    bank::Copies copies;
    std::vector<bank::NamedFile> good;
    for (ReadFile& each : files) {
        if (!each.file) continue;
        copies.remark(each.name, *each.file);
        good.push_back({each.name, &*each.file});
    }
    bank::check_series(good, known);
    return files;
}

// One line a file; below it, what a person should know, each with its line.
Exit check(const std::vector<std::string>& files, const std::string& profile_folder, const ShownAs& shown)
{
    const std::vector<bank::Profile> profiles = profiles_of(profile_folder);
    Table table{.key = "statement-files", .title = {"Statement files", "对账单文件"}};
    table.columns = {text_column("file", "file", "文件"),
                     text_column("format", "format", "格式"),
                     count_column("statements", "statements", "对账单"),
                     count_column("entries", "entries", "发生额"),
                     count_column("transactions", "transactions", "明细"),
                     text_column("balances", "balances", "余额"),
                     text_column("verdict", "verdict", "结论")};
    std::vector<Fault> remarks;
    Exit status = Exit::done;
    for (ReadFile& each : read_together(files, profiles)) {
        if (!each.file) {
            table.add({each.name, Cell(), Cell(), Cell(), Cell(), Cell(), own_words("refused")});
            remarks.push_back(in_file(each.name, each.file.fault()));
            status = Exit::refused;
            continue;
        }
        const bank::File& file = *each.file;
        std::size_t entries = 0, transactions = 0;
        for (const bank::Statement& statement : file.statements) {
            entries += statement.entries.size();
            transactions += transactions_of(statement);
        }
        const bool clean = bank::is_clean(file);
        if (!clean) status = Exit::refused;
        table.add({each.name, file.format, static_cast<std::int64_t>(file.statements.size()),
                   static_cast<std::int64_t>(entries), static_cast<std::int64_t>(transactions),
                   own_words(chains_of(file)), own_words(clean ? "good" : "flagged")});
        for (const bank::Remark& remark : file.remarks) remarks.push_back(fault_of(each.name, remark));
    }
    show(table, shown);
    for (const Fault& remark : remarks) say_beside({remark.text(), in_chinese(remark)}, shown);
    return status;
}

struct ImportOptions {
    std::vector<std::string> files;
    std::string profiles;
    bool flagged = false;
};

// The files that may be taken in; what is refused or flagged is told, and left out.
std::vector<StatementFile> readable(Book& book, const ImportOptions& options, const ShownAs& shown)
{
    const std::vector<bank::Profile> profiles = profiles_of(options.profiles);
    std::vector<StatementFile> taken;
    for (ReadFile& each : read_together(options.files, profiles, statements_of(book))) {
        if (!each.file) {
            tell(in_file(each.name, each.file.fault()), shown);
            continue;
        }
        for (const bank::Remark& remark : each.file->remarks) tell(fault_of(each.name, remark), shown);
        if (!bank::is_clean(*each.file) && !options.flagged) {
            tell(shown.is_chinese()
                     ? each.name + "：因上述原因未导入；--flagged 仍可导入"
                     : each.name + ": not taken in, because of what stands above; --flagged takes it in all the same");
            continue;
        }
        taken.push_back({each.name, std::move(each.hash), std::move(*each.file)});
    }
    return taken;
}

void say_taken(const StatementIntake& taken, std::int64_t files, const ShownAs& shown)
{
    const auto left = static_cast<std::int64_t>(taken.left.size());
    say_beside(
        {counted(files, "file", "files") + ", " + counted(taken.statements, "statement", "statements") + ": " +
             counted(taken.receipts, "receipt", "receipts") + ", " + counted(taken.reversals, "return", "returns") +
             "; " + counted(taken.intake.accepted, "event", "events") + " new, " + grouped(taken.intake.known_before) +
             " known before, " + grouped(taken.intake.refused) + " refused, " + counted(left, "entry", "entries") +
             " left",
         chinese_count(files, "个文件，") + chinese_count(taken.statements, "份对账单：") +
             chinese_count(taken.receipts, "笔收款，") + chinese_count(taken.reversals, "笔退回；新事件 ") +
             grouped(taken.intake.accepted) + "，已有 " + grouped(taken.intake.known_before) + "，拒收 " +
             grouped(taken.intake.refused) + "，未导入 " + chinese_count(left, "笔")},
        shown);
    if (taken.receipts > 0)
        say_beside({"what they pay: earned cash match --dry-run", "可核销哪些账单：earned cash match --dry-run"},
                   shown);
}

// What is missing beside the statements that were just taken in; gaps among them alone were told with their files.
void tell_gaps(Book& book, std::int64_t first_new, const ShownAs& shown)
{
    std::int64_t others = 0;
    for (const StatementGap& gap : gaps_of(book)) {
        if ((gap.before < first_new) != (gap.after < first_new))
            tell(gap.fault, shown);
        else if (gap.of_money)
            ++others;
    }
    if (others > 0)
        say_beside({counted(others, "gap", "gaps") + " between other statements: earned exceptions",
                    "其他对账单之间有 " + chinese_count(others, "处缺口：earned exceptions")},
                   shown);
}

Exit import(const Shell& shell, const ImportOptions& options, const ShownAs& shown)
{
    Book book = shell.open();
    const std::int64_t first_new = book.store().next_event();
    const std::vector<StatementFile> files = readable(book, options, shown);
    if (files.empty()) return Exit::refused;  // why was told of each
    const StatementIntake taken = take_in(book, files, [&](const RefusedEvent& event) {
        Fault fault = event.fault;
        fault.where = event.where + " " + fault.where;
        tell(fault, shown);
    });
    Table table{.key = "left", .title = {"Not taken in", "未导入"}};
    table.columns = {text_column("where", "where", "位置"), date_column("date", "date", "日期"),
                     text_column("amount", "amount", "金额"), text_column("currency", "currency", "币种"),
                     text_column("why", "not taken in, because", "未导入原因")};
    for (const LeftOver& left : taken.left)
        table.add({left.where, left.date, left.amount, left.currency, own_words(left.why)});
    show(table, shown);
    tell_gaps(book, first_new, shown);
    say_taken(taken, static_cast<std::int64_t>(files.size()), shown);
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
    auto shown = std::make_shared<ShownAs>();
    add_format(*take, shell, shown);
    take->callback([&shell, options, shown] {
        shell.command = [&shell, options, shown] { return import(shell, *options, *shown); };
    });

    CLI::App* command = cash.add_subcommand("check", "Read statement files, and say whether they tie; writes nothing");
    auto files = std::make_shared<std::vector<std::string>>();
    auto profiles = std::make_shared<std::string>();
    command->add_option("FILE", *files, "camt.052/053/054, MT940/942, OFX, BAI2, CSV")->required();
    command->add_option("--profiles", *profiles,
                        "the folder of CSV profiles (else EARNED_PROFILES, else those that came along)");
    auto checked = std::make_shared<ShownAs>();
    add_format(*command, shell, checked);
    command->callback([&shell, files, profiles, checked] {
        shell.command = [files, profiles, checked] { return check(*files, *profiles, *checked); };
    });
}

}  // namespace earned::app
