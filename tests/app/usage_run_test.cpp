// Rated usage through the whole product: intake, bill runs, closes; what is reported late.
#include "tests/app/books_app.h"

#include "app/verify.h"

namespace earned::app::usage_run_test {
namespace {

class UsageRuns : public AppBooks {
protected:
    void sign(const std::string& pricing)
    {
        take(*book,
             entity() +
                 std::vector<ReadEvent>{event_of(
                     "contract.signed",
                     R"({"contract":"C1","entity":"E","customer":"A","date":"2026-01-01","lines":[)"
                     R"({"line":"calls","quantity":"open","start":"2026-01-01","end":"2026-12-31","tax":{"rate":0.1},)"
                     R"("treatment":{"satisfied":"over_time","measure":"usage"},)"
                     R"("billing":{"plan":"usage","every":"1 month","pricing":)" +
                         pricing + "}}]}")});
    }
    void use(const std::string& date, const std::string& quantity, const char* type = "usage.recorded")
    {
        take(*book, {event_of(type, R"({"contract":"C1","line":"calls","date":")" + date + R"(","quantity":)" +
                                        quantity + "}")});
    }
    void holds()
    {
        Progress quiet("", Progress::Shown::never);
        for (const Check& check : verify(*book, "", quiet).checks)
            EXPECT_TRUE(check.holds()) << check.what << ": " << (check.wrong.empty() ? "" : check.wrong.front());
    }
};
INSTANTIATE_TEST_SUITE_P(On, UsageRuns, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

const std::string tiers = R"({"model":"graduated","tiers":[{"up_to":100,"unit_price":1.00},{"unit_price":0.50}]})";

TEST_P(UsageRuns, late_usage_is_on_the_next_invoice_with_the_period_it_is_of)
{
    sign(tiers);
    use("2026-01-10", "90");
    ASSERT_EQ(bill(Date::of(2026, 1, 31)).size(), 1U);
    close_month(Period(2026, 1));
    use("2026-01-28", "20");
    use("2026-02-10", "40");
    const auto documents = bill(Date::of(2026, 2, 28));
    ASSERT_EQ(documents.size(), 1U);
    EXPECT_EQ(documents[0].draft.date, Date::of(2026, 2, 28));
    ASSERT_EQ(documents[0].draft.lines.size(), 2U);
    EXPECT_EQ(documents[0].draft.lines[0].net.text(), "15.00");
    EXPECT_EQ(documents[0].draft.lines[0].covers, (Term{Date::of(2026, 1, 1), Date::of(2026, 1, 31)}));
    EXPECT_EQ(documents[0].draft.lines[1].net.text(), "40.00");
    EXPECT_TRUE(bill(Date::of(2026, 2, 28)).empty());
    close_month(Period(2026, 2));
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 2, 28)), 10500 + 4000);
    EXPECT_EQ(balance(Role::receivable, Date::of(2026, 2, 28)), 15950);
    EXPECT_EQ(balance(Role::contract_liability, Date::of(2026, 2, 28)), 0);
    holds();
    use("2026-01-29", "-20", "usage.corrected");
    use("2026-03-10", "50");
    const auto next = bill(Date::of(2026, 3, 31));
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].net().text(), "35.00");
    EXPECT_EQ(next[0].tax().text(), "3.50");
    EXPECT_TRUE(bill(Date::of(2026, 4, 30)).empty());
    close_month(Period(2026, 3));
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 3, 31)), 9000 + 4000 + 5000);
    holds();
}

TEST_P(UsageRuns, a_minimum_is_due_in_every_period)
{
    sign(R"({"model":"per_unit","unit_price":0.02,"included":1000,"minimum":30.00})");
    use("2026-01-10", "1500");
    use("2026-02-10", "4000");
    const auto documents = bill(Date::of(2026, 3, 31));
    ASSERT_EQ(documents.size(), 3U);
    EXPECT_EQ(documents[0].net().text(), "30.00");
    EXPECT_EQ(documents[1].net().text(), "60.00");
    EXPECT_EQ(documents[2].net().text(), "30.00");
    close_month(Period(2026, 1));
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 1, 31)), 3000);
    close_month(Period(2026, 3));
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 3, 31)), 12000);
    holds();
}

TEST_P(UsageRuns, a_tier_table_with_a_gap_leaves_its_contract_out)
{
    sign(R"({"model":"graduated","tiers":[{"up_to":100,"unit_price":1.00},{"from":150,"unit_price":0.50}]})");
    use("2026-01-10", "90");
    EXPECT_TRUE(bill(Date::of(2026, 1, 31)).empty());
    ASSERT_EQ(last_bill.left_out.size(), 1U);
    EXPECT_EQ(last_bill.left_out[0].second.code, "tier-gap");
    EXPECT_EQ(last_bill.left_out[0].second.where, "contract C1, line calls, billing.pricing.tiers/1/from");
}

TEST_P(UsageRuns, usage_of_a_line_without_a_meter_leaves_its_contract_out)
{
    take(*book, entity() + contract("C1", "A"));
    take(*book, {event_of("usage.recorded", R"({"contract":"C1","line":"access","date":"2026-01-15","quantity":3})")});
    EXPECT_TRUE(bill(Date::of(2026, 1, 31)).empty());
    ASSERT_EQ(last_bill.left_out.size(), 1U);
    EXPECT_EQ(last_bill.left_out[0].second.code, "unsupported-usage");
    EXPECT_EQ(last_bill.left_out[0].second.where, "contract C1, line access, 2026-01-15");
}

}  // namespace
}  // namespace earned::app::usage_run_test
