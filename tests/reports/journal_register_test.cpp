#include "reports/journal_register.h"
#include "tests/reports/book.h"

#include <gmock/gmock.h>

namespace earned::journal_register_test {

namespace {

using ::testing::ElementsAre;

const std::vector<std::string> shown_columns{"voucher", "date", "memo", "name", "debit", "credit"};

}  // namespace

TEST(JournalRegister, ListsVouchersWithDebitsAndCredits)
{
    const SmallBook book("2026-02-28");
    JournalRegister report(heading("2026-02", "2026-02"), chart());
    book.feed_lines(report);
    book.feed_totals(report);
    const Table table = report.table();
    EXPECT_THAT(rows_of(table, shown_columns),
                ElementsAre("JV-0001 | 2026-02-10 | Performance C-2 | contract_asset | 500.00 | ",
                            "JV-0001 | 2026-02-10 | Performance C-2 | contract_liability |  | 500.00",
                            "JV-0001 | 2026-02-10 | Performance C-2 | contract_liability | 500.00 | ",
                            "JV-0001 | 2026-02-10 | Performance C-2 | revenue |  | 500.00",
                            "JV-0002 | 2026-02-10 | Billing C-2 | contract_asset |  | 500.00",
                            "JV-0002 | 2026-02-10 | Billing C-2 | contract_liability | 500.00 | ",
                            "JV-0002 | 2026-02-10 | Billing C-2 | receivable | 500.00 | ",
                            "JV-0002 | 2026-02-10 | Billing C-2 | contract_liability |  | 500.00",
                            "JV-0003 | 2026-02-20 | Performance C-1001 | contract_liability | 2,700.00 | ",
                            "JV-0003 | 2026-02-20 | Performance C-1001 | revenue |  | 2,700.00",
                            "JV-0004 | 2026-02-28 | Passage of time C-1001 | contract_liability | 900.00 | ",
                            "JV-0004 | 2026-02-28 | Passage of time C-1001 | revenue |  | 900.00",
                            "Total |  |  |  | 5,600.00 | 5,600.00"));
    EXPECT_EQ(differing(table), "");
}

TEST(JournalRegister, KeepsTheLedgersNumbersWhenNarrowed)
{
    const SmallBook book("2026-02-28");
    Heading of_one = heading("2026-02", "2026-02");
    of_one.scope.contract = ContractId("C-1001");
    JournalRegister report(of_one, chart());
    book.feed_lines(report);
    book.feed_totals(report);
    const Table table = report.table();
    EXPECT_THAT(rows_of(table, {"voucher", "credit"}),
                ElementsAre("JV-0003 | ", "JV-0003 | 2,700.00", "JV-0004 | ", "JV-0004 | 900.00", "Total | 3,600.00"));
    EXPECT_EQ(differing(table), "");
}

TEST(JournalRegister, ShowsALineThatIsMissing)
{
    SmallBook book("2026-02-28");
    const std::vector<PostedTotal> sealed = totals(book.lines);
    book.lines.pop_back();  // half of a voucher in February, of machines
    JournalRegister report(heading("2026-02", "2026-02"), chart());
    book.feed_lines(report);
    for (const PostedTotal& total : sealed) report.take(total);
    EXPECT_EQ(differing(report.table()),
              "Register, USD: Debit 5,600.00, Credit 5,100.00\n"
              "Credits, USD: register 5,100.00, sealed totals 5,600.00\n"
              "Vouchers: shown 4, that balance 3\n");
}

TEST(JournalRegister, SaysWhereALateEntryBelongs)
{
    SmallBook book("2026-02-28");
    for (PostedLine& line : book.lines) {
        if (line.date != day("2026-02-28")) continue;
        line.belongs_to = *Period::parse("2026-01");
        line.first_cause = line.cause;
        line.cause = Cause::late;
    }
    Heading of_one = heading("2026-02", "2026-02");
    of_one.scope.contract = ContractId("C-1001");
    JournalRegister report(of_one, chart());
    book.feed_lines(report);
    EXPECT_THAT(rows_of(report.table(), {"memo", "belongs_to"}),
                ElementsAre("Performance C-1001 | ", "Performance C-1001 | ", "Late: Passage of time C-1001 | 2026-01",
                            "Late: Passage of time C-1001 | 2026-01", " | "));
}

}  // namespace earned::journal_register_test
