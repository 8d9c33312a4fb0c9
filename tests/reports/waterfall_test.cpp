#include "reports/waterfall.h"
#include "tests/reports/book.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace earned::waterfall_test {

namespace {

using ::testing::ElementsAre;

Heading half_year()
{
    Heading made = heading("2026-01", "2026-06");
    made.as_of = day("2026-02-28");
    return made;
}

const std::vector<std::string> columns{"obligation", "allocated", "before", "p2026_01", "p2026_02", "p2026_03",
                                       "p2026_06",   "late",      "later",  "undated",  "held",     "total"};

}  // namespace

TEST(Waterfall, ShowsWhatWasRecognisedAndWhatIsScheduled)
{
    const SmallBook book("2026-02-28");
    for (const Recognised how : {Recognised::as_earned, Recognised::as_posted}) {
        Waterfall report(half_year(), WaterfallBy::obligation, how);
        book.feed_plans(report);
        book.feed_lines(report);
        book.feed_totals(report);
        const Table table = report.table();
        EXPECT_EQ(differing(table), "");
        if (how == Recognised::as_posted) continue;  // its names are those of the lines
        EXPECT_THAT(
            rows_of(table, columns),
            ElementsAre(
                "implementation | 2,700.00 | - | - | 2,700.00 | - | - | - | - | - | - | 2,700.00",
                "subscription | 10,800.00 | - | - | 900.00 | 900.00 | 900.00 | - | 6,300.00 | - | - | 10,800.00",
                "machines | 1,000.00 | - | - | 500.00 | - | - | - | - | 500.00 | - | 1,000.00",
                " | 14,500.00 | - | - | 4,100.00 | 900.00 | 900.00 | - | 6,300.00 | 500.00 | - | 14,500.00"));
        EXPECT_EQ(table.columns[*table.column("p2026_02")].label.en, "2026-02 actual");
        EXPECT_EQ(table.columns[*table.column("p2026_03")].label.en, "2026-03 planned");
    }
}

TEST(Waterfall, AddsUpByContractAndProduct)
{
    const SmallBook book("2026-02-28");
    Waterfall by_contract(half_year(), WaterfallBy::contract, Recognised::as_earned);
    book.feed_plans(by_contract);
    EXPECT_THAT(rows_of(by_contract.table(), {"customer", "contract", "start", "end", "p2026_02"}),
                ElementsAre("A | C-1001 | 2026-01-28 | 2027-01-31 | 3,600.00", "B | C-2 | 2026-02-03 |  | 500.00",
                            "Total |  |  |  | 4,100.00"));
    Heading of_one = half_year();
    of_one.scope.product = Sku("IMPL");
    Waterfall by_product(of_one, WaterfallBy::product, Recognised::as_earned);
    book.feed_plans(by_product);
    EXPECT_THAT(rows_of(by_product.table(), {"product", "p2026_02"}),
                ElementsAre("IMPL | 2,700.00", "Total | 2,700.00"));
}

// Each plan in a part of its own, as workers read them.
struct InParts {
    Waterfall& whole;
    void take(const PlannedGroup& planned)
    {
        Waterfall part = whole.part();
        part.take(planned);
        whole.add(std::move(part));
    }
};

TEST(Waterfall, OfPartsIsTheWaterfallOfAll)
{
    const SmallBook book("2026-02-28");
    for (const WaterfallBy by :
         {WaterfallBy::obligation, WaterfallBy::contract, WaterfallBy::customer, WaterfallBy::product}) {
        Waterfall whole(half_year(), by, Recognised::as_earned), in_parts(half_year(), by, Recognised::as_earned);
        InParts parts{in_parts};
        for (int time = 0; time < 2; ++time) {  // twice, so that each row stands there when it comes again
            book.feed_plans(whole);
            book.feed_plans(parts);
        }
        book.feed_totals(whole);
        book.feed_totals(in_parts);
        const auto figures = [](const Table& table) {
            std::vector<std::string> names;
            for (const Column& column : table.columns) names.push_back(column.key);
            return rows_of(table, names);
        };
        EXPECT_EQ(figures(in_parts.table()), figures(whole.table()));
        EXPECT_EQ(figures(in_parts.cohorts()), figures(whole.cohorts()));
        EXPECT_EQ(differing(in_parts.table()), differing(whole.table()));
    }
}

TEST(Waterfall, ShowsTheTriangleOfCohorts)
{
    const SmallBook book("2026-03-31");
    Heading quarter = heading("2026-01", "2026-03");
    Waterfall report(quarter, WaterfallBy::contract, Recognised::as_earned);
    book.feed_plans(report);
    book.feed_totals(report);
    const Table table = report.cohorts();
    EXPECT_THAT(rows_of(table, {"booked", "allocated", "p2026_01", "p2026_02", "p2026_03", "recognised", "remaining"}),
                ElementsAre("2026-01 | 13,500.00 | - | 3,600.00 | 900.00 | 4,500.00 | 9,000.00",
                            "2026-02 | 1,000.00 | - | 500.00 | - | 500.00 | 500.00",
                            "Total | 14,500.00 | - | 4,100.00 | 900.00 | 5,000.00 | 9,500.00"));
    EXPECT_EQ(differing(table), "");
}

TEST(Waterfall, HoldsRevenueThatSomebodyHolds)
{
    SmallBook book("2026-02-28");
    book.first.frozen = {{1, at("2026-02-01", Rank::governance), at("9999-12-31", Rank::governance)}};
    Waterfall report(half_year(), WaterfallBy::obligation, Recognised::as_earned);
    book.feed_plans(report);
    EXPECT_EQ(rows_of(report.table(), columns).front(),
              "implementation | 2,700.00 | - | - | - | - | - | - | - | - | 2,700.00 | 2,700.00");
}

TEST(Waterfall, ShowsRevenueThatTheJournalHasAndThePlansHaveNot)
{
    SmallBook book("2026-02-28");
    for (PostedLine& line : book.lines)
        if (line.role == Role::revenue && line.date == day("2026-02-28")) line.minor -= 100;
    Waterfall report(half_year(), WaterfallBy::contract, Recognised::as_earned);
    book.feed_plans(report);
    book.feed_totals(report);
    EXPECT_EQ(differing(report.table()), "Revenue to date, USD: plans 4,100.00, journal 4,101.00\n");
}

TEST(Waterfall, ShowsWhatWasPostedLateBesideItsPeriods)
{
    SmallBook book("2026-03-31");
    for (PostedLine& line : book.lines)  // February's revenue of time comes with March's close
        if (line.date == day("2026-02-28")) line.period = *Period::parse("2026-03");
    Waterfall report(half_year(), WaterfallBy::contract, Recognised::as_posted);
    book.feed_plans(report);
    book.feed_lines(report);
    book.feed_totals(report);
    const Table table = report.table();
    EXPECT_EQ(rows_of(table, {"contract", "p2026_02", "late", "p2026_03", "total"}).front(),
              "C-1001 | 2,700.00 | 900.00 | 900.00 | 13,500.00");
    EXPECT_EQ(differing(table), "");
}

RC_GTEST_PROP(Waterfall, AddsUpForAnyPlan, ())
{
    const Plan plan = any_plan();
    const Date through =
        FiscalCalendar().last(FiscalCalendar().period_of(day("2025-01-10") + *rc::gen::inRange(0, 500)));
    const std::vector<PostedLine> lines = posted(plan, 1, "A", through);
    Heading made = heading("2025-02", "2025-12");
    made.as_of = through;
    for (const Recognised how : {Recognised::as_earned, Recognised::as_posted}) {
        Waterfall report(made, WaterfallBy::contract, how);
        report.take(PlannedGroup{1, CustomerId("A"), BookName("IFRS"), plan, through});
        for (const PostedLine& line : lines) report.take(line);
        for (const PostedTotal& total : totals(lines)) report.take(total);
        RC_ASSERT(differing(report.table()) == "");
        RC_ASSERT(differing(report.cohorts()) == "");
    }
}

}  // namespace earned::waterfall_test
