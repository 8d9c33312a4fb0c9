#include "journal/chart.h"

#include <gtest/gtest.h>

namespace earned::role_test {
namespace {

TEST(Role, EveryRoleHasANameOfItsOwn)
{
    for (std::size_t place = 0; place < role_count; ++place) {
        const Role role = static_cast<Role>(place);
        EXPECT_EQ(role_named(name(role)), role);
    }
    EXPECT_EQ(role_named("contract_assets"), std::nullopt);
    EXPECT_EQ(name(Role::output_tax_pending), "output_tax_pending");
    EXPECT_EQ(name(Role::cash_clearing), "cash_clearing");
    for (int place = 0; place <= static_cast<int>(Source::revaluation); ++place)
        EXPECT_EQ(source_named(name(static_cast<Source>(place))), static_cast<Source>(place));
}

TEST(Role, StandsOnItsNormalSide)
{
    for (const Role role :
         {Role::cash, Role::inventory, Role::cost_of_sales, Role::rounding_difference, Role::bad_debt})
        EXPECT_EQ(normal_side(role), Side::debit) << name(role);
    for (const Role role :
         {Role::contract_liability, Role::loss_allowance, Role::revenue, Role::fx_gain, Role::lease_clearing})
        EXPECT_EQ(normal_side(role), Side::credit) << name(role);
    EXPECT_EQ(nature(Role::late_fee_income), Nature::income);
    EXPECT_EQ(nature(Role::cost_clearing), Nature::clearing);
    EXPECT_EQ(nature(Role::unapplied_cash), Nature::liability);
}

std::string whole_chart()
{
    std::string csv = "role,code,name,name_zh\n";
    for (std::size_t place = 0; place < role_count; ++place)
        csv += std::string(name(static_cast<Role>(place))) + "," + std::to_string(1000 + place) + ",Name " +
               std::to_string(place) + ",\n";
    return csv;
}

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    return text.replace(text.find(what), what.size(), by);
}

std::string code_of(const Result<Chart>& chart) { return chart ? "" : chart.fault().code; }

TEST(Chart, GivesEveryRoleAnAccount)
{
    const auto chart = Chart::parse(
        replaced(whole_chart(), "Name 1,\n", "\"Debtors, \"\"trade\"\"\",\xE5\xBA\x94\xE6\x94\xB6\r\n"), "chart.csv");
    ASSERT_TRUE(chart);
    EXPECT_EQ(chart->of(Role::cash).code, "1000");
    EXPECT_EQ(chart->of(Role::receivable).name, "Debtors, \"trade\"");
    EXPECT_EQ(chart->of(Role::receivable).name_zh, "\xE5\xBA\x94\xE6\x94\xB6");
}

TEST(Chart, RefusesWhatIsNoChart)
{
    EXPECT_EQ(code_of(Chart::parse("", "c")), "chart-header");
    EXPECT_EQ(code_of(Chart::parse(replaced(whole_chart(), "cash,1000", "money,1000"), "c")), "chart-role");
    EXPECT_EQ(code_of(Chart::parse(replaced(whole_chart(), "receivable,1001", "cash,1001"), "c")), "chart-role-twice");
    EXPECT_EQ(code_of(Chart::parse(replaced(whole_chart(), "revenue,1020", "revenue,"), "c")), "chart-row");
    EXPECT_EQ(code_of(Chart::parse(replaced(whole_chart(), "Name 3,", "\"Name 3,"), "c")), "chart-row");
    const std::string csv = whole_chart();
    const auto shorter = Chart::parse(csv.substr(0, csv.rfind("cash_clearing")), "chart.csv");
    ASSERT_FALSE(shorter);
    EXPECT_EQ(shorter.fault().code, "chart-incomplete");
    EXPECT_NE(shorter.fault().what.find("cash_clearing"), std::string::npos);
    EXPECT_EQ(Chart::parse(replaced(csv, "cash,1000", "money,1000"), "chart.csv").fault().where, "chart.csv:2");
}

}  // namespace
}  // namespace earned::role_test
