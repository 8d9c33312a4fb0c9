// What is not computed yet is refused by name, and everything else is not.
#include "rules/supported.h"
#include "tests/rules/standard.h"

#include <functional>
#include <set>

namespace earned::rules_test::supported_test {
namespace {

struct Asks {
    const char* feature;
    std::function<void(Deal&, Line&)> ask;
};

template <class Fact> void happens(Deal& deal, Fact fact)
{
    deal.contract().lines[0].happenings.push_back({{day("2026-02-01"), Rank::fulfilment}, 9, std::move(fact)});
}

const std::vector<Asks>& all_asks()
{
    static const std::vector<Asks> all{
        {"option", [](Deal&, Line& line) {
             line.option.emplace();
             line.treatment.satisfied = Satisfied::point_in_time;
         }},
        {"warranty", [](Deal&, Line& line) {
             line.warranty_expected_cost = number("1");
             line.treatment.measure = Measure::percent;
         }},
        {"tax-point", [](Deal&, Line& line) { line.tax = LineTax{number("0.1"), false, "", TaxPoint::payment}; }},
        {"pricing", [](Deal&, Line& line) {
             line.open = true;
             line.price.reset();
             line.unit_price = number("1");
             line.billing.emplace().plan = BillingPlan::on_fulfilment;
             line.billing->pricing.emplace().included = number("10");
         }},
        {"ramp", [](Deal&, Line& line) { line.billing.emplace().ramp.push_back({day("2026-02-01"), number("1"), {}}); }},
        {"returns", [](Deal&, Line& line) {
             line.return_right.emplace();
             line.treatment.measure = Measure::percent;
         }},
        {"cancellable", [](Deal& deal, Line& line) {
             line.ssp = PriceRange{number("120"), number("120")};
             Line other = service("other", "100.00", "2026-01-01", "2026-12-31");
             other.cancellable.emplace();
             other.treatment.measure = Measure::percent;
             deal.add(other, deal.contract().signed_at, 0);
             deal.add(service("bound", "100.00", "2026-01-01", "2026-12-31"), deal.contract().signed_at, 0);
         }},
    };
    return all;
}

Deal goods_for_a_hundred() { return Deal({line("goods", "100.00")}); }

TEST(Supported, RefusesEachFeatureByName)
{
    for (const Asks& asks : all_asks()) {
        Deal deal = goods_for_a_hundred();
        asks.ask(deal, deal.contract().lines[0].versions[0].line);
        const auto terms = deal.decide();
        EXPECT_EQ(code_of(terms), "unsupported-" + std::string(asks.feature));
        if (terms) continue;
        EXPECT_TRUE(terms.fault().where.starts_with("contract C1")) << terms.fault().where;
        EXPECT_FALSE(terms.fault().hint.empty());
    }
    EXPECT_TRUE(goods_for_a_hundred().decide());
}

TEST(Supported, ListsEachFeatureOnceAndEachCanBeAsked)
{
    std::set<std::string_view> listed, asked;
    for (const Unsupported& feature : unsupported_features()) EXPECT_TRUE(listed.insert(feature.feature).second) << feature.feature;
    for (const Asks& asks : all_asks()) asked.insert(asks.feature);
    EXPECT_EQ(listed, asked);
}

TEST(Supported, LetsPassWhatChangesNothing)
{
    const auto passes = [](const std::function<void(Deal&, Line&)>& ask) {
        Deal deal = goods_for_a_hundred();
        ask(deal, deal.contract().lines[0].versions[0].line);
        return code_of(deal.decide());
    };
    EXPECT_EQ(passes([](Deal&, Line& line) { line.treatment.principal = true; }), "no fault");
    EXPECT_EQ(passes([](Deal&, Line& line) { line.tax = LineTax{Decimal(), false, "", TaxPoint::payment}; }), "no fault");
    EXPECT_EQ(passes([](Deal& deal, Line&) { deal.overrides["tax_pending"] = "posted"; }), "no fault");
    EXPECT_EQ(passes([](Deal& deal, Line&) {  // each line keeps its price, however long it lasts
                  deal.contract().terms.cancellable.emplace();
                  deal.add(service("other", "100.00", "2026-01-01", "2026-12-31"), deal.contract().signed_at, 0);
              }), "no fault");
    EXPECT_EQ(passes([](Deal& deal, Line& line) {  // on any day: nothing ahead shares a price
                  line.ssp = PriceRange{number("120"), number("120")};
                  Line other = service("other", "100.00", "2026-01-01", "2026-12-31");
                  other.cancellable.emplace();
                  deal.add(other, deal.contract().signed_at, 0);
              }), "no fault");
    EXPECT_EQ(passes([](Deal& deal, Line& line) {  // on any day, beside one that binds to its end
                  line.ssp = PriceRange{number("120"), number("120")};
                  Line other = service("other", "100.00", "2026-01-01", "2026-12-31");
                  other.cancellable.emplace();
                  deal.add(other, deal.contract().signed_at, 0);
                  deal.add(service("bound", "100.00", "2026-01-01", "2026-12-31"), deal.contract().signed_at, 0);
              }), "no fault");
    EXPECT_EQ(passes([](Deal& deal, Line& line) {  // its customer can't get out
                  deal.contract().terms.cancellable = Cancellable{CancelBy::entity, {}, {}, CancelRefund::all, number("1")};
                  line.ssp = PriceRange{number("120"), number("120")};
                  deal.add(service("other", "100.00", "2026-01-01", "2026-12-31"), deal.contract().signed_at, 0);
              }), "no fault");
    EXPECT_EQ(passes([](Deal& deal, Line& line) {
                  line.treatment.measure = Measure::cost_to_cost;
                  line.expected_cost = number("100.00");
                  happens(deal, CostIncurred{{}, {}, number("10"), {}, CostKind::performance});
                  happens(deal, CostIncurred{{}, {}, number("1"), {}, CostKind::wasted});
              }), "no fault");
}

TEST(Supported, ALossIsComputedAndNoFault)
{
    Line works = line("works", "100.00");
    works.treatment.measure = Measure::cost_to_cost;
    works.expected_cost = number("120.00");
    Deal deal({works});
    EXPECT_EQ(code_of(deal.decide()), "no fault");
}

}  // namespace
}  // namespace earned::rules_test::supported_test
