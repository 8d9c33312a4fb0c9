// Every case of the folder, put through the laws on SQLite; on PostgreSQL each gives the same once
// more. A case that says a wrong figure must be seen to differ.
#include "app/case_run.h"
#include "app/shell.h"

#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <map>

namespace earned::app::cases_test {
namespace {

const std::string folder = std::string(EARNED_SOURCE) + "/tests/cases";

std::shared_ptr<Packages> packages()
{
    static const auto shared =
        std::make_shared<Packages>(std::vector<std::string>{std::string(EARNED_SOURCE) + "/rules"});
    return shared;
}

std::vector<Result<Case>> all_cases()
{
    std::vector<Result<Case>> cases;
    for (const std::string& file : case_files({folder}))
        for (Result<Case>& wanted : read_case_file(file)) cases.push_back(std::move(wanted));
    return cases;
}

const std::vector<Result<Case>>& cases()
{
    static const std::vector<Result<Case>> read = all_cases();
    return read;
}

std::string name_of(const testing::TestParamInfo<std::size_t>& info)
{
    const Result<Case>& wanted = cases()[info.param];
    std::string name = (wanted ? wanted->name : wanted.fault().where) + "_" + std::to_string(info.param);
    for (char& c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    return name;
}

std::string told(const CaseResult& result)
{
    std::string text = result.name;
    for (const Difference& difference : result.differences) text += "\n  " + difference.where + ": " + difference.what;
    return text;
}

class Cases : public testing::TestWithParam<std::size_t> {};

TEST_P(Cases, agree_and_keep_the_laws)
{
    const Result<Case>& wanted = cases()[GetParam()];
    ASSERT_TRUE(wanted) << wanted.fault().text();
    const CaseResult result = run_case(*wanted, "sqlite::memory:", packages(), Laws::checked);
    EXPECT_TRUE(result.passed()) << told(result);
    EXPECT_GE(result.laws, 5) << told(result);
}

TEST_P(Cases, agree_on_postgres)
{
    const char* server = std::getenv("EARNED_TEST_PG");
    if (server == nullptr) GTEST_SKIP() << "NOT TESTED on PostgreSQL: EARNED_TEST_PG is not set";
    const Result<Case>& wanted = cases()[GetParam()];
    ASSERT_TRUE(wanted) << wanted.fault().text();
    const CaseResult result = run_case(*wanted, server, packages(), Laws::left_out);
    EXPECT_TRUE(result.passed()) << told(result);
}

INSTANTIATE_TEST_SUITE_P(All, Cases, testing::Range<std::size_t>(0, cases().size()), name_of);

TEST(CaseNames, are_each_given_once)
{
    std::map<std::string, std::string> seen;
    for (const Result<Case>& wanted : cases()) {
        if (!wanted) continue;
        const auto [first, fresh] = seen.emplace(wanted->name, wanted->file);
        EXPECT_TRUE(fresh) << wanted->name << " stands in " << wanted->file << " and in " << first->second;
    }
}

}  // namespace
}  // namespace earned::app::cases_test
