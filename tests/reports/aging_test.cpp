#include "reports/aging.h"
#include "tests/reports/facts.h"

#include <gmock/gmock.h>

namespace earned::aging_test {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<std::string> columns{"customer", "document", "due",  "open",     "days",
                                       "bucket_0", "bucket_1", "kind", "unapplied"};

void feed(const FullBook& book, Aging& report)
{
    book.feed_homes(report);
    book.feed_all_plans(report);
    book.feed_totals(report);
}

}  // namespace

TEST(Aging, PutsWhatIsOpenIntoBuckets)
{
    const FullBook book("2026-02-28");
    Aging report(heading("2026-02", "2026-02"), AgingBuckets::days);
    feed(book, report);
    const Table table = report.table();
    EXPECT_THAT(rows_of(table, columns),
                ElementsAre("A | INV-1 | 2026-01-31 | 16,000.00 | 28 | - | 16,000.00 | invoice | -",
                            "B | P3 |  | - |  | - | - | unapplied cash | -70.00",
                            "B | INV-2 | 2026-03-12 | 500.00 | 0 | 500.00 | - | invoice | -",
                            "B | Subtotal |  | 500.00 |  | 500.00 | - |  | -70.00",
                            "Total |  |  | 16,500.00 |  | 500.00 | 16,000.00 |  | -70.00"));
    EXPECT_EQ(differing(table), "");
    EXPECT_EQ(table.tie_outs.size(), 5u);
}

TEST(Aging, CountsDaysPastDueUpToTheNextBucket)
{
    Group group = group_of("C", "A", {"x"});
    const std::vector<std::pair<const char*, int>> dues{{"2026-02-28", 0}, {"2026-02-27", 1}, {"2026-01-29", 1},
                                                        {"2026-01-28", 2}, {"2025-12-30", 2}, {"2025-12-29", 3},
                                                        {"2025-10-31", 4}, {"2025-10-30", 5}};
    for (const auto& [due, bucket] : dues) {
        Home home;
        home.groups.push_back(group);
        const Document document = invoice("I", "C", "2025-10-01", due, {});
        const std::vector<OpenInvoice> open{open_invoice(home.groups.front(), document, 100, 0)};
        Aging report(heading("2026-02", "2026-02"), AgingBuckets::days);
        report.take(FoldedHome{1, home, open, {}, {}});
        EXPECT_EQ(rows_of(report.table(), {"bucket_" + std::to_string(bucket)}).front(), "1.00") << due;
    }
}

TEST(Aging, CountsYearsFromTheInvoiceInTheChineseForm)
{
    const FullBook book("2026-02-28");
    Heading later = heading("2027-02", "2027-02");
    Aging report(later, AgingBuckets::years);
    book.feed_homes(report);
    const Table table = report.table();
    EXPECT_EQ(table.columns[*table.column("bucket_1")].label.zh, "1至2年");
    EXPECT_THAT(rows_of(table, {"document", "days", "bucket_0", "bucket_1"}),
                ElementsAre("INV-1 | 393 | - | 16,000.00", "P3 |  | - | -", "INV-2 | 383 | - | 500.00",
                            "Subtotal |  | - | 500.00", " |  | - | 16,500.00"));
}

TEST(Aging, ShowsCashThatTheFactsDoNotHave)
{
    FullBook book("2026-02-28");
    book.open_b.front().open = dollars(40000);
    book.b.unapplied.clear();
    Aging report(heading("2026-02", "2026-02"), AgingBuckets::days);
    feed(book, report);
    EXPECT_EQ(differing(report.table()),
              "Open, USD: invoices 16,400.00, receivable + billed, not yet a receivable 16,500.00\n"
              "Unapplied cash, USD: receipts 0.00, targets of the plans 70.00\n");
}

TEST(Aging, OfOneCustomerIsHeldAgainstNoLedger)
{
    const FullBook book("2026-02-28");
    Heading of_one = heading("2026-02", "2026-02");
    of_one.scope.customer = CustomerId("A");
    Aging report(of_one, AgingBuckets::days);
    feed(book, report);
    const Table table = report.table();
    EXPECT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.tie_outs.size(), 1u);
    EXPECT_THAT(table.notes.front().en, HasSubstr("Part of a ledger"));
}

}  // namespace earned::aging_test
