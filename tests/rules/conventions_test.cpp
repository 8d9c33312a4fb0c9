// Named policies: the code and docs/policies.md say the same.
#include "tests/rules/standard.h"

#include <regex>

namespace earned::rules_test::conventions_test {
namespace {

struct Documented { std::string name, values, otherwise; };

std::string after(const std::string& line, const std::string& label)
{
    std::string rest = line.substr(label.size());
    std::erase(rest, '`');
    return rest;
}

std::vector<Documented> documented()
{
    std::vector<Documented> policies;
    std::istringstream page(contents(std::string(EARNED_SOURCE) + "/docs/policies.md"));
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("## `")) policies.push_back({after(line, "## "), "", ""});
        if (policies.empty()) continue;
        if (line.starts_with("Values: ")) policies.back().values = after(line, "Values: ");
        if (line.starts_with("Default: ")) policies.back().otherwise = after(line, "Default: ");
    }
    return policies;
}

TEST(Conventions, AreDocumentedOnceAndInTheirOrder)
{
    const std::vector<Documented> page = documented();
    ASSERT_EQ(page.size(), policy_names().size());
    for (std::size_t place = 0; place < page.size(); ++place) {
        EXPECT_EQ(page[place].name, policy_names()[place].name);
        EXPECT_EQ(page[place].values, policy_names()[place].values) << page[place].name;
        EXPECT_EQ(page[place].otherwise, policy_names()[place].otherwise) << page[place].name;
    }
}

TEST(Conventions, DefaultsAreWhatNobodyChose)
{
    for (const PolicyName& policy : policy_names()) {
        const Result<Conventions> chosen =
            override_with({}, {{std::string(policy.name), std::string(policy.otherwise)}});
        ASSERT_TRUE(chosen) << policy.name;
        EXPECT_EQ(*chosen, Conventions()) << policy.name;
    }
}

TEST(Conventions, EachValueIsADifferentChoice)
{
    for (const PolicyName& policy : policy_names()) {
        std::vector<Conventions> seen;
        std::string values(policy.values);
        if (policy.name == "progress_precision") values = "none | 0.01 | 1";
        while (!values.empty()) {
            const std::size_t end = values.find(" | ");
            const Result<Conventions> chosen = override_with({}, {{std::string(policy.name), values.substr(0, end)}});
            ASSERT_TRUE(chosen) << policy.name << ' ' << values;
            EXPECT_EQ(std::find(seen.begin(), seen.end(), *chosen), seen.end()) << policy.name << ' ' << values;
            seen.push_back(*chosen);
            values = end == std::string::npos ? "" : values.substr(end + 3);
        }
    }
}

TEST(Conventions, ReadWhatTheyMean)
{
    const Conventions chosen = *override_with({}, {{"rounding", "floor"}, {"rounding_place", "0"},
                                                   {"progress_precision", "0.001"}, {"partial_months", "half"},
                                                   {"ssp_date", "modification"}, {"receivable_when", "invoiced"}});
    EXPECT_EQ(chosen.rounding, Round::floor);
    EXPECT_EQ(chosen.rounding_place, 0);
    EXPECT_EQ(chosen.progress_precision, number("0.001"));
    EXPECT_EQ(chosen.partial_months, PartialMonths::half);
    EXPECT_EQ(chosen.ssp_date, SspDate::modification);
    EXPECT_EQ(chosen.receivable_when, ReceivableWhen::invoiced);
    for (const std::string_view name : {"half_away", "half_even", "half_up", "half_down", "down", "up", "ceiling", "floor"})
        EXPECT_EQ(earned::name(override_with({}, {{"rounding", std::string(name)}})->rounding), name);
}

TEST(Conventions, RefuseWhatTheyDoNotKnow)
{
    for (const auto& [name, value] : {std::pair{"roundings", "floor"}, {"rounding", "nearest"}, {"rounding", ""},
                                      {"rounding_place", "5"}, {"rounding_place", "-1"}, {"progress_precision", "0"},
                                      {"progress_precision", "1.5"}, {"progress_precision", "x"}, {"", ""}}) {
        const auto chosen = override_with({}, {{name, value}});
        EXPECT_EQ(code_of(chosen), "policy-unknown") << name << ' ' << value;
    }
    EXPECT_EQ(override_with({}, {{"residue", "first"}}).fault().hint, "use largest_remainder | last");
}

}  // namespace
}  // namespace earned::rules_test::conventions_test
