// `auto`: which treatment a modification gets, and why.
#include "tests/rules/standard.h"

namespace earned::rules_test::modification_test {
namespace {

Line units(const char* id, const char* quantity, const char* unit_price, const char* unit_ssp)
{
    Line words = line(id, nullptr);
    words.quantity = number(quantity);
    words.unit_price = number(unit_price);
    if (unit_ssp != nullptr) words.unit_ssp = PriceRange{number(unit_ssp), number(unit_ssp)};
    words.treatment.satisfied = Satisfied::point_in_time;
    words.treatment.trigger = Trigger::fulfilment;
    return words;
}

Line project(const char* id, const char* price, Measure measure)
{
    Line words = line(id, price);
    words.treatment.measure = measure;
    words.treatment.obligation = ObligationId("project");
    return words;
}

struct Decided { Modifies treatment = Modifies::automatic; std::string rule; };

Decided treated(const Deal& deal)
{
    const auto terms = deal.decide();
    EXPECT_TRUE(terms) << (terms ? "" : terms.fault().text());
    if (!terms) return {};
    const ModificationTerms& modification = terms->contracts[0].modifications[0];
    EXPECT_EQ(modification.because.empty(), modification.why.empty());
    return {modification.treatment, modification.why.empty() ? "" : modification.why[0].rule->id};
}

// Units at 100.00, and something done about them on 1 April 2026.
Deal units_with(std::optional<Line> added, std::optional<Line> changed = std::nullopt)
{
    Deal deal({units("goods", "120", "100.00", "100.00")});
    const Moment at = deal.modify("2026-04-01").at;
    if (changed) deal.change(0, *changed);
    if (added) deal.add(*added, at, 1);
    return deal;
}

TEST(Modification, DistinctAtItsStandalonePriceIsAContractOfItsOwn)
{
    EXPECT_EQ(treated(units_with(units("extra", "30", "95.00", "95.00"))).treatment, Modifies::separate);
    // A changed standalone price of what was there changes neither scope nor price (example 5, case A).
    EXPECT_EQ(treated(units_with(units("extra", "30", "95.00", "95.00"), units("goods", "120", "100.00", "95.00"))).treatment,
              Modifies::separate);
    Line within = units("extra", "30", "95.00", nullptr);
    within.unit_ssp = PriceRange{number("90"), number("100")};
    EXPECT_EQ(treated(units_with(within)).treatment, Modifies::separate);
    EXPECT_EQ(treated(units_with(units("extra", "30", "95.00", nullptr))).treatment, Modifies::separate);
}

TEST(Modification, OtherwiseWhatRemainsIsDistinctAndRepriced)
{
    EXPECT_EQ(treated(units_with(units("extra", "30", "80.00", "95.00"))).treatment, Modifies::prospective);
    EXPECT_EQ(treated(units_with(std::nullopt, units("goods", "150", "100.00", "100.00"))).treatment, Modifies::prospective);
    EXPECT_EQ(treated(units_with(units("extra", "30", "95.00", "95.00"), units("goods", "120", "90.00", "95.00"))).rule,
              "prospective");
    Deal removed = units_with(units("extra", "30", "95.00", "95.00"));
    removed.contract().modifications[0].what.remove = {LineId("goods")};
    EXPECT_EQ(treated(removed).treatment, Modifies::prospective);
    Deal cheaper = units_with(std::nullopt);
    cheaper.contract().modifications[0].what.price_change = {{number("-10.00"), RelatesTo::remaining, {}, ""}};
    EXPECT_EQ(treated(cheaper).treatment, Modifies::prospective);
}

TEST(Modification, WhatIsMadeInOnePieceIsCaughtUp)
{
    for (const Measure measure : {Measure::percent, Measure::cost_to_cost, Measure::milestones, Measure::hours}) {
        Deal deal({project("works", "1000.00", measure)});
        deal.modify("2026-04-01");
        deal.change(0, project("works", "1100.00", measure));
        EXPECT_EQ(treated(deal).rule, "catch_up");
        Deal grown({project("works", "1000.00", measure)});
        grown.add(project("more", "100.00", measure), grown.modify("2026-04-01").at, 1);
        EXPECT_EQ(treated(grown).rule, "catch_up");
        Deal repriced({project("works", "1000.00", measure)});
        repriced.modify("2026-04-01").what.price_change = {{number("50.00"), RelatesTo::all, {}, ""}};
        EXPECT_EQ(treated(repriced).rule, "catch_up");
    }
}

TEST(Modification, WhatIsNotTouchedDoesNotDecide)
{
    Deal deal({project("works", "1000.00", Measure::percent), units("goods", "10", "5.00", "5.00")});
    deal.modify("2026-04-01");
    deal.change(1, units("goods", "12", "5.00", "5.00"));
    EXPECT_EQ(treated(deal).treatment, Modifies::prospective);
    Deal added({project("works", "1000.00", Measure::percent)});
    added.add(units("goods", "10", "5.00", "5.00"), added.modify("2026-04-01").at, 1);
    EXPECT_EQ(treated(added).treatment, Modifies::separate);
}

TEST(Modification, MoreDaysOfOneServiceAreNotSeparateButDistinct)
{
    Line cleaning = service("cleaning", "300000.00", "2026-01-01", "2026-12-31"), extension = cleaning;
    cleaning.treatment.measure = extension.treatment.measure = Measure::monthly;
    cleaning.treatment.obligation = extension.treatment.obligation = ObligationId("cleaning");
    extension.line = LineId("extension");
    Deal deal({cleaning});
    deal.add(extension, deal.modify("2026-04-01").at, 1);
    EXPECT_EQ(treated(deal).treatment, Modifies::prospective);
}

TEST(Modification, TheEventsOwnTreatmentStands)
{
    for (const Modifies treatment : {Modifies::separate, Modifies::prospective, Modifies::catch_up, Modifies::mixed}) {
        Deal deal = units_with(units("extra", "30", "95.00", "95.00"));
        deal.contract().modifications[0].what.treatment = treatment;
        EXPECT_EQ(treated(deal).treatment, treatment);
        EXPECT_EQ(treated(deal).rule, "");
    }
}

}  // namespace
}  // namespace earned::rules_test::modification_test
