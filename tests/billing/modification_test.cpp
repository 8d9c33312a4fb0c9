#include "deal.h"

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace earned::modification_test {
namespace {

using namespace earned::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Term year = term("2026-01-01", "2026-12-31");

TEST(Modification, MoreSeatsInAdvanceBillTheRestOfThePeriod)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("12000.00", year, every("1 month")));
    deal.change("seats", "2026-03-16", service("18000.00", year, every("1 month")));
    const std::vector<std::string> items = deal.items();
    EXPECT_EQ(items[2], "2026-03-01 1000.00");
    EXPECT_EQ(items[3], "2026-03-16 258.06");  // 16 of 31 days of 500.00
    EXPECT_EQ(items[4], "2026-04-01 1500.00");
    EXPECT_EQ(items.size(), 13U);
}

TEST(Modification, FewerSeatsInAdvanceGiveBackTheRestOfThePeriod)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("12000.00", year, every("1 year")));
    deal.change("seats", "2026-07-01", service("9000.00", year, every("1 year")));
    EXPECT_THAT(deal.items(),
                ElementsAre("2026-01-01 12000.00", "2026-07-01 -1512.33"));  // 184 of 365 days of 3,000.00
}

TEST(Modification, InArrearsNothingIsDueBeforeThePeriodsEnd)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", term("2026-01-01", "2026-02-28"), every("1 month", Timing::arrears)));
    deal.change("seats", "2026-01-17",
                service("2400.00", term("2026-01-01", "2026-02-28"), every("1 month", Timing::arrears)));
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-31 890.32", "2026-02-28 1200.00"));  // 600 x 16/31 + 1,200 x 15/31
}

TEST(Modification, OfAPrepaidServiceBillsTheRestAtItsNewPrice)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("12000.00", year, plan(BillingPlan::on_signing)));
    deal.change("seats", "2026-07-01", service("18000.00", year, plan(BillingPlan::on_signing)));
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-01 12000.00", "2026-07-01 3000.00"));
}

TEST(Modification, AsACatchUpReplacesTheWholePrice)
{
    Deal deal("2026-01-01");
    deal.line("works", service("12000.00", year, plan(BillingPlan::on_signing)));
    deal.change("works", "2026-07-01", service("18000.00", year, plan(BillingPlan::on_signing)));
    deal.treat(Modifies::catch_up);
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-01 12000.00", "2026-07-01 6000.00"));
    Deal monthly("2026-01-01");
    monthly.line("works", service("400.00", term("2026-01-01", "2026-04-30"), every("1 month", Timing::arrears)));
    monthly.change("works", "2026-03-01",
                   service("480.00", term("2026-01-01", "2026-04-30"), every("1 month", Timing::arrears)));
    monthly.treat(Modifies::catch_up);
    EXPECT_THAT(monthly.items(), ElementsAre("2026-01-31 100.00", "2026-02-28 100.00", "2026-03-01 40.00",
                                             "2026-03-31 120.00", "2026-04-30 120.00"));
}

TEST(Modification, GoodsKeepThePriceAtWhichTheyWereDelivered)
{
    Deal deal("2026-01-01");
    deal.line("goods", goods("1000.00", "10", plan(BillingPlan::on_fulfilment)));
    deal.deliver("goods", "2026-02-01", "4");
    deal.change("goods", "2026-03-01", goods("900.00", "10", plan(BillingPlan::on_fulfilment)));
    deal.deliver("goods", "2026-04-01");
    EXPECT_THAT(deal.items(), ElementsAre("2026-02-01 400.00", "2026-04-01 540.00"));
}

TEST(Modification, ALongerTermGoesOnAtItsRate)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("200.00", term("2026-01-01", "2026-02-28"), every("1 month")), per_month("100.00"));
    deal.change("seats", "2026-02-15", service("400.00", term("2026-01-01", "2026-04-30"), every("1 month")));
    EXPECT_THAT(deal.items(),
                ElementsAre("2026-01-01 100.00", "2026-02-01 100.00", "2026-03-01 100.00", "2026-04-01 100.00"));
}

TEST(Modification, AnotherPlanBillsWhatItWouldHave)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", year, every("1 month")));
    deal.change("seats", "2026-02-15", service("1200.00", year, every("3 months")));
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-01 100.00", "2026-02-01 100.00", "2026-02-15 100.00",
                                          "2026-04-01 300.00", "2026-07-01 300.00", "2026-10-01 300.00"));
}

TEST(Modification, ARemovedLineGivesBackServiceThatWasBilledAhead)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", year, every("1 month")));
    deal.remove("seats", "2026-03-16");
    EXPECT_THAT(deal.items(),
                ElementsAre("2026-01-01 100.00", "2026-02-01 100.00", "2026-03-01 100.00", "2026-03-16 -51.61"));
    Deal arrears("2026-01-01");
    arrears.line("seats", service("1200.00", year, every("1 month", Timing::arrears)));
    arrears.remove("seats", "2026-02-15");
    EXPECT_THAT(arrears.items(), ElementsAre("2026-01-31 100.00", "2026-02-15 50.00"));
    Deal undelivered("2026-01-01");
    undelivered.line("goods", goods("1000.00", "10", plan(BillingPlan::on_signing)));
    undelivered.deliver("goods", "2026-02-01", "3");
    undelivered.remove("goods", "2026-03-01");
    EXPECT_THAT(undelivered.items(), ElementsAre("2026-01-01 1000.00", "2026-03-01 -700.00"));
}

TEST(Modification, WhatCannotTellWhatWasPerformedCannotBeRemoved)
{
    Deal deal("2026-01-01");
    deal.line("works", service("1200.00", year, plan(BillingPlan::on_signing), Measure::cost_to_cost));
    deal.remove("works", "2026-03-16");
    EXPECT_EQ(deal.fault(), "removal-unmeasured");
}

PriceChange change_of(std::string_view amount, RelatesTo relation, std::vector<LineId> lines, std::string settled)
{
    return {.amount = number(amount), .relates_to = relation, .lines = std::move(lines), .settled = std::move(settled)};
}

// IFRS 15 example 5, case B: 900.00 for defects come off the invoice of the thirty added units.
TEST(PriceChange, OfThePastComesOffTheNextInvoiceOfTheLineThatSettlesIt)
{
    Deal deal("2026-01-01");
    deal.line("goods", goods("12000.00", "120", plan(BillingPlan::on_fulfilment)));
    deal.deliver("goods", "2026-03-31", "60");
    deal.add("extra", "2026-04-01", goods("2400.00", "30", plan(BillingPlan::on_fulfilment)));
    deal.reprice("2026-04-01", change_of("-900.00", RelatesTo::past, {LineId("goods")}, "extra"));
    deal.deliver("goods", "2026-06-30");
    deal.deliver("extra", "2026-07-31");
    EXPECT_THAT(told(deal.draft("2026-12-31")),
                ElementsAre("invoice 2026-03-31: goods 6000.00", "invoice 2026-06-30: goods 6000.00",
                            "invoice 2026-07-31: extra 1500.00"));
}

// IFRS 15 example 7: the third year costs 80,000.00.
TEST(PriceChange, OfTheRestIsSpreadOverWhatIsLeftToInvoice)
{
    Deal deal("2024-01-01");
    deal.line("cleaning", service("300000.00", term("2024-01-01", "2026-12-31"), every("1 year")));
    deal.reprice("2026-01-01", change_of("-20000.00", RelatesTo::remaining, {LineId("cleaning")}, "cleaning"));
    EXPECT_THAT(deal.items(), ElementsAre("2024-01-01 100000.00", "2025-01-01 100000.00", "2026-01-01 80000.00"));
    Deal monthly("2026-01-01");
    monthly.line("seats", service("600.00", term("2026-01-01", "2026-06-30"), every("1 month")));
    monthly.reprice("2026-05-01", change_of("-20.00", RelatesTo::remaining, {}, ""));
    EXPECT_THAT(monthly.items(), ElementsAre("2026-01-01 100.00", "2026-02-01 100.00", "2026-03-01 100.00",
                                             "2026-04-01 100.00", "2026-05-01 90.00", "2026-06-01 90.00"));
}

TEST(PriceChange, OfAllIsCaughtUpForWhatWasPerformed)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("400.00", term("2026-01-01", "2026-04-30"), every("1 month")));
    deal.reprice("2026-03-01", change_of("40.00", RelatesTo::all, {LineId("seats")}, "seats"));
    EXPECT_THAT(deal.items(), ElementsAre("2026-01-01 100.00", "2026-02-01 100.00", "2026-03-01 20.00",
                                          "2026-03-01 110.00", "2026-04-01 110.00"));
    Deal prepaid("2026-01-01");
    prepaid.line("seats", service("400.00", term("2026-01-01", "2026-04-30"), plan(BillingPlan::on_signing)));
    prepaid.reprice("2026-03-01", change_of("40.00", RelatesTo::all, {LineId("seats")}, "seats"));
    EXPECT_THAT(prepaid.items(), ElementsAre("2026-01-01 400.00", "2026-03-01 40.00"));
}

TEST(PriceChange, SettledByCreditIsACreditNoteOfThatDay)
{
    Deal deal("2026-03-01");
    deal.line("goods", goods("50000.00", "1", plan(BillingPlan::on_fulfilment)));
    deal.deliver("goods", "2026-03-01");
    deal.reprice("2026-05-15", change_of("-5000.00", RelatesTo::past, {LineId("goods")}, "credit"));
    EXPECT_THAT(deal.items(), ElementsAre("2026-03-01 50000.00", "2026-05-15 -5000.00"));
    EXPECT_THAT(told(deal.draft("2026-05-15")),
                ElementsAre("invoice 2026-03-01: goods 50000.00", "credit 2026-05-15 of 2026-03-01: goods 5000.00"));
}

TEST(PriceChange, ACreditBeforeAnythingIsInvoicedWaitsForTheInvoice)
{
    Deal deal("2026-03-01");
    deal.line("goods", goods("500.00", "1", plan(BillingPlan::on_fulfilment)));
    deal.reprice("2026-03-15", change_of("-50.00", RelatesTo::past, {LineId("goods")}, "credit"));
    deal.deliver("goods", "2026-04-01");
    EXPECT_THAT(deal.items(), ElementsAre("2026-04-01 450.00"));
}

TEST(PriceChange, ForSeveralLinesIsSharedByTheirPrices)
{
    Deal deal("2026-01-01");
    deal.line("a", goods("100.00", "1", plan(BillingPlan::on_signing)));
    deal.line("b", goods("200.00", "1", plan(BillingPlan::on_signing)));
    deal.reprice("2026-02-01", change_of("-10.00", RelatesTo::past, {}, "credit"));
    EXPECT_THAT(deal.items(),
                ElementsAre("2026-01-01 100.00", "2026-01-01 200.00", "2026-02-01 -3.33", "2026-02-01 -6.67"));
    deal.reprice("2026-02-01", change_of("1.00", RelatesTo::past, {}, "nowhere"));
    EXPECT_EQ(deal.fault(), "line-unknown");
}

TEST(Returns, LowerWhatIsToBeInvoiced)
{
    Deal deal("2026-03-01");
    deal.line("goods", goods("10000.00", "100", plan(BillingPlan::on_fulfilment)));
    deal.deliver("goods", "2026-03-01", "100");
    deal.happen("goods", "2026-03-20", GoodsReturned{{}, {}, number("2")});
    EXPECT_THAT(told(deal.draft("2026-03-31")),
                ElementsAre("invoice 2026-03-01: goods 10000.00", "credit 2026-03-20 of 2026-03-01: goods 200.00"));
    deal.deliver("goods", "2026-03-25");  // two are sent again
    EXPECT_EQ(deal.items().back(), "2026-03-25 200.00");
}

TEST(Returns, WhatWasPrepaidAndIsSentAgainIsOwedAgain)
{
    Deal deal("2026-03-01");
    deal.line("goods", goods("10000.00", "100", plan(BillingPlan::on_signing)));
    deal.deliver("goods", "2026-03-01", "100");
    deal.happen("goods", "2026-03-20", GoodsReturned{{}, {}, number("2")});
    deal.deliver("goods", "2026-03-25", "2");
    EXPECT_THAT(deal.items(), ElementsAre("2026-03-01 10000.00", "2026-03-20 -200.00", "2026-03-25 200.00"));
}

TEST(Returns, OfThirdsSumToThePrice)
{
    Deal deal("2026-03-01");
    deal.line("goods", goods("100.00", "3", plan(BillingPlan::on_signing)));
    deal.deliver("goods", "2026-03-01");
    for (const char* date : {"2026-03-10", "2026-03-11", "2026-03-12"})
        deal.happen("goods", date, GoodsReturned{{}, {}, number("1")});
    EXPECT_THAT(deal.items(),
                ElementsAre("2026-03-01 100.00", "2026-03-10 -33.33", "2026-03-11 -33.34", "2026-03-12 -33.33"));
}

struct AnyService {
    BillingTerms billing;
    Term of;
    std::string price;
    std::vector<Date> changes;
};

Money sum_of(const Deal& deal)
{
    const Result<Billed> billed = bill(deal.group, deal.terms);
    Money sum = Money::zero(usd());
    for (const BillItem& item : billed->items) sum += item.net;
    return sum;
}

std::string any_price() { return Decimal::of(*rc::gen::inRange(0, 5'000'000), -2).text(); }

AnyService any_service()
{
    AnyService any;
    any.billing = every(*rc::gen::element<std::string>("1 month", "3 months", "1 year", "2 weeks", "45 days"),
                        *rc::gen::element(Timing::advance, Timing::arrears));
    if (*rc::gen::arbitrary<bool>()) any.billing.anchor = *rc::gen::inRange(1, 32);
    any.billing.align = *rc::gen::element(Align::anniversary, Align::calendar);
    const Date first = day("2023-11-15") + *rc::gen::inRange(0, 500);
    any.of = {first, first + *rc::gen::inRange(20, 700)};
    any.price = any_price();
    int after_first = 0;
    for (int left = *rc::gen::inRange(0, 4); left > 0; --left) {
        after_first += *rc::gen::inRange(1, 200);
        if (after_first < any.of.days()) any.changes.push_back(any.of.first + after_first);
    }
    return any;
}

RC_GTEST_PROP(ModificationLaw, ThePriceIsTheSumWhateverThePlan, ())
{
    const AnyService any = any_service();
    Deal deal(any.of.first.text());
    deal.line("seats", service(any.price, any.of, any.billing));
    Money sum = Money::zero(usd());
    Date paid_through = any.of.first.previous();
    const Result<Billed> billed = bill(deal.group, deal.terms);
    for (const BillItem& item : billed->items) {
        sum += item.net;
        RC_ASSERT(paid_through < item.covers->first);
        paid_through = item.covers->last;
    }
    RC_ASSERT(sum == money(any.price));
}

RC_GTEST_PROP(ModificationLaw, OneThatChangesNothingBillsNothingElse, ())
{
    const AnyService any = any_service();
    Deal deal(any.of.first.text());
    deal.line("seats", service(any.price, any.of, any.billing));
    const std::vector<std::string> unchanged = deal.items();
    for (const Date date : any.changes) deal.change("seats", date.text(), service(any.price, any.of, any.billing));
    RC_ASSERT(deal.items() == unchanged);
}

// What is billed does not depend on how often: each stretch of days costs its share of the price in force.
RC_GTEST_PROP(ModificationLaw, AYearAheadCostsWhatItsDaysCost, ())
{
    AnyService any = any_service();
    any.billing = every("1 day", any.billing.timing.value());
    const auto total = [&](const BillingTerms& billing, const std::vector<std::string>& prices) {
        Deal deal(any.of.first.text());
        deal.line("seats", service(any.price, any.of, billing));
        for (std::size_t place = 0; place < prices.size(); ++place)
            deal.change("seats", any.changes[place].text(), service(prices[place], any.of, billing));
        return sum_of(deal);
    };
    std::vector<std::string> prices;
    Ratio worth, rate(money(any.price).minor(), any.of.days());
    Date from = any.of.first;
    for (const Date date : any.changes) {
        prices.push_back(any_price());
        worth += rate * Ratio(date - from);
        rate = Ratio(money(prices.back()).minor(), any.of.days());
        from = date;
    }
    worth += rate * Ratio(any.of.last.next() - from);
    RC_ASSERT(total(any.billing, prices) == Money(worth.rounded(Round::half_away), usd()));
    BillingTerms once = plan(BillingPlan::on_signing);
    Deal prepaid(any.of.first.text());
    prepaid.line("seats", service(any.price, any.of, once, Measure::daily));
    for (std::size_t place = 0; place < prices.size(); ++place)
        prepaid.change("seats", any.changes[place].text(), service(prices[place], any.of, once, Measure::daily));
    RC_ASSERT(sum_of(prepaid) == Money(worth.rounded(Round::half_away), usd()));
}

}  // namespace
}  // namespace earned::modification_test
