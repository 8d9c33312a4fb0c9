#include "deal.h"

namespace earned::termination_test {
namespace {

using namespace earned::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Term year = term("2026-01-01", "2026-12-31");

Deal yearly(Timing timing = Timing::advance)
{
    Deal deal("2026-01-01");
    deal.line("service", service("12000.00", year, every("3 months", timing)));
    return deal;
}

TEST(Termination, WithoutARefundKeepsWhatWasBilled)
{
    Deal deal = yearly();
    deal.terminate("2026-05-31");
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-01 3000.00", "2026-04-01 3000.00"));
}

TEST(Termination, BillsWhatWasServedAndNotBilled)
{
    Deal deal = yearly(Timing::arrears);
    deal.terminate("2026-05-31");
    EXPECT_THAT(deal.items(), ElementsAre("2026-03-31 3000.00", "2026-05-31 2010.99"));  // 61 of 91 days
    Deal late("2026-01-01");
    BillingTerms billing = plan(BillingPlan::installments);
    billing.installments = {part("2026-12-01", "12000.00")};
    late.line("service", service("12000.00", year, billing));
    late.terminate("2026-03-31");
    EXPECT_THAT(late.items(), ElementsAre("2026-03-31 3000.00"));
}

TEST(Termination, ARefundIsTheCreditNotesAmount)
{
    Deal deal("2026-01-01");
    deal.line("service", service("12000.00", year, plan(BillingPlan::on_signing)));
    deal.issue(deal.draft("2026-01-31"));
    deal.terminate("2026-09-30", "2700.00");
    const std::vector<Draft> drafts = deal.draft("2026-09-30");
    EXPECT_THAT(told(drafts), ElementsAre("credit 2026-09-30 of INV1: service 2700.00"));
    EXPECT_EQ(drafts.front().settle, Settle::refund);
    EXPECT_EQ(drafts.front().reason, "termination");
}

// The refund is what is paid back, tax and all.
TEST(Termination, ARefundIsGrossOfTax)
{
    Deal deal("2026-01-01");
    deal.line("service", service("12000.00", year, plan(BillingPlan::on_signing))).tax = tax("0.19");
    deal.issue(deal.draft("2026-01-31"));
    deal.terminate("2026-09-30", "2700.00");
    EXPECT_THAT(told(deal.draft("2026-09-30")), ElementsAre("credit 2026-09-30 of INV1: service 2268.91 + 431.09"));
}

TEST(Termination, LinesShareARefundByWhatTheyWereBilledBeyond)
{
    Deal deal("2026-01-01");
    deal.line("a", service("1200.00", year, plan(BillingPlan::on_signing)));
    deal.line("b", service("2400.00", year, plan(BillingPlan::on_signing)));
    deal.line("c", service("999.00", year, plan(BillingPlan::none)));
    deal.terminate("2026-09-30", "100.00");  // billed beyond: 300.00 and 600.00
    EXPECT_THAT(deal.items(),
                ElementsAre("2026-01-01 1200.00", "2026-01-01 2400.00", "2026-09-30 -33.33", "2026-09-30 -66.67"));
    Deal more("2026-01-01");
    more.line("a", service("1200.00", year, plan(BillingPlan::on_signing)));
    more.line("b", goods("100.00", "1", plan(BillingPlan::on_signing)));
    more.deliver("b", "2026-01-05");
    more.terminate("2026-09-30", "400.00");  // 300.00 beyond; the rest by 900.00 and 100.00
    EXPECT_THAT(more.items(),
                ElementsAre("2026-01-01 1200.00", "2026-01-01 100.00", "2026-09-30 -390.00", "2026-09-30 -10.00"));
}

TEST(Termination, MoreThanWasBilledIsNoRefund)
{
    Deal deal = yearly();
    deal.terminate("2026-05-31", "6000.01");
    EXPECT_EQ(deal.fault(), "refund-exceeds-billed");
}

TEST(Termination, APenaltyIsInvoicedBesideTheRefundAndWithoutTax)
{
    Deal deal("2026-01-01");
    deal.line("service", service("12000.00", year, plan(BillingPlan::on_signing))).tax = tax("0.1");
    deal.issue(deal.draft("2026-01-31"));
    deal.terminate("2026-09-30", "2970.00", "500.00");
    EXPECT_THAT(told(deal.draft("2026-09-30")), ElementsAre("invoice 2026-09-30: service 500.00",
                                                            "credit 2026-09-30 of INV1: service 2700.00 + 270.00"));
}

TEST(Termination, WithoutARefundTheRightToCancelSays)
{
    Deal deal = yearly();
    deal.contract_terms().cancellable = Cancellable{
        .by = CancelBy::customer, .notice = {}, .every = {}, .refund = CancelRefund::pro_rata, .penalty = {}};
    deal.terminate("2026-05-31");
    EXPECT_EQ(deal.items().back(), "2026-05-31 -989.01");  // 30 of 91 days
    deal.contract_terms().cancellable->refund = CancelRefund::all;
    EXPECT_EQ(deal.items().back(), "2026-05-31 -6000.00");
    deal.contract_terms().cancellable->refund = CancelRefund::none;
    EXPECT_EQ(deal.items().size(), 2U);
}

TEST(Termination, LearntLateTakesBackWhatWasInvoicedSince)
{
    Deal deal("2026-01-01");
    deal.line("service", service("1200.00", year, every("1 month")));
    deal.issue(deal.draft("2026-05-31"));
    deal.terminate("2026-03-31");
    EXPECT_THAT(told(deal.draft("2026-06-30", day("2026-06-01"))),
                ElementsAre("credit 2026-06-01 of INV4: service 100.00", "credit 2026-06-01 of INV5: service 100.00"));
}

TEST(Termination, OfUndeliveredGoodsBillsNoMore)
{
    Deal deal("2026-01-01");
    deal.line("goods", goods("1000.00", "10", plan(BillingPlan::on_fulfilment)));
    deal.deliver("goods", "2026-02-01", "4");
    deal.terminate("2026-03-31");
    EXPECT_THAT(deal.items(), ElementsAre("2026-02-01 400.00"));
}

TEST(Termination, BillsUsageOfThePeriodThatHasNotEnded)
{
    Deal deal("2026-01-01");
    BillingTerms billing = plan(BillingPlan::usage);
    billing.every = Interval{3, Interval::month};
    Line words;
    words.unit_price = number("2.00");
    LineTerms terms = open_goods(billing);
    terms.term = year;
    deal.line("calls", terms, words);
    deal.happen("calls", "2026-01-10",
                UsageRecorded{.contract = {}, .line = {}, .meter = "m", .quantity = number("7"), .amount = {}});
    deal.terminate("2026-02-28");
    EXPECT_THAT(deal.items(), ElementsAre("2026-02-28 14.00"));
}

}  // namespace
}  // namespace earned::termination_test
