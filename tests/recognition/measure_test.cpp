// Measures of progress that events move.
#include "tests/recognition/story.h"

namespace earned::measure_test {

namespace {

Installment milestone(std::string name, std::string amount)
{
    Installment one;
    one.milestone = std::move(name);
    one.amount = number(amount);
    return one;
}

EstimateRevised units(std::string total)
{
    EstimateRevised fact;
    fact.total_units = number(total);
    return fact;
}
EstimateRevised hours(std::string total)
{
    EstimateRevised fact;
    fact.total_hours = number(total);
    return fact;
}
EstimateRevised cost(std::string expected)
{
    EstimateRevised fact;
    fact.expected_cost = number(expected);
    return fact;
}
ProgressMeasured worked(std::string total)
{
    ProgressMeasured fact;
    fact.hours = number(total);
    return fact;
}
ProgressMeasured made(std::string total)
{
    ProgressMeasured fact;
    fact.units = number(total);
    return fact;
}

}  // namespace

TEST(Measure, PointInTimeIsByDelivery)
{
    Story story;
    story.line(goods("goods", "100.00", "3")).delivered("goods", "2026-02-01", "1").delivered("goods", "2026-03-01");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-01-31"), 0);
    EXPECT_EQ(revenue(earned, "2026-02-01"), 3333);
    EXPECT_EQ(revenue(earned, "2026-03-01"), 10000);
    EXPECT_EQ(Story().line(goods("goods", "1.00", "3")).delivered("goods", "2026-02-01", "4").fault(),
              "estimate-below-certain");
}

TEST(Measure, PointInTimeWaitsForAcceptance)
{
    Spec spec = goods("goods", "100.00");
    spec.trigger = Trigger::acceptance;
    Story story;
    story.line(spec).delivered("goods", "2026-02-01").accepted("goods", "2026-02-20");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-02-19"), 0);
    EXPECT_EQ(revenue(earned, "2026-02-20"), 10000);
}

TEST(Measure, PointInTimeStartsWithTheTerm)
{
    Spec spec = goods("licence", "100.00");
    spec.trigger = Trigger::start;
    spec.first = "2026-03-01";
    spec.last = "2027-02-28";
    Story later;
    const Earned earned = later.line(spec).earned();
    EXPECT_EQ(revenue(earned, "2026-02-28"), 0);
    EXPECT_EQ(revenue(earned, "2026-03-01"), 10000);
    Story before("2026-04-10");
    EXPECT_EQ(revenue(before.line(spec).earned(), "2026-04-10"), 10000);
    // Added later, in the pool with what remains, when its term has begun already.
    Story added;
    added.line(goods("goods", "100.00"));
    added.modified("2026-04-01", Modifies::prospective).adding(spec);
    EXPECT_EQ(revenue(added.earned(), "2026-04-01"), 10000);
}

TEST(Measure, CountsUnits)
{
    Story story;
    story.line(work("units", "1000.00", Measure::units, "10")).delivered("units", "2026-02-01", "4");
    story.revised("units", "2026-03-01", units("16"));
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-02-01"), cents("400.00"));
    EXPECT_EQ(revenue(earned, "2026-03-01"), cents("250.00"));
    // Measured units are cumulative, and count instead of deliveries.
    Story measured;
    measured.line(work("units", "1000.00", Measure::units, "10")).delivered("units", "2026-02-01", "9");
    measured.happened("units", "2026-02-10", Rank::fulfilment, made("3"));
    EXPECT_EQ(revenue(measured.earned(), "2026-02-28"), cents("300.00"));
    EXPECT_EQ(Story().line(work("units", "1.00", Measure::units, "0")).fault(), "nothing-to-measure");
}

TEST(Measure, TakesASurveyedPercentage)
{
    Story story;
    story.line(work("works", "2500000.00", Measure::percent)).percent("works", "2026-12-31", "40");
    story.percent("works", "2027-12-31", "100");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("1000000.00"));
    EXPECT_EQ(revenue(earned, "2027-12-31"), cents("2500000.00"));
    EXPECT_EQ(Story().line(work("works", "1.00", Measure::percent)).percent("works", "2026-12-31", "101").fault(),
              "estimate-below-certain");
    EXPECT_EQ(Story().line(work("works", "1.00", Measure::percent)).percent("works", "2026-12-31", "-1").fault(),
              "progress-below-nothing");
}

TEST(Measure, GoesBackOnlyForAReason)
{
    Story story;
    story.line(work("works", "1000.00", Measure::percent)).percent("works", "2026-03-31", "40");
    EXPECT_EQ(Story(story).percent("works", "2026-06-30", "35").fault(), "progress-backwards");
    ProgressMeasured less;
    less.percent = number("35");
    less.reason = "a wall has to be built again";
    story.happened("works", "2026-06-30", Rank::fulfilment, less);
    EXPECT_EQ(revenue(story.earned(), "2026-06-30"), cents("350.00"));
}

TEST(Measure, WeighsMilestones)
{
    Spec spec = work("project", "100.00", Measure::milestones);
    spec.installments = {milestone("design", "30.00"), milestone("build", "50.00"), milestone("live", "20.00")};
    Story story;
    story.line(spec).reached("project", "2026-02-01", "design").reached("project", "2026-02-02", "design");
    story.reached("project", "2026-05-01", "build").reached("project", "2026-06-01", "live");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-02-28"), cents("30.00"));
    EXPECT_EQ(revenue(earned, "2026-05-01"), cents("80.00"));
    EXPECT_EQ(revenue(earned, "2026-06-01"), cents("100.00"));
    EXPECT_EQ(Story().line(spec).reached("project", "2026-02-01", "party").fault(), "milestone-unknown");
    EXPECT_EQ(Story().line(work("project", "1.00", Measure::milestones)).fault(), "nothing-to-measure");
}

TEST(Measure, CountsHours)
{
    Story story;
    story.line(work("project", "1000.00", Measure::hours, "200"));
    story.happened("project", "2026-02-28", Rank::fulfilment, worked("50"));
    story.revised("project", "2026-03-31", hours("250"));
    story.happened("project", "2026-03-31", Rank::fulfilment, worked("100"));
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-02-28"), cents("250.00"));
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("400.00"));
    story.happened("project", "2026-04-30", Rank::fulfilment, worked("251"));
    EXPECT_EQ(story.fault(), "estimate-below-certain");
}

TEST(Measure, CountsCostThatPerforms)
{
    Spec spec = work("works", "1000.00", Measure::cost_to_cost);
    spec.expected_cost = "800";
    Story story;
    story.line(spec).spent("works", "2026-02-01", "200").spent("works", "2026-02-02", "99", CostKind::wasted);
    story.revised("works", "2026-03-01", cost("400"));
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-02-02"), cents("250.00"));
    EXPECT_EQ(revenue(earned, "2026-03-01"), cents("500.00"));
    EXPECT_EQ(Story().line(by_cost("works", "1.00", "0")).fault(), "nothing-to-measure");
}

// 606-10-25-37, IFRS 15.45: no margin while nobody can say what it will cost.
TEST(Measure, RecoversCostsUntilSomebodySaysWhatTheyWillBe)
{
    Story story;
    story.line(work("works", "1000.00", Measure::cost_to_cost)).spent("works", "2026-02-01", "200");
    story.revised("works", "2026-03-01", cost("400")).spent("works", "2026-04-01", "100");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-02-01"), cents("200.00"));
    EXPECT_EQ(revenue(earned, "2026-03-01"), cents("500.00"));
    EXPECT_EQ(revenue(earned, "2026-04-01"), cents("750.00"));
    Story beyond;
    beyond.line(work("works", "1000.00", Measure::cost_to_cost)).spent("works", "2026-02-01", "1200");
    EXPECT_EQ(revenue(beyond.earned(), "2026-02-01"), cents("1000.00"));
}

// Parts of one obligation: costs are added up, deliveries are weighed by their standalone prices.
TEST(Measure, MeasuresOneObligationTogether)
{
    Spec one = work("one", "600.00", Measure::cost_to_cost), two = work("two", "400.00", Measure::cost_to_cost);
    one.expected_cost = "100";
    two.expected_cost = "300";
    one.obligation = two.obligation = "works";
    Story summed;
    EXPECT_EQ(revenue(summed.line(one).line(two).spent("one", "2026-02-01", "100").earned(), "2026-02-01"),
              cents("250.00"));
    Spec left = goods("left", "600.00", "2"), right = goods("right", "400.00");
    left.obligation = right.obligation = "set";
    Story weighed;
    EXPECT_EQ(revenue(weighed.line(left).line(right).delivered("left", "2026-02-01", "1").earned(), "2026-02-01"),
              cents("300.00"));
    left.satisfied = Satisfied::over_time;
    EXPECT_EQ(Story().line(left).line(right).fault(), "measure-mixed");
}

// prac-tm-unbilled: 120 hours at 25.00.
TEST(Measure, EarnsAsCalledOff)
{
    Spec hours = work("hours", "0.00", Measure::as_invoiced);
    hours.open = true;
    hours.unit_price = "25.00";
    Story story("2025-12-01");
    const Earned earned =
        story.line(hours).used("hours", "2025-12-31", "120").used("hours", "2026-01-31", "0.5").earned();
    EXPECT_EQ(revenue(earned, "2025-12-30"), 0);
    EXPECT_EQ(revenue(earned, "2025-12-31"), cents("3000.00"));
    EXPECT_EQ(revenue(earned, "2026-01-31"), cents("3012.50"));
    EXPECT_EQ(rights(earned, "2026-01-31"), cents("3012.50"));
    EXPECT_TRUE(earned.obligations.front().unbilled);
}

TEST(Measure, EarnsAtThePriceOfTheDay)
{
    Spec hours = work("hours", "0.00", Measure::as_invoiced);
    hours.open = true;
    hours.unit_price = "0.015";
    Story story;
    story.line(hours).line(goods("goods", "10.00")).used("hours", "2026-01-31", "101");
    hours.unit_price = "1.00";
    story.modified("2026-02-01", Modifies::prospective).changing(hours).used("hours", "2026-02-28", "2");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-01-31"), 152);  // 1.515
    EXPECT_EQ(revenue(earned, "2026-02-28"), 352);  // 3.515
}

TEST(Measure, AddsALineThatIsCalledOff)
{
    Spec hours = work("hours", "0.00", Measure::as_invoiced);
    hours.open = true;
    hours.unit_price = "25.00";
    for (const Modifies treatment : {Modifies::separate, Modifies::prospective, Modifies::catch_up}) {
        Story story;
        story.line(goods("goods", "10.00"));
        story.modified("2026-02-01", treatment).adding(hours).used("hours", "2026-02-28", "2");
        const Earned earned = story.earned();
        EXPECT_EQ(revenue(earned, "2026-02-28"), cents("50.00"));
        EXPECT_EQ(rights(earned, "2026-02-28"), cents("50.00"));
    }
}

TEST(Measure, RefusesWhatIsNotCalledOffSo)
{
    Spec hours = work("hours", "0.00", Measure::usage);
    EXPECT_EQ(Story().line(hours).used("hours", "2026-01-31", "1").fault(), "unit-price-missing");
    hours.plan = BillingPlan::recurring;
    EXPECT_EQ(Story().line(hours).fault(), "unsupported-as-invoiced");
    hours.open = true;
    hours.unit_price = "1.00";
    EXPECT_EQ(Story().line(hours).fault(), "no fault");
    Story tiers;
    tiers.line(hours);
    tiers.decided().lines[0][0].billing.pricing = Pricing{};
    EXPECT_EQ(tiers.fault(), "no fault");
    tiers.decided().lines[0][0].billing.pricing->included = number("10");
    EXPECT_EQ(tiers.fault(), "unsupported-pricing");
    Spec open = goods("goods", "0.00");
    open.open = true;
    open.unit_price = "1.00";
    EXPECT_EQ(Story().line(open).delivered("goods", "2026-01-31").fault(), "quantity-missing");
}

TEST(Measure, RefusesEventsItWouldPassOver)
{
    const auto happened = [](Performed fact) {
        return Story().line(goods("goods", "1.00")).happened("goods", "2026-02-01", Rank::fulfilment, fact).fault();
    };
    EXPECT_EQ(happened(GoodsReturned{{}, {}, number("1")}), "returned-too-many") << "nothing was handed over";
    EXPECT_EQ(happened(OptionExercised{}), "option-missing");
    EXPECT_EQ(Story()
                  .line(work("work", "1.00", Measure::percent))
                  .happened("work", "2026-02-01", Rank::fulfilment, GoodsReturned{{}, {}, number("1")})
                  .fault(),
              "unsupported-return");
    EXPECT_EQ(happened(UsageRecorded{}), "unsupported-usage");
    Story financed;
    financed.line(goods("goods", "1.00")).contract().terms.financing = Financing{};
    EXPECT_EQ(financed.fault(), "financing-incomplete");
    Story works;
    Spec spec = work("works", "1.00", Measure::cost_to_cost);
    spec.expected_cost = "10";
    works.line(spec);
    works.contract().happenings.push_back({works.moment("2026-02-01", Rank::cost), 9, CostIncurred{}});
    EXPECT_EQ(works.fault(), "cost-without-line");
}

}  // namespace earned::measure_test
