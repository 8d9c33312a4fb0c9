// What a modification takes away, changes or refuses, and what it mixes.
#include "tests/recognition/story.h"

namespace earned::scope_test {

// A third of the price is for a line that is taken away; what it had of the discount stays with the rest.
TEST(Modification, RemovesALine)
{
    Story story;
    story.line(at_ssp(goods("A", "90.00"), "100.00"))
        .line(at_ssp(goods("B", "90.00"), "100.00"))
        .line(at_ssp(goods("C", "60.00"), "100.00"));
    story.delivered("A", "2026-01-10");
    story.modified("2026-02-01", Modifies::prospective).removing("C");
    story.delivered("B", "2026-03-01");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-01-31"), cents("80.00"));
    EXPECT_EQ(priced(earned, "2026-02-01", "C"), 0);
    EXPECT_EQ(priced(earned, "2026-02-01", "B"), cents("100.00"));  // 160.00 left, less 60.00
    EXPECT_EQ(revenue(earned, "2026-03-01"), cents("180.00"));
    EXPECT_EQ(rights(earned, "2026-03-01"), cents("180.00"));
}

TEST(Modification, EarnsAtOnceWhatNothingIsLeftToCarry)
{
    Story story;
    story.line(at_ssp(goods("A", "100.00"), "100.00")).line(at_ssp(goods("B", "100.00"), "300.00"));
    story.delivered("A", "2026-01-10");
    story.modified("2026-02-01", Modifies::prospective).removing("B");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-01-31"), cents("50.00"));
    EXPECT_EQ(revenue(earned, "2026-02-01"), cents("100.00"));  // the customer owes 100.00 for A alone
    EXPECT_EQ(rights(earned, "2026-02-01"), cents("100.00"));
}

// Fields are replaced from the modification's date: 60 at 100.00, then 90 at 90.00.
TEST(Modification, ChangesQuantityAndPriceOfWhatRemains)
{
    Story story;
    story.line(goods("goods", "12000.00", "120")).delivered("goods", "2026-03-31", "60");
    story.modified("2026-04-01", Modifies::prospective).changing(goods("goods", "13500.00", "150"));
    story.delivered("goods", "2026-05-01", "45").delivered("goods", "2026-06-01", "45");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-04-30"), cents("6000.00"));
    EXPECT_EQ(allocation(earned, "2026-04-01").pool, cents("8100.00"));
    EXPECT_EQ(revenue(earned, "2026-05-01"), cents("10050.00"));
    EXPECT_EQ(revenue(earned, "2026-06-01"), cents("14100.00"));
    EXPECT_EQ(rights(earned, "2026-06-01"), cents("14100.00"));
}

TEST(Modification, CutsAQuantityToWhatWasDelivered)
{
    Story story;
    story.line(goods("goods", "12000.00", "120")).delivered("goods", "2026-03-31", "60");
    story.modified("2026-04-01", Modifies::prospective).changing(goods("goods", "6000.00", "60"));
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("6000.00"));
    EXPECT_EQ(revenue(earned, "2030-01-01"), cents("6000.00"));
    EXPECT_EQ(rights(earned, "2030-01-01"), cents("6000.00"));
}

// prac-commission-churn: a renewal by a later end.
TEST(Modification, ExtendsATerm)
{
    Story story;
    story.line(service("service", "360000.00", "2026-01-01", "2026-12-31"));
    story.modified("2026-12-01", Modifies::prospective)
        .changing(service("service", "720000.00", "2026-01-01", "2027-12-31"));
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-11-30"), cents("330000.00"));
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("360000.00"));
    EXPECT_EQ(revenue(earned, "2027-06-30"), cents("540000.00"));
    EXPECT_EQ(revenue(earned, "2027-12-31"), cents("720000.00"));
}

// A price change for the whole of a service: what was done takes its part at once.
TEST(Modification, SplitsAPriceChangeForAll)
{
    Story story;
    story.line(service("service", "1200.00", "2026-01-01", "2026-12-31"));
    story.modified("2026-04-01", Modifies::prospective).repricing("-120.00", RelatesTo::all, {LineId("service")});
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("300.00"));
    const Obligation& service = of(earned, "service");
    EXPECT_EQ(earned_at(service, end_of(day("2026-04-01")), day("2026-03-31")), cents("270.00"));
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("1080.00"));
    EXPECT_EQ(rights(earned, "2026-12-31"), cents("1080.00"));
}

// prac-concession-vs-credit-loss.
TEST(Modification, GrantsAConcessionForThePast)
{
    Story story("2026-03-01");
    story.line(goods("goods", "50000.00")).delivered("goods", "2026-03-01");
    story.modified("2026-05-15", Modifies::catch_up);
    story.repricing("-5000.00", RelatesTo::past, {LineId("goods")}, "credit");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-05-14"), cents("50000.00"));
    EXPECT_EQ(revenue(earned, "2026-05-15"), cents("45000.00"));
    EXPECT_EQ(rights(earned, "2026-05-15"), cents("45000.00"));
}

// Work of 100,000 in two parts measured together by cost; the part not begun is taken away.
TEST(Modification, TakesAPartAwayFromOneObligation)
{
    Story story;
    Spec first = by_cost("first", "60000.00", "40000"), second = by_cost("second", "40000.00", "40000");
    first.obligation = second.obligation = "works";
    story.line(first).line(second).spent("first", "2026-02-01", "20000");
    story.modified("2026-03-01", Modifies::catch_up).removing("second");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-02-28"), cents("25000.00"));   // 20 of 80
    EXPECT_EQ(revenue(earned, "2026-03-01"), cents("30000.00"));   // 20 of 40 of 60,000
    EXPECT_EQ(allocation(earned, "2026-03-01").price, cents("60000.00"));
}

TEST(Modification, KeepsWhatWasDoneOfAPartTakenAway)
{
    Story story;
    Spec first = by_cost("first", "60000.00", "40000"), second = by_cost("second", "40000.00", "40000");
    first.obligation = second.obligation = "works";
    story.line(first).line(second).spent("second", "2026-02-01", "10000");
    story.modified("2026-03-01", Modifies::catch_up).removing("second");
    story.spent("first", "2026-04-01", "40000");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-02-28"), cents("12500.00"));  // 10 of 80 of 100,000
    EXPECT_EQ(revenue(earned, "2026-03-01"), cents("14000.00"));  // 10 of 50 of 70,000
    EXPECT_EQ(revenue(earned, "2026-04-01"), cents("70000.00"));
}

// A separate contract's lines that bear an old obligation's name are another obligation.
TEST(Modification, ParksASeparateContractBesideItsNamesake)
{
    Story story;
    Spec one = service("one", "1200.00", "2026-01-01", "2026-12-31"), two = one;
    two.id = "two";
    one.obligation = two.obligation = "access";
    story.line(one);
    story.modified("2026-07-01", Modifies::separate).adding(two);
    const Earned earned = story.earned();
    ASSERT_EQ(earned.obligations.size(), 2u);
    EXPECT_EQ(earned.obligations[1].id.text(), "C1/access");
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("2400.00"));
}

// Two modifications, one after the other: what the first pooled is pooled again.
TEST(Modification, PoolsThePoolAgain)
{
    Story story;
    story.line(service("service", "1200.00", "2026-01-01", "2026-12-31"));
    story.modified("2026-04-01", Modifies::prospective)
        .adding(service("more", "900.00", "2026-04-01", "2026-12-31"));
    story.modified("2026-07-01", Modifies::prospective).removing("more");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("300.00"));
    EXPECT_EQ(revenue(earned, "2026-06-30"), cents("900.00"));
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("1500.00"));
    EXPECT_EQ(rights(earned, "2026-12-31"), cents("1500.00"));
}

// A contract's one price: the right to invoice what is taken away stays with what remains, until a
// price change says otherwise.
TEST(Modification, KeepsAContractsOnePrice)
{
    Story story;
    Spec one = at_ssp(goods("A", "0.00"), "100.00"), other = at_ssp(goods("B", "0.00"), "100.00");
    one.priced = other.priced = false;
    story.line(one).line(other);
    story.contract().terms.price = number("150.00");
    story.modified("2026-02-01", Modifies::prospective).removing("B");
    story.delivered("A", "2026-03-01");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-03-01"), cents("150.00"));
    EXPECT_EQ(rights(earned, "2026-03-01"), cents("150.00"));
}

// prac-mixed-modification-21c: of 70,000 and 20,000 more, B's share and its 30,000 are caught up at
// 40 %; by the standalone prices of the day C takes more of the pool.
TEST(Modification, MixesAPoolWithACatchUp)
{
    for (const bool today : {false, true}) {
        Story story;
        Spec done = at_ssp(goods("A", "0.00"), "50000.00"), option = at_ssp(goods("C", "0.00"), "25000.00");
        Spec half = by_cost("B1", "0.00", "60000"), more = by_cost("B2", "0.00", "15000");
        half.ssp = "75000.00";
        more.ssp = "25000.00";
        half.obligation = more.obligation = "B";
        for (Spec* spec : {&done, &half, &option, &more}) spec->priced = false;
        story.line(done).line(half).line(option).delivered("A", "2026-06-30").spent("B1", "2026-06-30", "30000");
        story.contract().terms.price = number("120000.00");
        story.modified("2026-07-01", Modifies::mixed).adding(more).repricing("20000.00", RelatesTo::remaining);
        if (today) {
            story.decided().conventions.ssp_date = SspDate::modification;
            for (const char* worth : {"50000.00", "75000.00", "30000.00", "25000.00"})
                story.decided().modifications.back().standalone.push_back({Ratio(cents(worth)), Ratio(cents(worth))});
        }
        story.spent("B1", "2026-08-31", "30000").spent("B2", "2026-09-30", "15000").delivered("C", "2026-10-01");
        const Earned earned = story.earned();
        EXPECT_EQ(revenue(earned, "2026-06-30"), cents("70000.00"));
        EXPECT_EQ(allocation(earned, "2026-07-01").pool, cents("70000.00"));
        EXPECT_EQ(allocation(earned, "2026-07-01").price, cents("140000.00"));
        EXPECT_EQ(priced(earned, "2026-07-01", "B"), cents(today ? "77297.30" : "80000.00"));
        EXPECT_EQ(priced(earned, "2026-07-01", "C"), cents(today ? "22702.70" : "20000.00"));
        EXPECT_EQ(progress_at(of(earned, "B"), end_of(day("2026-07-01")), day("2026-07-01")), Ratio(2, 5));
        EXPECT_EQ(revenue(earned, "2026-07-01") - revenue(earned, "2026-06-30"), cents(today ? "918.92" : "2000.00"));
        EXPECT_EQ(revenue(earned, "2026-10-01"), cents("140000.00"));
        EXPECT_EQ(rights(earned, "2026-10-01"), cents("140000.00"));
    }
}

// A bonus promised before a mixed modification: what of it fell to the caught-up work is caught up.
TEST(Modification, CatchesABonusUpAfterAMixedOne)
{
    Story story;
    story.line(by_cost("works", "1000.00", "100")).variable(amount("bonus", "bonus", "100.00"));
    story.spent("works", "2026-02-01", "40");
    story.modified("2026-03-01", Modifies::mixed).repricing("-50.00", RelatesTo::past, {LineId("works")});
    EstimateRevised more;
    more.variable = "bonus";
    more.amount = number("200.00");
    story.revised("2026-04-01", more).spent("works", "2026-05-01", "60");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-02-28"), cents("440.00"));
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("390.00"));
    EXPECT_EQ(revenue(earned, "2026-04-30"), cents("430.00"));
    EXPECT_EQ(revenue(earned, "2026-05-01"), cents("1150.00"));
}

TEST(Modification, RefusesWhatItDoesNotCompute)
{
    const auto story = [](Modifies treatment) {
        Story told;
        told.line(goods("goods", "12000.00", "120")).delivered("goods", "2026-03-31", "60");
        told.modified("2026-04-01", treatment);
        return told;
    };
    EXPECT_EQ(story(Modifies::automatic).fault(), "modification-undecided");
    EXPECT_EQ(story(Modifies::separate).changing(goods("goods", "13000.00", "120")).fault(), "unsupported-separate");
    EXPECT_EQ(story(Modifies::separate).removing("goods").fault(), "unsupported-separate");
    EXPECT_EQ(story(Modifies::separate).repricing("1.00", RelatesTo::past).fault(), "unsupported-separate");
    EXPECT_EQ(story(Modifies::catch_up).repricing("1.00", RelatesTo::remaining).fault(), "unsupported-price-change");
    EXPECT_EQ(story(Modifies::catch_up).repricing("1.00", RelatesTo::past, {LineId("x")}).fault(),
              "price-change-of-nothing");
    EXPECT_EQ(story(Modifies::prospective).repricing("1.00", RelatesTo::past, {}, "x").fault(), "settled-unknown");
    Spec otherwise = goods("goods", "12000.00", "120");
    otherwise.trigger = Trigger::acceptance;
    EXPECT_EQ(story(Modifies::prospective).changing(otherwise).fault(), "unsupported-measure-change");
    Story timed;
    timed.line(service("access", "1200.00", "2026-01-01", "2026-12-31"));
    timed.modified("2026-07-01", Modifies::prospective).changing(work("access", "1200.00", Measure::percent));
    EXPECT_EQ(timed.fault(), "unsupported-measure-change");
    Story today = story(Modifies::prospective);
    today.decided().conventions.ssp_date = SspDate::modification;
    EXPECT_EQ(today.adding(goods("extra", "1.00")).fault(), "unsupported-ssp-date");
    Story done;
    done.line(goods("goods", "1.00")).delivered("goods", "2026-02-01");
    done.modified("2026-03-01", Modifies::prospective).repricing("1.00", RelatesTo::remaining);
    EXPECT_EQ(done.fault(), "nothing-remains");
}

}  // namespace earned::scope_test
