#include "reports/trial_balance.h"
#include "tests/reports/book.h"

#include <gmock/gmock.h>

namespace earned::trial_balance_test {

namespace {

using ::testing::ElementsAre;

PostedTotal total(const char* period, Role role, std::int64_t debits, std::int64_t credits,
                  Cause cause = Cause::billing)
{
    return {EntityId("E"), BookName("IFRS"), *Period::parse(period), role, usd, cause, debits, credits};
}

const std::vector<std::string> figures{"name",         "opening_debit", "opening_credit",
                                       "period_debit", "period_credit", "year_debit",
                                       "year_credit",  "closing_debit", "closing_credit"};

}  // namespace

TEST(TrialBalance, ShowsOpeningPeriodYearAndClosing)
{
    TrialBalance report(heading("2026-02", "2026-02"), chart());
    report.take(total("2026-01", Role::receivable, 120000, 0));
    report.take(total("2026-01", Role::contract_liability, 10000, 120000));
    report.take(total("2026-01", Role::revenue, 0, 10000));
    report.take(total("2026-02", Role::contract_liability, 10000, 0));
    report.take(total("2026-02", Role::revenue, 0, 10000));
    report.take(total("2026-02", Role::cash, 50000, 0));
    report.take(total("2026-02", Role::receivable, 0, 50000));
    report.take(total("2026-03", Role::revenue, 0, 10000));  // after the period: not seen
    const Table table = report.table();
    EXPECT_THAT(
        rows_of(table, figures),
        ElementsAre("cash | - | - | 500.00 | - | 500.00 | - | 500.00 | -",
                    "receivable | 1,200.00 | - | - | 500.00 | 1,200.00 | 500.00 | 700.00 | -",
                    "contract_liability | - | 1,100.00 | 100.00 | - | 200.00 | 1,200.00 | - | 1,000.00",
                    "revenue | - | 100.00 | - | 100.00 | - | 200.00 | - | 200.00",
                    "Total | 1,200.00 | 1,200.00 | 600.00 | 600.00 | 1,900.00 | 1,900.00 | 1,200.00 | 1,200.00"));
    EXPECT_EQ(differing(table), "");
    EXPECT_EQ(table.tie_outs.size(), 5u);
}

TEST(TrialBalance, CarriesEarlierYearsResultsForward)
{
    TrialBalance report(heading("2026-01", "2026-01"), chart());
    report.take(total("2025-12", Role::receivable, 30000, 0));
    report.take(total("2025-12", Role::revenue, 0, 30000));
    report.take(total("2026-01", Role::revenue, 0, 500));
    report.take(total("2026-01", Role::receivable, 500, 0));
    const Table table = report.table();
    EXPECT_THAT(rows_of(table, {"account", "name", "opening_credit", "period_credit", "closing_credit"}),
                ElementsAre(" | Results of earlier years | 300.00 | - | 300.00", "1001 | receivable | - | - | -",
                            "1020 | revenue | - | 5.00 | 5.00", " | Total | 300.00 | 5.00 | 305.00"));
    EXPECT_EQ(differing(table), "");
}

TEST(TrialBalance, ShowsWhatDoesNotBalance)
{
    TrialBalance report(heading("2026-02", "2026-02"), chart());
    report.take(total("2026-02", Role::receivable, 120000, 0));
    report.take(total("2026-02", Role::contract_liability, 0, 119999));
    const Table table = report.table();
    EXPECT_FALSE(table.ties());
    EXPECT_EQ(differing(table),
              "Period, USD: Debit 1,200.00, Credit 1,199.99\nYear to date, USD: Debit 1,200.00, Credit 1,199.99\n"
              "Closing, USD: Debit 1,200.00, Credit 1,199.99\n");
}

TEST(TrialBalance, KeepsCurrenciesAndLedgersApart)
{
    TrialBalance report(heading("2026-02", "2026-02"), chart());
    PostedTotal euros = total("2026-02", Role::cash, 700, 700);
    euros.currency = *Currency::parse("EUR");
    report.take(euros);
    report.take(total("2026-02", Role::cash, 100, 100));
    PostedTotal other = total("2026-02", Role::cash, 1, 0);
    other.book = BookName("CAS");
    report.take(other);
    other = total("2026-02", Role::cash, 1, 0);
    other.entity = EntityId("F");
    report.take(other);
    EXPECT_THAT(rows_of(report.table(), {"name", "currency", "period_debit"}),
                ElementsAre("cash | EUR | 7.00", "Total | EUR | 7.00", "cash | USD | 1.00", "Total | USD | 1.00"));
}

TEST(TrialBalance, AddsRolesOfOneAccount)
{
    std::string csv = "role,code,name,name_zh\n";
    for (std::size_t place = 0; place < role_count; ++place)
        csv += std::string(name(static_cast<Role>(place))) + ",1122,All,全部\n";
    const Chart shared = Chart::parse(csv, "chart.csv").value();
    TrialBalance report(heading("2026-02", "2026-02"), shared);
    report.take(total("2026-02", Role::receivable, 500, 0));
    report.take(total("2026-02", Role::contract_asset, 0, 200));
    EXPECT_THAT(rows_of(report.table(), {"account", "period_debit", "period_credit", "closing_debit"}),
                ElementsAre("1122 | 5.00 | 2.00 | 3.00", " | 5.00 | 2.00 | 3.00"));
}

}  // namespace earned::trial_balance_test
