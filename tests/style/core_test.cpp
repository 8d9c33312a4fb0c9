// What the core must not touch: binary floating point near money; clocks, files, the environment,
// random numbers, mutable globals (docs/design.md, "The core is given everything").
#include "tree.h"

#include <gtest/gtest.h>

#include <regex>

namespace earned::style::core_test {

namespace {

struct Ban { std::regex words; std::string why; };

std::vector<std::string> offences(const std::vector<SourceFile>& files, const std::vector<Ban>& bans)
{
    std::vector<std::string> found;
    for (const SourceFile& file : files) {
        int number = 0;
        for (const std::string& line : code_lines(file.text)) {
            ++number;
            for (const Ban& ban : bans)
                if (std::regex_search(line, ban.words)) found.push_back(file.path + ":" + std::to_string(number) + ": " + ban.why);
        }
    }
    return found;
}

const std::vector<std::string> exact = {"base", "contract", "rules", "billing", "recognition", "journal", "reports"};

const std::vector<Ban>& inexact()
{
    static const std::vector<Ban> bans = {{std::regex(R"(\b(double|float|stod|strtod|std::pow|std::round)\b)"),
                                           "binary floating point in a room that must be exact"}};
    return bans;
}

const std::vector<Ban>& worldly()
{
    static const std::vector<Ban> bans = {
        {std::regex(R"(\b(system_clock|steady_clock|gettimeofday|time\(nullptr\)|localtime)\b)"), "a clock in the core"},
        {std::regex(R"(\b(ifstream|ofstream|fopen|getenv|std::cout|std::cerr|printf)\b)"), "the world outside in the core"},
        {std::regex(R"(\b(random_device|mt19937|rand\(\))\b)"), "chance in the core"},
        {std::regex(R"(^\s*(static|thread_local) (?!const|constexpr|inline|_cast)[A-Za-z_:<>, ]+ [a-z_]+( =|;|\{))"),
         "a mutable static in the core"},
    };
    return bans;
}

TEST(Core, HasNoBinaryFloatingPoint) { EXPECT_EQ(offences(sources(exact), inexact()), std::vector<std::string>()); }

TEST(Core, TouchesNothing) { EXPECT_EQ(offences(sources(exact), worldly()), std::vector<std::string>()); }

TEST(Core, APlantedSinnerIsCaught)
{
    const auto sins = [](const std::string& text, const std::vector<Ban>& bans) { return offences({{"journal/x.cpp", text}}, bans).size(); };
    EXPECT_EQ(sins("    double price = 1;", inexact()), 1U);
    EXPECT_EQ(sins("// no double, no float\nconst char* text = \"double\";", inexact()), 0U);
    EXPECT_EQ(sins("const auto now = std::chrono::system_clock::now();", worldly()), 1U);
    EXPECT_EQ(sins("    static int count = 0;", worldly()), 1U);
    EXPECT_EQ(sins("    static const int count = 0;", worldly()), 0U);
    EXPECT_EQ(sins("std::getenv(\"HOME\")", worldly()), 1U);
}

}  // namespace

}  // namespace earned::style::core_test
