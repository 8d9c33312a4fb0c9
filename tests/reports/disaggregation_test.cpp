#include "reports/disaggregation.h"
#include "tests/reports/facts.h"

#include <gmock/gmock.h>

namespace earned::disaggregation_test {

namespace {

using ::testing::ElementsAre;

const std::vector<std::string> columns{"by", "over_time", "at_a_point", "unplanned", "revenue", "earlier"};

Table parted(const SmallBook& book, DisaggregatedBy by)
{
    Disaggregation report(heading("2026-02", "2026-02"), by);
    report.take(PlannedGroup{1, CustomerId("A"), BookName("IFRS"), book.first, book.through});
    book.feed_lines(report);
    book.feed_totals(report);
    return report.table();
}

}  // namespace

TEST(Disaggregation, PartsRevenueByProductAndTiming)
{
    SmallBook book("2026-02-28");
    const Table table = parted(book, DisaggregatedBy::product);
    EXPECT_THAT(
        rows_of(table, columns),
        ElementsAre("implementation | - | 2,700.00 | - | 2,700.00 | -", "machines | - | - | 500.00 | 500.00 | -",
                    "subscription | 900.00 | - | - | 900.00 | -", "Total | 900.00 | 2,700.00 | 500.00 | 4,100.00 | -"));
    EXPECT_EQ(differing(table), "");
}

TEST(Disaggregation, AddsUpToTheSameHoweverItIsParted)
{
    const SmallBook book("2026-02-28");
    for (const DisaggregatedBy by : {DisaggregatedBy::product, DisaggregatedBy::customer, DisaggregatedBy::contract})
        EXPECT_EQ(rows_of(parted(book, by), {"revenue"}).back(), "4,100.00");
}

// What belongs to January and is posted in February, and what an estimate moved.
TEST(Disaggregation, NamesWhatMayBeOfEarlierPerformance)
{
    SmallBook book("2026-02-28");
    for (PostedLine& line : book.lines) {
        if (line.role != Role::revenue) continue;
        if (line.obligation.text() == "machines") line.belongs_to = *Period::parse("2026-01");
        if (line.obligation.text() == "subscription") line.cause = Cause::estimate;
    }
    EXPECT_EQ(rows_of(parted(book, DisaggregatedBy::product), columns).back(),
              "Total | 900.00 | 2,700.00 | 500.00 | 4,100.00 | 1,400.00");
}

TEST(Disaggregation, SaysWhereTheJournalHasOtherRevenue)
{
    SmallBook book("2026-02-28");
    Disaggregation report(heading("2026-02", "2026-02"), DisaggregatedBy::customer);
    book.feed_totals(report);
    book.lines.back().role = Role::revenue;
    book.feed_lines(report);
    EXPECT_FALSE(report.table().ties());
}

}  // namespace earned::disaggregation_test
