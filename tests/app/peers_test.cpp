// Figures of other systems: the project's own cases of every kind, and theirs where the file is.
#include "app/peers/asked.h"
#include "app/peers/run.h"
#include "app/peers/vocabulary.h"
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

TEST(PeerCases, AfterTheMannerOfOthersInOtherWords)
{
    auto counts = run(std::string(EARNED_SOURCE) + "/tests/cases/peers/manner.json");
    EXPECT_GE(counts[PeerResult::passed], 51);
    EXPECT_EQ(counts[PeerResult::not_applicable], 0);
}

TEST(PeerCases, OfLeapDaysEndsOfMonthsBoundsAndRemainders)
{
    auto counts = run(std::string(EARNED_SOURCE) + "/tests/cases/peers/edges.json");
    EXPECT_GE(counts[PeerResult::passed], 47);
    EXPECT_EQ(counts[PeerResult::not_applicable], 0);
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
    const auto same = policies_of_wording("Upgrade day belongs to the new plan: 20/30.");
    ASSERT_TRUE(same);
    EXPECT_EQ(same->at("change_day"), "new");
    EXPECT_FALSE(policies_of_wording("Fixed 29-day month."));
}

Policies meaning(std::string_view sentence)
{
    const Result<Policies> policies = policies_of_wording(sentence);
    EXPECT_TRUE(policies) << (policies ? "" : policies.fault().what);
    return policies ? *policies : Policies{};
}

TEST(PeerCases, ReadASentenceByItsWords)
{
    EXPECT_EQ(meaning("The day of an upgrade is still billed to the old plan."), (Policies{{"change_day", "old"}}));
    EXPECT_EQ(meaning("Half-even (banker's) rounding; ratios to six decimal places."),
              (Policies{{"ratio_precision", "6"}, {"rounding", "half_even"}}));
    EXPECT_EQ(meaning("2 decimal places, HALF_DOWN."), (Policies{{"rounding", "half_down"}}));
    EXPECT_EQ(meaning("Thirty-day months, period [2026-01-01, 2026-02-01)."),
              (Policies{{"period_end", "half_open"}, {"proration", "fixed_30"}}));
    EXPECT_EQ(meaning("In advance: by its start. In arrears: by its end."), Policies{});
    EXPECT_EQ(meaning("Amounts are rounded up."), (Policies{{"rounding", "up"}}));
    EXPECT_EQ(meaning("Blocks rounded up."), Policies{});
    EXPECT_EQ(meaning("Zero usage costs nothing."), (Policies{{"zero_usage", "free"}}));
    EXPECT_EQ(meaning("Recognized revenue first."), (Policies{{"credit_against", "revenue_first"}}));
}

std::string misunderstood(std::string_view sentence)
{
    const Result<Policies> policies = policies_of_wording(sentence);
    return policies ? "" : policies.fault().code + " " + policies.fault().where;
}

TEST(PeerCases, FailAtTheWordThatIsNotKnown)
{
    EXPECT_EQ(misunderstood("Days of the moon."), "wording-unknown moon");
    EXPECT_EQ(misunderstood("Fixed 31-day month"), "wording-unknown fixed");
    EXPECT_EQ(misunderstood("Half up, or half even."), "wording-contradicts rounding");
    EXPECT_EQ(misunderstood("28-day months of a 30-day month"), "wording-contradicts proration");
}

TEST(PeerCases, PassWhereARefusalIsExpected)
{
    const std::string words = "days(segment)/days(period), 2 dp HALF_UP.";
    const std::string outside =
        R"({"period_price":"10.00","period":["2026-01-01","2026-02-01"],"segment":["2026-01-20","2026-02-03"]})";
    EXPECT_EQ(run_text(outside, R"({"error":true})", words), "passed");
    EXPECT_NE(run_text(outside, R"({"amount":"4.52"})", words), "passed");
    EXPECT_NE(run_text(R"({"moon":"full"})", R"({"error":true})", words), "passed");
}

std::string unescaped(std::string cell)
{
    for (std::size_t at = 0; (at = cell.find("\\|", at)) != std::string::npos; ++at) cell.erase(at, 1);
    return cell == "(none)" ? "" : cell;
}

// Of the table under a heading, what stands in its two columns.
std::map<std::string, std::string> documented_under(const std::string& heading)
{
    std::istringstream page(contents(std::string(EARNED_SOURCE) + "/docs/policies.md"));
    std::map<std::string, std::string> documented;
    bool in_table = false;
    for (std::string line; std::getline(page, line);) {
        if (line == heading) in_table = true;
        if (in_table && !line.starts_with("| ")) break;
        if (!in_table || line == heading || line.starts_with("| ---")) continue;
        const std::size_t middle = line.rfind(" | ");
        documented[unescaped(line.substr(2, middle - 2))] =
            unescaped(line.substr(middle + 3, line.size() - middle - 5));
    }
    return documented;
}

TEST(PeerCases, MeanThePoliciesThatTheDocumentSays)
{
    const auto sentences = documented_under("| words | policies |");
    EXPECT_EQ(sentences.size(), peer_wordings().size());
    for (const PeerWording& wording : peer_wordings()) {
        const auto found = sentences.find(std::string(wording.words));
        ASSERT_NE(found, sentences.end()) << wording.words;
        EXPECT_EQ(found->second, wording.policies) << wording.words;
    }
    const auto phrases = documented_under("| phrase | policies |");
    EXPECT_EQ(phrases.size(), peer_phrases().size());
    for (const PeerPhrase& phrase : peer_phrases()) {
        const auto found = phrases.find(std::string(phrase.words));
        ASSERT_NE(found, phrases.end()) << phrase.words;
        EXPECT_EQ(found->second, phrase.policies) << phrase.words;
    }
}

}  // namespace
}  // namespace earned::app::peers_test
