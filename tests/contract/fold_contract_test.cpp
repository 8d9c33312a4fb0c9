#include "fold_events.h"

namespace earned::testing::fold_contract_test {
namespace {

ContractModified modified() { return {.contract = ContractId("C1")}; }

Line change_of(const char* name)
{
    Line change;
    change.line = LineId(name);
    return change;
}

const Contract& only_contract(const Home& home) { return home.groups.at(0).contracts.at(0); }

TEST(FoldContract, FillsInWhatTheContractLeavesToItsCustomerAndEntity)
{
    const Home home = folded(Life().add("2026-01-01", contract("C1", {line("platform")})));
    EXPECT_TRUE(home.exceptions.empty());
    EXPECT_EQ(home.customer, CustomerId("A"));
    const Group& group = home.groups.at(0);
    EXPECT_EQ(group.id, ContractId("C1"));
    EXPECT_EQ(group.entity, EntityId("E"));
    EXPECT_EQ(group.currency, usd);
    EXPECT_EQ(only_contract(home).terms.entity, EntityId("E"));
    EXPECT_EQ(only_contract(home).assessments.at(0).collectable, true);
}

TEST(FoldContract, TakesTheCustomersCurrencyAndTermsUnlessTheContractSaysOtherwise)
{
    CustomerDefined customer;
    customer.customer = CustomerId("A");
    customer.currency = eur;
    customer.terms = PaymentTerms{.net_days = 30};
    Reference known = reference();
    known.add(event("2020-01-01", customer, "customer"));
    Life life;
    life.add("2026-01-01", contract("C1", {line("platform")}));
    ContractSigned own = contract("C2", {line("platform")});
    own.currency = usd;
    own.terms = PaymentTerms{.net_days = 10};
    life.add("2026-01-01", own);
    life.add("2026-02-01", invoice("I1", "100.00", "C1")).add("2026-02-01", invoice("I2", "100.00", "C2"));
    const Home home = fold(known, life.events);
    EXPECT_EQ(home.groups.at(0).currency, eur);
    EXPECT_EQ(home.groups.at(0).contracts.at(0).terms.terms->net_days, 30);
    EXPECT_EQ(home.groups.at(0).documents.at(0).due, day("2026-03-03"));
    EXPECT_EQ(home.groups.at(1).currency, usd);
    EXPECT_EQ(home.groups.at(1).documents.at(0).due, day("2026-02-11"));
}

TEST(FoldContract, KnowsOnlyEntitiesThatAreDefined)
{
    ContractSigned elsewhere = contract("C1", {line("platform")});
    elsewhere.entity = EntityId("nowhere");
    EXPECT_EQ(codes(folded(Life().add("2026-01-01", elsewhere))), Codes{"entity-unknown"});
    Life life;
    life.add("2026-01-01", contract("C1", {line("platform")}));
    EXPECT_EQ(codes(fold(Reference(), life.events)), Codes{"entity-unknown"});
}

TEST(FoldContract, LinesTakeTheContractsDatesAndGoodsStayWithout)
{
    ContractSigned dated = contract("C1", {line("platform"), line("own"), goods("box", "10")});
    dated.start = day("2026-01-01");
    dated.end = day("2026-12-31");
    dated.lines[1].end = day("2026-06-30");
    ContractModified adds = modified();
    adds.add = {line("seats")};
    const Home home = folded(Life().add("2025-12-20", dated).add("2026-03-15", adds));
    const Contract& found = only_contract(home);
    const auto first = [&](const char* name) { return found.line(LineId(name))->versions.front().line; };
    EXPECT_EQ(first("platform").start, day("2026-01-01"));
    EXPECT_EQ(first("platform").end, day("2026-12-31"));
    EXPECT_EQ(first("own").end, day("2026-06-30"));
    EXPECT_FALSE(first("box").start || first("box").end);
    EXPECT_EQ(first("seats").start, day("2026-03-15"));
    EXPECT_EQ(first("seats").end, day("2026-12-31"));
    EXPECT_EQ(found.line(LineId("seats"))->added_by, 1U);
}

TEST(FoldContract, ASecondSigningAndALineTwiceAreExceptions)
{
    Life life;
    life.add("2026-01-01", contract("C1", {line("platform")})).add("2026-01-02", contract("C1", {line("other")}));
    life.add("2026-01-03", contract("C2", {line("a"), line("a")}));
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"contract-signed-twice", "line-exists"}));
    EXPECT_EQ(only_contract(home).lines.at(0).id, LineId("platform"));
    EXPECT_EQ(home.groups.size(), 1U);
    EXPECT_EQ(home.applied, 1);
}

TEST(FoldContract, RefusesAPriceWithMoreDecimalsThanItsCurrency)
{
    const Home home = folded(Life().add("2026-01-01", contract("C1", {line("platform", "10.005")})));
    EXPECT_EQ(codes(home), Codes{"too-many-decimals"});
    EXPECT_EQ(home.exceptions.at(0).fault.where, "contract C1, line platform, price");
}

TEST(FoldContract, AModificationMakesAVersionOfEachLineItChanges)
{
    ContractSigned dated = contract("C1", {line("platform"), line("support")});
    dated.end = day("2026-12-31");
    ContractModified change = modified();
    change.change = {change_of("platform")};
    change.change[0].quantity = number("5");
    ContractModified prolong = modified();
    prolong.end = day("2027-12-31");
    const Home home = folded(Life().add("2026-01-01", dated).add("2026-06-01", change).add("2026-09-01", prolong));
    const Contract& found = only_contract(home);
    ASSERT_EQ(found.modifications.size(), 2U);
    const std::vector<LineVersion>& platform = found.line(LineId("platform"))->versions;
    ASSERT_EQ(platform.size(), 3U);
    EXPECT_EQ(platform[1].line.quantity, number("5"));
    EXPECT_EQ(platform[1].line.price, number("1200.00"));
    EXPECT_EQ(platform[1].line.end, day("2026-12-31"));
    EXPECT_EQ(platform[2].line.end, day("2027-12-31"));
    EXPECT_EQ(platform[2].line.quantity, number("5"));
    EXPECT_EQ(platform[2].event, 3);
    EXPECT_EQ(found.line(LineId("support"))->versions.size(), 2U);
}

TEST(FoldContract, ANewEndLeavesLinesWithAnEndOfTheirOwn)
{
    ContractSigned dated = contract("C1", {line("platform"), line("own")});
    dated.end = day("2026-12-31");
    dated.lines[1].end = day("2026-06-30");
    ContractModified prolong = modified();
    prolong.end = day("2027-12-31");
    prolong.change = {change_of("platform")};
    prolong.change[0].end = day("2027-03-31");
    const Home home = folded(Life().add("2026-01-01", dated).add("2026-02-01", prolong));
    EXPECT_EQ(only_contract(home).line(LineId("own"))->versions.size(), 1U);
    ASSERT_EQ(only_contract(home).line(LineId("platform"))->versions.size(), 2U);
    EXPECT_EQ(only_contract(home).line(LineId("platform"))->versions[1].line.end, day("2027-03-31"));
}

TEST(FoldContract, AModificationIsRefusedWholeOrHasNoEffectUntilApproved)
{
    ContractModified unknown = modified(), exists = modified(), settled = modified(), proposed = modified();
    unknown.add = {line("seats")};
    unknown.change = {change_of("nothing")};
    exists.add = {line("platform")};
    settled.price_change = {{.amount = number("-1.00"), .settled = "nothing"}};
    proposed.approved = false;
    proposed.remove = {LineId("platform")};
    Life life;
    life.add("2026-01-01", contract("C1", {line("platform")}));
    life.add("2026-02-01", unknown).add("2026-02-02", exists).add("2026-02-03", settled).add("2026-02-04", proposed);
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"line-unknown", "line-exists", "line-unknown"}));
    EXPECT_EQ(only_contract(home).lines.size(), 1U);
    EXPECT_TRUE(only_contract(home).modifications.empty());
    EXPECT_FALSE(only_contract(home).lines[0].removed);
    EXPECT_EQ(home.applied, 2);
}

TEST(FoldContract, ARemovedLineIsServedNoMore)
{
    ContractModified removes = modified(), again = modified();
    removes.remove = {LineId("box")};
    again.change = {change_of("box")};
    Life life;
    life.add("2026-01-01", contract("C1", {goods("box", "3")})).add("2026-02-01", removes);
    life.add("2026-02-02", delivered("box")).add("2026-02-03", again);
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"line-removed", "line-removed"}));
    EXPECT_EQ(only_contract(home).lines[0].removed->date, day("2026-02-01"));
}

TEST(FoldContract, BeforeItsSigningAContractIsUnsignedAndWithoutItUnknown)
{
    ContractModified removes = modified();
    removes.remove = {LineId("box")};
    Life life;
    life.add("2026-01-01", removes);
    EXPECT_EQ(codes(folded(life)), Codes{"contract-unknown"});
    life.add("2026-01-02", contract("C1", {goods("box", "3")}));
    EXPECT_EQ(codes(folded(life)), Codes{"contract-unsigned"}) << "nothing is modified before it is agreed";
    life.events.back().date = day("2026-01-01");
    EXPECT_EQ(codes(folded(life)), Codes{});
}

TEST(FoldContract, WhatWasDeliveredBeforeTheSigningTakesEffectWithIt)
{
    Life life;
    life.add("2026-01-01", delivered("box", "1"));
    EXPECT_EQ(codes(folded(life)), Codes{"contract-unknown"});
    life.add("2026-01-02", contract("C1", {goods("box", "3")})).add("2026-01-05", delivered("box", "2"));
    const Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{});
    const auto& happened = only_contract(home).lines[0].happenings;
    ASSERT_EQ(happened.size(), 2U);
    EXPECT_EQ(happened.front().at.date, day("2026-01-02"));
    EXPECT_EQ(happened.back().at.date, day("2026-01-05"));
}

TEST(FoldContract, ATerminationTakesEffectAfterItsDay)
{
    Life life;
    life.add("2026-01-01", contract("C1", {goods("box", "3")}));
    life.add("2026-03-31", ContractTerminated{.contract = ContractId("C1")});
    life.add("2026-03-31", delivered("box", "1")).add("2026-04-01", delivered("box", "1"));
    life.add("2026-04-01", ContractTerminated{.contract = ContractId("C1")});
    life.add("2026-04-02", GoodsReturned{ContractId("C1"), LineId("box"), number("1")});
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"contract-terminated", "contract-terminated"}));
    const Contract& found = only_contract(home);
    ASSERT_EQ(found.terminations.size(), 1U);
    EXPECT_EQ(found.terminations[0].at.rank, Rank::termination);
    EXPECT_EQ(found.lines[0].terminated, found.terminations[0].at);
    EXPECT_EQ(found.lines[0].happenings.size(), 2U);
}

TEST(FoldContract, OneLineCanBeTerminatedAlone)
{
    Life life;
    life.add("2026-01-01", contract("C1", {line("platform"), line("support")}));
    life.add("2026-03-31", ContractTerminated{.contract = ContractId("C1"), .line = LineId("support")});
    life.add("2026-04-01", UsageRecorded{ContractId("C1"), LineId("support"), "calls", number("1"), std::nullopt});
    life.add("2026-04-01", UsageRecorded{ContractId("C1"), LineId("platform"), "calls", number("1"), std::nullopt});
    life.add("2026-04-30", ContractTerminated{.contract = ContractId("C1")});
    const Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{"contract-terminated"});
    EXPECT_EQ(only_contract(home).line(LineId("support"))->terminated->date, day("2026-03-31"));
    EXPECT_EQ(only_contract(home).line(LineId("platform"))->terminated->date, day("2026-04-30"));
    EXPECT_EQ(only_contract(home).line(LineId("platform"))->happenings.size(), 1U);
}

TEST(FoldContract, CombinedContractsAreOneGroup)
{
    ContractSigned second = contract("C3", {line("platform")});
    second.combine_with = {ContractId("C1")};
    Life life;
    life.add("2026-01-01", contract("C1", {line("platform")})).add("2026-01-02", contract("C2", {line("platform")}));
    life.add("2026-01-03", second);
    life.add("2026-02-02", invoice("I3", "10.00", "C3")).add("2026-02-01", invoice("I1", "10.00", "C1"));
    const Home home = folded(life);
    ASSERT_EQ(home.groups.size(), 2U);
    EXPECT_EQ(home.groups[0].id, ContractId("C1"));
    ASSERT_EQ(home.groups[0].contracts.size(), 2U);
    EXPECT_EQ(home.groups[0].contracts[1].id, ContractId("C3"));
    ASSERT_EQ(home.groups[0].documents.size(), 2U);
    EXPECT_EQ(home.groups[0].documents[0].number, InvoiceId("I1"));
    EXPECT_EQ(home.groups[1].id, ContractId("C2"));
    EXPECT_FALSE(home.groups[0].fault);
}

TEST(FoldContract, ALateContractMovesNoGroup)
{
    Life life;
    life.add("2026-02-01", contract("C2", {line("platform")})).add("2026-01-01", contract("C1", {line("platform")}));
    life.events[0].batch = 1;
    life.events[1].batch = 2;
    Home home = folded(life);
    EXPECT_EQ(home.groups.at(0).id, ContractId("C2"));
    EXPECT_EQ(home.groups.at(1).id, ContractId("C1"));
    std::get<ContractSigned>(life.events[1].fact).combine_with = {ContractId("C2")};
    home = folded(life);
    ASSERT_EQ(home.groups.size(), 1U);
    EXPECT_EQ(home.groups[0].id, ContractId("C2"));
    EXPECT_EQ(home.groups[0].contracts.at(0).id, ContractId("C1"));
}

TEST(FoldContract, CombiningAcrossHomesIsAnExceptionAndAFaultOfTheGroup)
{
    ContractSigned second = contract("C2", {line("platform")});
    second.combine_with = {ContractId("elsewhere"), ContractId("nowhere")};
    const Home home = folded(Life().add("2026-01-01", contract("C1", {line("platform")})).add("2026-01-02", second));
    EXPECT_EQ(codes(home), Codes{"combine-across-homes"});
    ASSERT_EQ(home.groups.size(), 2U);
    EXPECT_FALSE(home.groups[0].fault);
    ASSERT_TRUE(home.groups[1].fault);
    EXPECT_EQ(home.groups[1].fault->code, "combine-across-homes");
}

TEST(FoldContract, ContractsOfTwoCurrenciesAreNotOne)
{
    ContractSigned second = contract("C2", {line("platform")});
    second.currency = eur;
    second.combine_with = {ContractId("C1")};
    const Home home = folded(Life().add("2026-01-01", contract("C1", {line("platform")})).add("2026-01-02", second));
    ASSERT_EQ(home.groups.size(), 1U);
    ASSERT_TRUE(home.groups[0].fault);
    EXPECT_EQ(home.groups[0].fault->code, "combined-currencies");
}

}  // namespace
}  // namespace earned::testing::fold_contract_test
