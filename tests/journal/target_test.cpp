// What an amount is: each rule of docs/accounting-positions.md, with the figures of its example.
#include "journal/walk.h"

#include "plans.h"

#include <gtest/gtest.h>

namespace earned::target_test {
namespace {

const FiscalCalendar months;
const Moment signing = at("2026-01-01", Rank::contract);
const Term year{day("2026-01-01"), day("2026-12-31")};

using Amounts = std::map<std::string, std::int64_t>;

// Cumulative, in minor units, on each account's normal side.
Amounts standing(const Plan& plan, const std::string& date)
{
    Balances sum;
    for (const Movement& movement : movements(plan, months, Date::dawn(), day(date))) sum = sum + movement.change;
    Amounts amounts;
    for (std::size_t place = 0; place < role_count; ++place) {
        const Role role = static_cast<Role>(place);
        const std::int64_t minor = normal_side(role) == Side::debit ? sum.of(role) : -sum.of(role);
        if (minor != 0) amounts[std::string(name(role))] = minor;
    }
    return amounts;
}

Plan goods(const std::string& fulfilled)
{
    Plan plan = group_plan();
    plan.stretches = {delivered(0, signing, 100000, 100000)};
    plan.strides = {{0, at(fulfilled, Rank::fulfilment), Ratio(1)}};
    return plan;
}

void invoice(Plan& plan, const std::string& issued, const std::string& due, std::int64_t net, std::int64_t tax = 0,
             std::uint16_t obligation = 0)
{
    const auto place = static_cast<std::uint32_t>(plan.invoices.size());
    plan.invoices.push_back({at(issued, Rank::billing, place), at(due, Rank::due)});
    plan.claims.push_back({place, obligation, at(issued, Rank::billing, place), net, tax});
}

// IFRS 15 example 38, case B.
TEST(Target, ARightIsUnconditionalWhenDueInAContractThatCannotBeCancelled)
{
    Plan plan = goods("2026-03-31");
    invoice(plan, "2026-01-01", "2026-01-31", 100000);
    plan.cash = {{at("2026-03-01", Rank::cash), 0, 100000, false}};
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-30"), Amounts());
    EXPECT_EQ(standing(plan, "2026-01-31"), (Amounts{{"receivable", 100000}, {"contract_liability", 100000}}));
    EXPECT_EQ(standing(plan, "2026-03-01"), (Amounts{{"cash", 100000}, {"contract_liability", 100000}}));
    EXPECT_EQ(standing(plan, "2026-03-31"), (Amounts{{"cash", 100000}, {"revenue", 100000}}));
}

// IFRS 15 example 2 with a year of which a quarter, 300.00 of 1,200.00, will not be pursued: invoiced for half a year
// in advance, 450.00 of 600.00 are expected to be paid; a month is 75.00.
TEST(Target, WhatWillNotBePursuedIsNoRightWhenItIsDue)
{
    Plan plan = group_plan();
    plan.stretches = {served(0, signing, year, 90000, Measure::monthly)};
    plan.stretches.front().conceded_whole = 30000;
    invoice(plan, "2026-01-01", "2026-01-01", 60000);
    invoice(plan, "2026-07-01", "2026-07-01", 60000);
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-01"), (Amounts{{"receivable", 45000}, {"contract_liability", 45000}}));
    EXPECT_EQ(standing(plan, "2026-06-30"), (Amounts{{"receivable", 45000}, {"revenue", 45000}}));
    EXPECT_EQ(standing(plan, "2026-07-01"),
              (Amounts{{"receivable", 90000}, {"contract_liability", 45000}, {"revenue", 45000}}));
    EXPECT_EQ(standing(plan, "2026-12-31"), (Amounts{{"receivable", 90000}, {"revenue", 90000}}));
}

// The ministry's case of shopping cards: 1,000 of 200.00 with a commission of 5 %; half is paid, and then all.
TEST(Target, WhatIsCollectedForMerchantsIsNoContractLiability)
{
    Plan plan = group_plan();
    plan.stretches = {delivered(0, signing, 1000000, 20000000)};
    invoice(plan, "2026-01-01", "2026-12-31", 20000000);
    plan.cash = {{at("2026-01-02", Rank::cash), 0, 10000000, false},
                 {at("2026-02-01", Rank::cash), 0, 10000000, false}};
    plan.booked = {{.at = signing,
                    .obligation = 0,
                    .source = Source::presentation,
                    .debit = Role::contract_liability,
                    .credit = Role::supplier_payable,
                    .amount = 19000000}};
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-01"), Amounts());
    EXPECT_EQ(standing(plan, "2026-01-02"),
              (Amounts{{"cash", 10000000}, {"contract_liability", 500000}, {"supplier_payable", 9500000}}));
    EXPECT_EQ(standing(plan, "2026-02-01"),
              (Amounts{{"cash", 20000000}, {"contract_liability", 1000000}, {"supplier_payable", 19000000}}));
}

// Example 38, case A: nothing until cash arrives, shown by policy as one liability or the other.
TEST(Target, ACancellableContractShowsNothingUntilItIsPaid)
{
    Plan plan = goods("2026-03-31");
    plan.obligations[0].firm = {.kind = Firm::Kind::performed, .refundable = true};
    invoice(plan, "2026-01-01", "2026-01-31", 100000);
    plan.cash = {{at("2026-03-01", Rank::cash), 0, 100000, false}};
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-02-28"), Amounts());
    EXPECT_EQ(standing(plan, "2026-03-01"), (Amounts{{"cash", 100000}, {"refund_liability", 100000}}));
    plan.refundable_prepayment = RefundablePrepayment::contract_liability;
    EXPECT_EQ(standing(plan, "2026-03-01"), (Amounts{{"cash", 100000}, {"contract_liability", 100000}}));
    EXPECT_EQ(standing(plan, "2026-03-31"), (Amounts{{"cash", 100000}, {"revenue", 100000}}));
}

// Example 39.
TEST(Target, ARightThatWaitsForAnotherLineIsAContractAsset)
{
    Plan plan = group_plan(2);
    plan.stretches = {delivered(0, signing, 40000, 40000), delivered(1, signing, 60000, 60000)};
    plan.strides = {{0, at("2026-02-01", Rank::fulfilment), Ratio(1)},
                    {1, at("2026-03-01", Rank::fulfilment), Ratio(1)}};
    invoice(plan, "2026-03-01", "2026-03-31", 40000);
    plan.claims.push_back({0, 1, plan.invoices[0].issued, 60000, 0});
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-02-01"), (Amounts{{"contract_asset", 40000}, {"revenue", 40000}}));
    EXPECT_EQ(standing(plan, "2026-03-01"), (Amounts{{"receivable", 100000}, {"revenue", 100000}}));
}

// Example 40.
TEST(Target, ARebateThatTheCustomerIsInvoicedWithoutIsARefundLiability)
{
    Plan plan = group_plan();
    plan.obligations[0].rebated = true;
    plan.stretches = {delivered(0, signing, 1250000, 1500000)};
    plan.strides = {{0, at("2026-01-31", Rank::fulfilment), Ratio(1)}};
    invoice(plan, "2026-01-31", "2026-01-31", 1500000);
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-31"),
              (Amounts{{"receivable", 1500000}, {"revenue", 1250000}, {"refund_liability", 250000}}));
}

TEST(Target, InvoicedAndPerformedIsAReceivableHoweverFarAwayTheDueDate)
{
    Plan plan = group_plan();
    plan.stretches = {served(0, signing, year, 120000, Measure::monthly)};
    invoice(plan, "2026-01-01", "2027-06-30", 120000);
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-01"), Amounts());
    EXPECT_EQ(standing(plan, "2026-03-31"), (Amounts{{"receivable", 30000}, {"revenue", 30000}}));
}

TEST(Target, PaidIsARightToThatExtent)
{
    Plan plan = group_plan();
    plan.stretches = {served(0, signing, year, 120000, Measure::monthly)};
    invoice(plan, "2026-01-01", "2027-06-30", 120000, 9600);
    plan.cash = {{at("2026-01-15", Rank::cash), 0, 50000, false}};
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-01"), (Amounts{{"receivable", 9600}, {"tax_payable", 9600}}));
    EXPECT_EQ(standing(plan, "2026-01-15"),
              (Amounts{{"cash", 50000}, {"tax_payable", 9600}, {"contract_liability", 40400}}));
    EXPECT_EQ(standing(plan, "2026-05-31"),
              (Amounts{{"cash", 50000}, {"tax_payable", 9600}, {"receivable", 9600}, {"revenue", 50000}}));
}

TEST(Target, WhatIsInvoicedBeyondTheContractIsNoRight)
{
    Plan plan = group_plan();
    plan.stretches = {served(0, signing, year, 1200000, Measure::monthly)};
    invoice(plan, "2026-01-01", "2026-01-01", 1300000);
    plan.claims.push_back({0, 0, at("2026-01-20", Rank::billing), -100000, 0});
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-01"), (Amounts{{"receivable", 1200000}, {"contract_liability", 1200000}}));
    plan.receivable_when = ReceivableWhen::invoiced;
    EXPECT_EQ(standing(plan, "2026-01-01"), (Amounts{{"receivable", 1300000}, {"contract_liability", 1300000}}));
    EXPECT_EQ(standing(plan, "2026-01-31"),
              (Amounts{{"receivable", 1200000}, {"contract_liability", 1100000}, {"revenue", 100000}}));
}

TEST(Target, UsageNotYetInvoicedIsAnUnbilledReceivable)
{
    Plan plan = group_plan();
    plan.obligations[0].unbilled = true;
    plan.stretches = {delivered(0, signing, 300000, 300000)};
    plan.strides = {{0, at("2026-01-31", Rank::usage), Ratio(1)}};
    invoice(plan, "2026-02-15", "2026-02-15", 300000);
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-31"), (Amounts{{"unbilled_receivable", 300000}, {"revenue", 300000}}));
    EXPECT_EQ(standing(plan, "2026-02-15"), (Amounts{{"receivable", 300000}, {"revenue", 300000}}));
}

// An instalment sale: the goods are handed over, and the second half waits for its date alone.
TEST(Target, AFixedPriceWhollyPerformedThatWaitsForADateIsAReceivable)
{
    Plan plan = goods("2026-01-10");
    plan.scheduled = {{signing, 0, 100000}};
    invoice(plan, "2026-01-10", "2026-01-10", 50000);
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-10"), (Amounts{{"receivable", 100000}, {"revenue", 100000}}));
    plan.scheduled = {{signing, 0, 50000}};  // the other half waits for a milestone
    EXPECT_EQ(standing(plan, "2026-01-10"),
              (Amounts{{"receivable", 50000}, {"contract_asset", 50000}, {"revenue", 100000}}));
    plan.strides[0].progress = Ratio(9, 10);  // still being performed
    plan.scheduled = {{signing, 0, 100000}};
    EXPECT_EQ(standing(plan, "2026-01-10"),
              (Amounts{{"receivable", 50000}, {"contract_asset", 40000}, {"revenue", 90000}}));
}

TEST(Target, TheCancelledRestIsOwedBackUntilItIsPaid)
{
    Plan plan = group_plan();
    Stretch before = served(0, signing, year, 1200000, Measure::monthly);
    Stretch after = delivered(0, at("2026-09-30", Rank::termination), 0, 0);
    after.base = after.stated_base = 930000;
    plan.stretches = {before, after};
    plan.cash = {{at("2026-01-01", Rank::cash), on_account, 1200000, false},
                 {at("2026-10-10", Rank::cash), on_account, -270000, true}};
    plan.owed = {{at("2026-09-30", Rank::termination), 270000}};
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-08-31"),
              (Amounts{{"cash", 1200000}, {"contract_liability", 400000}, {"revenue", 800000}}));
    EXPECT_EQ(standing(plan, "2026-09-30"),
              (Amounts{{"cash", 1200000}, {"refund_liability", 270000}, {"revenue", 930000}}));
    EXPECT_EQ(standing(plan, "2026-10-10"), (Amounts{{"cash", 930000}, {"revenue", 930000}}));
    // The same through a credit note, tax and all: it is owed once.
    invoice(plan, "2026-01-01", "2026-01-01", 1200000, 96000);
    plan.claims.push_back({0, 0, at("2026-09-30", Rank::billing), -270000, -21600});
    plan.invoices[0].refunds = at("2026-09-30", Rank::billing);
    plan.cash = {{at("2026-01-01", Rank::cash), 0, 1296000, false}, {at("2026-10-10", Rank::cash), 0, -291600, true}};
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-09-30"),
              (Amounts{{"cash", 1296000}, {"refund_liability", 291600}, {"tax_payable", 74400}, {"revenue", 930000}}));
    EXPECT_EQ(standing(plan, "2026-10-10"), (Amounts{{"cash", 1004400}, {"tax_payable", 74400}, {"revenue", 930000}}));
}

TEST(Target, APrepaymentThatCanBeHadBackIsFirmMonthByMonth)
{
    Plan plan = group_plan();
    plan.obligations[0].firm = {
        .kind = Firm::Kind::every, .interval = {1, Interval::month}, .start = day("2026-01-01"), .refundable = true};
    plan.stretches = {served(0, signing, year, 1200000, Measure::monthly)};
    plan.cash = {{at("2026-01-01", Rank::cash), on_account, 1200000, false}};
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-01"),
              (Amounts{{"cash", 1200000}, {"contract_liability", 100000}, {"refund_liability", 1100000}}));
    EXPECT_EQ(standing(plan, "2026-01-31"),
              (Amounts{{"cash", 1200000}, {"revenue", 100000}, {"refund_liability", 1100000}}));
    EXPECT_EQ(
        standing(plan, "2026-02-01"),
        (Amounts{
            {"cash", 1200000}, {"revenue", 100000}, {"refund_liability", 1000000}, {"contract_liability", 100000}}));
}

// IFRS 15 example 1.
TEST(Target, BeforeThereIsAContractCashIsADeposit)
{
    Plan plan = group_plan();
    plan.assessed = {{signing, false}, {at("2026-06-01", Rank::contract), true}};
    plan.stretches = {delivered(0, at("2026-06-01", Rank::contract), 100000, 100000)};
    plan.strides = {{0, at("2026-06-01", Rank::contract), Ratio(1)}};
    plan.spent = {{at("2026-01-05", Rank::fulfilment), 0, true, 60000}};
    invoice(plan, "2026-01-01", "2026-01-31", 100000);
    plan.cash = {{at("2026-01-10", Rank::cash), 0, 5000, false}};
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-05-31"), (Amounts{{"cash", 5000}, {"customer_deposit", 5000}}));
    EXPECT_EQ(standing(plan, "2026-06-01"), (Amounts{{"cash", 5000},
                                                     {"receivable", 95000},
                                                     {"revenue", 100000},
                                                     {"cost_of_sales", 60000},
                                                     {"inventory", -60000}}));
}

// Caikuai [2016] 22: performed before the tax falls due.
TEST(Target, TaxThatIsNotDueYetIsPending)
{
    Plan plan = group_plan();
    plan.tax_pending = TaxPending::posted;
    plan.obligations[0].tax_millionths = 130'000;
    plan.stretches = {delivered(0, signing, 10000000, 10000000)};
    plan.strides = {{0, at("2026-01-31", Rank::fulfilment), Ratio(1)}};
    invoice(plan, "2026-03-10", "2026-03-10", 10000000, 1300000);
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-31"),
              (Amounts{{"contract_asset", 11300000}, {"output_tax_pending", 1300000}, {"revenue", 10000000}}));
    EXPECT_EQ(standing(plan, "2026-03-10"),
              (Amounts{{"receivable", 11300000}, {"tax_payable", 1300000}, {"revenue", 10000000}}));
}

TEST(Target, WhatIsWrittenOffIsNoReceivableAnyMore)
{
    Plan plan = goods("2026-01-10");
    invoice(plan, "2026-01-10", "2026-01-10", 100000, 8000);
    plan.cash = {{at("2026-02-01", Rank::cash), 0, 20000, false}};
    plan.written_off = {{at("2026-06-01", Rank::cash), 0, 88000}, {at("2026-07-01", Rank::cash), 0, -8000}};
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-06-01"),
              (Amounts{{"cash", 20000}, {"bad_debt", 88000}, {"tax_payable", 8000}, {"revenue", 100000}}));
    EXPECT_EQ(
        standing(plan, "2026-07-01"),
        (Amounts{
            {"cash", 20000}, {"bad_debt", 80000}, {"receivable", 8000}, {"tax_payable", 8000}, {"revenue", 100000}}));
}

TEST(Target, RevenueThatIsHeldStandsStillAndComesWithTheRelease)
{
    Plan plan = group_plan();
    plan.stretches = {served(0, signing, year, 120000, Measure::monthly)};
    plan.frozen = {{0, at("2026-02-01", Rank::governance), at("2026-04-15", Rank::governance)}};
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-03-31").at("revenue"), 10000);
    EXPECT_EQ(standing(plan, "2026-04-15").at("revenue"), 30000);
    EXPECT_EQ(standing(plan, "2026-04-30").at("revenue"), 40000);
}

TEST(Target, RevenueWaitsForItsPeriodToBeConfirmed)
{
    Plan plan = group_plan();
    plan.stretches = {served(0, signing, year, 120000, Measure::monthly)};
    plan.obligations[0].confirmed_through = day("2026-02-28");
    cut_and_settle(plan);
    EXPECT_EQ(standing(plan, "2026-01-31").at("revenue"), 10000);
    EXPECT_EQ(standing(plan, "2026-12-31").at("revenue"), 20000);
}

class OwnCashOf : public ::testing::Test {
protected:
    static Collected moved(const char* date, Rank rank, std::int64_t event, std::int64_t minor, Currency currency)
    {
        return {at(date, rank), event, PaymentId("P1"), {}, Money(minor, currency)};
    }
    const Currency usd = *Currency::parse("USD"), eur = *Currency::parse("EUR");
    Reference reference;
    OwnCash cash{EntityId("E"), usd, {}};
};

TEST_F(OwnCashOf, NobodyIsUnapplied)
{
    cash.moves = {moved("2026-01-10", Rank::cash, 3, 700, usd), moved("2026-02-10", Rank::cash, 4, -500, usd)};
    const auto plan = plan_home(reference, cash, usd);
    ASSERT_TRUE(plan);
    EXPECT_EQ(standing(*plan, "2026-01-31"), (Amounts{{"cash", 700}, {"unapplied_cash", 700}}));
    EXPECT_EQ(standing(*plan, "2026-02-28"), (Amounts{{"cash", 200}, {"unapplied_cash", 200}}));
    EXPECT_EQ(plan->cuts[0].event, 3);
}

TEST_F(OwnCashOf, AnotherCurrencyStandsInItAndNeedsARate)
{
    cash.currency = eur;
    cash.moves = {moved("2026-01-10", Rank::cash, 3, 700, eur)};
    const auto without = plan_home(reference, cash, usd);
    ASSERT_FALSE(without);
    EXPECT_EQ(without.fault().code, "rate-missing");
    reference.add({.source = "test",
                   .id = "rate",
                   .date = *Date::parse("2026-01-01"),
                   .fact = RatePublished{"EUR", "USD", *Decimal::parse("1.10"), "spot"}});
    const auto plan = plan_home(reference, cash, usd);
    ASSERT_TRUE(plan);
    EXPECT_TRUE(plan->foreign());
    EXPECT_EQ(standing(*plan, "2026-01-31"), (Amounts{{"cash", 700}, {"unapplied_cash", 700}}));
}

TEST_F(OwnCashOf, AnotherCurrencyThatIsMatchedOnItsDayLeavesNoTrace)
{
    cash.currency = eur;
    cash.moves = {moved("2026-01-10", Rank::cash, 3, 700, eur), moved("2026-01-10", Rank::cash, 4, -700, eur)};
    const auto matched = plan_home(reference, cash, usd);
    ASSERT_TRUE(matched) << "and no rate is asked for";
    EXPECT_TRUE(matched->cuts.empty());
    cash.moves[1].cleared = true;
    EXPECT_FALSE(plan_home(reference, cash, usd)) << "what was exchanged does";
}

}  // namespace
}  // namespace earned::target_test
