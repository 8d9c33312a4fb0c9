// Variable consideration: estimates, the constraint, and what a changed estimate catches up.
#include "tests/recognition/story.h"

#include "recognition/contingency.h"

namespace earned::contingency_test {

namespace {

Variable scenarios(std::string method, bool constrained)
{
    Variable words;
    words.id = "bonus";
    words.kind = "bonus";
    words.method = std::move(method);
    words.constrained = constrained;
    words.scenarios = {{number("100.00"), number("0.6")}, {number("-50.00"), number("0.4")}};
    return words;
}

std::int64_t counted(const Variable& words)
{
    const Result<std::int64_t> result = constrained(words, Ratio(3), usd(), "variable");
    return result ? *result : -1;
}

}  // namespace

TEST(Contingency, IsEstimatedAndConstrained)
{
    EXPECT_EQ(counted(scenarios("expected_value", false)), cents("40.00"));
    EXPECT_EQ(counted(scenarios("most_likely", false)), cents("100.00"));
    EXPECT_EQ(counted(scenarios("expected_value", true)), cents("-50.00"));
    EXPECT_EQ(counted(amount("bonus", "bonus", "10.00", true)), 0);
    EXPECT_EQ(counted(amount("late", "penalty", "-10.00", true)), cents("-10.00"));
    EXPECT_EQ(counted(amount("royalty", "royalty", "10.00")), 0);
    Variable unit;
    unit.per_unit = number("-20.00");
    EXPECT_EQ(counted(unit), cents("-60.00"));
    Variable odd = scenarios("expected_value", false);
    odd.scenarios[0].probability = number("0.5");
    EXPECT_EQ(constrained(odd, Ratio(), usd(), "x").fault().code, "probabilities-not-one");
    EXPECT_EQ(constrained(Variable{}, Ratio(), usd(), "x").fault().code, "variable-unknown");
}

// IFRS 15 examples 2 and 23, case A: the right is net of a concession from the start.
TEST(Contingency, IsAConcession)
{
    Story story("2026-03-01");
    story.line(goods("goods", "1000000.00", "1000")).variable(amount("concession", "concession", "-600000.00"));
    const Earned earned = story.delivered("goods", "2026-03-01").earned();
    EXPECT_EQ(revenue(earned, "2026-03-01"), cents("400000.00"));
    EXPECT_EQ(rights(earned, "2026-03-01"), cents("400000.00"));
    Story units("2025-12-01");
    Variable each;
    each.id = each.kind = "concession";
    each.per_unit = number("-20.00");
    units.line(goods("goods", "100000.00", "1000")).variable(each).delivered("goods", "2025-12-01");
    EXPECT_EQ(revenue(units.earned(), "2025-12-01"), cents("80000.00"));
}

// A rebate or penalty is invoiced in full; three lines share it to the cent.
TEST(Contingency, LeavesTheRightToInvoice)
{
    for (const char* kind : {"rebate", "concession"}) {
        Story story;
        for (const char* id : {"A", "B", "C"}) story.line(goods(id, "100.00"));
        story.variable(amount("it", kind, "-100.00"));
        for (const char* id : {"A", "B", "C"}) story.delivered(id, "2026-02-01");
        const Earned earned = story.earned();
        EXPECT_EQ(revenue(earned, "2026-02-01"), cents("200.00"));
        EXPECT_EQ(rights(earned, "2026-02-01"), cents(kind[0] == 'r' ? "300.00" : "200.00"));
    }
}

TEST(Contingency, StaysConstrainedWhereAModificationDoesNotSay)
{
    Variable words = amount("bonus", "bonus", "100.00", true);
    Variable later;
    later.id = "bonus";
    later.amount = number("200.00");
    overlay(words, later);
    EXPECT_EQ(words.constrained, true);
    EXPECT_EQ(words.amount, number("200.00"));
    later.constrained = false;
    overlay(words, later);
    EXPECT_EQ(words.constrained, false);
}

// prac-constraint-release.
TEST(Contingency, IsReleasedFromTheConstraint)
{
    Story story;
    story.line(work("works", "2500000.00", Measure::percent)).variable(amount("bonus", "bonus", "150000.00", true));
    story.percent("works", "2026-12-31", "40");
    EstimateRevised released;
    released.variable = "bonus";
    released.constrained = false;
    story.revised("2027-12-31", released).percent("works", "2027-12-31", "80");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2027-12-30"), cents("1000000.00"));
    // The estimate is before the progress of its day: 40 % of the bonus is of earlier performance.
    const Obligation& works = of(earned, "works");
    const Moment revised{day("2027-12-31"), Rank::estimate, UINT32_MAX};
    EXPECT_EQ(earned_at(works, revised, day("2027-12-30")), cents("1060000.00"));
    EXPECT_EQ(revenue(earned, "2027-12-31"), cents("2120000.00"));
    ASSERT_EQ(works.segments.size(), 2u);
    EXPECT_EQ(works.segments[1].cause, Cause::estimate);
}

TEST(Contingency, MayNameALine)
{
    Story story;
    story.line(goods("A", "100.00")).line(goods("B", "100.00"));
    Variable bonus = amount("bonus", "bonus", "50.00");
    bonus.allocate_to = {LineId("B")};
    story.variable(bonus);
    // 50.00 of B's standalone price is covered, so the fixed 200.00 is shared by 100 : 50.
    const Earned earned = story.earned();
    EXPECT_EQ(priced(earned, "2026-01-01", "A"), 13333);
    EXPECT_EQ(priced(earned, "2026-01-01", "B"), 11667);
}

TEST(Contingency, RefusesWhatItCannotPlace)
{
    Variable bonus = amount("bonus", "bonus", "50.00");
    bonus.allocate_to = {LineId("X")};
    EXPECT_EQ(Story().line(goods("A", "100.00")).variable(bonus).fault(), "variable-of-nothing");
    bonus.allocate_to.clear();
    bonus.increment = Term{day("2026-01-01"), day("2026-01-31")};
    EXPECT_EQ(Story().line(goods("A", "100.00")).variable(bonus).fault(), "increment-of-nothing");
    const Spec year = service("A", "1200.00", "2026-01-01", "2026-12-31");
    EXPECT_EQ(Story().line(year).variable(bonus).fault(), "no fault");
    bonus.increment = Term{day("2026-12-01"), day("2027-01-31")};
    EXPECT_EQ(Story().line(year).variable(bonus).fault(), "increment-of-nothing");
    EstimateRevised other;
    other.variable = "other";
    other.amount = number("1.00");
    EXPECT_EQ(Story().line(goods("A", "100.00")).revised("2026-02-01", other).fault(), "variable-unknown");
    Variable each;
    each.id = each.kind = "rebate";
    each.per_unit = number("-1.00");
    Story more;
    more.line(goods("A", "100.00", "10")).variable(each);
    more.modified("2026-02-01", Modifies::prospective).changing(goods("A", "200.00", "20"));
    EXPECT_EQ(more.fault(), "no fault");
}

}  // namespace earned::contingency_test
