// build/earned-bench STEP --lines N [--db URL] [--rounds R] [--json]
#include "bench/steps.h"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

// A folder of its own, gone with the program.
class Folder {
public:
    Folder() : path_(fs::temp_directory_path() / ("earned-bench-" + std::to_string(::getpid()))) { fs::create_directories(path_); }
    ~Folder()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string path() const { return path_.string(); }

private:
    fs::path path_;
};

std::vector<earned::bench::Measure> measured(const std::string& step, const earned::bench::Order& order)
{
    using namespace earned::bench;
    if (step == "ingest") return ingest_step(order);
    if (step == "close") return close_step(order);
    if (step == "history") return history_step(order);
    if (step == "cash") return cash_step(order);
    if (step == "bill") return bill_step(order);
    if (step == "rating") return rating_step(order);
    return reports_step(order);
}

}  // namespace

int main(int count, char** words)
{
    CLI::App bench("Measures a step of earned beside its floor and its peer, in one run.");
    std::string step, url;
    earned::bench::Order order;
    bool json = false;
    std::string tables;
    bench.add_option("step", step, "what is measured")->required()->check(CLI::IsMember({"ingest", "close", "history", "reports", "rules", "cash", "bill", "rating"}));
    bench.add_option("--lines", order.lines, "contract lines of the book (ingest: events; rating: records of usage)")->check(CLI::Range(2, 10'000'000));
    bench.add_option("--db", url, "the database to measure on; a schema of its own is used, and dropped (default: SQLite)")->envname("EARNED_BENCH_DB");
    bench.add_option("--rounds", order.rounds, "rounds; medians are printed")->check(CLI::Range(1, 12));
    bench.add_option("--jobs", order.jobs, "workers of a close")->check(CLI::Range(1, 64));
    bench.add_flag("--json", json, "an object a measure");
    bench.add_option("--tables", tables, "rules: the folder to write its tables and questions into")->check(CLI::ExistingDirectory);
    CLI11_PARSE(bench, count, words);
    try {
        if (step == "rules") {
            earned::bench::rules_step(tables, json);
            return 0;
        }
        const Folder folder;
        order.folder = folder.path();
        order.url = url.empty() ? "sqlite:" + folder.path() + "/book.db" : url + (url.find('?') == std::string::npos ? "?" : "&") + "schema=earned_bench";
        order.packages = std::make_shared<earned::app::Packages>(std::vector<std::string>{EARNED_RULES_FOLDER});
        earned::bench::print(measured(step, order), json);
    } catch (const std::exception& failure) {
        std::cerr << "earned-bench: " << failure.what() << "\n";
        return 3;
    }
    return 0;
}
