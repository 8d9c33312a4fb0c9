// The project's own files as text, for the guards that read them.
#pragma once

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace earned::style {

struct SourceFile {
    std::string path;  // from the project's folder: "journal/plan.h"
    std::string text;
    std::string room() const { return path.substr(0, path.find('/')); }
    bool is_header() const { return path.ends_with(".h") || path.ends_with(".inl"); }
};

inline const std::vector<std::string>& rooms()
{
    static const std::vector<std::string> names = {"base",    "contract", "rules", "billing", "recognition",
                                                   "journal", "reports",  "exchange", "db",   "app"};
    return names;
}

inline std::vector<SourceFile> sources(const std::vector<std::string>& folders)
{
    namespace fs = std::filesystem;
    static const std::set<std::string> kinds = {".h", ".cpp", ".inl"};
    std::vector<SourceFile> files;
    for (const std::string& folder : folders)
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(EARNED_SOURCE) / folder)) {
            if (!entry.is_regular_file() || !kinds.contains(entry.path().extension().string())) continue;
            std::ifstream file(entry.path());
            std::ostringstream text;
            text << file.rdbuf();
            files.push_back({fs::relative(entry.path(), EARNED_SOURCE).string(), text.str()});
        }
    return files;
}

// The lines of a text without their comments, so that words in sentences are no offence.
inline std::vector<std::string> code_lines(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        std::string code;
        bool quoted = false;
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (line[at] == '"' && (at == 0 || line[at - 1] != '\\')) quoted = !quoted;
            if (!quoted && line.compare(at, 2, "//") == 0) break;
            code += quoted && line[at] != '"' ? ' ' : line[at];
        }
        lines.push_back(std::move(code));
    }
    return lines;
}

}  // namespace earned::style
