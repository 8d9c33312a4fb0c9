// Published modifications, computed by hand in the sources.
#include "tests/recognition/story.h"

namespace earned::modification_test {

// IFRS 15 example 5, case A: thirty units at 95.00 are a contract of their own.
TEST(Modification, AddsASeparateContract)
{
    Story story;
    story.line(at_ssp(goods("goods", "12000.00", "120"), "12000.00")).delivered("goods", "2026-03-31", "60");
    story.modified("2026-04-01", Modifies::separate)
        .adding(at_ssp(goods("extra", "2850.00", "30"), "2850.00"))
        .changing(at_ssp(goods("goods", "12000.00", "120"), "11400.00"));
    story.delivered("goods", "2026-06-30", "60").delivered("extra", "2026-07-31", "30");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("6000.00"));
    EXPECT_EQ(revenue(earned, "2026-06-29"), cents("6000.00"));
    EXPECT_EQ(revenue(earned, "2026-06-30"), cents("12000.00"));
    EXPECT_EQ(revenue(earned, "2026-07-31"), cents("14850.00"));
    EXPECT_EQ(priced(earned, "2026-04-01", "goods"), cents("12000.00"));
    EXPECT_EQ(priced(earned, "2026-04-01", "extra"), cents("2850.00"));
    EXPECT_EQ(allocation(earned, "2026-04-01").pool, cents("2850.00"));
}

// Example 5, case B: 900.00 for defects at once; (60 x 100 + 30 x 80) / 90 = 93.33 for each of the rest.
TEST(Modification, PoolsWhatRemains)
{
    Story story;
    story.line(goods("goods", "12000.00", "120")).delivered("goods", "2026-03-31", "60");
    story.modified("2026-04-01", Modifies::prospective)
        .adding(at_ssp(goods("extra", "2400.00", "30"), "2850.00"))
        .changing(at_ssp(goods("goods", "12000.00", "120"), "11400.00"))
        .repricing("-900.00", RelatesTo::past, {LineId("goods")}, "extra");
    story.delivered("goods", "2026-06-30", "60").delivered("extra", "2026-07-31", "30");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("6000.00"));
    EXPECT_EQ(revenue(earned, "2026-04-01"), cents("5100.00"));
    EXPECT_EQ(revenue(earned, "2026-06-30"), cents("10700.00"));
    EXPECT_EQ(revenue(earned, "2026-07-31"), cents("13500.00"));
    EXPECT_EQ(allocation(earned, "2026-04-01").pool, cents("8400.00"));
    // The right to invoice: 120 at 100.00, and 30 at 80.00 less the 900.00 taken off their invoice.
    EXPECT_EQ(rights(earned, "2026-04-01"), cents("6000.00"));
    EXPECT_EQ(rights(earned, "2026-06-30"), cents("12000.00"));
    EXPECT_EQ(rights(earned, "2026-07-31"), cents("13500.00"));
}

// Example 6 (606-10-55-117 to 55-124): a variable amount that reaches back to what was delivered.
TEST(Modification, KeepsAVariableAmountWithWhatItWasPromisedFor)
{
    Story story("2026-07-01");
    story.line(at_ssp(goods("X", "500.00"), "500.00")).line(at_ssp(goods("Y", "500.00"), "500.00"));
    story.variable(amount("bonus", "bonus", "200.00")).delivered("X", "2026-07-01");
    story.modified("2026-11-30", Modifies::prospective).adding(at_ssp(goods("Z", "300.00"), "500.00"));
    EstimateRevised more;
    more.variable = "bonus";
    more.amount = number("240.00");
    story.revised("2026-12-31", more).delivered("Y", "2027-01-15").delivered("Z", "2027-02-15");
    const Earned earned = story.earned();
    EXPECT_EQ(at(of(earned, "X"), "2026-07-01"), cents("600.00"));
    EXPECT_EQ(priced(earned, "2026-11-30", "Y"), cents("450.00"));
    EXPECT_EQ(priced(earned, "2026-11-30", "Z"), cents("450.00"));
    EXPECT_EQ(at(of(earned, "X"), "2026-12-30"), cents("600.00"));
    EXPECT_EQ(at(of(earned, "X"), "2026-12-31"), cents("620.00"));
    EXPECT_EQ(priced(earned, "2026-12-31", "Y"), cents("460.00"));
    EXPECT_EQ(priced(earned, "2026-12-31", "Z"), cents("460.00"));
    EXPECT_EQ(revenue(earned, "2027-02-15"), cents("1540.00"));
}

// Example 7: 280,000 over the four years that remain.
TEST(Modification, BlendsAndExtendsAService)
{
    Story story("2024-01-01");
    Spec cleaning = service("cleaning", "300000.00", "2024-01-01", "2026-12-31");
    cleaning.obligation = "cleaning";
    story.line(cleaning);
    cleaning.ssp = "240000.00";
    Spec extension = service("extension", "200000.00", "2027-01-01", "2029-12-31");
    extension.obligation = "cleaning";
    extension.ssp = "240000.00";
    story.modified("2026-01-01", Modifies::prospective)
        .adding(extension)
        .changing(cleaning)
        .repricing("-20000.00", RelatesTo::remaining, {LineId("cleaning")}, "cleaning");
    const Earned earned = story.earned();
    EXPECT_EQ(earned.obligations.size(), 1u);
    EXPECT_EQ(revenue(earned, "2024-01-31"), cents("8333.33"));
    EXPECT_EQ(revenue(earned, "2025-12-31"), cents("200000.00"));
    EXPECT_EQ(allocation(earned, "2026-01-01").pool, cents("280000.00"));
    EXPECT_EQ(revenue(earned, "2026-01-31") - revenue(earned, "2025-12-31"), cents("5833.33"));
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("270000.00"));
    EXPECT_EQ(revenue(earned, "2027-12-31"), cents("340000.00"));
    EXPECT_EQ(revenue(earned, "2029-12-31"), cents("480000.00"));
    EXPECT_EQ(rights(earned, "2029-12-31"), cents("480000.00"));
}

// Example 8: 1,350,000 x 420/820 - 600,000, and progress to a tenth of a percent as published.
TEST(Modification, CatchesUp)
{
    for (const bool rounded : {false, true}) {
        Story story;
        Spec building = by_cost("building", "1000000.00", "700000");
        if (rounded) building.conventions.progress_precision = number("0.001");
        story.line(building).variable(amount("bonus", "bonus", "200000.00", true));
        story.spent("building", "2026-12-31", "420000");
        building.expected_cost = "820000";
        story.modified("2027-02-15", Modifies::catch_up)
            .changing(building)
            .repricing("150000.00", RelatesTo::all, {LineId("building")});
        story.words().variable.push_back(amount("bonus", "", "", false));
        const Earned earned = story.earned();
        EXPECT_EQ(revenue(earned, "2026-12-31"), cents("600000.00"));
        EXPECT_EQ(revenue(earned, "2027-02-14"), cents("600000.00"));
        EXPECT_EQ(revenue(earned, "2027-02-15"), cents(rounded ? "691200.00" : "691463.41"));
        EXPECT_EQ(allocation(earned, "2027-02-15").price, cents("1350000.00"));
    }
}

// prac-unpriced-change-order: the price of approved work is variable until it is agreed.
TEST(Modification, TakesAnUnpricedChangeOrderAsVariable)
{
    Story story;
    Spec works = by_cost("works", "1000000.00", "800000");
    story.line(works).spent("works", "2026-06-30", "400000");
    works.expected_cost = "840000";
    story.modified("2026-07-01", Modifies::catch_up).changing(works);
    Variable order = amount("change-order", "other", "100000.00");
    order.allocate_to = {LineId("works")};
    story.words().variable.push_back(order);
    EstimateRevised agreed;
    agreed.variable = "change-order";
    agreed.amount = number("120000.00");
    story.revised("2026-09-30", agreed);
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-06-30"), cents("500000.00"));
    EXPECT_EQ(revenue(earned, "2026-07-01"), cents("523809.52"));
    EXPECT_EQ(revenue(earned, "2026-09-30"), cents("533333.33"));
    EXPECT_EQ(priced(earned, "2026-09-30", "works"), cents("1120000.00"));
}

// prac-upsell-ssp-coterm.
TEST(Modification, AddsSeatsThatEndWithTheFirst)
{
    Story story;
    story.line(service("seats", "12000.00", "2026-01-01", "2026-12-31"));
    story.modified("2026-07-01", Modifies::separate).adding(service("more", "3000.00", "2026-07-01", "2026-12-31"));
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-06-30"), cents("6000.00"));
    EXPECT_EQ(revenue(earned, "2026-07-31"), cents("7500.00"));
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("15000.00"));
}

// 59/365 of 1,200.00 and 44/350 of 600.00.
TEST(Modification, CountsDaysOfBothContracts)
{
    Story story("2025-01-01");
    story.line(service("platform", "1200.00", "2025-01-01", "2025-12-31", Measure::daily));
    story.modified("2025-01-16", Modifies::separate)
        .adding(service("seats", "600.00", "2025-01-16", "2025-12-31", Measure::daily));
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2025-02-28") - cents("101.92"), cents("167.48"));
}

// The same seats in one price with the platform, at their standalone prices, change nothing much:
// 1,150.68 of the platform and 600.00 over 350 days.
TEST(Modification, PoolsASubscriptionByDays)
{
    Story story("2025-01-01");
    story.line(service("platform", "1200.00", "2025-01-01", "2025-12-31", Measure::daily));
    story.modified("2025-01-16", Modifies::prospective)
        .adding(service("seats", "600.00", "2025-01-16", "2025-12-31", Measure::daily));
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2025-01-15"), cents("49.32"));
    EXPECT_EQ(allocation(earned, "2025-01-16").pool, cents("1750.68"));
    // At the modification's own cut no time has passed; that day counts in the new life, once.
    const Obligation& platform = of(earned, "platform");
    EXPECT_EQ(earned_at(platform, end_of(day("2025-01-16")), day("2025-01-15")), cents("49.32"));
    EXPECT_EQ(at(platform, "2025-01-16"), cents("49.32") + 329);  // 1,150.68 / 350
    EXPECT_EQ(revenue(earned, "2025-12-31"), cents("1800.00"));
}

}  // namespace earned::modification_test
