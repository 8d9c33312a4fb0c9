#include "base/bytes.h"
#include "journal/plan.h"

#include "plans.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace earned::code_test {
namespace {

RC_GTEST_PROP(PlanCode, ComesBackAsItWas, ())
{
    const Plan plan = any_plan();
    const std::string bytes = encode(plan);
    const Plan again = decode_plan(bytes);
    RC_ASSERT(again == plan);
    RC_ASSERT(encode(again) == bytes);
    Plan used = any_plan();
    decode_plan(bytes, used);
    RC_ASSERT(encode(used) == bytes);
    unpack(used);
    RC_ASSERT(used == plan);
}

RC_GTEST_PROP(PlanCode, RefusesBytesThatAreCutShort, ())
{
    const std::string bytes = encode(any_plan());
    const std::size_t size = *rc::gen::inRange<std::size_t>(0, bytes.size());
    RC_ASSERT_THROWS_AS(decode_plan(std::string_view(bytes).substr(0, size)), Broken);
    RC_ASSERT_THROWS_AS(decode_plan(bytes + '\0'), Broken);
}

RC_GTEST_PROP(PlanCode, ReadsNothingThatIsNotThere, ())
{
    std::string bytes = encode(any_plan());
    const int wounds = *rc::gen::inRange(1, 4);
    for (int n = 0; n < wounds; ++n)
        bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
    try {
        const Plan plan = decode_plan(bytes);
        RC_ASSERT(decode_plan(encode(plan)) == plan);  // what is read is a plan
    } catch (const Broken&) {
        RC_SUCCEED("refused");
    }
}

TEST(PlanCode, KeepsSharesBeyondSixtyFourBits)
{
    Plan plan = group_plan();
    plan.stretches = {served(0, at("2025-01-01", Rank::contract), {day("2025-01-01"), day("2025-12-31")}, 120000)};
    plan.stretches[0].share = Ratio(INT64_MAX, 3) * Ratio(INT64_MAX, 5);
    cut_and_settle(plan);
    EXPECT_EQ(decode_plan(encode(plan)), plan);
}

TEST(PlanCode, RefusesAnotherVersion)
{
    std::string bytes = encode(group_plan());
    bytes[0] = 99;
    EXPECT_THROW(decode_plan(bytes), Broken);
    EXPECT_THROW(decode_plan(""), Broken);
}

TEST(PlanCode, WritesSmallPlansSmall)
{
    Plan plan = group_plan();
    plan.stretches = {served(0, at("2025-01-01", Rank::contract), {day("2025-01-01"), day("2025-12-31")}, 120000)};
    plan.invoices = {{at("2025-01-01", Rank::billing), at("2025-01-31", Rank::due)}};
    plan.claims = {{0, 0, at("2025-01-01", Rank::billing), 120000, 0}};
    plan.cash = {{at("2025-02-10", Rank::cash), 0, 120000, false}};
    cut_and_settle(plan);
    EXPECT_LE(encode(plan).size(), 200U);
}

TEST(Placed, PutsEveryObligationWhereItWas)
{
    Plan plan = group_plan(2);
    plan.stretches = {served(0, at("2025-01-01", Rank::contract), {day("2025-01-01"), day("2025-12-31")}, 1200),
                      delivered(1, at("2025-01-01", Rank::contract), 700, 700)};
    plan.strides = {{1, at("2025-02-01", Rank::fulfilment), Ratio(1)}};
    plan.invoices = {{at("2025-01-01", Rank::billing), at("2025-01-31", Rank::due)}};
    plan.claims = {{0, 0, at("2025-01-01", Rank::billing), 1200, 0}, {0, 1, at("2025-01-01", Rank::billing), 700, 0}};
    cut_and_settle(plan);
    const std::vector<std::string> names = {"gone", "b"};
    const Plan moved = placed(plan, names);
    ASSERT_EQ(moved.obligations.size(), 3U);
    EXPECT_EQ(moved.obligations[0].id.text(), "gone");
    EXPECT_EQ(moved.obligations[2].id.text(), "a");
    const Date end = day("2025-06-30");
    const Balances before = target(plan, end_of(end), end), after = target(moved, end_of(end), end);
    EXPECT_EQ(after.of({2, Source::recognition, Role::revenue}), -700);
    EXPECT_EQ(after.of({3, Source::recognition, Role::revenue}), before.of({1, Source::recognition, Role::revenue}));
    EXPECT_EQ(after.of({2, Source::billing, Role::receivable}), 700);
    EXPECT_TRUE(
        std::none_of(after.begin(), after.end(), [](const Balance& balance) { return balance.key.obligation == 1; }));
    EXPECT_EQ(placed(moved, names), moved);
    const FiscalCalendar months;
    EXPECT_EQ(movements(moved, months, Date::dawn(), end).size(), movements(plan, months, Date::dawn(), end).size());
}

}  // namespace
}  // namespace earned::code_test
