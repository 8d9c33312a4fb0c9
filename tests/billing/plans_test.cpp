#include "deal.h"

namespace earned::plans_test {
namespace {

using namespace earned::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(OnSigning, IsInvoicedWholeOnThatDay)
{
    Deal deal("2026-01-05");
    deal.line("seats", service("12000.00", term("2026-02-01", "2027-01-31"), plan(BillingPlan::on_signing)));
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-05 12000.00"));
}

TEST(OnSigning, OfAnAddedLineIsTheModifications)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("12000.00", term("2026-01-01", "2026-12-31"), plan(BillingPlan::on_signing)));
    deal.add("more", "2026-07-01", service("3000.00", term("2026-07-01", "2026-12-31"), plan(BillingPlan::on_signing)));
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-01 12000.00", "2026-07-01 3000.00"));
}

TEST(OnFulfilment, BillsPartsAsDifferencesOfRoundedTotals)
{
    Deal deal("2026-01-01");
    deal.line("goods", goods("100.00", "3", plan(BillingPlan::on_fulfilment)));
    deal.deliver("goods", "2026-02-01", "1");
    deal.deliver("goods", "2026-03-01", "1");
    deal.deliver("goods", "2026-04-01");  // all that remains
    EXPECT_THAT(deal.items(), ElementsAre("2026-02-01 33.33", "2026-03-01 33.34", "2026-04-01 33.33"));
}

TEST(OnFulfilment, FollowsTheTrigger)
{
    Deal deal("2026-01-01");
    deal.line("machine", goods("900.00", "1", plan(BillingPlan::on_fulfilment))).trigger = Trigger::acceptance;
    LineTerms& licence = deal.line("licence", goods("500.00", "1", plan(BillingPlan::on_fulfilment)));
    licence.trigger = Trigger::start;
    licence.term = term("2026-06-01", "2027-05-31");
    deal.deliver("machine", "2026-02-01");
    EXPECT_THAT(deal.items(), ElementsAre("2026-06-01 500.00"));
    deal.happen("machine", "2026-03-01", AcceptanceRecorded{});
    EXPECT_THAT(deal.items(), ElementsAre("2026-03-01 900.00", "2026-06-01 500.00"));
}

TEST(OnFulfilment, AnOpenQuantityIsBilledAtItsUnitPrice)
{
    Deal deal("2026-01-01");
    Line words;
    words.unit_price = number("150.00");
    words.discount = Discount{number("10"), {}};
    deal.line("product", open_goods(plan(BillingPlan::on_fulfilment)), words);
    deal.deliver("product", "2026-01-31", "100");
    deal.deliver("product", "2026-02-28", "0.5");
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-31 13500.00", "2026-02-28 67.50"));
}

TEST(Recurring, TwelfthsOfAThousandSumToIt)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1000.00", term("2026-01-01", "2026-12-31"), every("1 month")));
    EXPECT_THAT(deal.items(),
                ElementsAre("2026-01-01 83.33", "2026-02-01 83.34", "2026-03-01 83.33", "2026-04-01 83.33",
                            "2026-05-01 83.34", "2026-06-01 83.33", "2026-07-01 83.33", "2026-08-01 83.34",
                            "2026-09-01 83.33", "2026-10-01 83.33", "2026-11-01 83.34", "2026-12-01 83.33"));
}

TEST(Recurring, InArrearsIsDatedTheLastDayOfThePeriod)
{
    Deal deal("2026-01-01");
    deal.line("service", service("100.00", term("2026-01-01", "2026-03-31"), every("1 month", Timing::arrears)));
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-31 33.33", "2026-02-28 33.34", "2026-03-31 33.33"));
}

TEST(Recurring, FromTheEndOfJanuaryInALeapYear)
{
    Deal deal("2024-01-31");
    deal.line("service", service("400.00", term("2024-01-31", "2024-05-30"), every("1 month")));
    EXPECT_THAT(deal.items(),
                ElementsAre("2024-01-31 100.00", "2024-02-29 100.00", "2024-03-31 100.00", "2024-04-30 100.00"));
}

TEST(Recurring, ByQuartersWeeksAndDays)
{
    Deal deal("2026-01-01");
    deal.line("quarter", service("1200.00", term("2026-01-01", "2026-12-31"), every("3 months")));
    EXPECT_THAT(deal.items(),
                ElementsAre("2026-01-01 300.00", "2026-04-01 300.00", "2026-07-01 300.00", "2026-10-01 300.00"));
    Deal weekly("2026-01-01");
    weekly.line("week", service("40.00", term("2026-01-01", "2026-01-28"), every("2 weeks", Timing::arrears)));
    EXPECT_THAT(weekly.items(), ElementsAre("2026-01-14 20.00", "2026-01-28 20.00"));
    Deal thirty("2026-01-01");
    thirty.line("days", service("95.00", term("2026-01-01", "2026-04-05"), every("30 days")));
    EXPECT_THAT(thirty.items(),
                ElementsAre("2026-01-01 30.00", "2026-01-31 30.00", "2026-03-02 30.00", "2026-04-01 5.00"));
}

TEST(Recurring, AlignedToTheCalendarBillsTheStubByItsDays)
{
    Deal deal("2026-01-16");
    BillingTerms billing = every("1 month");
    billing.align = Align::calendar;
    deal.line("seats", service("351.61", term("2026-01-16", "2026-04-30"), billing), per_month("100.00"));
    EXPECT_THAT(deal.items(),
                ElementsAre("2026-01-16 51.61", "2026-02-01 100.00", "2026-03-01 100.00", "2026-04-01 100.00"));
}

TEST(Recurring, AnInvoiceDayIsTheFirstSuchDayFromThenOn)
{
    Deal deal("2026-01-10");
    BillingTerms billing = every("1 month");
    billing.invoice_day = 31;
    deal.line("seats", service("300.00", term("2026-01-10", "2026-04-09"), billing));
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-31 100.00", "2026-02-28 100.00", "2026-03-31 100.00"));
    Deal early("2026-01-10");
    billing.invoice_day = 5;
    early.line("seats", service("200.00", term("2026-01-10", "2026-03-09"), billing));
    EXPECT_THAT(early.items(), ElementsAre("2026-02-05 100.00", "2026-03-05 100.00"));
}

TEST(Recurring, IsNotInvoicedBeforeItIsSigned)
{
    Deal deal("2026-02-10");
    deal.line("seats", service("300.00", term("2026-01-01", "2026-03-31"), every("1 month")));
    EXPECT_THAT(deal.items(), ElementsAre("2026-02-10 100.00", "2026-02-10 100.00", "2026-03-01 100.00"));
}

TEST(Recurring, WithoutAnEndGoesThroughTheHorizon)
{
    Deal deal("2026-01-15");
    LineTerms terms = service("100.00", term("2026-01-15", "2026-02-14"), every("1 month"));
    terms.term = std::nullopt;
    Line words = per_month("100.00");
    words.start = day("2026-01-15");
    deal.line("seats", terms, words);
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-15 100.00"));
    EXPECT_THAT(deal.items(day("2026-03-20")),
                ElementsAre("2026-01-15 100.00", "2026-02-15 100.00", "2026-03-15 100.00"));
    deal.terminate("2026-03-31", nullptr, nullptr);
    EXPECT_THAT(deal.items(day("2026-12-31")),
                ElementsAre("2026-01-15 100.00", "2026-02-15 100.00", "2026-03-15 100.00"));
}

TEST(Installments, OfAmountsAndOfMilestones)
{
    Deal deal("2026-01-01");
    BillingTerms billing = plan(BillingPlan::installments);
    billing.installments = {part("2026-03-01", "300.00"), part("2026-01-01", "700.00")};
    deal.line("project", goods("1000.00", "1", billing));
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-01 700.00", "2026-03-01 300.00"));
    Deal staged("2026-01-01");
    billing.installments = {percent_at("design", "33.33"), percent_at("build", "33.33"), percent_at("live", "33.34")};
    staged.line("project", goods("99.99", "1", billing));
    EXPECT_THAT(staged.items(), IsEmpty());
    staged.happen("project", "2026-02-01", MilestoneReached{{}, {}, "design"});
    staged.happen("project", "2026-05-01", MilestoneReached{{}, {}, "live"});
    EXPECT_THAT(staged.items(), ElementsAre("2026-02-01 33.33", "2026-05-01 33.33"));
    staged.happen("project", "2026-06-01", MilestoneReached{{}, {}, "build"});
    EXPECT_THAT(staged.items(), ElementsAre("2026-02-01 33.33", "2026-05-01 33.33", "2026-06-01 33.33"));
}

TEST(Installments, MustMakeUpThePrice)
{
    Deal deal("2026-01-01");
    BillingTerms billing = plan(BillingPlan::installments);
    billing.installments = {part("2026-03-01", "300.00"), part("2026-01-01", "699.99")};
    deal.line("project", goods("1000.00", "1", billing));
    EXPECT_EQ(deal.fault(), "installments-do-not-sum");
    deal.contract_terms().lines[0][0].billing.installments[0].percent = number("30");
    EXPECT_EQ(deal.fault(), "installment-unclear");
}

TEST(Usage, IsBilledInArrearsOfItsPeriod)
{
    Deal deal("2026-01-01");
    BillingTerms billing = plan(BillingPlan::usage);
    billing.every = Interval{1, Interval::month};
    Line words;
    words.unit_price = number("0.015");
    LineTerms terms = open_goods(billing);
    terms.satisfied = Satisfied::over_time;
    terms.measure = Measure::usage;
    terms.term = term("2026-01-01", "2026-12-31");
    deal.line("calls", terms, words);
    EXPECT_THAT(deal.items(), IsEmpty());
    deal.happen("calls", "2026-01-10",
                UsageRecorded{.contract = {}, .line = {}, .meter = "m", .quantity = number("1001"), .amount = {}});
    deal.happen("calls", "2026-01-31",
                UsageRecorded{.contract = {}, .line = {}, .meter = "m", .quantity = number("2"), .amount = {}});
    deal.happen("calls", "2026-03-05",
                UsageRecorded{.contract = {}, .line = {}, .meter = "m", .quantity = {}, .amount = number("7.25")});
    EXPECT_THAT(deal.items(),
                ElementsAre("2026-01-31 15.05", "2026-03-31 7.25"));  // 15.045 and 22.295, each rounded once
    deal.happen("calls", "2026-03-06",
                UsageCorrected{.contract = {}, .line = {}, .meter = "m", .quantity = number("-3"), .amount = {}});
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-31 15.05", "2026-03-31 7.20"));
}

TEST(Progress, IsBilledAsItIsMeasured)
{
    Deal deal("2026-01-01");
    LineTerms terms =
        service("1000.00", term("2026-01-01", "2026-12-31"), plan(BillingPlan::progress), Measure::percent);
    deal.line("works", terms);
    deal.happen("works", "2026-03-31", ProgressMeasured{{}, {}, number("33.3333"), {}, {}});
    deal.happen("works", "2026-06-30", ProgressMeasured{{}, {}, number("100"), {}, {}});
    EXPECT_THAT(deal.items(), ElementsAre("2026-03-31 333.33", "2026-06-30 666.67"));
}

TEST(Plans, NoneIsInvoicedElsewhere)
{
    Deal deal("2026-01-01");
    deal.line("service", service("1000.00", term("2026-01-01", "2026-12-31"), plan(BillingPlan::none)));
    deal.issue("I1", "2026-01-01", "service", "1300.00");
    deal.terminate("2026-03-31", "100.00");
    EXPECT_THAT(deal.items(), IsEmpty());
    EXPECT_THAT(told(deal.draft("2026-12-31")), IsEmpty());
}

TEST(Plans, SayWhatTheyDoNotSupport)
{
    const auto fault_with = [](auto change) {
        Deal deal("2026-01-01");
        LineTerms& terms = deal.line("service", service("1000.00", term("2026-01-01", "2026-12-31"), every("1 month")));
        change(terms);
        return deal.fault();
    };
    EXPECT_EQ(fault_with([](LineTerms&) {}), "");
    EXPECT_EQ(fault_with([](LineTerms& terms) {
                  terms.billing = plan(BillingPlan::on_fulfilment);
                  terms.billing.pricing.emplace().minimum = number("10");
                  terms.open_quantity = true;
              }),
              "pricing-unsupported");
    EXPECT_EQ(fault_with([](LineTerms& terms) { terms.billing.prorate = "lunar"; }), "proration-unknown");
    EXPECT_EQ(fault_with([](LineTerms& terms) { terms.term = std::nullopt; }), "term-missing");
    EXPECT_EQ(fault_with([](LineTerms& terms) { terms.billing.plan = BillingPlan::progress; }), "plan-unsupported");
    EXPECT_EQ(fault_with([](LineTerms& terms) { (terms.tax = tax("0.2"))->point = TaxPoint::payment; }),
              "tax-point-unsupported");
    EXPECT_EQ(fault_with([](LineTerms& terms) { terms.billing.after.emplace_back("nothing"); }), "line-unknown");
}

TEST(OnePrice, IsInvoicedAsItIsAllocated)
{
    Deal deal("2026-01-01");
    deal.contract().terms.price = number("100.00");
    for (const char* id : {"A", "B", "C"}) {
        LineTerms& line = deal.line(id, goods("0.00", "1", plan(BillingPlan::on_signing)));
        line.priced = false;
        line.ssp_low = line.ssp_high = Ratio(5000);
    }
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-01 33.34", "2026-01-01 33.33", "2026-01-01 33.33"));
    deal.contract().terms.bundles.push_back({{LineId("A")}, number("40.00")});
    EXPECT_EQ(deal.fault(), "one-price-unsupported");
}

TEST(After, NothingIsInvoicedBeforeTheOtherLineIsPerformed)
{
    Deal deal("2026-01-01");
    BillingTerms billing = plan(BillingPlan::on_fulfilment);
    billing.after = {LineId("B")};
    deal.line("A", goods("400.00", "1", billing));
    billing.after = {LineId("A")};
    deal.line("B", goods("600.00", "2", billing));
    deal.deliver("A", "2026-02-01");
    deal.deliver("B", "2026-02-15", "1");
    EXPECT_THAT(deal.items(), ElementsAre("2026-02-15 300.00"));
    deal.deliver("B", "2026-03-01");
    EXPECT_THAT(deal.items(), ElementsAre("2026-02-15 300.00", "2026-03-01 400.00", "2026-03-01 300.00"));
}

TEST(Retention, IsHeldBackOfEachBillUntilAcceptance)
{
    Deal deal("2026-01-01");
    BillingTerms billing = plan(BillingPlan::on_fulfilment);
    billing.retention = number("5");
    deal.line("goods", goods("100.00", "3", billing));
    deal.deliver("goods", "2026-02-01", "1");
    deal.deliver("goods", "2026-03-01", "1");
    EXPECT_THAT(deal.items(), ElementsAre("2026-02-01 31.66", "2026-03-01 31.68"));  // held: 1.67, 3.33
    deal.happen("goods", "2026-04-01", AcceptanceRecorded{});
    deal.deliver("goods", "2026-05-01", "1");
    EXPECT_THAT(deal.items(),
                ElementsAre("2026-02-01 31.66", "2026-03-01 31.68", "2026-04-01 3.33", "2026-05-01 33.33"));
}

}  // namespace
}  // namespace earned::plans_test
