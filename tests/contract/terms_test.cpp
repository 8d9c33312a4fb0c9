#include "contract/billing_terms.h"
#include "contract/line.h"

#include <gtest/gtest.h>

namespace earned::terms_test {

namespace {

Date due(std::string_view terms, Date invoiced) { return PaymentTerms::parse(terms).value().due(invoiced); }

}  // namespace

TEST(PaymentTerms, SayWhenAnInvoiceIsDue)
{
    EXPECT_EQ(due("net 30", Date::of(2026, 1, 15)), Date::of(2026, 2, 14));
    EXPECT_EQ(due("net 0", Date::of(2026, 1, 15)), Date::of(2026, 1, 15));
    EXPECT_EQ(due("2% 10 net 30", Date::of(2026, 1, 15)), Date::of(2026, 2, 14));
    EXPECT_EQ(due("eom+15", Date::of(2026, 2, 3)), Date::of(2026, 3, 15));
    EXPECT_EQ(due("eom+0", Date::of(2024, 2, 29)), Date::of(2024, 2, 29));
    EXPECT_EQ(PaymentTerms().due(Date::of(2026, 1, 15)), Date::of(2026, 1, 15));
}

TEST(PaymentTerms, AreReadAndWritten)
{
    const PaymentTerms terms = PaymentTerms::parse("2.5% 10 net 30").value();
    EXPECT_EQ(terms.discount_percent, Decimal::parse("2.5"));
    EXPECT_EQ(terms.discount_days, 10);
    EXPECT_EQ(terms.net_days, 30);
    for (const char* text : {"net 30", "net 0", "eom+15", "2% 10 net 30", "0.25% 5 net 999"})
        EXPECT_EQ(PaymentTerms::parse(text).value().text(), text);
    EXPECT_EQ(PaymentTerms::parse("2.50% 010 net 030").value().text(), "2.5% 10 net 30");
    for (const char* text :
         {"",        "net",      "net ",      "net 1000",         "net -1",         "Net 30",     "net 30 ",
          " net 30", "30",       "2% net 30", "2 % 10 net 30",    "100% 10 net 30", "2% 10 net",  "eom",
          "eom+",    "eom+1000", "eom 15",    "1.23456% 1 net 2", "-1% 1 net 2",    "+1% 1 net 2"})
        EXPECT_FALSE(PaymentTerms::parse(text)) << text;
}

TEST(Overlay, ReplacesTheFieldsThatAreNamedAndKeepsTheOthers)
{
    Line line;
    line.line = LineId("a");
    line.price = Decimal::of(1200);
    line.ssp = PriceRange{Decimal::of(1000), Decimal::of(1000)};
    line.end = Date::of(2026, 12, 31);
    line.treatment.measure = Measure::daily;
    line.treatment.memo = "why";
    line.policies = {{"residue", "last"}, {"rounding_place", "0"}};
    Line change;
    change.line = LineId("a");
    change.end = Date::of(2027, 12, 31);
    change.treatment.measure = Measure::monthly;
    change.policies = {{"residue", "largest_remainder"}};
    const Line changed = overlay(line, change);
    EXPECT_EQ(changed.line, LineId("a"));
    EXPECT_EQ(changed.price, Decimal::of(1200));
    EXPECT_EQ(changed.end, Date::of(2027, 12, 31));
    EXPECT_EQ(changed.treatment.measure, Measure::monthly);
    EXPECT_EQ(changed.treatment.memo, "why");
    EXPECT_EQ(changed.policies, (Policies{{"residue", "largest_remainder"}, {"rounding_place", "0"}}));
}

// Of two fields of which a line has one, the new one takes the place of the old.
TEST(Overlay, AUnitPriceTakesThePlaceOfAPrice)
{
    Line line, change;
    line.price = Decimal::of(1200);
    line.ssp = PriceRange{Decimal::of(1000), Decimal::of(1000)};
    line.open = true;
    change.unit_price = Decimal::of(10);
    change.unit_ssp = PriceRange{Decimal::of(9), Decimal::of(9)};
    change.quantity = Decimal::of(5);
    const Line changed = overlay(line, change);
    EXPECT_FALSE(changed.price || changed.ssp || changed.open);
    EXPECT_EQ(changed.unit_price, Decimal::of(10));
    EXPECT_EQ(changed.quantity, Decimal::of(5));
    EXPECT_EQ(changed.unit_ssp->low, Decimal::of(9));
}

}  // namespace earned::terms_test
