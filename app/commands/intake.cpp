#include "app/commands/commands.h"

#include "app/chinese.h"
#include "app/intake.h"
#include "app/rejects.h"
#include "app/say.h"
#include "app/shown.h"
#include "app/worklist.h"
#include "app/write_file.h"
#include "contract/decode.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>

#include <iostream>

namespace earned::app {

namespace {

constexpr std::int64_t refusals_shown = 20;

Exit init(const Shell& shell, const ShownAs& said)
{
    Book book(shell.url(), shell.packages());
    const bool existed = book.store().exists();
    book.store().create();
    const std::string place = shown(shell.url());
    say(existed ? Label{"the book is there already: " + place, "账簿已有：" + place}
                : Label{"a new book: " + place, "新账簿：" + place},
        said);
    return Exit::done;
}

struct IngestOptions {
    std::vector<std::string> files;
    bool all_or_nothing = false;
    std::string rejects;
};

void say_ingested(const Intake& intake, const ShownAs& shown)
{
    const std::string batch = std::to_string(intake.batch);
    say({counted(intake.accepted, "event", "events") + " accepted, " + grouped(intake.known_before) +
             " already known, " + grouped(intake.waiting) + " waiting, " + grouped(intake.refused) + " refused" +
             (intake.batch != 0 ? "; batch " + batch : ""),
         "接受 " + chinese_count(intake.accepted, "个事件，已有 ") + grouped(intake.known_before) + "，等待 " +
             grouped(intake.waiting) + "，拒收 " + grouped(intake.refused) +
             (intake.batch != 0 ? "；批次 " + batch : "")},
        shown);
    if (intake.waiting > 0) say({"what waits: earned exceptions", "等待的事件：earned exceptions"}, shown);
}

Exit ingest_files(const Shell& shell, const IngestOptions& options, const ShownAs& shown)
{
    Book book = shell.open();
    RejectFile rejects(reject_path(options.rejects, options.files), options.files);
    std::int64_t refused = 0;
    Intake intake;
    {
        Progress progress("ingesting");
        intake = ingest(
            book, options.files, options.all_or_nothing ? Whole::all_or_nothing : Whole::each_event,
            [&](const RefusedEvent& event) {
                if (++refused <= refusals_shown) tell(event.fault, shown);
                rejects.add(event);
            },
            progress);
    }
    rejects.finish();
    for (const std::string& file : intake.empty)
        tell(Fault{.code = "file-empty",
                   .where = file,
                   .what = "it holds no event",
                   .hint = "check that the export that wrote it ran to its end"},
             shown);
    const std::string why = rejects.path() + ".why";
    if (refused > refusals_shown)
        tell(shown.is_chinese() ? "…… 另有 " + chinese_count(refused - refusals_shown, "个：见 ") + why
                                : "... and " + grouped(refused - refusals_shown) + " more: see " + why);
    say_ingested(intake, shown);
    if (intake.refused == 0) return intake.empty.empty() ? Exit::done : Exit::refused;
    if (options.all_or_nothing)
        say({"nothing was taken in: all or nothing was asked for", "未导入任何事件：要求全部或全不"}, shown);
    say({"mend and send again: " + rejects.path() + " (why, line by line: " + why + ")",
         "更正后重新发送：" + rejects.path() + "（逐行原因：" + why + "）"},
        shown);
    return Exit::refused;
}

Label words_of(const OpenItem& item)
{
    Label line;
    const auto add = [&](const std::string& en, const std::string& zh) {
        line.en += "  " + en;
        line.zh += "  " + zh;
    };
    line = item.date == Date::dawn() ? Label{"not posted", "未曾入账  "} : Label{item.date.text(), item.date.text()};
    add(std::string(name(item.kind)), in_chinese(name(item.kind)));  // the day is ten wide in either language
    if (!item.contract.empty()) add("contract " + item.contract.text(), "合同 " + item.contract.text());
    if (!item.book.empty())
        add(item.entity.text() + "/" + item.book.text(), item.entity.text() + "/" + item.book.text());
    if (!item.id.empty()) add("event " + item.source + " " + item.id, "事件 " + item.source + " " + item.id);
    return line;
}

Exit exceptions(const Shell& shell, const ShownAs& shown)
{
    Book book = shell.open();
    std::int64_t count = 0;
    each_open_item(book, [&](const OpenItem& item) {
        ++count;
        say(words_of(item), shown);
        say({"    " + item.fault.text(), "    " + in_chinese(item.fault)}, shown);
    });
    if (count == 0)
        say({"nothing waits for anybody", "没有待处理事项"}, shown);
    else
        say({counted(count, "item", "items") + " on the worklist", "待处理 " + chinese_count(count, "项")}, shown);
    return Exit::done;
}

Exit schema(const std::string& type, const std::string& folder)
{
    const auto types = event_types();
    if (!folder.empty()) {
        make_folder(folder);
        for (const std::string_view each : types)
            write_file(std::filesystem::path(folder) / (std::string(each) + ".json"), schema_text(each));
        say(counted(static_cast<std::int64_t>(types.size()), "schema", "schemas") + " written to " + folder);
        return Exit::done;
    }
    if (type.empty()) {
        for (const std::string_view each : types) say(std::string(each));
        return Exit::done;
    }
    if (std::find(types.begin(), types.end(), type) == types.end())
        throw Refused({.code = "type-unknown",
                       .where = "type " + type,
                       .what = "there is no such event type",
                       .hint = "`earned schema` lists them"});
    std::cout << schema_text(type);
    return Exit::done;
}

}  // namespace

void add_intake(CLI::App& program, Shell& shell)
{
    CLI::App* make = program.add_subcommand("init", "Make a new book");
    const auto made = add_language(*make, shell);
    make->callback([&shell, made] { shell.command = [&shell, made] { return init(shell, *made); }; });

    CLI::App* take = program.add_subcommand("ingest", "Take in business events: NDJSON, a JSON array, or one event");
    auto options = std::make_shared<IngestOptions>();
    take->add_option("FILE", options->files, "files, or - for standard input")->required();
    take->add_flag("--all-or-nothing", options->all_or_nothing, "one transaction: a refused event refuses them all");
    take->add_option("--rejects", options->rejects, "where refused events are written (else beside the first file)");
    const auto taken = add_language(*take, shell);
    take->callback([&shell, options, taken] {
        shell.command = [&shell, options, taken] { return ingest_files(shell, *options, *taken); };
    });

    CLI::App* open =
        program.add_subcommand("exceptions", "What waits for somebody, with its remedy")->alias("worklist");
    const auto listed = add_language(*open, shell);
    open->callback([&shell, listed] { shell.command = [&shell, listed] { return exceptions(shell, *listed); }; });

    CLI::App* form = program.add_subcommand("schema", "The JSON Schema of an event type; without one, the types");
    auto type = std::make_shared<std::string>(), folder = std::make_shared<std::string>();
    form->add_option("TYPE", *type, "contract.signed, order.fulfilled, ...");
    form->add_option("--write", *folder, "write all of them into this folder");
    form->callback([&shell, type, folder] { shell.command = [type, folder] { return schema(*type, *folder); }; });
}

}  // namespace earned::app
