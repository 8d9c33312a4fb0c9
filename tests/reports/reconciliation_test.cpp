#include "reports/reconciliation.h"
#include "tests/reports/facts.h"

#include <gmock/gmock.h>

namespace earned::reconciliation_test {

namespace {

using ::testing::ElementsAre;

void feed(const FullBook& book, Reconciliation& report)
{
    report.take(
        BookedGroup{1, BookName("IFRS"), book.a.groups.front(), book.terms_a, book.billed_a, book.first, book.open_a});
    report.take(
        BookedGroup{2, BookName("IFRS"), book.b.groups.front(), book.terms_b, book.billed_b, book.second, book.open_b});
    book.feed_lines(report);
}

}  // namespace

TEST(Reconciliation, LeadsFromBookingsToCash)
{
    const FullBook book("2026-02-28");
    Reconciliation report(heading("2026-02", "2026-02"));
    feed(book, report);
    const Table table = report.table();
    EXPECT_THAT(rows_of(table, {"contract", "signed", "modified", "price", "billed", "to_be_billed", "waiting",
                                "revenue", "remaining"}),
                ElementsAre("C-1001 | 13,500.00 | - | 13,500.00 | 13,500.00 | - | - | 3,600.00 | 9,900.00",
                            "C-2 | 1,000.00 | - | 1,000.00 | 500.00 | - | 500.00 | 500.00 | 500.00",
                            " | 14,500.00 | - | 14,500.00 | 14,000.00 | - | 500.00 | 4,100.00 | 10,400.00"));
    EXPECT_THAT(
        rows_of(table, {"ahead", "contract_liability", "difference", "billed_with_tax", "applied", "open", "findings"}),
        ElementsAre("- | 9,900.00 | - | 16,605.00 | 605.00 | 16,000.00 | ", "- | - | - | 500.00 | - | 500.00 | ",
                    "- | 9,900.00 | - | 17,105.00 | 605.00 | 16,500.00 | "));
    EXPECT_EQ(differing(table), "");
    EXPECT_EQ(table.tie_outs.size(), 7u);
}

// As of 31 January by the policy that a right needs performance: before the due date nothing but tax
// is a receivable. Here it is due at once, so all is.
TEST(Reconciliation, ShowsTheMovementsOfThePeriods)
{
    const FullBook book("2026-02-28");
    Reconciliation report(heading("2026-02", "2026-02"));
    feed(book, report);
    const Table table = report.movements();
    EXPECT_EQ(rows_of(table, {"item", "opening", "moved", "closing"}).front(),
              "Billed | 13,500.00 | 500.00 | 14,000.00");
    EXPECT_THAT(rows_of(table, {"item", "moved"}), ::testing::Contains("Contract liability | -3,600.00"));
    EXPECT_THAT(rows_of(table, {"item", "moved"}), ::testing::Contains("Revenue | 4,100.00"));
    // 4,100.00 of revenue less 3,600.00 of liability: the 500.00 that were invoiced
    EXPECT_THAT(rows_of(table, {"item", "moved"}), ::testing::Contains("Calculated billings | 500.00"));
    EXPECT_EQ(differing(table), "");
}

TEST(Reconciliation, FindsRevenueThatNothingSupports)
{
    FullBook book("2026-02-28");
    for (PostedLine& line : book.lines)
        if (line.role == Role::revenue && line.date == day("2026-02-28")) line.minor -= 100;
    Reconciliation report(heading("2026-02", "2026-02"));
    feed(book, report);
    const Table table = report.table();
    EXPECT_THAT(rows_of(table, {"contract", "difference", "findings"}),
                ElementsAre("C-1001 | 1.00 | does not reconcile", "C-2 | - | ", " | 1.00 | "));
    EXPECT_EQ(differing(table),
              "1 Price and revenue, USD: Price 14,500.00, revenue + remaining 14,501.00\n"
              "3 Revenue and balances, USD: revenue 4,101.00, billed and balances 4,100.00\n"
              "5 In the periods, USD: revenue 4,101.00, billed and balances 4,100.00\n"
              "Contracts, USD: all 2, that reconcile 1\n");
}

TEST(Reconciliation, FindsADocumentThatIsNotPosted)
{
    FullBook book("2026-02-28");
    Group& group = book.b.groups.front();
    group.documents.push_back(
        invoice("INV-9", "C-2", "2026-02-20", "2026-03-20", {{LineId("machines"), dollars(10000), dollars(0)}}));
    Reconciliation report(heading("2026-02", "2026-02"));
    feed(book, report);
    EXPECT_EQ(differing(report.table()),
              "3 Revenue and balances, USD: revenue 4,100.00, billed and balances 4,200.00\n"
              "4 Billing and cash, USD: billed − credits − cash − written off 16,600.00, open invoices 16,500.00\n"
              "5 In the periods, USD: revenue 4,100.00, billed and balances 4,200.00\n"
              "Contracts, USD: all 2, that reconcile 1\n");
}

TEST(Reconciliation, SaysWhatIsInvoicedLateOrPaidAhead)
{
    FullBook book("2026-02-28");
    book.billed_b.items.push_back(item("C-2", "machines", "2026-02-27", 20000));
    Reconciliation report(heading("2026-02", "2026-02"));
    feed(book, report);
    EXPECT_THAT(rows_of(report.table(), {"contract", "to_be_billed", "waiting", "findings"}),
                ElementsAre("C-1001 | - | - | ", "C-2 | 200.00 | 300.00 | not yet invoiced past its date",
                            " | 200.00 | 300.00 | "));
}

}  // namespace earned::reconciliation_test
