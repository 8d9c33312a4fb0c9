// The language in breadth: each line of feel_*cases.txt is an expression and what it is equal to; each decision of
// boxed_cases.dmn whose name begins with c_ is true. Worked out by hand from the standard (DMN 1.5, clauses 7 and 10).
#include "rules/dmn/model.h"
#include "rules/feel/compile.h"
#include "tests/rules/standard.h"

namespace earned::dmn::language_cases_test {

namespace {

std::string file_text(const char* name)
{
    return rules_test::contents(std::filesystem::path(EARNED_SOURCE) / "tests/rules" / name);
}

std::string worth_of(const std::string& text)
{
    const feel::Scope nothing;
    const auto node = feel::read_expression(text, nothing);
    if (!node) return node.fault().where + ": " + node.fault().what;
    feel::Run run({}, feel::midnight_utc({2026, 11, 26}));
    return feel::quoted(feel::compile(*node)(run, feel::Frame()));
}

// Of a file: `expression ## what it is equal to`, or `expression ## !` where it can't be read.
int decided_by(const char* file)
{
    std::istringstream lines(file_text(file));
    std::string line;
    int count = 0;
    for (; std::getline(lines, line); ++count) {
        const std::size_t at = line.find(" ## ");
        if (at == std::string::npos) {
            ADD_FAILURE() << line;
            continue;
        }
        const std::string expression = line.substr(0, at), wanted = line.substr(at + 4);
        if (wanted == "!")
            EXPECT_TRUE(worth_of(expression).starts_with("column ")) << line;
        else
            EXPECT_EQ(worth_of("(" + expression + ") = (" + wanted + ")"), "true") << line;
    }
    return count;
}

TEST(LanguageCases, ExpressionsAreEqualToWhatTheStandardGives)
{
    EXPECT_GT(decided_by("feel_cases.txt"), 390);
    EXPECT_GT(decided_by("feel_language_cases.txt"), 240);
    EXPECT_GT(decided_by("feel_builtin_cases.txt"), 280);
    EXPECT_GT(decided_by("feel_temporal_cases.txt"), 200);
    EXPECT_GT(decided_by("feel_range_cases.txt"), 150);
    EXPECT_GT(decided_by("feel_mixed_cases.txt"), 170);
}

// `value | cell ## true, false or null`.
TEST(LanguageCases, CellsAnswerAsTheirUnaryTestsSay)
{
    std::istringstream lines(file_text("cell_cases.txt"));
    std::string line;
    int count = 0;
    for (; std::getline(lines, line); ++count) {
        const std::size_t bar = line.find(" | "), end = line.find(" ## ");
        ASSERT_TRUE(bar != std::string::npos && end != std::string::npos) << line;
        const feel::Scope nothing, cell{.names = {{"?", feel::any_type()}}};
        const auto value = feel::read_expression(line.substr(0, bar), nothing);
        const auto tests = feel::read_tests(line.substr(bar + 3, end - bar - 3), cell);
        ASSERT_TRUE(value && tests) << line;
        feel::Run run;
        feel::Value slot = feel::compile(*value)(run, feel::Frame());
        const auto answer = feel::compile_tests(*tests, feel::TestOf::cell)(run, {nullptr, &slot}, slot);
        EXPECT_EQ(!answer ? "null" : *answer ? "true" : "false", line.substr(end + 4)) << line;
    }
    EXPECT_GT(count, 60);
}

TEST(LanguageCases, BoxedExpressionsTablesAndServicesDecideAsTheyShould)
{
    auto source = read_source("boxed_cases.dmn", file_text("boxed_cases.dmn"));
    ASSERT_TRUE(source) << source.fault().text();
    std::vector<Source> sources;
    sources.push_back(std::move(*source));
    std::vector<Fault> faults;
    const Model model = Model::compile(std::move(sources), faults);
    ASSERT_TRUE(faults.empty()) << faults.front().text();
    int count = 0;
    for (const std::string& decision : model.decisions()) {
        if (!decision.starts_with("c_")) continue;
        const auto value = model.evaluate(decision, feel::Context());
        ASSERT_TRUE(value) << decision << ": " << value.fault().text();
        EXPECT_EQ(feel::quoted(value->value), "true") << decision;
        ++count;
    }
    EXPECT_GT(count, 55);
}

}  // namespace

}  // namespace earned::dmn::language_cases_test
