#include "fold_events.h"

namespace earned::testing::fold_fulfilment_test {
namespace {

Life ordered(const char* quantity) { return Life().add("2026-01-01", contract("C1", {goods("box", quantity)})); }

const LineLife& box(const Home& home) { return home.groups.at(0).contracts.at(0).lines.at(0); }

TEST(FoldFulfilment, DeliversNoMoreThanWasOrdered)
{
    Life life = ordered("10");
    life.add("2026-01-02", delivered("box", "6"))
        .add("2026-01-03", delivered("box", "5"))
        .add("2026-01-04", delivered("box", "4"));
    life.add("2026-01-05", delivered("box"));
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"over-delivered", "over-delivered"}));
    EXPECT_EQ(home.exceptions.at(0).event, 3);
    EXPECT_EQ(home.exceptions.at(0).fault.what, "5 would be delivered, and only 4 of the 10 ordered remain");
    EXPECT_EQ(box(home).happenings.size(), 2U);
}

TEST(FoldFulfilment, WithoutAQuantityDeliversAllThatRemains)
{
    Life life = ordered("10");
    life.add("2026-01-02", delivered("box", "6"))
        .add("2026-01-03", delivered("box"))
        .add("2026-01-04", delivered("box", "1"));
    EXPECT_EQ(codes(folded(life)), Codes{"over-delivered"});
}

TEST(FoldFulfilment, AModificationThatOrdersMoreResolvesAnException)
{
    Life life = ordered("10");
    life.add("2026-01-02", delivered("box", "12"));
    EXPECT_EQ(codes(folded(life)), Codes{"over-delivered"});
    ContractModified more{.contract = ContractId("C1")};
    more.change.emplace_back().line = LineId("box");
    more.change[0].quantity = number("12");
    life.add("2026-01-02", more);
    EXPECT_EQ(codes(folded(life)), Codes{});
    life.events.back().date = day("2026-01-03");
    EXPECT_EQ(codes(folded(life)), Codes{"over-delivered"});
}

TEST(FoldFulfilment, WhatCameBackCanBeDeliveredAgainAndNoMoreComesBackThanWasDelivered)
{
    const auto returned = [](const char* quantity) {
        return GoodsReturned{ContractId("C1"), LineId("box"), number(quantity)};
    };
    Life life = ordered("10");
    life.add("2026-01-02", returned("1")).add("2026-01-03", delivered("box"));
    life.add("2026-01-04", returned("3")).add("2026-01-05", delivered("box", "3")).add("2026-01-06", returned("11"));
    EXPECT_EQ(codes(folded(life)), (Codes{"over-returned", "over-returned"}));
}

TEST(FoldFulfilment, AnOpenQuantityHasNoLimitAndNoRemainder)
{
    Life life = ordered("10");
    Line& open = std::get<ContractSigned>(life.events[0].fact).lines[0];
    open.quantity.reset();
    open.open = true;
    life.add("2026-01-02", delivered("box", "1000")).add("2026-01-03", delivered("box"));
    EXPECT_EQ(codes(folded(life)), Codes{"quantity-missing"});
}

TEST(FoldFulfilment, ARevisedTotalOfUnitsIsWhatIsOrdered)
{
    EstimateRevised total{.contract = ContractId("C1"), .line = LineId("box")};
    total.total_units = number("30");
    Life life = ordered("1");
    life.add("2026-01-02", total).add("2026-01-03", delivered("box", "30")).add("2026-01-04", delivered("box", "1"));
    EXPECT_EQ(codes(folded(life)), Codes{"over-delivered"});
}

TEST(FoldFulfilment, AcceptsNoMoreThanWasOrderedAndNoLineThatIsNotThere)
{
    const auto accepted = [](const char* name, const char* quantity) {
        return AcceptanceRecorded{ContractId("C1"), LineId(name), number(quantity), ""};
    };
    Life life = ordered("10");
    life.add("2026-01-02", accepted("box", "10"))
        .add("2026-01-03", accepted("box", "1"))
        .add("2026-01-04", accepted("crate", "1"));
    EXPECT_EQ(codes(folded(life)), (Codes{"over-accepted", "line-unknown"}));
}

// What was held back of its bills, and the commission that was paid for it, outlive a contract.
TEST(FoldFulfilment, AfterTheEndWhatWasHeldBackIsAcceptedAndACommissionGivenBack)
{
    const auto accepted = [](const char* name) {
        return AcceptanceRecorded{ContractId("C1"), LineId(name), std::nullopt, ""};
    };
    Line works = line("works");
    works.billing = BillingTerms{};
    works.billing->retention = number("5");
    Life life;
    life.add("2026-01-01", contract("C1", {works, line("advice")}));
    life.add("2026-03-31", ContractTerminated{.contract = ContractId("C1")});
    life.add("2026-04-30", accepted("works")).add("2026-04-30", accepted("advice"));
    CostIncurred back{.contract = ContractId("C1"), .line = LineId("works"), .amount = number("-100.00")};
    life.add("2026-05-01", back);
    back.kind = CostKind::obtain;
    life.add("2026-05-02", back);
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"contract-terminated", "contract-terminated"}));
    EXPECT_EQ(box(home).happenings.size(), 2U);
}

TEST(FoldFulfilment, MilestonesAreThoseOfTheInstalmentsAndReachedOnce)
{
    const auto reached = [](const char* name) { return MilestoneReached{ContractId("C1"), LineId("works"), name}; };
    Line works = line("works");
    works.billing = BillingTerms{};
    works.billing->installments = {{.milestone = "design"}, {.milestone = "build"}};
    Life life;
    life.add("2026-01-01", contract("C1", {works}));
    life.add("2026-02-01", reached("design")).add("2026-02-02", reached("desing")).add("2026-02-03", reached("design"));
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"milestone-unknown", "milestone-reached-before"}));
    EXPECT_EQ(box(home).happenings.size(), 1U);
}

TEST(FoldFulfilment, WhatNamesNoLineStandsWithTheContract)
{
    ContractSigned promised = contract("C1", {line("platform")});
    promised.variable = {{.id = "bonus", .kind = "bonus", .amount = number("100")}};
    Life life;
    life.add("2026-01-01", promised);
    life.add("2026-02-01", EstimateRevised{.contract = ContractId("C1"), .variable = "bonus", .amount = number("50")});
    life.add("2026-02-02", EstimateRevised{.contract = ContractId("C1"), .variable = "malus", .amount = number("50")});
    life.add("2026-02-03", CostIncurred{.contract = ContractId("C1"), .amount = number("10.00")});
    life.add("2026-02-04",
             CostIncurred{.contract = ContractId("C1"), .line = LineId("platform"), .amount = number("10.001")});
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"variable-unknown", "too-many-decimals"}));
    EXPECT_EQ(home.groups.at(0).contracts.at(0).happenings.size(), 2U);
}

TEST(FoldFulfilment, PeopleDecideAboutRevenueOfLinesThatAreThere)
{
    Life life;
    life.add("2026-01-01", contract("C1", {line("platform")}));
    life.add("2026-01-02", RevenueHeld{ContractId("C1"), LineId("platform"), "dispute"});
    life.add("2026-01-03", RevenueReleased{ContractId("C1"), std::nullopt, "settled"});
    life.add("2026-01-04", RevenueConfirmed{ContractId("C1"), LineId("nothing"), "2026-01", ""});
    life.add("2026-01-05",
             RevenueAdjusted{ContractId("C1"), LineId("platform"), number("5.00"), "", std::nullopt, true});
    const Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{"line-unknown"});
    const Group& group = home.groups.at(0);
    ASSERT_EQ(group.holds.size(), 2U);
    EXPECT_TRUE(group.holds[0].held);
    EXPECT_EQ(group.holds[0].line, LineId("platform"));
    EXPECT_FALSE(group.holds[1].held);
    EXPECT_TRUE(group.holds[1].line.empty());
    EXPECT_EQ(group.contracts[0].lines[0].happenings.size(), 1U);
}

TEST(FoldFulfilment, EventsOfOneDayHavePlacesInTheDay)
{
    Life life = ordered("10");
    life.add("2026-01-01", delivered("box", "1")).add("2026-01-01", delivered("box", "2"));
    life.events[1].source = "z";
    const Home home = folded(life);
    const std::vector<Happening>& happenings = box(home).happenings;
    ASSERT_EQ(happenings.size(), 2U);
    EXPECT_EQ(happenings[0].event, 3);
    EXPECT_EQ(happenings[0].at, (Moment{day("2026-01-01"), Rank::fulfilment, 0}));
    EXPECT_EQ(happenings[1].at, (Moment{day("2026-01-01"), Rank::fulfilment, 1}));
}

}  // namespace
}  // namespace earned::testing::fold_fulfilment_test
