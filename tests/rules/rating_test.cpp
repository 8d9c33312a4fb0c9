// Price models: each by its own figures, and what no table may say.
#include "rules/rating/blocks.h"
#include "rules/rating/metered.h"
#include "rules/rating/rate.h"

#include "rules/cycle.h"

#include <gtest/gtest.h>

namespace earned::rating_test {
namespace {

using namespace rating;

Decimal number(std::string_view text) { return *Decimal::parse(text); }
Date day(std::string_view text) { return *Date::parse(text); }
Tier tier(const char* up_to, const char* unit, const char* flat = nullptr)
{
    Tier made;
    if (up_to != nullptr) made.up_to = number(up_to);
    if (unit != nullptr) made.unit_price = number(unit);
    if (flat != nullptr) made.flat = number(flat);
    return made;
}
Pricing by(PriceModel model, std::vector<Tier> tiers)
{
    Pricing pricing;
    pricing.model = model;
    pricing.tiers = std::move(tiers);
    return pricing;
}
std::string rated(const Pricing& pricing, std::int64_t quantity)
{
    return rate(pricing, {.events = {Ratio(quantity)}, .quantity = Ratio(quantity), .reported = {}})->text();
}
std::string refused(const Pricing& pricing)
{
    const Outcome fine = check_pricing(pricing);
    return fine ? "fine" : fine.fault().code;
}

TEST(Rating, ByEachModel)
{
    const std::vector<Tier> tiers{tier("10", "3"), tier("20", "2"), tier(nullptr, "1")};
    EXPECT_EQ(rated(by(PriceModel::graduated, tiers), 25), "55");
    EXPECT_EQ(rated(by(PriceModel::volume, tiers), 25), "25");
    EXPECT_EQ(rated(by(PriceModel::volume, tiers), 20), "40");
    EXPECT_EQ(rated(by(PriceModel::stairstep, {tier("10", nullptr, "50"), tier(nullptr, nullptr, "80")}), 11), "80");
    Pricing unit = by(PriceModel::per_unit, {});
    unit.unit_price = number("2");
    unit.included = number("5");
    unit.minimum = number("20");
    EXPECT_EQ(rated(unit, 30), "50");
    EXPECT_EQ(rated(unit, 6), "20");
}

TEST(Rating, ZeroUsageCostsTheFirstFlatFeeOrNothing)
{
    const Pricing pricing = by(PriceModel::graduated, {tier("10", "3", "7"), tier(nullptr, "2", "9")});
    EXPECT_EQ(rate(pricing, {}, ZeroUsage::charged)->text(), "7");
    EXPECT_EQ(rate(pricing, {}, ZeroUsage::free)->text(), "0");
}

TEST(Rating, RefusesTablesThatNobodyCanRead)
{
    Tier gap = tier(nullptr, "1");
    gap.from = number("12");
    Tier overlap = tier(nullptr, "1");
    overlap.from = number("9");
    Tier next = tier(nullptr, "1");
    next.from = number("11");
    EXPECT_EQ(refused(by(PriceModel::graduated, {tier("10", "2"), next})), "fine");
    EXPECT_EQ(refused(by(PriceModel::graduated, {tier("10", "2"), gap})), "tier-gap");
    EXPECT_EQ(refused(by(PriceModel::graduated, {tier("10", "2"), overlap})), "tier-overlap");
    EXPECT_EQ(refused(by(PriceModel::graduated, {tier("10", "2"), tier("5", "1")})), "tier-overlap");
    EXPECT_EQ(refused(by(PriceModel::volume, {tier("10", "2")})), "tier-gap");
    EXPECT_EQ(refused(by(PriceModel::volume, {tier(nullptr, nullptr)})), "tier-unpriced");
    EXPECT_EQ(refused(by(PriceModel::volume, {})), "price-missing");
    EXPECT_EQ(refused(by(PriceModel::per_unit, {})), "price-missing");
    EXPECT_EQ(refused(by(PriceModel::package, {tier(nullptr, "5")})), "tier-size-missing");
}

// Each period starts anew; the minimum is due at its end, used or not.
TEST(Rating, OfAMeterByPeriods)
{
    Line line;
    LineTerms terms;
    terms.billing.every = Interval{1, Interval::month};
    terms.billing.pricing = by(PriceModel::graduated, {tier("10", "3"), tier(nullptr, "1")});
    terms.billing.pricing->minimum = number("20");
    terms.term = Term{day("2026-01-01"), day("2026-03-31")};
    const MeteredLine metered{"line", {{Date::dawn(), &line, &terms}}, day("2026-01-01"), *Currency::parse("USD")};
    const auto rated_of = [&](std::vector<MeterReading> readings) {
        std::string text;
        const Result<std::vector<RatedReading>> rated = rate_metered(metered, readings);
        for (const RatedReading& reading : *rated) text += reading.date.text() + " " + reading.total.text() + "; ";
        return text;
    };
    EXPECT_EQ(rated_of({{day("2026-01-10"), 1, "", number("10"), {}},
                        {day("2026-01-20"), 2, "", number("5"), {}},
                        {day("2026-02-03"), 3, "", number("2"), {}}}),
              "2026-01-10 3000; 2026-01-20 3500; 2026-02-03 4100; 2026-02-28 5500; 2026-03-31 7500; ");
    terms.term.reset();
    EXPECT_EQ(rate_metered(metered, {}).fault().code, "term-missing");
}

TEST(BillingCycle, KeepsToItsAnchor)
{
    const BillingCycle cycle = BillingCycle::by_day(day("2026-01-15"), {1, Interval::month}, 31);
    EXPECT_EQ(cycle.first(), day("2026-01-31"));
    EXPECT_EQ(cycle.boundary(1), day("2026-02-28"));
    EXPECT_EQ(cycle.boundary(2), day("2026-03-31"));
    // Every day lies in one period, and due periods leave none out.
    for (Date each = day("2025-11-01"); each < day("2026-12-31"); each = each.next()) {
        const DaySpan span = cycle.holding(each);
        EXPECT_TRUE(span.from <= each && each < span.to) << each.text();
    }
    Date next = day("2026-01-15");
    for (const DuePeriod& due : periods_due(cycle, next, day("2026-12-10"), day("2027-06-01"), Timing::arrears)) {
        EXPECT_EQ(due.covers.from, next);
        next = due.covers.to;
    }
    EXPECT_EQ(next, day("2026-12-10"));
}

TEST(Proration, OfAWholePeriodIsOne)
{
    const DaySpan month{day("2026-01-31"), day("2026-02-28")};
    for (int policy = 0; policy <= static_cast<int>(Proration::half_months); ++policy) {
        const auto proration = static_cast<Proration>(policy);
        EXPECT_EQ(part_of(month, month, proration), Ratio(1));
        Ratio before;
        for (Date to = month.from.next(); to <= month.to; to = to.next()) {
            const Ratio part = part_of({month.from, to}, month, proration);
            EXPECT_LE(before, part) << to.text() << " by policy " << policy;
            before = part;
        }
    }
}

}  // namespace
}  // namespace earned::rating_test
