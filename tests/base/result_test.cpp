#include "base/name.h"
#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace earned::result_test {

namespace {

const Fault unsigned_contract{.code = "contract-unsigned",
                              .where = "C1",
                              .what = "an obligation was added before the contract was signed",
                              .hint = "send contract.signed first"};

Result<int> halved(int number)
{
    if (number % 2 != 0) return unsigned_contract;
    return number / 2;
}

Result<std::string> named() { return "C1"; }
Result<std::vector<int>> listed() { return {{1, 2, 3}}; }
Outcome accepted() { return Done{}; }

int calls = 0;
std::string counted()
{
    ++calls;
    return "seven is even";
}

}  // namespace

TEST(Fault, SaysWhereWhatAndHow)
{
    EXPECT_EQ(unsigned_contract.text(),
              "C1: an obligation was added before the contract was signed (contract-unsigned); "
              "send contract.signed first");
    EXPECT_EQ((Fault{"a-code", "", "it is so", ""}.text()), "it is so (a-code)");
}

TEST(Result, HoldsAValueOrAFault)
{
    const Result<int> half = halved(8);
    ASSERT_TRUE(half);
    EXPECT_EQ(*half, 4);
    EXPECT_EQ(half.value(), 4);
    EXPECT_THROW(half.fault(), Broken);

    const Result<int> none = halved(7);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.fault(), unsigned_contract);
    EXPECT_THROW(*none, Broken);
    EXPECT_THROW(none.value(), Broken);

    EXPECT_EQ(named()->size(), 2u);
    EXPECT_EQ(listed()->size(), 3u);
    EXPECT_TRUE(accepted());
    EXPECT_EQ(halved(8), halved(8));
    EXPECT_NE(halved(8), halved(7));
}

TEST(Result, GivesAwayWhatCannotBeCopied)
{
    Result<std::unique_ptr<int>> held = std::make_unique<int>(7);
    const std::unique_ptr<int> taken = *std::move(held);
    EXPECT_EQ(*taken, 7);
}

TEST(Check, StopsWithThePlaceThePromiseAndTheReason)
{
    CHECK(2 + 2 == 4, "arithmetic holds");
    try {
        CHECK(7 % 2 == 0, std::string("seven is ") + "even");
        FAIL() << "a broken promise must stop";
    } catch (const Broken& broken) {
        const std::string what = broken.what();
        EXPECT_NE(what.find("result_test.cpp:"), std::string::npos);
        EXPECT_NE(what.find("7 % 2 == 0"), std::string::npos);
        EXPECT_NE(what.find("seven is even"), std::string::npos);
    }
}

TEST(Check, MakesItsMessageOnlyWhenBroken)
{
    CHECK(true, counted());
    EXPECT_EQ(calls, 0);
    EXPECT_THROW(CHECK(false, counted()), Broken);
    EXPECT_EQ(calls, 1);
}

TEST(Name, IsOrderedAndHashed)
{
    const std::string_view seen = "B";
    EXPECT_LT(ContractId("A"), ContractId(seen));
    EXPECT_TRUE(ContractId().empty());
    const std::unordered_set<Sku> skus{Sku("x"), Sku("y"), Sku("x")};
    EXPECT_EQ(skus.size(), 2u);
}

}  // namespace earned::result_test
