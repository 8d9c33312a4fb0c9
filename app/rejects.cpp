#include "app/rejects.h"

#include <filesystem>

namespace earned::app {

namespace {

namespace fs = std::filesystem;

std::string partly(const std::string& path) { return path + ".part"; }

void require(bool good, const std::string& path)
{
    if (good) return;
    throw Refused({.code = "file-unwritable",
                   .where = path,
                   .what = "the reject file can't be written",
                   .hint = "say with --rejects where it may be"});
}

}  // namespace

std::string reject_path(const std::string& asked, const std::vector<std::string>& inputs)
{
    if (!asked.empty()) return asked;
    const bool piped = inputs.empty() || inputs.front() == "-";
    return piped ? "earned-rejects.ndjson" : inputs.front() + ".rejects.ndjson";
}

RejectFile::RejectFile(std::string path, const std::vector<std::string>& inputs) : path_(std::move(path))
{
    for (const std::string& input : inputs) {
        std::error_code ignored;
        if (input == "-" || !fs::equivalent(input, path_, ignored)) continue;
        throw Refused({.code = "rejects-over-input",
                       .where = path_,
                       .what = "the reject file is one of the inputs",
                       .hint = "give --rejects another name"});
    }
}

void RejectFile::add(const RefusedEvent& refused)
{
    if (count_++ == 0) {
        raw_.open(partly(path_), std::ios::binary | std::ios::trunc);
        why_.open(partly(path_ + ".why"), std::ios::binary | std::ios::trunc);
    }
    std::string raw = refused.raw;
    for (char& c : raw)
        if (c == '\n' || c == '\r') c = ' ';
    raw_ << raw << '\n';
    why_ << "line " << count_ << ": " << refused.fault.text() << '\n';
    require(raw_.good() && why_.good(), path_);
}

void RejectFile::finish()
{
    if (empty()) return;
    raw_.close();
    why_.close();
    require(!raw_.fail() && !why_.fail(), path_);
    fs::rename(partly(path_), path_);
    fs::rename(partly(path_ + ".why"), path_ + ".why");
}

}  // namespace earned::app
