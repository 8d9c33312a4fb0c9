// The layout is .clang-format's. Files that were written before it held are named in unformatted.txt;
// that list may only shrink: `scripts/format` lays everything else out.
#include "tree.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace earned::style::format_test {

namespace {

namespace fs = std::filesystem;

bool has_formatter() { return std::system("command -v clang-format >/dev/null 2>&1") == 0; }

class Scratch {
public:
    Scratch() { fs::create_directories(folder_); }
    ~Scratch()
    {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    fs::path operator/(const std::string& name) const { return folder_ / name; }

private:
    fs::path folder_ = fs::temp_directory_path() / ("earned-format-" + std::to_string(::getpid()));
};

// Those of the files whose layout is another.
std::set<std::string> misshapen(const std::vector<std::string>& files)
{
    const Scratch scratch;
    std::ofstream(scratch / "list") << [&] {
        std::string list;
        for (const std::string& file : files) list += file + "\n";
        return list;
    }();
    const std::string source = EARNED_SOURCE;
    const std::string command = "cd '" + source + "' && xargs -n 40 clang-format '--style=file:" + source +
                                "/.clang-format' --dry-run <'" + (scratch / "list").string() + "' 2>'" +
                                (scratch / "said").string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::set<std::string> found;
    std::ifstream said(scratch / "said");
    for (std::string line; std::getline(said, line);)
        if (line.find("[-Wclang-format-violations]") != std::string::npos) found.insert(line.substr(0, line.find(':')));
    return found;
}

std::set<std::string> excused()
{
    std::ifstream list(std::string(EARNED_SOURCE) + "/tests/style/unformatted.txt");
    std::set<std::string> names;
    for (std::string line; std::getline(list, line);)
        if (!line.empty() && line.front() != '#') names.insert(line);
    return names;
}

TEST(Format, TheTreeIsLaidOutAsItsFileSays)
{
    if (!has_formatter()) GTEST_SKIP() << "NOT TESTED: clang-format is not installed";
    std::vector<std::string> folders = rooms(), paths;
    folders.insert(folders.end(), {"tests", "bench", "examples"});
    const std::set<std::string> old = excused();
    for (const SourceFile& file : sources(folders)) paths.push_back(file.path);
    ASSERT_GT(paths.size(), 300U);
    const std::set<std::string> found = misshapen(paths);
    for (const std::string& path : found)
        EXPECT_TRUE(old.contains(path)) << path << " is not laid out: run scripts/format";
    for (const std::string& path : old)
        EXPECT_TRUE(found.contains(path)) << path << " is laid out: take it from tests/style/unformatted.txt";
}

TEST(Format, APlantedSinnerIsCaught)
{
    if (!has_formatter()) GTEST_SKIP() << "NOT TESTED: clang-format is not installed";
    const Scratch scratch;
    std::ofstream(scratch / "bad.cpp") << "int  main( ){return 0 ;}\n";
    std::ofstream(scratch / "good.cpp") << "int main() { return 0; }\n";
    const std::set<std::string> found = misshapen({(scratch / "bad.cpp").string(), (scratch / "good.cpp").string()});
    EXPECT_EQ(found, std::set<std::string>{(scratch / "bad.cpp").string()});
}

}  // namespace

}  // namespace earned::style::format_test
