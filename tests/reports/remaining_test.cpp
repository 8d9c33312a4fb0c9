#include "reports/remaining.h"
#include "tests/reports/facts.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace earned::remaining_test {

namespace {

using ::testing::ElementsAre;

const std::vector<std::string> columns{"obligation",   "allocated",    "recognised", "remaining", "to_12_months",
                                       "to_24_months", "to_36_months", "later",      "on_events", "excluded"};

}  // namespace

TEST(RemainingObligations, StandInBandsOfTime)
{
    const SmallBook book("2026-02-28");
    RemainingObligations report(heading("2026-02", "2026-02"), RemainingBy::obligation);
    book.feed_plans(report);
    book.feed_totals(report);
    const Table table = report.table();
    EXPECT_THAT(rows_of(table, columns),
                ElementsAre("implementation | 2,700.00 | 2,700.00 | - | - | - | - | - | - | -",
                            "subscription | 10,800.00 | 900.00 | 9,900.00 | 9,900.00 | - | - | - | - | -",
                            "machines | 1,000.00 | 500.00 | 500.00 | - | - | - | - | 500.00 | -",
                            " | 14,500.00 | 4,100.00 | 10,400.00 | 9,900.00 | - | - | - | 500.00 | -"));
    EXPECT_EQ(differing(table), "");
}

// Five years from March 2026 at 100.00 a month: 12, 12, 12 and 24 months after the first.
TEST(RemainingObligations, CountBandsFromTheDayOfTheReport)
{
    Plan plan = group_plan();
    plan.stretches = {
        served(0, at("2026-02-01", Rank::contract), {day("2026-02-01"), day("2031-01-31")}, 600000, Measure::monthly)};
    cut_and_settle(plan);
    Curve curve;
    curve.read(plan, 0, Date::never());
    EXPECT_EQ(bands(curve, day("2026-02-28")), (Bands{120000, 120000, 120000, 230000, 0}));
    EXPECT_EQ(bands(curve, day("2025-12-31")), (Bands{110000, 120000, 120000, 250000, 0}));
    EXPECT_EQ(bands(curve, day("2031-01-31")), (Bands{0, 0, 0, 0, 0}));
}

TEST(RemainingObligations, LeaveOutWhatIsInvoicedAsPerformed)
{
    SmallBook book("2026-02-28");
    book.first.obligations[0].unbilled = true;
    RemainingObligations report(heading("2026-02", "2026-02"), RemainingBy::product);
    book.feed_plans(report);
    const Table table = report.table();
    EXPECT_THAT(rows_of(table, {"product", "remaining", "excluded"}),
                ElementsAre("IMPL | - | -", "MACHINE | 500.00 | -", "SUB | - | 9,900.00", "Total | 500.00 | 9,900.00"));
}

// A year from February, and an implementation that waited for its delivery: the contract has no known duration.
TEST(RemainingObligations, NameWhatIsOfContractsOfAYearOrLess)
{
    SmallBook book("2026-02-28");
    const Moment signed_at = at("2026-01-28", Rank::contract);
    const auto named = [&](const char* last) {
        book.first.stretches = {served(0, signed_at, {day("2026-02-01"), day(last)}, 1200000, Measure::monthly),
                                served(1, signed_at, {day("2026-02-01"), day("2026-04-30")}, 150000, Measure::monthly)};
        book.first.strides.clear();
        cut_and_settle(book.first);
        RemainingObligations report(heading("2026-02", "2026-02"), RemainingBy::contract);
        book.feed_plans(report);
        return rows_of(report.table(), {"contract", "remaining", "of_a_year"});
    };
    EXPECT_THAT(named("2027-01-31"),
                ElementsAre("C-1001 | 12,000.00 | 12,000.00", "C-2 | 500.00 | -", " | 12,500.00 | 12,000.00"));
    EXPECT_THAT(named("2027-02-28"), ElementsAre("C-1001 | 12,076.92 | -", "C-2 | 500.00 | -", " | 12,576.92 | -"));
}

// The same year, which the customer may leave at any month's end; February is over, so March binds.
TEST(RemainingObligations, KeepWhatMayBeCancelledOutOfTheBands)
{
    SmallBook book("2026-02-28");
    Firm& firm = book.first.obligations[0].firm;
    firm.kind = Firm::Kind::every;
    firm.interval = {1, Interval::month};
    firm.start = day("2026-02-01");
    cut_and_settle(book.first);
    Heading on_the_first = heading("2026-03", "2026-03");
    on_the_first.as_of = day("2026-03-01");
    RemainingObligations report(on_the_first, RemainingBy::obligation);
    book.feed_plans(report);
    book.feed_totals(report);
    const Table table = report.table();
    EXPECT_EQ(rows_of(table, {"obligation", "remaining", "cancellable"})[1], "subscription | 870.97 | 9,000.00");
    EXPECT_EQ(differing(table), "");
    EXPECT_EQ(differing(report.bridge()), "");
}

TEST(RemainingObligations, BridgeToTheContractBalances)
{
    const SmallBook book("2026-02-28");
    RemainingObligations report(heading("2026-02", "2026-02"), RemainingBy::contract);
    book.feed_plans(report);
    const Table table = report.bridge();
    EXPECT_THAT(rows_of(table, {"item", "amount"}),
                ElementsAre("Price not yet billed | 500.00", "Contract liability | 9,900.00",
                            "Remaining, with what is left out | 10,400.00", "Less left out | -",
                            "Remaining performance obligations | 10,400.00"));
    EXPECT_EQ(differing(table), "");
}

// Of two machines at 500.00 that an agent sells, 900.00 are the supplier's; one is delivered and invoiced.
TEST(RemainingObligations, BridgeOfAnAgent)
{
    Plan plan = machines();
    plan.stretches = {delivered(0, at("2026-02-03", Rank::contract), 10000, 100000)};
    plan.booked = {{.at = at("2026-02-10", Rank::fulfilment),
                    .obligation = 0,
                    .source = Source::recognition,
                    .debit = Role::contract_liability,
                    .credit = Role::supplier_payable,
                    .amount = 45000}};
    cut_and_settle(plan);
    RemainingObligations report(heading("2026-02", "2026-02"), RemainingBy::contract);
    report.take(PlannedGroup{1, CustomerId("A"), BookName("IFRS"), plan, day("2026-02-28")});
    EXPECT_THAT(rows_of(report.bridge(), {"item", "amount"}),
                ElementsAre("Price not yet billed | 500.00", "Allocated price beyond the stated one | -900.00",
                            "Supplier payable | 450.00", "Remaining, with what is left out | 50.00",
                            "Less left out | -", "Remaining performance obligations | 50.00"));
    EXPECT_EQ(differing(report.bridge()), "");
}

// Cash that stands on no contract is in no contract's balance, so it bridges nothing.
TEST(RemainingObligations, BridgeWithoutUnappliedCash)
{
    const FullBook book("2026-02-28");
    RemainingObligations report(heading("2026-02", "2026-02"), RemainingBy::contract);
    book.feed_all_plans(report);
    EXPECT_THAT(rows_of(report.bridge(), {"item", "amount"}),
                ElementsAre("Price not yet billed | 500.00", "Contract liability | 9,900.00",
                            "Remaining, with what is left out | 10,400.00", "Less left out | -",
                            "Remaining performance obligations | 10,400.00"));
    EXPECT_EQ(differing(report.bridge()), "");
}

TEST(RemainingObligations, ShowRevenueThatIsInNoPlan)
{
    SmallBook book("2026-02-28");
    book.lines.back().role = Role::revenue;
    RemainingObligations report(heading("2026-02", "2026-02"), RemainingBy::contract);
    book.feed_plans(report);
    book.feed_totals(report);
    EXPECT_FALSE(report.table().ties());
}

RC_GTEST_PROP(RemainingObligations, TieForAnyPlan, ())
{
    const Plan plan = any_plan();
    const FiscalCalendar calendar;
    const Date through = calendar.last(calendar.period_of(day("2025-01-10") + *rc::gen::inRange(0, 500)));
    Heading made = heading("2025-02", "2025-02");
    made.as_of = calendar.last(calendar.period_of(day("2025-01-10") + *rc::gen::inRange(0, 500)));
    RemainingObligations report(made, RemainingBy::obligation);
    report.take(PlannedGroup{1, CustomerId("A"), BookName("IFRS"), plan, through});
    for (const PostedTotal& total : totals(posted(plan, 1, "A", through))) report.take(total);
    RC_ASSERT(differing(report.table()) == "");
    RC_ASSERT(differing(report.bridge()) == "");
}

}  // namespace earned::remaining_test
