#include "recognition/allocation.h"
#include "tests/recognition/story.h"

#include <rapidcheck/gtest.h>

#include <numeric>

namespace earned::allocation_test {

namespace {

Claimant at(std::string standalone)
{
    const Ratio price(cents(standalone));
    return {price, Ratio(), price, price, false, "a line"};
}

Claimant residual(std::string low, std::string high)
{
    return {Ratio(), Ratio(), Ratio(cents(low)), Ratio(cents(high)), true, "the residual"};
}

std::vector<std::int64_t> whole(std::string price, const std::vector<Claimant>& claimants,
                                const std::vector<Offer>& offers = {})
{
    const Result<std::vector<Ratio>> shares = allocate(Ratio(cents(price)), claimants, offers, "C1");
    if (!shares) return {};
    return in_whole_units(cents(price), *shares, Residue::largest_remainder, 1);
}

std::string fault(std::string price, const std::vector<Claimant>& claimants, const std::vector<Offer>& offers = {})
{
    const Result<std::vector<Ratio>> shares = allocate(Ratio(cents(price)), claimants, offers, "C1");
    return shares ? "none" : shares.fault().code;
}

using Amounts = std::vector<std::int64_t>;

}  // namespace

// IFRS 15 example 33.
TEST(Allocation, IsByRelativeStandalonePrice)
{
    EXPECT_EQ(whole("100.00", {at("50.00"), at("25.00"), at("75.00")}), (Amounts{3333, 1667, 5000}));
    EXPECT_EQ(whole("100.00", {at("1.00"), at("1.00"), at("1.00")}), (Amounts{3334, 3333, 3333}));
    EXPECT_EQ(whole("110000.00", {at("80000.00"), at("40000.00")}), (Amounts{7333333, 3666667}));
}

// Examples 34A to 34C.
TEST(Allocation, PlacesADiscountWhereItBelongs)
{
    const std::vector<Claimant> three = {at("40.00"), at("55.00"), at("45.00")};
    const std::vector<Offer> bundle = {{{1, 2}, Ratio(cents("60.00"))}};
    EXPECT_EQ(whole("100.00", three, bundle), (Amounts{4000, 3300, 2700}));
    // A discount that isn't the bundle's alone is spread over all.
    EXPECT_EQ(whole("105.00", {at("40.00"), at("55.00"), at("45.00"), at("30.00")}, bundle),
              (Amounts{2471, 3397, 2779, 1853}));
}

TEST(Allocation, LeavesTheRest)
{
    std::vector<Claimant> four = {at("40.00"), at("55.00"), at("45.00"), residual("15.00", "45.00")};
    const std::vector<Offer> bundle = {{{1, 2}, Ratio(cents("60.00"))}};
    EXPECT_EQ(whole("130.00", four, bundle), (Amounts{4000, 3300, 2700, 3000}));
    EXPECT_EQ(fault("105.00", four, bundle), "residual-out-of-range");
    EXPECT_EQ(fault("100.00", four, bundle), "residual-implausible");
    four.push_back(residual("1.00", "2.00"));
    EXPECT_EQ(fault("130.00", four, bundle), "residual-several");
}

TEST(Allocation, NeedsAStandalonePrice)
{
    EXPECT_EQ(fault("100.00", {at("0.00"), at("0.00")}), "ssp-missing");
    EXPECT_EQ(whole("100.00", {at("0.00")}), (Amounts{10000}));
    EXPECT_EQ(whole("0.00", {at("0.00"), at("0.00")}), (Amounts{0, 0}));
}

// The nearer end of the range; without a stated price its middle.
TEST(Allocation, ReadsARange)
{
    LineTerms terms;
    terms.ssp_low = Ratio(100);
    terms.ssp_high = Ratio(200);
    terms.stated = Money(150, usd());
    EXPECT_EQ(standalone_price(terms), Ratio(150));
    terms.stated = Money(50, usd());
    EXPECT_EQ(standalone_price(terms), Ratio(100));
    terms.stated = Money(500, usd());
    EXPECT_EQ(standalone_price(terms), Ratio(200));
    terms.priced = false;
    EXPECT_EQ(standalone_price(terms), Ratio(150));
}

TEST(Allocation, GivesTheResidueToTheLast)
{
    const std::vector<Ratio> thirds(3, Ratio(10000, 3));
    EXPECT_EQ(in_whole_units(10000, thirds, Residue::last, 1), (Amounts{3333, 3333, 3334}));
    EXPECT_EQ(in_whole_units(10000, thirds, Residue::largest_remainder, 100), (Amounts{3400, 3300, 3300}));
}

// 606-10-32-40: what a royalty expected of a licence covers of its price takes no share of the fixed one.
TEST(Allocation, LeavesOutWhatAVariableAmountCovers)
{
    Story story;
    story.line(goods("X", "800.00"));
    Spec licence = goods("Y", "0.00");
    licence.ssp = "1000.00";
    story.line(licence);
    Variable royalty;
    royalty.id = "royalty";
    royalty.kind = "royalty";
    royalty.amount = number("1000.00");
    royalty.allocate_to = {LineId("Y")};
    const Earned earned = story.variable(royalty).delivered("Y", "2026-01-01").delivered("X", "2026-02-01").earned();
    EXPECT_EQ(revenue(earned, "2026-01-01"), 0);
    EXPECT_EQ(revenue(earned, "2026-02-01"), cents("800.00"));
}

// prac-contract-combination: two contracts, one price; each is invoiced at its own.
TEST(Allocation, CombinesContracts)
{
    Story story("2026-01-10");
    Spec equipment = goods("equipment", "50000.00"), installation = goods("installation", "60000.00");
    equipment.ssp = "80000.00";
    installation.ssp = "40000.00";
    story.line(equipment).delivered("equipment", "2026-02-01");
    story.sign("C2", "2026-01-10").line(installation).delivered("installation", "2026-03-31");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-02-01"), 7333333);
    EXPECT_EQ(rights(earned, "2026-02-01"), 5000000);
    EXPECT_EQ(revenue(earned, "2026-03-31"), 11000000);
    EXPECT_EQ(rights(earned, "2026-03-31"), 11000000);
    EXPECT_EQ(allocation(earned, "2026-01-10").price, 11000000);
}

// cas14-contract-asset-ab: a contract's one price is stated as it is allocated.
TEST(Allocation, StatesOnePriceAsAllocated)
{
    Story story("2018-03-01");
    Spec one = goods("A", "0.00"), other = goods("B", "0.00");
    one.ssp = "6000.00";
    other.ssp = "24000.00";
    one.priced = other.priced = false;
    story.line(one).line(other).delivered("A", "2018-03-01").delivered("B", "2018-04-01");
    story.contract().terms.price = number("25000.00");
    const Earned earned = story.earned();
    EXPECT_EQ(priced(earned, "2018-03-01", "A"), cents("5000.00"));
    EXPECT_EQ(rights(earned, "2018-03-01"), cents("5000.00"));
    EXPECT_EQ(revenue(earned, "2018-04-01"), cents("25000.00"));
}

TEST(Allocation, RefusesAPriceOfNothing)
{
    Story story;
    Spec hours = work("hours", "0.00", Measure::as_invoiced);
    hours.open = true;
    hours.unit_price = "25.00";
    story.line(hours);
    story.contract().terms.price = number("100.00");
    EXPECT_EQ(story.fault(), "price-of-nothing");
}

RC_GTEST_PROP(Allocation, LosesNoCent, ())
{
    const auto weights = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 100000)));
    const std::int64_t price = *rc::gen::inRange<std::int64_t>(-10'000'000, 10'000'000);
    const std::int64_t unit = *rc::gen::element(1, 100);
    const Residue residue = *rc::gen::element(Residue::largest_remainder, Residue::last);
    std::vector<Claimant> claimants;
    for (const int weight : weights) claimants.push_back({Ratio(weight), {}, Ratio(weight), Ratio(weight), false, ""});
    const Result<std::vector<Ratio>> shares = allocate(Ratio(price), claimants, {}, "");
    RC_ASSERT(std::accumulate(shares->begin(), shares->end(), Ratio()) == Ratio(price));
    const std::vector<std::int64_t> parts = in_whole_units(price, *shares, residue, unit);
    RC_ASSERT(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == price);
    if (residue == Residue::last) return;
    for (std::size_t place = 0; place < parts.size(); ++place)
        RC_ASSERT(abs(Ratio(parts[place]) - (*shares)[place]) < Ratio(2 * unit));
    std::vector<Ratio> mirrored;
    for (const Ratio& share : *shares) mirrored.push_back(-share);
    const std::vector<std::int64_t> credits = in_whole_units(-price, mirrored, residue, unit);
    for (std::size_t place = 0; place < parts.size(); ++place) RC_ASSERT(credits[place] == -parts[place]);
}

}  // namespace earned::allocation_test
