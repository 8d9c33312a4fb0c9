#include "reports/book_difference.h"
#include "rules/settings.h"
#include "tests/reports/facts.h"

#include <gmock/gmock.h>

namespace earned::book_difference_test {

namespace {

using ::testing::ElementsAre;

const std::vector<std::string> columns{"contract", "account", "one", "other", "difference", "cause"};

// The small book, and another book of the entity in which the machines are earned at once.
struct TwoBooks {
    SmallBook book{"2026-02-28"};
    SmallFacts facts;
    std::vector<PostedLine> others;
    Terms at_once = terms_of({BillingPlan::on_fulfilment});

    TwoBooks()
    {
        Plan machines_at_once = machines();
        machines_at_once.strides = {{0, at("2026-02-10", Rank::fulfilment), Ratio(1)}};
        cut_and_settle(machines_at_once);
        others = posted(book.first, 1, "A", book.through);
        for (const PostedLine& line : posted(machines_at_once, 2, "B", book.through)) others.push_back(line);
        for (PostedLine& line : others) line.book = BookName("GAAP");
        for (Terms* terms : {&at_once, &facts.terms_b})
            terms->contracts[0].lines[0][0].satisfied = Satisfied::point_in_time;
        at_once.contracts[0].lines[0][0].trigger = Trigger::start;
        at_once.contracts[0].conventions.receivable_when = ReceivableWhen::invoiced;
        at_once.contracts[0].lines[0][0].conventions = at_once.contracts[0].conventions;
    }
    BookDifference report() const
    {
        Heading both = heading("2026-02", "2026-02");
        both.scope.book = BookName();
        BookDifference made(both, BookName("IFRS"), BookName("GAAP"));
        book.feed_lines(made);
        for (const PostedLine& line : others) made.take(line);
        for (const PostedTotal& total : totals(book.lines)) made.take(total);
        for (PostedTotal total : totals(others)) {
            total.book = BookName("GAAP");
            made.take(total);
        }
        return made;
    }
};

}  // namespace

TEST(BookDifference, SaysWhichContractAndWhatWasDecidedOtherwise)
{
    const TwoBooks two;
    BookDifference report = two.report();
    const Group& group = two.facts.b.groups.front();
    report.take(BookedGroup{2, BookName("IFRS"), group, two.facts.terms_b, two.facts.billed_b, two.book.second, {}});
    report.take(BookedGroup{2, BookName("GAAP"), group, two.at_once, two.facts.billed_b, two.book.second, {}});
    const Table table = report.table();
    const std::string why =
        "policy receivable_when: unconditional | invoiced; trigger of line machines: fulfilment | start";
    std::vector<std::string> details;
    for (const std::string& row : rows_of(table, columns))
        if (row.starts_with("C-")) details.push_back(row);
    EXPECT_THAT(details, ElementsAre("C-2 | Contract asset | - | 500.00 | -500.00 | " + why,
                                     "C-2 | Revenue | 500.00 | 1,000.00 | -500.00 | " + why));
    EXPECT_EQ(differing(table), "");
}

TEST(BookDifference, TiesToTheSealedTotalsOrSaysNot)
{
    TwoBooks two;
    EXPECT_TRUE(two.report().table().ties());
    two.others.front().minor += 1;
    BookDifference report = two.report();
    PostedTotal more = totals(two.others).front();
    more.book = BookName("GAAP");
    report.take(more);
    EXPECT_FALSE(report.table().ties());
}

TEST(BookDifference, SaysNothingWhereBooksAgree)
{
    TwoBooks two;
    two.others = two.book.lines;
    for (PostedLine& line : two.others) line.book = BookName("GAAP");
    const Table table = two.report().table();
    for (const Row& row : table.rows) EXPECT_EQ(row.kind, RowKind::total);
    EXPECT_TRUE(table.ties());
}

TEST(Settings, SayEveryPolicyThatHolds)
{
    Conventions conventions;
    conventions.partial_months = PartialMonths::mid_month;
    conventions.rounding_place = 0;
    conventions.progress_precision = *Decimal::parse("0.001");
    Policies named;
    for (const auto& [name, value] : settings_of(conventions)) named.insert_or_assign(std::string(name), value);
    const Result<Conventions> again = override_with({}, named);
    ASSERT_TRUE(again) << again.fault().text();
    EXPECT_EQ(*again, conventions);
}

}  // namespace earned::book_difference_test
