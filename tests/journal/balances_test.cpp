#include "journal/balances.h"

#include "base/check.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace earned::balances_test {
namespace {

Balances any_balances()
{
    std::vector<Balance> amounts;
    const int count = *rc::gen::inRange(0, 12);
    for (int n = 0; n < count; ++n)
        amounts.push_back(
            {{static_cast<std::uint16_t>(*rc::gen::inRange(0, 3)), *rc::gen::element(Source::billing, Source::tax),
              *rc::gen::element(Role::cash, Role::revenue)},
             *rc::gen::inRange(-3, 3)});
    return Balances::summed(amounts);
}

RC_GTEST_PROP(Balances, AreANumberForEachAccount, ())
{
    const Balances one = any_balances(), other = any_balances();
    RC_ASSERT((one - other) + other == one);
    RC_ASSERT(one + other == other + one);
    RC_ASSERT((one - one).empty());
    for (const Balance& balance : one + other) {
        RC_ASSERT(balance.minor != 0);
        RC_ASSERT(balance.minor == one.of(balance.key) + other.of(balance.key));
    }
    RC_ASSERT(std::is_sorted(one.begin(), one.end(), [](const Balance& a, const Balance& b) { return a.key < b.key; }));
}

TEST(Balances, AddUpByRoleAndSource)
{
    const Balances balances{
        {{1, Source::billing, Role::receivable}, 500},     {{1, Source::billing, Role::contract_liability}, -500},
        {{0, Source::collection, Role::receivable}, -300}, {{0, Source::collection, Role::cash}, 300},
        {{2, Source::billing, Role::receivable}, 7},       {{2, Source::billing, Role::receivable}, -7}};
    EXPECT_EQ(balances.size(), 4U);
    EXPECT_EQ(balances.of(Role::receivable), 200);
    EXPECT_TRUE(balanced(balances));
    EXPECT_FALSE(
        balanced(balances + Balances{{{0, Source::tax, Role::cash}, 1}, {{0, Source::billing, Role::cash}, -1}}));
}

TEST(Balances, StopBeforeTheyOverflow)
{
    const Balances largest{{{0, Source::billing, Role::cash}, INT64_MAX}};
    EXPECT_THROW(largest + largest, Broken);
}

}  // namespace
}  // namespace earned::balances_test
