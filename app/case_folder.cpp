// Where cases lie: files, and folders of them.
#include "app/book.h"
#include "app/case_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace earned::app {

namespace {

namespace fs = std::filesystem;

bool is_case_file(const fs::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

}  // namespace

std::vector<Result<Case>> read_case_file(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file || fs::is_directory(path)) {
        throw Refused({.code = "file-unreadable",
                       .where = path,
                       .what = "the file can't be opened",
                       .hint = "check its name and that you may read it"});
    }
    std::ostringstream text;
    text << file.rdbuf();
    return read_cases(path, text.str());
}

std::vector<std::string> case_files(const std::vector<std::string>& paths)
{
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        if (!fs::is_directory(path)) {
            files.push_back(path);
            continue;
        }
        std::vector<std::string> found;
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path))
            if (entry.is_regular_file() && is_case_file(entry.path())) found.push_back(entry.path().string());
        std::sort(found.begin(), found.end());
        files.insert(files.end(), found.begin(), found.end());
    }
    if (files.empty())
        throw Refused({.code = "no-cases",
                       .where = paths.front(),
                       .what = "the folder holds no case file",
                       .hint = "case files end in .yaml"});
    return files;
}

}  // namespace earned::app
