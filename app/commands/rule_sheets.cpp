// Decision tables out to spreadsheets and back: keyed by rule id, with what would change told first.
#include "app/commands/commands.h"

#include "app/say.h"
#include "app/write_file.h"
#include "base/table.h"
#include "exchange/sheets.h"
#include "exchange/xlsx.h"
#include "rules/check.h"
#include "rules/dmn.h"
#include "rules/sheets.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace earned::app {

namespace {

namespace fs = std::filesystem;

struct SheetOptions {
    std::string package = "standard", csv, xlsx, into;
    bool write = false;
};

// The package's tables with the file that each stands in.
struct Sources {
    std::vector<PackageFile> files;
    std::vector<TableSource> tables;
};

Sources sources_of(const Packages& packages, const std::string& package)
{
    Sources sources{packages.files(package), {}};
    std::vector<Fault> faults;
    for (const PackageFile& file : sources.files)
        if (file.name.ends_with(".dmn"))
            for (TableSource& table : read_dmn(file.name, file.text, faults))
                sources.tables.push_back(std::move(table));
    if (!faults.empty()) throw Refused(faults.front());
    return sources;
}

std::string read_bytes(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file || fs::is_directory(path))
        throw Refused({.code = "file-unreadable",
                       .where = path.string(),
                       .what = "the file can't be opened",
                       .hint = "export first: earned rules export PACKAGE --csv DIR, or --xlsx FILE"});
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void require_one_form(const SheetOptions& options)
{
    if (options.csv.empty() == options.xlsx.empty()) throw Misused("say one of --csv DIR and --xlsx FILE");
}

// A sheet as a table of texts: its decision's id stands above it, so that it is found again.
Table workbook_sheet(const Sheet& sheet)
{
    Table table;
    table.key = sheet.decision;
    table.title = {sheet.title, ""};
    table.facts.push_back({{"decision", "decision"}, {sheet.decision, sheet.decision}});
    for (const std::string& column : sheet.rows.front())
        table.columns.push_back({"c" + std::to_string(table.columns.size()), {column, column}, ColumnType::text, {}});
    for (std::size_t at = 1; at < sheet.rows.size(); ++at) {
        std::vector<Cell> cells(sheet.rows[at].begin(), sheet.rows[at].end());
        table.add(std::move(cells));
    }
    return table;
}

Exit export_package(const Shell& shell, const SheetOptions& options)
{
    require_one_form(options);
    const Sources sources = sources_of(*shell.packages(), options.package);
    std::vector<Table> tables;
    for (const TableSource& source : sources.tables) {
        const Sheet sheet = sheet_of(source);
        if (options.csv.empty()) {
            tables.push_back(workbook_sheet(sheet));
            continue;
        }
        make_folder(options.csv);
        std::ostringstream text;
        exchange::write_csv_rows(sheet.rows, text);
        write_file(fs::path(options.csv) / (sheet.decision + ".csv"), text.str());
    }
    if (!options.xlsx.empty()) {
        write_file(options.xlsx, "");
        exchange::write_xlsx(tables, exchange::Language::en, options.xlsx);
    }
    say(counted(static_cast<std::int64_t>(sources.tables.size()), "decision table", "decision tables") +
        " written to " + (options.csv.empty() ? options.xlsx : options.csv));
    return Exit::done;
}

struct Found {
    std::string where;
    std::vector<SheetRow> rows;
};

// The sheet of each decision; one that isn't there leaves its table as it is.
std::map<std::string, Found> sheets_in(const SheetOptions& options, const Sources& sources)
{
    std::map<std::string, Found> found;
    if (!options.csv.empty()) {
        for (const TableSource& source : sources.tables) {
            const fs::path path = fs::path(options.csv) / (source.decision + ".csv");
            if (!fs::exists(path)) continue;
            Result<std::vector<SheetRow>> rows = exchange::read_csv_rows(read_bytes(path), path.string());
            if (!rows) throw Refused(rows.fault());
            found[source.decision] = {path.string(), std::move(*rows)};
        }
    } else {
        Result<std::vector<exchange::SheetText>> sheets = exchange::read_xlsx(read_bytes(options.xlsx), options.xlsx);
        if (!sheets) throw Refused(sheets.fault());
        for (exchange::SheetText& sheet : *sheets) {
            std::string decision;
            std::vector<SheetRow> rows;
            for (SheetRow& row : sheet.rows) {
                if (rows.empty() && row.size() > 1 && row[0] == "decision") decision = row[1];
                const bool begins = rows.empty() && !row.empty() && row[0] == "rule";
                if (begins || !rows.empty()) rows.push_back(std::move(row));
            }
            if (!decision.empty()) found[decision] = {options.xlsx + ", sheet " + sheet.name, std::move(rows)};
        }
    }
    if (found.empty())
        throw Refused({.code = "sheets-missing",
                       .where = options.csv.empty() ? options.xlsx : options.csv,
                       .what = "no decision of the package stands there",
                       .hint = "a sheet is found by its decision's id: export the package to see how"});
    return found;
}

void tell_change(const RuleChange& change)
{
    const std::string rule = change.decision + ", rule " + change.rule;
    switch (change.kind) {
        case RuleChange::Kind::added:
            return say("+ " + rule + ": " + change.after);
        case RuleChange::Kind::removed:
            return say("- " + rule + (change.before.empty() ? "" : ": " + change.before));
        case RuleChange::Kind::changed:
            return say("~ " + rule + ", " + change.column + ": " + change.before + " → " + change.after);
        case RuleChange::Kind::moved:
            return say("~ " + change.decision + ": the order of its rules, from rule " + change.rule + " on");
    }
}

Exit import_package(const Shell& shell, const SheetOptions& options)
{
    require_one_form(options);
    const auto packages = shell.packages();
    Sources sources = sources_of(*packages, options.package);
    std::int64_t changed = 0;
    std::set<std::string> files;
    for (const auto& [decision, sheet] : sheets_in(options, sources)) {
        const auto table = std::find_if(sources.tables.begin(), sources.tables.end(),
                                        [&](const TableSource& each) { return each.decision == decision; });
        if (table == sources.tables.end())
            throw Refused({.code = "decision-unknown",
                           .where = sheet.where,
                           .what = "the package has no decision '" + decision + "'",
                           .hint = "`earned rules show` lists them"});
        const Result<TableSource> wanted = read_sheet(*table, sheet.rows, sheet.where);
        if (!wanted) throw Refused(wanted.fault());
        const std::vector<RuleChange> changes = changes_between(*table, *wanted);
        for (const RuleChange& change : changes) tell_change(change);
        changed += static_cast<std::int64_t>(changes.size());
        if (changes.empty()) continue;
        files.insert(table->file);
        for (PackageFile& file : sources.files)
            if (file.name == table->file) file.text = with_rules(file.text, *wanted);
    }
    const std::vector<Fault> faults = check_package(options.package, sources.files);
    for (const Fault& fault : faults) tell(fault);
    if (!faults.empty()) {
        say(counted(changed, "change", "changes") + " read; the package would not be sound, so nothing was written");
        return Exit::refused;
    }
    if (changed == 0) say("nothing differs from the package");
    if (changed == 0 || !options.write) {
        if (changed > 0) say(counted(changed, "change", "changes") + " read and sound; write them with --write");
        return Exit::done;
    }
    const fs::path folder = options.into.empty() ? packages->place(options.package) : options.into;
    make_folder(folder);
    for (const PackageFile& file : sources.files) {
        if (options.into.empty() && !files.contains(file.name)) continue;
        make_folder((folder / file.name).parent_path());
        write_file(folder / file.name, file.text);
    }
    say(counted(changed, "change", "changes") + " written to " + folder.string());
    return Exit::done;
}

}  // namespace

void add_rule_sheets(CLI::App& rules, Shell& shell)
{
    const auto add = [&](const char* name, const char* says, auto work) {
        CLI::App* command = rules.add_subcommand(name, says);
        auto options = std::make_shared<SheetOptions>();
        command->add_option("PACKAGE", options->package, "its name, or the path of its folder")->required();
        command->add_option("--csv", options->csv, "a folder: a file a decision");
        command->add_option("--xlsx", options->xlsx, "a workbook: a sheet a decision");
        command->callback(
            [&shell, options, work] { shell.command = [&shell, options, work] { return work(shell, *options); }; });
        return std::pair(command, options);
    };
    add("export", "Decision tables as spreadsheets", export_package);
    const auto [in, options] =
        add("import", "Decision tables back from spreadsheets: first what would change", import_package);
    in->add_flag("--write", options->write, "write the changes into the package, if it stays sound");
    in->add_option("--into", options->into, "write the whole package into this folder instead");
}

}  // namespace earned::app
