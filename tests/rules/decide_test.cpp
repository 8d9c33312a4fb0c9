// What the standard package makes of lines: defaults, overrides, prices, and the date that decides.
#include "rules/words.h"
#include "tests/rules/standard.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace earned::rules_test::decide_test {
namespace {

std::string decided_by(const LineTerms& terms, std::string_view decision)
{
    for (const Why& why : terms.why)
        if (why.decision->decision == decision) return why.rule->id;
    return "";
}

ProductDefined product(const char* sku, const char* family, const char* tax_category = "")
{
    ProductDefined product;
    product.sku = Sku(sku);
    product.family = family;
    product.tax_category = tax_category;
    return product;
}

Line sold(Line words, const char* sku)
{
    words.sku = Sku(sku);
    return words;
}

// What a line of a product becomes when it says nothing of how it is earned and invoiced.
std::string becomes(const char* family, Line words)
{
    Deal deal({sold(std::move(words), "X")});
    deal.learn(product("X", family));
    const auto terms = deal.decide_line();
    if (!terms) return terms.fault().text();
    const bool over_time = terms->satisfied == Satisfied::over_time;
    return std::string(over_time ? word(terms->measure) : word(terms->trigger)) + ", " +
           std::string(word(*terms->billing.plan));
}

TEST(Decide, SensibleDefaults)
{
    const Line year = service("l", "1200.00", "2026-01-01", "2026-12-31");
    Line monthly = service("l", nullptr, "2026-01-01", "2026-12-31");
    monthly.unit_price = number("100.00");
    monthly.per = Interval{};
    Line staged = line("l", "1000.00");
    staged.billing.emplace().installments = {{std::nullopt, "design", std::nullopt, number("100")}};
    Line open = line("l", nullptr);
    open.open = true;
    open.unit_price = number("25.00");
    const Line goods = line("l", "1000.00");

    EXPECT_EQ(becomes("", year), "daily, on_signing");
    EXPECT_EQ(becomes("", goods), "fulfilment, on_fulfilment");
    EXPECT_EQ(becomes("", monthly), "daily, recurring");
    EXPECT_EQ(becomes("", open), "as_invoiced, usage");
    EXPECT_EQ(becomes("subscription", year), "daily, on_signing");
    EXPECT_EQ(becomes("support", monthly), "daily, recurring");
    EXPECT_EQ(becomes("hardware", goods), "fulfilment, on_fulfilment");
    EXPECT_EQ(becomes("hardware", year), "fulfilment, on_fulfilment");
    EXPECT_EQ(becomes("hardware", open), "fulfilment, on_fulfilment");
    EXPECT_EQ(becomes("implementation", goods), "percent, on_signing");
    EXPECT_EQ(becomes("implementation", staged), "milestones, installments");
    EXPECT_EQ(becomes("license", year), "start, on_fulfilment");
    EXPECT_EQ(becomes("license", goods), "fulfilment, on_fulfilment");
}

TEST(Decide, TheTreatmentStands)
{
    Line words = service("l", "1200.00", "2026-01-01", "2026-12-31");
    words.treatment.satisfied = Satisfied::point_in_time;
    words.treatment.trigger = Trigger::acceptance;
    words.treatment.obligation = ObligationId("together");
    words.treatment.ssp_method = SspMethod::residual;
    words.billing.emplace().plan = BillingPlan::none;
    const auto terms = Deal({words}).decide_line();
    ASSERT_TRUE(terms) << terms.fault().text();
    EXPECT_EQ(terms->satisfied, Satisfied::point_in_time);
    EXPECT_EQ(terms->trigger, Trigger::acceptance);
    EXPECT_EQ(terms->obligation, ObligationId("together"));
    EXPECT_EQ(terms->ssp_method, SspMethod::residual);
    EXPECT_EQ(terms->billing.plan, BillingPlan::none);
    EXPECT_EQ(decided_by(*terms, "obligation"), "");
    EXPECT_EQ(decided_by(*terms, "billing_plan"), "");
}

TEST(Decide, AMeasureMeansOverTimeAndATriggerAPointInTime)
{
    Line words = line("l", "1200.00");
    words.treatment.measure = Measure::percent;
    EXPECT_EQ(Deal({words}).decide_line()->satisfied, Satisfied::over_time);
    words = service("l", "1200.00", "2026-01-01", "2026-12-31");
    words.treatment.trigger = Trigger::start;
    EXPECT_EQ(Deal({words}).decide_line()->satisfied, Satisfied::point_in_time);
}

TEST(Decide, SaysWhichRuleDecided)
{
    const auto terms = Deal({service("l", "1200.00", "2026-01-01", "2026-12-31")}).decide_line();
    ASSERT_TRUE(terms);
    EXPECT_EQ(decided_by(*terms, "obligation"), "dated");
    EXPECT_EQ(decided_by(*terms, "billing_plan"), "signed");
    EXPECT_EQ(decided_by(*terms, "payment_terms"), "on_invoice");
    EXPECT_EQ(decided_by(*terms, "tax"), "");
    const Why& why = terms->why.front();
    EXPECT_EQ(why.package->name(), "standard");
    EXPECT_EQ(why.package->version(), "1.0");
    EXPECT_FALSE(why.rule->because.empty());
    EXPECT_EQ(terms->obligation, ObligationId("l"));
    EXPECT_EQ(terms->term, term("2026-01-01", "2026-12-31"));
    EXPECT_EQ(terms->payment.due(day("2026-03-05")), day("2026-03-05"));
}

TEST(Decide, RecurringBillingIsFilledIn)
{
    Line words = service("l", nullptr, "2026-01-15", "2026-12-31");
    words.unit_price = number("100.00");
    words.per = Interval{1, Interval::month};
    Deal deal({words});
    auto terms = deal.decide_line();
    ASSERT_TRUE(terms) << terms.fault().text();
    EXPECT_EQ(terms->billing.every, (Interval{1, Interval::month}));
    EXPECT_EQ(terms->billing.timing, Timing::advance);
    EXPECT_EQ(terms->billing.align, Align::anniversary);
    EXPECT_EQ(terms->billing.prorate, "actual");
    EXPECT_EQ(terms->stated.text(), "1,154.84");  // 11 and 17/31 months

    deal.contract().lines[0].versions[0].line.billing.emplace();
    BillingTerms& billing = *deal.contract().lines[0].versions[0].line.billing;
    billing.timing = Timing::arrears;
    billing.every = Interval{3, Interval::month};
    billing.prorate = "thirty_360";
    terms = deal.decide_line();
    EXPECT_EQ(terms->billing.plan, BillingPlan::recurring);
    EXPECT_EQ(terms->billing.timing, Timing::arrears);
    EXPECT_EQ(terms->billing.every, (Interval{3, Interval::month}));
    EXPECT_EQ(terms->conventions.proration, Proration::thirty_360);
    EXPECT_EQ(terms->stated.text(), "1,153.33");  // 11 and 16/30 months
    billing.prorate = "sometimes";
    EXPECT_EQ(code_of(deal.decide_line()), "policy-unknown");
}

TEST(Decide, TaxByRule)
{
    const auto rate = [](const char* entity, const char* customer, const char* category) {
        Deal deal({sold(line("l", "100.00"), "X")}, entity, "CNY");
        deal.learn(product("X", "", category));
        CustomerDefined buyer;
        buyer.customer = CustomerId("A");
        buyer.country = customer;
        deal.learn(buyer);
        const auto terms = deal.decide_line();
        if (!terms) return terms.fault().text();
        return terms->tax ? terms->tax->rate.text() : std::string("none");
    };
    EXPECT_EQ(rate("CN", "CN", "goods"), "0.13");
    EXPECT_EQ(rate("CN", "CN", "service"), "0.06");
    EXPECT_EQ(rate("CN", "CN", "transport"), "0.09");
    EXPECT_EQ(rate("CN", "CN", "exempt"), "0");
    EXPECT_EQ(rate("CN", "", "service"), "0.06");
    EXPECT_EQ(rate("CN", "CN", ""), "none");
    EXPECT_EQ(rate("CN", "JP", "goods"), "none");
    EXPECT_EQ(rate("US", "US", "goods"), "none");
    EXPECT_EQ(rate("US", "CN", "service"), "none");
}

TEST(Decide, TaxAsTheLineSaysAndNetOfIt)
{
    Line words = line("l", "159000.00");
    words.tax = LineTax{number("0.06"), true, "S", TaxPoint::invoice};
    auto terms = Deal({words}, "CN", "CNY").decide_line();
    ASSERT_TRUE(terms) << terms.fault().text();
    EXPECT_EQ(terms->stated.text(), "150,000.00");
    EXPECT_TRUE(terms->tax->included);
    words.tax->included = false;
    EXPECT_EQ(Deal({words}).decide_line()->stated.text(), "159,000.00");
    words.tax->rate = Decimal();
    EXPECT_TRUE(Deal({words}).decide_line()->tax->rate.is_zero());
}

TEST(Decide, PeriodsAreCountedFromTheContractsOrTheAccountsDay)
{
    Line words = line("l", "1200.00");
    words.start = day("2026-05-16");
    words.end = day("2026-12-31");
    words.billing = BillingTerms{};
    words.billing->plan = BillingPlan::recurring;
    words.billing->every = Interval{3, Interval::month};
    words.billing->align = Align::contract;
    Deal deal({words});
    deal.contract().terms.start = day("2026-01-31");
    EXPECT_EQ(deal.decide_line()->billing.aligned_to, day("2026-01-31"));
    Line& line = deal.contract().lines[0].versions[0].line;
    line.billing->align = Align::account;
    EXPECT_EQ(code_of(deal.decide()), "billing-from-missing");
    CustomerDefined buyer;
    buyer.customer = CustomerId("A");
    buyer.attributes["billing_from"] = "2025-11-20";
    deal.learn(buyer);
    EXPECT_EQ(deal.decide_line()->billing.aligned_to, day("2025-11-20"));
    line.billing->anchor = 15;
    EXPECT_EQ(code_of(deal.decide()), "anchor-and-alignment");
}

TEST(Decide, WhatTheCustomerWithholdsIsTheRules)
{
    Deal deal({line("l", "1.00")});
    EXPECT_TRUE(deal.decide_line()->withheld.is_zero());
    CustomerDefined buyer;
    buyer.customer = CustomerId("A");
    buyer.attributes["withholding"] = "10";
    deal.learn(buyer);
    EXPECT_EQ(deal.decide_line()->withheld, number("0.1"));
    EXPECT_EQ(decided_by(*deal.decide_line(), "withholding"), "ten");
}

TEST(Decide, PaymentTermsOfTheContractThenTheCustomer)
{
    Deal deal({line("l", "1.00")});
    CustomerDefined buyer;
    buyer.customer = CustomerId("A");
    buyer.terms = PaymentTerms{.net_days = 30};
    deal.learn(buyer);
    EXPECT_EQ(deal.decide_line()->payment.net_days, 30);
    EXPECT_EQ(decided_by(*deal.decide_line(), "payment_terms"), "");
    deal.contract().terms.terms = PaymentTerms{.net_days = 60};
    EXPECT_EQ(deal.decide_line()->payment.net_days, 60);
}

TEST(Decide, OnePriceForAllLines)
{
    Line first = line("a", nullptr), second = line("b", nullptr);
    first.ssp = PriceRange{number("40"), number("40")};
    second.ssp = PriceRange{number("15"), number("45")};
    Deal deal({first, second});
    EXPECT_EQ(code_of(deal.decide()), "price-missing");
    deal.contract().terms.price = number("100.00");
    const auto terms = deal.decide();
    ASSERT_TRUE(terms) << terms.fault().text();
    EXPECT_FALSE(terms->contracts[0].lines[0][0].priced);
    EXPECT_TRUE(terms->contracts[0].lines[0][0].stated.is_zero());
    EXPECT_EQ(terms->contracts[0].lines[1][0].ssp_low, Ratio(1500));
    EXPECT_EQ(terms->contracts[0].lines[1][0].ssp_high, Ratio(4500));
    deal.contract().lines[0].versions[0].line.price = number("1.00");
    EXPECT_EQ(code_of(deal.decide()), "price-twice");
}

TEST(Decide, StandalonePriceByItsOrderOfEvidence)
{
    ProductDefined listed = product("X", "hardware");
    listed.ssp = {{currency("EUR"), {number("1"), number("1")}, ""},
                  {currency("USD"), {number("50"), number("60")}, ""},
                  {currency("USD"), {number("70"), number("70")}, "CA"}};
    Line words = sold(line("l", "300.00"), "X");
    words.quantity = number("4");
    Deal deal({words});
    deal.learn(listed);
    const auto range = [&] {
        const auto terms = deal.decide_line();
        return terms ? terms->ssp_low.text() + ".." + terms->ssp_high.text() : terms.fault().text();
    };
    Line& line = deal.contract().lines[0].versions[0].line;
    EXPECT_EQ(range(), "20000..24000");
    CustomerDefined buyer;
    buyer.customer = CustomerId("A");
    buyer.attributes["region"] = "CA";
    deal.learn(buyer);
    EXPECT_EQ(range(), "28000..28000");
    line.unit_ssp = PriceRange{number("80.005"), number("80.005")};
    EXPECT_EQ(range(), "32002..32002");
    line.ssp = PriceRange{number("310.5"), number("310.5")};
    EXPECT_EQ(range(), "31050..31050");
    line.ssp.reset();
    line.unit_ssp.reset();
    line.sku.reset();
    EXPECT_EQ(range(), "30000..30000");  // the stated price itself
    line.ssp = PriceRange{number("2"), number("1")};
    EXPECT_EQ(code_of(deal.decide()), "ssp-backwards");
}

TEST(Decide, WithoutEvidenceASharedPriceCannotBeShared)
{
    Deal deal({line("a", nullptr), line("b", nullptr)});
    deal.contract().terms.price = number("100.00");
    const auto terms = deal.decide();
    EXPECT_EQ(code_of(terms), "ssp-missing");
    EXPECT_EQ(terms.fault().where, "contract C1, line a, ssp");
    Deal alone({line("a", nullptr)});
    alone.contract().terms.price = number("100.00");
    EXPECT_EQ(alone.decide_line()->ssp_low, Ratio(10000));
}

TEST(Decide, AUnitsStandalonePriceCountsItsPeriods)
{
    Line words = service("l", nullptr, "2024-01-01", "2026-12-31");
    words.unit_price = number("100000.00");
    words.per = Interval{1, Interval::year};
    words.unit_ssp = PriceRange{number("80000"), number("80000")};
    const auto terms = Deal({words}).decide_line();
    EXPECT_EQ(terms->ssp_low, Ratio(24000000));
    EXPECT_EQ(terms->stated.text(), "300,000.00");
}

TEST(Decide, WhatIsCalledOffHasNoPriceYet)
{
    Line words = line("l", nullptr);
    words.open = true;
    words.unit_price = number("25.00");
    words.treatment.measure = Measure::as_invoiced;
    const auto terms = Deal({words}).decide_line();
    ASSERT_TRUE(terms) << terms.fault().text();
    EXPECT_TRUE(terms->stated.is_zero());
    EXPECT_TRUE(terms->open_quantity);
    EXPECT_TRUE(terms->ssp_low.is_zero());
    words.price = number("5.00");
    EXPECT_EQ(code_of(Deal({words}).decide_line()), "price-not-called-off");
}

TEST(Decide, PoliciesFromWideToNarrow)
{
    Line words = service("l", "100.00", "2026-01-01", "2026-12-31");
    Deal deal({words});
    EXPECT_EQ(deal.decide_line()->conventions.partial_months, PartialMonths::actual);
    EXPECT_EQ(deal.decide_line()->conventions.noncash_measured_at, NoncashMeasuredAt::performance);
    deal.framework = "US-GAAP";
    EXPECT_EQ(deal.decide_line()->conventions.noncash_measured_at, NoncashMeasuredAt::inception);
    deal.overrides["partial_months"] = "full";
    EXPECT_EQ(deal.decide_line()->conventions.partial_months, PartialMonths::full);
    deal.contract().terms.policies["partial_months"] = "half";
    EXPECT_EQ(deal.decide_line()->conventions.partial_months, PartialMonths::half);
    deal.contract().lines[0].versions[0].line.policies["partial_months"] = "anniversary";
    EXPECT_EQ(deal.decide_line()->conventions.partial_months, PartialMonths::anniversary);
    EXPECT_EQ(deal.decide()->contracts[0].conventions.partial_months, PartialMonths::half);
    deal.contract().lines[0].versions[0].line.policies["partial_month"] = "full";
    const auto wrong = deal.decide();
    EXPECT_EQ(code_of(wrong), "policy-unknown");
    EXPECT_EQ(wrong.fault().where, "contract C1, line l, policy partial_month");
}

TEST(Decide, AskedOnTheDateOfTheEvent)
{
    ProductDefined then = product("X", "hardware"), now = product("X", "subscription");
    Line words = sold(service("l", "100.00", "2026-01-01", "2026-12-31"), "X");
    Deal deal({words});
    deal.learn(then, "2020-01-01");
    deal.learn(now, "2026-06-01");
    deal.modify("2026-07-01").what.treatment = Modifies::prospective;
    words.price = number("200.00");
    deal.change(0, words);
    const auto terms = deal.decide();
    ASSERT_TRUE(terms) << terms.fault().text();
    const std::vector<LineTerms>& versions = terms->contracts[0].lines[0];
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(versions[0].satisfied, Satisfied::point_in_time);
    EXPECT_EQ(versions[1].satisfied, Satisfied::over_time);
    EXPECT_EQ(versions[1].stated.text(), "200.00");
}

TEST(Decide, ByThePackageInForce)
{
    std::vector<PackageFile> files = standard_files();
    for (PackageFile& file : files) {
        if (file.name == "version.txt") file.text = "2.0\n";
        const std::size_t place = file.text.find("\"net 0\"");
        if (place != std::string::npos) file.text.replace(place, 7, "\"net 45\"");
    }
    const auto later = Package::compile("standard", files);
    ASSERT_TRUE(later);
    Deal deal({line("l", "100.00")});
    deal.modify("2026-07-01").what.treatment = Modifies::prospective;
    deal.change(0, line("l", "90.00"));
    const Policy policy{&deal.reference, BookName("B"), "IFRS",
                        {{Date::dawn(), &standard()}, {day("2026-07-01"), &*later}}, {}};
    const auto terms = decide(policy, deal.group);
    ASSERT_TRUE(terms);
    const std::vector<LineTerms>& versions = terms->contracts[0].lines[0];
    EXPECT_EQ(versions[0].payment.net_days, 0);
    EXPECT_EQ(versions[1].payment.net_days, 45);
    EXPECT_EQ(versions[1].why.front().package->version(), "2.0");
    const Policy none{&deal.reference, BookName("B"), "IFRS", {}, {}};
    EXPECT_EQ(code_of(decide(none, deal.group)), "rules-missing");
}

TEST(Decide, ListPricesOfInceptionOrOfTheModification)
{
    ProductDefined then = product("X", "hardware"), now = then;
    then.ssp = {{currency("USD"), {number("25"), number("25")}, ""}};
    now.ssp = {{currency("USD"), {number("30"), number("30")}, ""}};
    Deal deal({sold(line("x", "20.00"), "X"), line("other", "5.00")});
    deal.learn(then, "2020-01-01");
    deal.learn(now, "2026-07-01");
    deal.modify("2026-07-01").what.treatment = Modifies::prospective;
    deal.change(0, sold(line("x", "21.00"), "X"));
    auto terms = deal.decide();
    ASSERT_TRUE(terms) << terms.fault().text();
    EXPECT_EQ(terms->contracts[0].lines[0][1].ssp_low, Ratio(2500));
    EXPECT_TRUE(terms->contracts[0].modifications[0].standalone.empty());
    deal.overrides["ssp_date"] = "modification";
    terms = deal.decide();
    EXPECT_EQ(terms->contracts[0].lines[0][0].ssp_low, Ratio(2500));
    EXPECT_EQ(terms->contracts[0].lines[0][1].ssp_low, Ratio(3000));
    const auto& standalone = terms->contracts[0].modifications[0].standalone;
    ASSERT_EQ(standalone.size(), 2U);
    EXPECT_EQ(standalone[0].low, Ratio(3000));
    EXPECT_EQ(standalone[1].low, Ratio(500));
}

TEST(Decide, ConfirmsLargeJudgementsUnlessWaived)
{
    Line words = line("l", "1000000.00");
    words.treatment.measure = Measure::percent;
    Deal deal({words});
    EXPECT_TRUE(deal.decide_line()->confirm);
    EXPECT_EQ(decided_by(*deal.decide_line(), "confirmation"), "large_judgement");
    deal.overrides["confirmation"] = "waived";
    EXPECT_FALSE(deal.decide_line()->confirm);
    words.price = number("999999.99");
    EXPECT_FALSE(Deal({words}).decide_line()->confirm);
}

TEST(Decide, RefusesWhatIsWrong)
{
    EXPECT_EQ(code_of(Deal({sold(line("l", "1.00"), "NO")}).decide()), "sku-unknown");
    EXPECT_EQ(code_of(Deal({service("l", "1.00", "2026-02-01", "2026-01-01")}).decide()), "term-backwards");
    Line words = line("l", "1.00");
    words.quantity = number("-1");
    EXPECT_EQ(code_of(Deal({words}).decide()), "quantity-negative");
    words = line("l", "1.00");
    words.billing.emplace().plan = BillingPlan::installments;
    EXPECT_EQ(code_of(Deal({words}).decide()), "installments-missing");
    words.billing->plan = BillingPlan::recurring;
    EXPECT_EQ(code_of(Deal({words}).decide()), "term-missing");
    words = line("l", nullptr);
    words.unit_price = number("1.00");
    words.per = Interval{};
    words.start = day("2026-01-01");
    words.treatment.satisfied = Satisfied::point_in_time;
    const auto handed_over = Deal({words}).decide();
    EXPECT_EQ(code_of(handed_over), "term-missing");
    EXPECT_EQ(handed_over.fault().where, "contract C1, line l, end");
    words.treatment = {};
    words.treatment.measure = Measure::daily;
    const auto open_ended = Deal({words}).decide();
    ASSERT_TRUE(open_ended) << open_ended.fault().text();
    const LineTerms& terms = open_ended->contracts.front().lines.front().front();
    EXPECT_FALSE(terms.term);
    EXPECT_EQ(terms.stated.plain(), "1.00");  // of one month
}

TEST(Decide, TheCalendarIsTheEntitys)
{
    Deal deal({line("l", "1.00")});
    EntityDefined entity = *deal.reference.entity(EntityId("E"), Date::never());
    entity.fiscal_year_start = "07-01";
    deal.learn(entity, "2021-01-01");
    EXPECT_EQ(deal.decide()->calendar, *FiscalCalendar::parse("monthly", "07-01"));
}

}  // namespace
}  // namespace earned::rules_test::decide_test
