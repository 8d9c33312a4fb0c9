// Figures of other systems: the project's own cases of every kind, and theirs where the file is.
#include "app/peers/asked.h"
#include "app/peers/run.h"
#include "exchange/json.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace earned::app::peers_test {
namespace {

std::string contents(const std::string& path)
{
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::map<PeerResult::Verdict, int> run(const std::string& path)
{
    const Result<Value> file = exchange::parse_json(contents(path), path);
    EXPECT_TRUE(file);
    std::map<PeerResult::Verdict, int> counts;
    for (const PeerResult& result : run_peer_cases(*file)) {
        ++counts[result.verdict];
        EXPECT_NE(result.verdict, PeerResult::failed) << result.id << ": " << result.why;
    }
    return counts;
}

std::string run_text(const std::string& input, const std::string& expected, const std::string& convention)
{
    const std::string text = R"({"topics":{"t":[{"id":"x","portability":"direct","convention":")" + convention +
                             R"(","input":)" + input + R"(,"expected":)" + expected + "}]}}";
    const std::vector<PeerResult> results = run_peer_cases(*exchange::parse_json(text, "test"));
    return results.at(0).verdict == PeerResult::passed ? "passed" : results.at(0).why;
}

TEST(PeerCases, OfTheProjectItself)
{
    auto counts = run(std::string(EARNED_SOURCE) + "/tests/cases/peers/own.json");
    EXPECT_GE(counts[PeerResult::passed], 25);
    EXPECT_EQ(counts[PeerResult::not_applicable], 1);
}

TEST(PeerCases, OfOthers)
{
    const std::string path = std::string(EARNED_SOURCE) + "/../shared/data/peers/peer_cases.json";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "the peers' cases are not beside the project";
    auto counts = run(path);
    EXPECT_GE(counts[PeerResult::passed], 302);
    EXPECT_LE(counts[PeerResult::not_applicable], 3);
}

TEST(PeerCases, FailWhenTheFigureIsAnother)
{
    const std::string words = "HALF_UP to ISO minor unit.";
    EXPECT_EQ(run_text(R"({"amount":"2.345","currency":"EUR"})", R"({"rounded":"2.35"})", words), "passed");
    EXPECT_NE(run_text(R"({"amount":"2.345","currency":"EUR"})", R"({"rounded":"2.34"})", words), "passed");
    EXPECT_NE(run_text(R"({"amount":"2.345"})", R"({"rounded":"2.35","more":"1"})", words), "passed");
}

TEST(PeerCases, FailWhereTheWordsOrTheInputAreUnknown)
{
    EXPECT_NE(run_text(R"({"amount":"2.345"})", R"({"rounded":"2.35"})", "by the moon").find("docs/policies.md"),
              std::string::npos);
    EXPECT_NE(
        run_text(R"({"moon":"full"})", R"({"tide":"2.35"})", "HALF_UP to ISO minor unit.").find("nothing answers"),
        std::string::npos);
}

TEST(PeerCases, ReadASentenceWithOtherFigures)
{
    EXPECT_TRUE(policies_of_wording("days: 1200*30/366=98.36") == std::nullopt);
    const auto same = policies_of_wording("Upgrade day belongs to the new plan: 20/30.");
    ASSERT_TRUE(same);
    EXPECT_EQ(same->at("change_day"), "new");
    EXPECT_FALSE(policies_of_wording("Fixed 29-day month."));
}

std::string unescaped(std::string cell)
{
    for (std::size_t at = 0; (at = cell.find("\\|", at)) != std::string::npos; ++at) cell.erase(at, 1);
    return cell == "(none)" ? "" : cell;
}

TEST(PeerCases, MeanThePoliciesThatTheDocumentSays)
{
    std::istringstream page(contents(std::string(EARNED_SOURCE) + "/docs/policies.md"));
    std::map<std::string, std::string> documented;
    bool in_table = false;
    for (std::string line; std::getline(page, line);) {
        if (line == "| words | policies |") in_table = true;
        if (!in_table || !line.starts_with("| ") || line.starts_with("| words") || line.starts_with("| ---")) continue;
        const std::size_t middle = line.rfind(" | ");
        documented[unescaped(line.substr(2, middle - 2))] =
            unescaped(line.substr(middle + 3, line.size() - middle - 5));
    }
    EXPECT_EQ(documented.size(), peer_wordings().size());
    for (const PeerWording& wording : peer_wordings()) {
        const auto found = documented.find(std::string(wording.words));
        ASSERT_NE(found, documented.end()) << wording.words;
        EXPECT_EQ(found->second, wording.policies) << wording.words;
    }
}

}  // namespace
}  // namespace earned::app::peers_test
