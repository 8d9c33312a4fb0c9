#include "reports/loss_allowance.h"
#include "tests/reports/facts.h"

#include <gmock/gmock.h>

namespace earned::loss_allowance_test {

namespace {

using ::testing::ElementsAre;

void keep_allowance(Plan& plan)
{
    LossRates rates;
    rates.fill(Ratio(1, 100));
    plan.expected = {{Date::dawn(), rates}};
    for (WrittenOff& row : plan.written_off) row.measured = accrued_by(plan, FiscalCalendar(), row.at.date.previous());
    plan.cuts.push_back({.at = {day("2027-06-30"), Rank::reference, 0}, .cause = Cause::allowance});
    settle(plan);
}

// Posted through the end of March, with an allowance of a hundredth of all that is owed.
struct ProvidedBook {
    Plan first = subscription_and_implementation(), second = machines();
    std::vector<PostedLine> lines;
    ProvidedBook()
    {
        second.written_off = {{at("2026-03-20", Rank::cash), 0, 2000}};
        cut_and_settle(second);
        keep_allowance(first);
        keep_allowance(second);
        lines = posted(first, 1, "A", day("2026-03-31"));
        for (const PostedLine& line : posted(second, 2, "B", day("2026-03-31"))) lines.push_back(line);
    }
    void feed(LossAllowance& report) const
    {
        report.take(PlannedGroup{1, CustomerId("A"), BookName("IFRS"), first, day("2026-03-31")});
        report.take(PlannedGroup{2, CustomerId("B"), BookName("IFRS"), second, day("2026-03-31")});
        for (const PostedTotal& total : totals(lines)) report.take(total);
    }
};

}  // namespace

TEST(LossAllowance, ShowsWhatIsOwedByItsAgeAndWhatOfItIsExpectedToBeLost)
{
    const ProvidedBook book;
    LossAllowance report(heading("2026-02", "2026-02"));
    book.feed(report);
    EXPECT_THAT(rows_of(report.table(), {"contract", "age", "measured", "owed", "rate", "allowance"}),
                ElementsAre("C-1001 | 1–30 days | 2026-02-28 | 16,000.00 | 0.010000 | 160.00",
                            "C-2 | Not due | 2026-02-28 | 500.00 | 0.010000 | 5.00", " | Not due |  | 500.00 |  | 5.00",
                            " | 1–30 days |  | 16,000.00 |  | 160.00", " |  |  | 16,500.00 |  | 165.00"));
    EXPECT_EQ(differing(report.table()), "");
}

TEST(LossAllowance, TellsTheMovementsApart)
{
    const ProvidedBook book;
    LossAllowance report(heading("2026-03", "2026-03"));
    book.feed(report);
    const Table table = report.movements();
    // Of 20.00 written off 5.00 had been provided for; 4.80 are a hundredth of what is left.
    EXPECT_THAT(rows_of(table, {"contract", "opening", "charged", "used", "closing", "bad_debt"}),
                ElementsAre("C-1001 | 160.00 | -160.00 | - | - | -", "C-2 | 5.00 | 4.80 | 5.00 | 4.80 | 15.00",
                            " | 165.00 | -155.20 | 5.00 | 4.80 | 15.00"));
    EXPECT_EQ(differing(table), "");
}

TEST(LossAllowance, FindsAnAllowanceThatIsNotPosted)
{
    ProvidedBook book;
    for (PostedLine& line : book.lines)
        if (line.role == Role::loss_allowance && line.contract == ContractId("C-2")) line.minor -= 1;
    LossAllowance report(heading("2026-03", "2026-03"));
    book.feed(report);
    EXPECT_NE(differing(report.movements()), "");
}

}  // namespace earned::loss_allowance_test
