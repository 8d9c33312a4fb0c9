#include "reports/disaggregation.h"
#include "reports/maturity.h"
#include "tests/journal/plans.h"
#include "tests/reports/book.h"

#include <gmock/gmock.h>

namespace earned::maturity_test {

namespace {

using ::testing::ElementsAre;

// Three years of service for 36,000.00, paid on the first day.
Plan paid_ahead()
{
    Plan plan = group_plan();
    const Moment signing = at("2026-01-01", Rank::contract);
    plan.stretches = {served(0, signing, {day("2026-01-01"), day("2028-12-31")}, 3'600'000)};
    plan.cash = {{at("2026-01-01", Rank::cash), on_account, 3'600'000, false}};
    return plan;
}

PostedLine moved(Cause cause, const char* date, std::int64_t credit)
{
    PostedLine made;
    made.home = 1;
    made.contract = ContractId("C1");
    made.obligation = ObligationId("a");
    made.entity = EntityId("E");
    made.book = BookName("IFRS");
    made.date = day(date);
    made.period = made.belongs_to = *Period::parse("2026-02");
    made.cause = made.first_cause = cause;
    made.role = Role::revenue;
    made.currency = usd;
    made.minor = -credit;
    return made;
}

std::vector<std::string> earlier_and_remeasured(const Plan& plan, const PostedLine& line)
{
    Disaggregation report(heading("2026-02", "2026-02"), DisaggregatedBy::contract);
    report.take(PlannedGroup{1, CustomerId("A"), BookName("IFRS"), plan, day("2026-02-28")});
    report.take(line);
    return rows_of(report.table(), {"by", "earlier", "remeasured"});
}

}  // namespace

// 366 of 1,096 days lie beyond the next twelve months.
TEST(Maturity, LeavesTheRevenueOfTheNextTwelveMonthsOut)
{
    const Plan plan = paid_ahead();
    EXPECT_EQ(not_current(plan, day("2026-12-31")).contract_liability, 1'202'190);
    EXPECT_EQ(not_current(plan, day("2027-12-31")).contract_liability, 0);
}

TEST(Maturity, CountsWhatWaitsForAnEventAsCurrent)
{
    Plan plan = paid_ahead();
    plan.stretches.front().by_time = false;
    EXPECT_EQ(not_current(plan, day("2026-12-31")).contract_liability, 0);
}

TEST(Maturity, LooksAtTheDayAnInvoiceFallsDue)
{
    Plan plan = group_plan();
    const Moment signing = at("2026-01-01", Rank::contract);
    plan.stretches = {served(0, signing, {day("2026-01-01"), day("2026-01-31")}, 90'000)};
    plan.invoices = {{at("2026-01-31", Rank::billing), Moment{day("2027-06-30"), Rank::due, 0}}};
    plan.claims = {{0, 0, at("2026-01-31", Rank::billing), 90'000, 0}};
    plan.cash = {{at("2026-02-10", Rank::cash), 0, 20'000, false}};
    EXPECT_EQ(not_current(plan, day("2026-02-28")).receivable, 70'000);
    EXPECT_EQ(not_current(plan, day("2026-06-30")).receivable, 0);
}

// 36 months at 25.00 and 300.00 at once, of which each month's invoice asks for 33.33 in arrears.
TEST(Maturity, TakesOfAnAssetWhatIsInvoicedBeyondWhatIsPerformedMeanwhile)
{
    Plan plan = group_plan(2);
    const Moment signing = at("2026-01-01", Rank::contract);
    Stretch service = served(0, signing, {day("2026-01-01"), day("2028-12-31")}, 90'000, Measure::monthly);
    service.stated_whole = 120'000;
    plan.stretches = {service, delivered(1, signing, 30'000, 0)};
    plan.strides = {{1, at("2026-01-01", Rank::fulfilment), Ratio(1)}};
    cut_and_settle(plan);
    EXPECT_TRUE(waits_to_be_invoiced(plan, day("2026-12-31")));
    std::vector<ToInvoice> bills;
    for (int month = 0; month < 36; ++month) {
        const Date date = day("2026-01-31").plus_months(month, 31);
        bills.push_back({0, date, date, 120'000 * (month + 1) / 36 - 120'000 * month / 36});
    }
    // Nothing is invoiced in this plan, though the first twelve months' invoices ought to be: they count as current.
    const NotCurrent later = not_current(plan, bills, FiscalCalendar(), day("2026-12-31"));
    EXPECT_EQ(later.contract_asset, 10'000);
    EXPECT_EQ(not_current(plan, day("2026-12-31")).contract_asset, 0);
    bills.clear();
    EXPECT_EQ(not_current(plan, bills, FiscalCalendar(), day("2026-12-31")).contract_asset, 0);
}

// Hours are invoiced after more than a year; without a day they are current.
TEST(Maturity, LooksAtTheDayOnWhichWhatIsUnbilledIsInvoiced)
{
    Plan plan = group_plan();
    plan.obligations[0].unbilled = true;
    plan.stretches = {delivered(0, at("2026-01-01", Rank::contract), 50'000, 50'000)};
    plan.strides = {{0, at("2026-01-20", Rank::fulfilment), Ratio(1)}};
    cut_and_settle(plan);
    const std::vector<ToInvoice> bills = {{0, day("2027-01-31"), day("2027-02-28"), 20'000},
                                          {0, day("2027-02-01"), day("2027-02-28"), 30'000}};
    EXPECT_EQ(not_current(plan, bills, FiscalCalendar(), day("2026-01-31")).unbilled_receivable, 30'000);
    EXPECT_EQ(not_current(plan, day("2026-01-31")).unbilled_receivable, 0);
}

// Half done in January; in February the measure is estimated anew, or the price is.
TEST(Maturity, KeepsARevisedMeasureApartFromARevisedPrice)
{
    Plan plan = group_plan();
    const Moment signing = at("2026-01-01", Rank::contract);
    plan.stretches = {delivered(0, signing, 100'000, 100'000)};
    plan.strides = {{0, at("2026-01-20", Rank::fulfilment), Ratio(1, 2)},
                    {0, at("2026-02-10", Rank::estimate), Ratio(2, 5)}};
    EXPECT_THAT(earlier_and_remeasured(plan, moved(Cause::estimate, "2026-02-10", -10'000)),
                ElementsAre("C1 | - | -100.00", "Total | - | -100.00"));
    plan.strides.pop_back();
    Stretch dearer = delivered(0, at("2026-02-10", Rank::estimate), 120'000, 100'000);
    plan.stretches.push_back(dearer);
    plan.strides.push_back({1, dearer.from, Ratio(1, 2)});
    EXPECT_THAT(earlier_and_remeasured(plan, moved(Cause::estimate, "2026-02-10", 10'000)),
                ElementsAre("C1 | 100.00 | -", "Total | 100.00 | -"));
}

// A quarter was done by the opening, and as much in the period, before the price rose.
TEST(Maturity, CountsOnlyWhatHadBeenPerformedByTheOpening)
{
    Plan plan = group_plan();
    const Moment signing = at("2026-01-01", Rank::contract);
    plan.stretches = {delivered(0, signing, 100'000, 100'000),
                      delivered(0, at("2026-02-20", Rank::estimate), 120'000, 100'000)};
    plan.strides = {{0, at("2026-01-20", Rank::fulfilment), Ratio(1, 4)},
                    {0, at("2026-02-10", Rank::fulfilment), Ratio(1, 2)},
                    {1, at("2026-02-20", Rank::estimate), Ratio(1, 2)}};
    EXPECT_THAT(earlier_and_remeasured(plan, moved(Cause::estimate, "2026-02-20", 10'000)),
                ElementsAre("C1 | 50.00 | -", "Total | 50.00 | -"));
}

}  // namespace earned::maturity_test
