#include "fold_events.h"

namespace earned::testing::routing_test {
namespace {

Routing of(Fact fact) { return routing_of(event("2026-01-01", std::move(fact), "1")); }

TEST(Routing, NamesTheKeysThatAnEventNames)
{
    EXPECT_EQ(of(contract("C1", {})).contract, ContractId("C1"));
    EXPECT_EQ(of(contract("C1", {})).customer, CustomerId("A"));
    EXPECT_EQ(of(delivered("box")).contract, ContractId("C1"));
    EXPECT_EQ(of(invoice("I1", "1.00")).contract, ContractId("C1"));
    EXPECT_EQ(of(invoice("I1", "1.00")).invoice, InvoiceId("I1"));
    EXPECT_EQ(of(credit("R1", "I1", "1.00")).invoice, InvoiceId("I1"));
    EXPECT_EQ(of(payment("P1", "1.00")).payment, PaymentId("P1"));
    EXPECT_EQ(of(payment("P1", "1.00")).customer, CustomerId("A"));
    EXPECT_TRUE(of(payment("P1", "1.00")).contract.empty());
    EXPECT_EQ(of(payment("P1", "1.00", "C1")).contract, ContractId("C1"));
    EXPECT_EQ(of(applied("P1", "I1", "1.00")).payment, PaymentId("P1"));
    EXPECT_EQ(of(applied("P1", "I1", "1.00")).invoice, InvoiceId("I1"));
    EXPECT_EQ(of(PaymentReversed{PaymentId("P1"), std::nullopt, ""}).payment, PaymentId("P1"));
    EXPECT_EQ(of(DunningSent{.customer = CustomerId("A"), .invoices = {InvoiceId("I1")}}).invoice, InvoiceId("I1"));
}

TEST(Routing, ReferenceDataPeriodsRulesAndStatementsAreTheCompanys)
{
    EXPECT_TRUE(of(EntityDefined{}).company);
    EXPECT_TRUE(of(CustomerDefined{.customer = CustomerId("A")}).company);
    EXPECT_TRUE(of(CustomerDefined{.customer = CustomerId("A")}).customer.empty());
    EXPECT_TRUE(of(StatementImported{}).company);
    EXPECT_TRUE(of(EntryNoted{}).company);
    EXPECT_TRUE(of(DecisionProposed{}).company);
    EXPECT_TRUE(of(DecisionWithdrawn{}).company);
    EXPECT_TRUE(of(PeriodClosed{}).company);
    EXPECT_TRUE(of(RulesActivated{}).company);
    EXPECT_FALSE(of(contract("C1", {})).company);
    EXPECT_FALSE(of(RevenueHeld{ContractId("C1"), std::nullopt, ""}).company);
}

}  // namespace
}  // namespace earned::testing::routing_test
