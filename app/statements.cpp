#include "app/statements.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace earned::app {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> profile_folders(const std::string& asked)
{
    if (!asked.empty()) return {asked};
    if (const char* named = std::getenv("EARNED_PROFILES"); named != nullptr && *named != '\0') return {named};
    std::error_code ignored;
    fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    for (int up = 0; up < 4 && !folder.empty(); ++up, folder = folder.parent_path())
        if (fs::is_directory(folder / "exchange" / "profiles", ignored))
            return {(folder / "exchange" / "profiles").string()};
    return {"/usr/share/earned/profiles"};
}

}  // namespace

std::string bytes_of(const std::string& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream || fs::is_directory(file))
        throw Refused({.code = "file-unreadable",
                       .where = file,
                       .what = "the file can't be opened",
                       .hint = "check its name and that you may read it"});
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<bank::Profile> profiles_of(const std::string& asked)
{
    std::vector<bank::Profile> profiles;
    for (const std::string& folder : profile_folders(asked)) {
        std::error_code unreadable;
        std::vector<std::string> files;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder, unreadable))
            if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
        if (unreadable && !asked.empty())
            throw Refused({.code = "profiles-missing",
                           .where = folder,
                           .what = "the folder of profiles can't be read",
                           .hint = "check --profiles"});
        std::sort(files.begin(), files.end());
        for (const std::string& file : files) {
            Result<bank::Profile> profile = bank::read_profile(bytes_of(file), file);
            if (!profile) throw Refused(profile.fault());
            profiles.push_back(std::move(*profile));
        }
    }
    return profiles;
}

std::string chains_of(const bank::File& file)
{
    std::size_t ties = 0, differs = 0;
    for (const bank::Statement& statement : file.statements) {
        ties += statement.chain == bank::Chain::ties ? 1 : 0;
        differs += statement.chain == bank::Chain::differs ? 1 : 0;
    }
    const std::string all = std::to_string(file.statements.size());
    if (differs > 0) return std::to_string(differs) + " of " + all + " differ";
    if (ties == file.statements.size()) return file.statements.size() == 1 ? "ties" : "all tie";
    if (ties == 0) return "no balances";
    return std::to_string(ties) + " of " + all + " tie";
}

}  // namespace earned::app
