#include "reports/invoice_register.h"
#include "tests/reports/facts.h"

#include <gmock/gmock.h>

namespace earned::invoice_register_test {

namespace {

using ::testing::ElementsAre;

void feed(const FullBook& book, InvoiceRegister& report)
{
    book.feed_homes(report);
    book.feed_all_plans(report);
    book.feed_totals(report);
}

GivenNumber number(std::int64_t rank, const char* of)
{
    return {EntityId("E"), "INV", 2026, rank, InvoiceId(of), day("2026-02-01")};
}

}  // namespace

TEST(InvoiceRegister, ListsTheDocumentsOfThePeriods)
{
    const FullBook book("2026-02-28");
    InvoiceRegister report(heading("2026-01", "2026-02"));
    feed(book, report);
    report.take(number(1, "INV-1"));
    report.take(number(2, "INV-2"));
    const Table table = report.table();
    EXPECT_THAT(rows_of(table, {"number", "date", "net", "tax", "gross", "paid", "open", "status"}),
                ElementsAre("INV-1 | 2026-01-31 | 13,500.00 | 3,105.00 | 16,605.00 | 605.00 | 16,000.00 | part paid",
                            "INV-2 | 2026-02-10 | 500.00 | - | 500.00 | - | 500.00 | open",
                            "Total |  | 14,000.00 | 3,105.00 | 17,105.00 | 605.00 | 16,500.00 | "));
    EXPECT_EQ(differing(table), "");
    EXPECT_EQ(table.tie_outs.size(), 6u);
}

TEST(InvoiceRegister, ShowsCreditNotesAndVoidsNegative)
{
    Home home;
    home.groups.push_back(group_of("C", "A", {"x"}));
    Group& group = home.groups.back();
    group.documents.push_back(
        invoice("I1", "C", "2026-01-10", "2026-01-10", {{LineId("x"), dollars(10000), dollars(1300)}}));
    Document credit = invoice("K1", "C", "2026-02-05", "2026-02-05", {{LineId("x"), dollars(4000), dollars(520)}});
    credit.credit = true;
    credit.of = InvoiceId("I1");
    group.documents.push_back(credit);
    group.documents.push_back(
        invoice("I2", "C", "2026-01-20", "2026-01-20", {{LineId("x"), dollars(700), dollars(0)}}));
    group.documents.back().voided = at("2026-02-07", Rank::billing, 3);
    InvoiceRegister report(heading("2026-02", "2026-02"));
    report.take(FoldedHome{1, home, {}, {}, {}});
    EXPECT_THAT(rows_of(report.table(), {"number", "kind", "date", "gross", "status", "of"}),
                ElementsAre("K1 | credit note | 2026-02-05 | -45.20 | issued | I1",
                            "I2 | voided | 2026-02-07 | -7.00 | voided | ", "Total |  |  | -52.20 |  | "));
}

TEST(InvoiceRegister, FindsAGapInTheNumbersAndANumberWithoutADocument)
{
    const FullBook book("2026-02-28");
    InvoiceRegister report(heading("2026-01", "2026-02"));
    feed(book, report);
    report.take(number(1, "INV-1"));
    report.take(number(2, "INV-2"));
    report.take(number(4, "INV-4"));
    EXPECT_EQ(differing(report.table()),
              "Numbers of INV 2026: highest 4, given 3\nNumbers of INV 2026: given 3, on documents 2\n");
}

TEST(InvoiceRegister, AcceptsAGapThatAnImportExplains)
{
    const FullBook book("2026-02-28");
    InvoiceRegister report(heading("2026-01", "2026-02"));
    feed(book, report);
    report.take(number(1, "INV-1"));
    report.take(number(2, "INV-2"));
    GivenNumber behind = number(4, "INV-2");
    behind.left = 1;
    report.take(behind);
    EXPECT_EQ(differing(report.table()), "");
}

TEST(InvoiceRegister, ShowsTaxAndDocumentsThatThePlansDoNotHave)
{
    FullBook book("2026-02-28");
    book.a.groups.front().documents.front().lines.front().tax += dollars(1);
    InvoiceRegister report(heading("2026-01", "2026-02"));
    feed(book, report);
    EXPECT_EQ(differing(report.table()),
              "All documents to date, USD: gross − settled 16,500.01, open invoices 16,500.00\n"
              "All documents to date, USD: register, gross 17,105.01, plans 17,105.00\n"
              "Tax to date, USD: register 3,105.01, plans 3,105.00\n");
}

}  // namespace earned::invoice_register_test
