#include "fold_events.h"

#include <algorithm>

namespace earned::testing::reference_test {
namespace {

Event numbered(std::int64_t number, const char* date, Fact fact)
{
    Event made = event(date, std::move(fact), std::to_string(number));
    made.number = number;
    return made;
}

EntityDefined entity(const char* name)
{
    EntityDefined made;
    made.entity = EntityId("E");
    made.name = name;
    made.currency = usd;
    return made;
}
RatePublished rate(const char* kind, const char* value) { return {"EUR", "USD", number(value), kind}; }
PeriodClosed closes(const char* book, const char* period) { return {EntityId("E"), BookName(book), period, ""}; }
PeriodReopened reopens(const char* book, const char* period)
{
    return {EntityId("E"), BookName(book), period, "late invoice"};
}
Period period(const char* text) { return Period::parse(text).value(); }

TEST(Reference, SeesTheLatestVersionOfTheDayAndTheLaterKnownOfOneDay)
{
    std::vector<Event> events = {numbered(1, "2026-01-01", entity("first")), numbered(3, "2026-06-01", entity("third")),
                                 numbered(2, "2026-06-01", entity("second")),
                                 numbered(4, "2026-03-01", entity("late"))};
    for (int turn = 0; turn < 24; ++turn) {
        const Reference known = Reference::of(events);
        EXPECT_EQ(known.entity(EntityId("E"), day("2025-01-01"))->name, "first");
        EXPECT_EQ(known.entity(EntityId("E"), day("2026-02-28"))->name, "first");
        EXPECT_EQ(known.entity(EntityId("E"), day("2026-03-01"))->name, "late");
        EXPECT_EQ(known.entity(EntityId("E"), day("2026-06-01"))->name, "third");
        EXPECT_EQ(known.entity(EntityId("F"), day("2026-06-01")), nullptr);
        std::next_permutation(events.begin(), events.end(),
                              [](const Event& a, const Event& b) { return a.number < b.number; });
    }
}

TEST(Reference, OneMoreEventKeepsTheOrder)
{
    Reference known;
    for (const std::int64_t number : {3, 1, 2})
        known.add(numbered(number, "2026-01-01", entity(std::to_string(number).c_str())));
    EXPECT_EQ(known.entity(EntityId("E"), day("2026-01-01"))->name, "3");
}

TEST(Reference, ProductsAndCustomersAreUnknownBeforeTheirFirstDay)
{
    ProductDefined product;
    product.sku = Sku("S");
    CustomerDefined customer;
    customer.customer = CustomerId("A");
    Reference known;
    known.add(event("2026-01-01", product, "1"));
    known.add(event("2026-01-01", customer, "2"));
    EXPECT_EQ(known.product(Sku("S"), day("2025-12-31")), nullptr);
    EXPECT_NE(known.product(Sku("S"), day("2026-01-01")), nullptr);
    EXPECT_EQ(known.customer(CustomerId("A"), day("2025-12-31")), nullptr);
    EXPECT_NE(known.customer(CustomerId("A"), day("2026-01-01")), nullptr);
}

TEST(Reference, ADefaultEntityIsTheOnlyOne)
{
    Reference known;
    EXPECT_FALSE(known.default_entity());
    known.add(event("2026-01-01", entity("one"), "1"));
    EXPECT_EQ(known.default_entity(), EntityId("E"));
    EntityDefined other = entity("two");
    other.entity = EntityId("F");
    known.add(event("2026-01-01", other, "2"));
    EXPECT_FALSE(known.default_entity());
    EXPECT_EQ(known.entities(), (std::vector{EntityId("E"), EntityId("F")}));
}

TEST(Reference, ReadsTheCalendarOfAnEntity)
{
    EntityDefined weekly = entity("E");
    weekly.calendar = "4-4-5";
    weekly.fiscal_year_start = "02-01";
    Reference known;
    EXPECT_EQ(known.calendar(EntityId("E")), FiscalCalendar());
    known.add(event("2026-01-01", weekly, "1"));
    EXPECT_EQ(known.calendar(EntityId("E")), FiscalCalendar(FiscalCalendar::Kind::weeks_445, 2, 1));
}

TEST(Reference, RatesAreTheLatestSpotTheDaysClosingOrTheMonthsAverage)
{
    Reference known;
    known.add(event("2026-03-10", rate("spot", "1.10"), "1"));
    known.add(event("2026-03-31", rate("closing", "1.12"), "2"));
    known.add(event("2026-04-20", rate("spot", "1.08"), "3"));
    known.add(event("2026-03-15", rate("average", "1.11"), "4"));
    const auto on = [&](const char* kind, const char* date) { return known.rate("EUR", "USD", kind, day(date)); };
    EXPECT_EQ(on("spot", "2026-03-09"), std::nullopt);
    EXPECT_EQ(on("spot", "2026-04-19"), number("1.10"));
    EXPECT_EQ(on("spot", "2026-04-20"), number("1.08"));
    EXPECT_EQ(on("closing", "2026-03-31"), number("1.12"));
    EXPECT_EQ(on("closing", "2026-04-30"), number("1.08"));
    EXPECT_EQ(on("average", "2026-03-11"), number("1.11"));
    EXPECT_EQ(on("average", "2026-04-25"), number("1.08"));
    EXPECT_EQ(known.rate("USD", "USD", "spot", day("2026-01-01")), Decimal::of(1));
    EXPECT_EQ(known.rate("USD", "EUR", "spot", day("2026-05-01")), std::nullopt);
}

TEST(Reference, PeriodsAreLockedAndReopenedInTheOrderOfTheLog)
{
    std::vector<Event> events = {
        numbered(1, "2026-02-05", closes("", "2026-01")), numbered(2, "2026-03-05", closes("IFRS", "2026-02")),
        numbered(3, "2026-03-06", reopens("IFRS", "2026-01")), numbered(4, "2026-03-01", closes("CAS", "2026-03"))};
    for (int turn = 0; turn < 2; ++turn) {
        const Reference known = Reference::of(events);
        EXPECT_FALSE(known.closed(EntityId("E"), BookName("IFRS"), period("2026-01")));
        EXPECT_TRUE(known.closed(EntityId("E"), BookName("CAS"), period("2026-01")));
        EXPECT_FALSE(known.closed(EntityId("F"), BookName("CAS"), period("2026-01")));
        EXPECT_EQ(known.closed_periods(EntityId("E"), BookName("IFRS")), std::vector{period("2026-02")});
        EXPECT_EQ(known.closed_periods(EntityId("E"), BookName("CAS")),
                  (std::vector{period("2026-01"), period("2026-03")}));
        std::reverse(events.begin(), events.end());
    }
}

TEST(Reference, RulesAreInForceFromTheDayTheyName)
{
    Reference known;
    known.add(event("2025-12-01", RulesActivated{BookName("IFRS"), "standard", "2", day("2026-01-01")}, "1"));
    known.add(event("2025-12-02", RulesActivated{BookName("IFRS"), "standard", "1", day("2025-01-01")}, "2"));
    EXPECT_EQ(known.rules(BookName("IFRS"), day("2024-12-31")), nullptr);
    EXPECT_EQ(known.rules(BookName("IFRS"), day("2025-12-31"))->version, "1");
    EXPECT_EQ(known.rules(BookName("IFRS"), day("2026-01-01"))->version, "2");
    EXPECT_EQ(known.activations(BookName("IFRS")).size(), 2U);
    EXPECT_TRUE(known.activations(BookName("CAS")).empty());
}

}  // namespace
}  // namespace earned::testing::reference_test
