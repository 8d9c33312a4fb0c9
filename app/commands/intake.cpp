#include "app/commands/commands.h"

#include "app/intake.h"
#include "app/rejects.h"
#include "app/say.h"
#include "app/worklist.h"
#include "contract/decode.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace earned::app {

namespace {

constexpr std::int64_t refusals_shown = 20;

Exit init(const Shell& shell)
{
    Book book(shell.url(), shell.packages());
    const bool existed = book.store().exists();
    book.store().create();
    say(existed ? "the book is there already: " + shown(shell.url()) : "a new book: " + shown(shell.url()));
    return Exit::done;
}

struct IngestOptions {
    std::vector<std::string> files;
    bool all_or_nothing = false;
    std::string rejects;
};

Exit ingest_files(const Shell& shell, const IngestOptions& options)
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
                if (++refused <= refusals_shown) tell(event.fault);
                rejects.add(event);
            },
            progress);
    }
    rejects.finish();
    for (const std::string& file : intake.empty)
        tell(Fault{.code = "file-empty",
                   .where = file,
                   .what = "it holds no event",
                   .hint = "check that the export that wrote it ran to its end"});
    if (refused > refusals_shown)
        tell("... and " + grouped(refused - refusals_shown) + " more: see " + rejects.path() + ".why");
    std::string line = counted(intake.accepted, "event", "events") + " accepted, " + grouped(intake.known_before) +
                       " already known, " + grouped(intake.waiting) + " waiting, " + grouped(intake.refused) +
                       " refused";
    if (intake.batch != 0) line += "; batch " + std::to_string(intake.batch);
    say(line);
    if (intake.waiting > 0) say("what waits: earned exceptions");
    if (intake.refused == 0) return intake.empty.empty() ? Exit::done : Exit::refused;
    if (options.all_or_nothing) say("nothing was taken in: all or nothing was asked for");
    say("mend and send again: " + rejects.path() + " (why, line by line: " + rejects.path() + ".why)");
    return Exit::refused;
}

Exit exceptions(const Shell& shell)
{
    Book book = shell.open();
    const std::vector<OpenItem> items = worklist(book);
    if (items.empty()) {
        say("nothing waits for anybody");
        return Exit::done;
    }
    for (const OpenItem& item : items) {
        const std::string day = item.date == Date::dawn() ? "not posted" : item.date.text();  // each ten wide
        std::string line = day + "  " + std::string(name(item.kind));
        if (!item.contract.empty()) line += "  contract " + item.contract.text();
        if (!item.book.empty()) line += "  " + item.entity.text() + "/" + item.book.text();
        if (!item.id.empty()) line += "  event " + item.source + " " + item.id;
        say(line);
        say("    " + item.fault.text());
    }
    say(counted(static_cast<std::int64_t>(items.size()), "item", "items") + " on the worklist");
    return Exit::done;
}

Exit schema(const std::string& type, const std::string& folder)
{
    const auto types = event_types();
    if (!folder.empty()) {
        std::filesystem::create_directories(folder);
        for (const std::string_view each : types)
            std::ofstream(std::filesystem::path(folder) / (std::string(each) + ".json")) << schema_text(each);
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
    make->callback([&shell] { shell.command = [&shell] { return init(shell); }; });

    CLI::App* take = program.add_subcommand("ingest", "Take in business events: NDJSON, a JSON array, or one event");
    auto options = std::make_shared<IngestOptions>();
    take->add_option("FILE", options->files, "files, or - for standard input")->required();
    take->add_flag("--all-or-nothing", options->all_or_nothing, "one transaction: a refused event refuses them all");
    take->add_option("--rejects", options->rejects, "where refused events are written (else beside the first file)");
    take->callback([&shell, options] { shell.command = [&shell, options] { return ingest_files(shell, *options); }; });

    CLI::App* open =
        program.add_subcommand("exceptions", "What waits for somebody, with its remedy")->alias("worklist");
    open->callback([&shell] { shell.command = [&shell] { return exceptions(shell); }; });

    CLI::App* form = program.add_subcommand("schema", "The JSON Schema of an event type; without one, the types");
    auto type = std::make_shared<std::string>(), folder = std::make_shared<std::string>();
    form->add_option("TYPE", *type, "contract.signed, order.fulfilled, ...");
    form->add_option("--write", *folder, "write all of them into this folder");
    form->callback([&shell, type, folder] { shell.command = [type, folder] { return schema(*type, *folder); }; });
}

}  // namespace earned::app
