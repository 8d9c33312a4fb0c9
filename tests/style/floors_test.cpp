// The tree is the data path: includes only go down, never up, never sideways, and each third party
// stays in its room (docs/design.md, "Rooms and floors").
#include "tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>

namespace earned::style::floors_test {

namespace {

const std::map<std::string, std::set<std::string>>& below()
{
    static const std::map<std::string, std::set<std::string>> floors = [] {
        std::map<std::string, std::set<std::string>> all;
        all["base"] = {"base"};
        const auto stands_on = [&](const std::string& room, const std::vector<std::string>& lower) {
            all[room] = {room};
            for (const std::string& one : lower) all[room].insert(all[one].begin(), all[one].end());
        };
        stands_on("contract", {"base"});
        stands_on("rules", {"contract"});
        stands_on("billing", {"rules"});
        stands_on("recognition", {"rules"});
        stands_on("journal", {"billing", "recognition"});
        for (const char* room : {"reports", "exchange", "db"}) stands_on(room, {"journal"});
        stands_on("app", {"reports", "exchange", "db"});
        return all;
    }();
    return floors;
}

// Which third parties a room may include, by the beginning of the header's name.
const std::map<std::string, std::vector<std::string>>& guests()
{
    static const std::map<std::string, std::vector<std::string>> allowed = {
        {"base", {"boost/multiprecision", "date/date.h"}},
        {"contract", {}},
        {"rules", {"pugixml.hpp", "unicode/"}},
        {"billing", {}},
        {"recognition", {}},
        {"journal", {}},
        {"reports", {}},
        {"exchange", {"simdjson.h", "nlohmann/", "pugixml.hpp", "xlsxwriter.h", "yaml-cpp/", "iconv.h", "zlib.h", "cairo-pdf.h", "pango/"}},
        {"db", {"soci/", "soci.h", "libpq-fe.h", "sqlite3.h", "fcntl.h", "sys/stat.h", "unistd.h"}},
        {"app", {"CLI/", "pugixml.hpp", "date/tz.h", "yaml-cpp/", "sodium.h", "openssl/", "unistd.h", "sys/", "pwd.h", "fcntl.h", "signal.h", "poll.h"}},
    };
    return allowed;
}

struct Include { std::string name; bool own = false; };

std::vector<Include> includes_of(const std::string& text)
{
    static const std::regex line(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    std::vector<Include> found;
    std::istringstream stream(text);
    for (std::string row; std::getline(stream, row);) {
        std::smatch match;
        if (std::regex_search(row, match, line)) found.push_back({match[2], match[1] == "\""});
    }
    return found;
}

bool is_standard(const std::string& name) { return name.find('.') == std::string::npos && name.find('/') == std::string::npos; }

std::vector<std::string> violations(const std::vector<SourceFile>& files)
{
    std::vector<std::string> found;
    for (const SourceFile& file : files) {
        const std::string room = file.room();
        for (const Include& include : includes_of(file.text)) {
            const std::string sentence = file.path + " includes " + include.name;
            if (include.own) {
                const std::string other = include.name.substr(0, include.name.find('/'));
                if (!below().at(room).contains(other)) found.push_back(sentence + ": " + other + " is not below " + room);
            } else if (!is_standard(include.name)) {
                const auto& allowed = guests().at(room);
                const bool welcome = std::any_of(allowed.begin(), allowed.end(),
                                                 [&](const std::string& start) { return include.name.starts_with(start); });
                if (!welcome) found.push_back(sentence + ": not a guest of " + room);
            }
        }
    }
    return found;
}

// What a second computation is made of: base/ and itself. What tells its lives to the engine (tell) is no part of it.
std::vector<std::string> borrowings(const std::vector<SourceFile>& oracle)
{
    std::vector<std::string> found;
    for (const SourceFile& file : oracle) {
        if (file.path.find("/tell.") != std::string::npos) continue;
        for (const Include& include : includes_of(file.text))
            if (include.own && !include.name.starts_with("base/") && !include.name.starts_with("tests/recognition/oracle/"))
                found.push_back(file.path + " includes " + include.name);
    }
    return found;
}

TEST(Floors, TheOracleBorrowsNothingOfWhatItChecks)
{
    const std::vector<SourceFile> oracle = sources({"tests/recognition/oracle"});
    ASSERT_GT(oracle.size(), 5U);
    EXPECT_EQ(borrowings(oracle), std::vector<std::string>());
    EXPECT_EQ(borrowings({{"tests/recognition/oracle/x.h", "#include \"recognition/life.h\"\n"}}).size(), 1U);
}

TEST(Floors, IncludesOnlyGoDown)
{
    const std::vector<SourceFile> files = sources(rooms());
    ASSERT_GT(files.size(), 100U);
    EXPECT_EQ(violations(files), std::vector<std::string>());
}

TEST(Floors, APlantedSinnerIsCaught)
{
    const auto sins = [](const std::string& path, const std::string& text) { return violations({{path, text}}).size(); };
    EXPECT_EQ(sins("billing/x.cpp", "#include \"recognition/earned.h\"\n"), 1U) << "sideways";
    EXPECT_EQ(sins("contract/x.h", "#include \"rules/terms.h\"\n"), 1U) << "up";
    EXPECT_EQ(sins("reports/x.cpp", "  #  include \"db/store.h\"\n"), 1U) << "sideways, with spaces";
    EXPECT_EQ(sins("journal/x.cpp", "#include <soci/soci.h>\n"), 1U) << "another room's guest";
    EXPECT_EQ(sins("app/x.cpp", "#include \"db/store.h\"\n#include <vector>\n#include \"app/book.h\"\n"), 0U);
}

}  // namespace

}  // namespace earned::style::floors_test
