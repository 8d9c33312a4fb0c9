// Statement and ledger: each kind of item, and a difference that is told.
#include "reports/bank_reconciliation.h"
#include "tests/reports/facts.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace earned::bank_reconciliation_test {

namespace {

using ::testing::ElementsAre;

BankMove move(const char* document, const char* date, std::int64_t cents, bool on_statement)
{
    return {"ACC", document, {"receipt", "收款"}, day(date), dollars(cents), on_statement};
}

// Opened with 1,000.00; in February 605.00 came in, 12.50 were charged, and 700.00 came in a batch that is not listed.
void february(BankReconciliation& report)
{
    report.take(StatementBalance{"ACC", day("2026-01-31"), dollars(100000), dollars(160500)});
    report.take(StatementBalance{"ACC", day("2026-02-28"), dollars(160500), dollars(229250)});
    report.take(move("P1", "2026-01-31", 60500, true));
    report.take(StatementEntry{"ACC", "e1", "charge", "fee", day("2026-02-10"), dollars(-1250)});
    report.take(StatementEntry{"ACC", "e2", "batch", "", day("2026-02-11"), dollars(70000)});
}

}  // namespace

TEST(BankReconciliation, LeadsFromTheStatementToTheLedgerItemByItem)
{
    BankReconciliation report(heading("2026-02", "2026-02"));
    february(report);
    report.take(move("P2", "2026-02-20", 30000, false));  // cash that no statement shows
    EXPECT_THAT(
        rows_of(report.table(), {"item", "document", "date", "amount"}),
        ElementsAre("Statement balance |  | 2026-02-28 | 2,292.50",
                    "less the balance before the first statement |  | 2026-01-31 | -1,000.00",
                    "charge of the bank | e1 | 2026-02-10 | 12.50",
                    "batch whose payments are not listed | e2 | 2026-02-11 | -700.00",
                    "receipt, on no statement | P2 | 2026-02-20 | 300.00", "Cash in the ledger |  |  | 905.00"));
    EXPECT_EQ(report.table().tie_outs.front().left, TieOut::Amount(dollars(90500)));
    EXPECT_TRUE(report.table().tie_outs.front().ties());
}

TEST(BankReconciliation, ABatchThatWasListedIsNoItem)
{
    BankReconciliation report(heading("2026-02", "2026-02"));
    february(report);
    report.take(StatementEntry{"ACC", "e2", "listed", "", day("2026-02-11"), dollars(70000)});
    report.take(move("P2", "2026-02-11", 40000, true));
    report.take(move("P3", "2026-02-11", 30000, true));
    EXPECT_THAT(rows_of(report.table(), {"item", "amount"}),
                ElementsAre("Statement balance | 2,292.50", "less the balance before the first statement | -1,000.00",
                            "charge of the bank | 12.50", "Cash in the ledger | 1,305.00"));
    EXPECT_TRUE(report.table().tie_outs.front().ties());
}

TEST(BankReconciliation, AStatementThatIsMissingIsToldAndMakesUpNoAmount)
{
    BankReconciliation report(heading("2026-02", "2026-02"));
    february(report);
    const std::size_t notes = report.table().notes.size(), rows = report.table().rows.size();
    report.take(StatementMissing{"ACC", day("2026-02-20"), {"a statement is missing", "缺对账单"}});
    report.take(StatementMissing{"ACC", day("2026-03-01"), {"later", "以后"}});
    ASSERT_EQ(report.table().notes.size(), notes + 1);
    const std::vector<Label> told = report.table().notes;
    EXPECT_NE(std::find(told.begin(), told.end(), Label{"a statement is missing", "缺对账单"}), told.end());
    EXPECT_EQ(report.table().rows.size(), rows);
}

TEST(BankReconciliation, WhatNothingExplainsDoesNotTie)
{
    BankReconciliation report(heading("2026-02", "2026-02"));
    february(report);
    report.take(StatementEntry{"ACC", "e3", "listed", "", day("2026-02-11"), dollars(100)});  // no item by itself
    report.take(move("P1b", "2026-02-20", 100, true));  // not on the statement after all
    EXPECT_FALSE(report.table().tie_outs.front().ties());
}

TEST(BankReconciliation, CashAfterTheLastStatementIsListed)
{
    BankReconciliation report(heading("2026-02", "2026-02"));
    report.take(StatementBalance{"ACC", day("2026-01-31"), dollars(100000), dollars(160500)});
    report.take(move("P1", "2026-01-31", 60500, true));
    report.take(move("P2", "2026-02-03", 500, true));
    report.take(move("P3", "2026-03-03", 900, true));  // after the report's day
    EXPECT_THAT(
        rows_of(report.table(), {"item", "document", "amount"}),
        ElementsAre("Statement balance |  | 1,605.00", "less the balance before the first statement |  | -1,000.00",
                    "receipt, on no statement | P2 | 5.00", "Cash in the ledger |  | 610.00"));
    EXPECT_TRUE(report.table().tie_outs.front().ties());
}

}  // namespace earned::bank_reconciliation_test
