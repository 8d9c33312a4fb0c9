#include "app/commands/commands.h"

#include "app/peers/run.h"
#include "app/say.h"
#include "exchange/json.h"

#include <CLI/CLI.hpp>

#include <fstream>
#include <sstream>

namespace earned::app {

namespace {

Exit run_peer_file(const std::string& path)
{
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    if (!file) throw Misused("can't read " + path);
    const Result<Value> document = exchange::parse_json(text.str(), path);
    if (!document) throw Refused(document.fault());
    std::int64_t passed = 0, failed = 0, left_out = 0;
    for (const PeerResult& result : run_peer_cases(*document)) {
        passed += result.verdict == PeerResult::passed;
        failed += result.verdict == PeerResult::failed;
        left_out += result.verdict == PeerResult::not_applicable;
        if (result.verdict == PeerResult::failed) say("differs " + result.id + ": " + result.why);
        if (result.verdict == PeerResult::not_applicable) say("not applicable " + result.id + ": " + result.why);
    }
    say(std::to_string(passed) + " passed, " + std::to_string(failed) + " failed, " + std::to_string(left_out) +
        " not applicable");
    return failed == 0 && passed > 0 ? Exit::done : Exit::refused;
}

}  // namespace

void add_peer_cases(CLI::App& program, Shell& shell)
{
    CLI::App* run = program.add_subcommand("peer-cases", "Run a file of other systems' figures");
    run->group("");  // for those who work on the program
    auto path = std::make_shared<std::string>();
    run->add_option("FILE", *path, "cases of other systems, as JSON")->required();
    run->callback([&shell, path] { shell.command = [path] { return run_peer_file(*path); }; });
}

}  // namespace earned::app
