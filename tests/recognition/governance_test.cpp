// No contract, holds, confirmations and manual adjustments.
#include "tests/recognition/story.h"

namespace earned::governance_test {

namespace {

Story year()
{
    Story story;
    story.line(service("service", "1200.00", "2026-01-01", "2026-12-31"));
    return story;
}

}  // namespace

// IFRS 15 example 1: no contract, no revenue, and nothing performed that gives a right.
TEST(Governance, EarnsNothingWithoutAContract)
{
    Story story;
    story.line(goods("building", "1000000.00")).delivered("building", "2026-01-01");
    story.contract().terms.collectable = false;
    EXPECT_EQ(revenue(story.earned(), "2030-01-01"), 0);
    EXPECT_EQ(rights(story.earned(), "2030-01-01"), 0);
    // Collectable in the end: all that was performed, at once.
    story.assessed("2026-01-01", false).assessed("2026-12-31", true);
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-12-30"), 0);
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("1000000.00"));
    EXPECT_EQ(rights(earned, "2026-12-31"), cents("1000000.00"));
    EXPECT_EQ(priced(earned, "2026-01-01", "building"), cents("1000000.00"));
}

// Example 4: recognition stops; what was recognised stays.
TEST(Governance, StopsWhenCollectionIsNoLongerProbable)
{
    Story story = year();
    story.assessed("2026-01-01", true).assessed("2026-04-01", false).assessed("2026-07-01", true);
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("300.00"));
    EXPECT_EQ(revenue(earned, "2026-06-30"), cents("300.00"));
    EXPECT_EQ(rights(earned, "2026-06-30"), cents("300.00"));
    const Obligation& service = of(earned, "service");
    EXPECT_EQ(earned_at(service, end_of(day("2026-07-01")), day("2026-06-30")), cents("600.00"));
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("1200.00"));
}

// A modification of what is no contract yet is worked out all the same.
TEST(Governance, ModifiesWhatIsNoContractYet)
{
    Story story = year();
    story.assessed("2026-01-01", false);
    story.modified("2026-04-01", Modifies::prospective).repricing("-90.00", RelatesTo::remaining, {LineId("service")});
    story.assessed("2026-05-01", true);
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-04-30"), 0);
    EXPECT_EQ(revenue(earned, "2026-05-31"), cents("480.00"));
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("1110.00"));
}

TEST(Governance, HoldsAndReleases)
{
    Story story = year();
    story.held("2026-04-01");
    const Earned held = story.earned();
    EXPECT_EQ(revenue(held, "2026-03-31"), cents("300.00"));
    EXPECT_EQ(revenue(held, "2026-12-31"), cents("300.00"));
    EXPECT_EQ(rights(held, "2026-12-31"), cents("1200.00"));
    EXPECT_TRUE(of(held, "service").held);
    EXPECT_EQ(of(held, "service").held_from, day("2026-04-01"));
    story.held("2026-06-15", "", false);
    const Earned released = story.earned();
    EXPECT_FALSE(of(released, "service").held);
    EXPECT_EQ(revenue(released, "2026-06-14"), cents("300.00"));
    EXPECT_EQ(earned_at(of(released, "service"), end_of(day("2026-06-15")), day("2026-05-31")), cents("500.00"));
    EXPECT_EQ(revenue(released, "2026-12-31"), cents("1200.00"));
}

TEST(Governance, HoldsOneLine)
{
    Story story = year();
    story.line(goods("goods", "100.00")).delivered("goods", "2026-05-01").held("2026-04-01", "goods");
    const Earned earned = story.earned();
    EXPECT_EQ(at(of(earned, "goods"), "2026-05-01"), 0);
    EXPECT_EQ(at(of(earned, "service"), "2026-12-31"), cents("1200.00"));
    EXPECT_FALSE(of(earned, "service").held);
    // A hold on everything and one on the line; the release of all ends both.
    story.held("2026-05-10").held("2026-06-01", "", false);
    EXPECT_EQ(at(of(story.earned(), "goods"), "2026-06-01"), cents("100.00"));
    // A line's own release doesn't end the hold on all.
    Story both = year();
    both.held("2026-02-01").held("2026-03-01", "service").held("2026-04-01", "service", false);
    EXPECT_EQ(revenue(both.earned(), "2026-12-31"), cents("100.00"));
    // Nothing is held back of what is earned already.
    Story done = year();
    done.held("2027-02-01");
    EXPECT_FALSE(done.earned().obligations.front().held);
}

TEST(Governance, WaitsForConfirmation)
{
    Story story;
    Spec spec = service("service", "1200.00", "2026-01-01", "2026-12-31");
    spec.confirm = true;
    story.line(spec);
    const Earned waiting = story.earned();
    EXPECT_EQ(revenue(waiting, "2026-12-31"), 0);
    EXPECT_TRUE(of(waiting, "service").held);
    EXPECT_LT(of(waiting, "service").held_from, day("2026-01-01"));
    // March, confirmed in April, is March's; it stands for the months before it.
    story.confirmed("2026-04-05", "service", "2026-03");
    const Earned march = story.earned();
    EXPECT_EQ(revenue(march, "2026-02-28"), cents("200.00"));
    EXPECT_EQ(revenue(march, "2026-03-31"), cents("300.00"));
    EXPECT_EQ(revenue(march, "2026-12-31"), cents("300.00"));
    EXPECT_EQ(of(march, "service").held_from, day("2026-04-01"));
    EXPECT_FALSE(of(story.confirmed("2027-01-05", "", "2026-12").earned(), "service").held);
    EXPECT_EQ(revenue(story.earned(), "2026-12-31"), cents("1200.00"));
}

TEST(Governance, AdjustsByHand)
{
    Story story = year();
    story.adjusted("service", "2026-02-10", "50.00").adjusted("service", "2026-03-10", "-20.00", "2026-04-30");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-02-09"), revenue(year().earned(), "2026-02-09"));
    EXPECT_EQ(revenue(earned, "2026-02-28"), cents("250.00"));
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("330.00"));
    EXPECT_EQ(earned_at(of(earned, "service"), {day("2026-04-30"), Rank::cash, 1}, day("2026-03-31")), cents("330.00"));
    EXPECT_EQ(revenue(earned, "2026-04-30"), cents("450.00"));
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("1250.00"));
    EXPECT_EQ(rights(earned, "2026-12-31"), cents("1200.00"));
}

TEST(Governance, HandsAFaultOfTheGroupOn)
{
    Story story = year();
    story.group.fault = Fault{"over-delivered", "", "", ""};
    EXPECT_EQ(story.fault(), "over-delivered");
}

}  // namespace earned::governance_test
