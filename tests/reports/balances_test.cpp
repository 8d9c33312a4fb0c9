#include "reports/balances.h"
#include "tests/reports/book.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace earned::balances_test {

namespace {

using ::testing::ElementsAre;

PostedLine line(const char* contract, Role role, std::int64_t minor, const char* period, Cause cause)
{
    PostedLine made;
    made.home = 1;
    made.customer = CustomerId("A");
    made.contract = ContractId(contract);
    made.entity = EntityId("E");
    made.book = BookName("IFRS");
    made.period = made.belongs_to = *Period::parse(period);
    made.cause = made.first_cause = cause;
    made.role = role;
    made.currency = usd;
    made.minor = minor;
    return made;
}

}  // namespace

TEST(BalancesRollForward, ShowsWhatMovedEachBalanceByCause)
{
    const SmallBook book("2026-02-28");
    BalancesRollForward report(heading("2026-02", "2026-02"));
    book.feed_totals(report);
    book.feed_plans(report);
    const Table table = report.table();
    EXPECT_THAT(rows_of(table, {"balance", "opening", "billing", "performance", "time", "closing"}),
                ElementsAre("Receivable | 16,000.00 | 500.00 | - | - | 16,500.00",
                            "Contract asset | - | -500.00 | 500.00 | - | -",
                            "Contract liability | 13,500.00 | - | -2,700.00 | -900.00 | 9,900.00"));
    EXPECT_FALSE(table.column("collection"));
    EXPECT_EQ(differing(table), "");
    EXPECT_EQ(table.tie_outs.size(), 6u);
}

TEST(BalancesRollForward, OpensWithTheClosingOfThePeriodBefore)
{
    const SmallBook book("2026-03-31");
    BalancesRollForward february(heading("2026-02", "2026-02")), march(heading("2026-03", "2026-03"));
    book.feed_totals(february);
    book.feed_totals(march);
    EXPECT_THAT(rows_of(march.table(), {"balance", "opening", "collection", "closing"}),
                ElementsAre("Receivable | 16,500.00 | -16,000.00 | 500.00", "Contract asset | - | - | -",
                            "Contract liability | 9,900.00 | - | 9,000.00"));
    EXPECT_EQ(rows_of(february.table(), {"balance", "closing"}), rows_of(march.table(), {"balance", "opening"}));
}

TEST(BalancesRollForward, ShowsABalanceThatThePlansDoNotHave)
{
    SmallBook book("2026-02-28");
    book.lines.front().minor += 1;
    BalancesRollForward report(heading("2026-02", "2026-02"));
    book.feed_totals(report);
    book.feed_plans(report);
    EXPECT_EQ(differing(report.table()),
              "Receivable, USD: all periods posted 16,500.01, targets of the plans 16,500.00\n");
}

TEST(ContractRollForward, CountsRevenueFromTheOpeningBalance)
{
    const SmallBook book("2026-02-28");
    ContractRollForward report(heading("2026-02", "2026-02"), Role::contract_liability, BalancesBy::contract);
    book.feed_lines(report);
    book.feed_totals(report);
    const Table table = report.table();
    EXPECT_EQ(table.key, "contract-liability-roll-forward");
    EXPECT_THAT(
        rows_of(table, {"customer", "contract", "opening", "revenue_from_opening", "revenue_from_period", "closing"}),
        ElementsAre("A | C-1001 | 13,500.00 | -3,600.00 | - | 9,900.00",
                    "Total |  | 13,500.00 | -3,600.00 | - | 9,900.00"));
    EXPECT_EQ(differing(table), "");
}

// 606-10-50-8(b): contract by contract. X earns more than its opening balance, Y less.
TEST(ContractRollForward, NeverTakesOneContractsRevenueFromAnothersBalance)
{
    ContractRollForward report(heading("2026-02", "2026-02"), Role::contract_liability, BalancesBy::contract);
    report.take(line("X", Role::contract_liability, -10000, "2026-01", Cause::billing));
    report.take(line("X", Role::contract_liability, -20000, "2026-02", Cause::billing));
    report.take(line("X", Role::contract_liability, 25000, "2026-02", Cause::time));
    report.take(line("X", Role::revenue, -25000, "2026-02", Cause::time));
    report.take(line("Y", Role::contract_liability, -30000, "2026-01", Cause::billing));
    report.take(line("Y", Role::contract_liability, 4000, "2026-02", Cause::time));
    report.take(line("Y", Role::revenue, -4000, "2026-02", Cause::time));
    EXPECT_THAT(rows_of(report.table(),
                        {"contract", "opening", "revenue_from_opening", "revenue_from_period", "billing", "closing"}),
                ElementsAre("X | 100.00 | -100.00 | -150.00 | 200.00 | 50.00", "Y | 300.00 | -40.00 | - | - | 260.00",
                            " | 400.00 | -140.00 | -150.00 | 200.00 | 310.00"));
}

TEST(ContractRollForward, SaysWhatConcernsEarlierPeriods)
{
    ContractRollForward report(heading("2026-02", "2026-02"), Role::contract_liability, BalancesBy::contract);
    PostedLine late = line("X", Role::contract_liability, 5000, "2026-02", Cause::late);
    late.first_cause = Cause::modification;
    late.belongs_to = *Period::parse("2026-01");
    report.take(line("X", Role::contract_liability, -10000, "2026-01", Cause::billing));
    report.take(late);
    EXPECT_THAT(rows_of(report.table(), {"opening", "modification", "closing", "of_prior_periods"}),
                ElementsAre("100.00 | -50.00 | 50.00 | -50.00", "100.00 | -50.00 | 50.00 | -50.00"));
}

TEST(ContractRollForward, ShowsALineThatIsMissing)
{
    SmallBook book("2026-02-28");
    ContractRollForward report(heading("2026-02", "2026-02"), Role::receivable, BalancesBy::nothing);
    book.feed_totals(report);
    std::erase_if(book.lines, [](const PostedLine& one) { return one.role == Role::receivable && one.minor == 50000; });
    book.feed_lines(report);
    EXPECT_EQ(differing(report.table()), "Receivable, USD: lines of the journal 16,000.00, sealed totals 16,500.00\n");
}

RC_GTEST_PROP(BalancesRollForward, TiesForAnyPlan, ())
{
    const Plan plan = any_plan();
    const Date through =
        FiscalCalendar().last(FiscalCalendar().period_of(day("2025-01-10") + *rc::gen::inRange(0, 500)));
    const std::vector<PostedLine> lines = posted(plan, 1, "A", through);
    BalancesRollForward report(heading("2025-03", "2025-05"));
    ContractRollForward by_contract(heading("2025-03", "2025-05"), Role::contract_liability, BalancesBy::contract);
    report.take(PlannedGroup{1, CustomerId("A"), BookName("IFRS"), plan, through});
    for (const PostedTotal& total : totals(lines)) report.take(total), by_contract.take(total);
    for (const PostedLine& one : lines) by_contract.take(one);
    RC_ASSERT(differing(report.table()) == "");
    RC_ASSERT(differing(by_contract.table()) == "");
}

}  // namespace earned::balances_test
