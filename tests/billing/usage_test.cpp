// Rated usage on invoices: tiers, minimums, prices that change, and what is reported late.
#include "deal.h"

#include <algorithm>

namespace earned::usage_test {
namespace {

using namespace earned::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Term year = term("2026-01-01", "2026-12-31");

LineTerms metered(Pricing pricing)
{
    LineTerms terms = open_goods(plan(BillingPlan::usage));
    terms.satisfied = Satisfied::over_time;
    terms.measure = Measure::usage;
    terms.billing.every = Interval{1, Interval::month};
    terms.billing.pricing = std::move(pricing);
    terms.term = year;
    return terms;
}

Tier to(const char* up_to, const char* unit_price)
{
    Tier tier;
    if (up_to != nullptr) tier.up_to = number(up_to);
    tier.unit_price = number(unit_price);
    return tier;
}

Pricing graduated()
{
    Pricing pricing;
    pricing.model = PriceModel::graduated;
    pricing.tiers = {to("100", "1.00"), to(nullptr, "0.50")};
    return pricing;
}

// What is known late stands where it happened.
void happened(Deal& deal, const char* date, Performed fact)
{
    deal.happen("calls", date, std::move(fact));
    std::vector<Happening>& all = deal.life("calls").happenings;
    std::stable_sort(all.begin(), all.end(),
                     [](const Happening& a, const Happening& b) { return a.at.date < b.at.date; });
}

void use(Deal& deal, const char* date, const char* quantity)
{
    happened(deal, date, UsageRecorded{ContractId("C1"), LineId("calls"), "", number(quantity), {}});
}
void correct(Deal& deal, const char* date, const char* quantity)
{
    happened(deal, date, UsageCorrected{ContractId("C1"), LineId("calls"), "", number(quantity), {}});
}

TEST(Usage, IsRatedByThePeriod)
{
    Deal deal("2026-01-01");
    deal.line("calls", metered(graduated()));
    use(deal, "2026-01-10", "80");
    use(deal, "2026-01-20", "60");
    use(deal, "2026-03-01", "10");
    EXPECT_THAT(told(deal.draft("2026-03-31")),
                ElementsAre("invoice 2026-01-31: calls 120.00", "invoice 2026-03-31: calls 10.00"));
}

TEST(Usage, APeriodWithoutAnyOwesItsMinimum)
{
    Pricing pricing = graduated();
    pricing.minimum = number("25");
    Deal deal("2026-01-01");
    deal.line("calls", metered(pricing));
    use(deal, "2026-01-10", "80");
    EXPECT_THAT(told(deal.draft("2026-02-28")),
                ElementsAre("invoice 2026-01-31: calls 80.00", "invoice 2026-02-28: calls 25.00"));
}

TEST(Usage, AChangedPriceCountsFromTheNextPeriod)
{
    Deal deal("2026-01-01");
    deal.line("calls", metered(graduated()));
    Pricing dearer = graduated();
    dearer.tiers = {to(nullptr, "2.00")};
    deal.change("calls", "2026-02-15", metered(dearer));
    for (const char* date : {"2026-01-10", "2026-02-20", "2026-03-10"}) use(deal, date, "10");
    EXPECT_THAT(told(deal.draft("2026-03-31")),
                ElementsAre("invoice 2026-01-31: calls 10.00", "invoice 2026-02-28: calls 10.00",
                            "invoice 2026-03-31: calls 20.00"));
}

TEST(Usage, ReportedLateGoesOntoTheNextInvoiceWithItsOrigin)
{
    Deal deal("2026-01-01");
    deal.line("calls", metered(graduated()));
    use(deal, "2026-01-10", "90");
    deal.issue(deal.draft("2026-01-31"));
    use(deal, "2026-01-28", "20");  // ten of them reach the second tier
    use(deal, "2026-02-10", "40");
    const std::vector<Draft> drafts = deal.draft("2026-02-28", day("2026-02-01"));
    EXPECT_THAT(told(drafts), ElementsAre("invoice 2026-02-28: calls 15.00, calls 40.00"));
    EXPECT_EQ(drafts[0].lines[0].covers, term("2026-01-01", "2026-01-31"));
    EXPECT_EQ(drafts[0].what[0], "usage of 2026-01-01 to 2026-01-31, late");
    deal.issue(drafts);
    EXPECT_THAT(told(deal.draft("2026-02-28", day("2026-03-01"))), IsEmpty());
    correct(deal, "2026-01-29", "-20");
    use(deal, "2026-03-10", "50");
    const std::vector<Draft> next = deal.draft("2026-03-31", day("2026-03-01"));
    EXPECT_THAT(told(next), ElementsAre("invoice 2026-03-31: calls -15.00, calls 50.00"));
    deal.issue(next);
    EXPECT_THAT(told(deal.draft("2026-04-30", day("2026-04-01"))), IsEmpty());
}

TEST(Usage, ACorrectionBeyondTheNextInvoiceIsACreditNote)
{
    Deal deal("2026-01-01");
    deal.line("calls", metered(graduated()));
    use(deal, "2026-01-10", "90");
    deal.issue(deal.draft("2026-01-31"));
    correct(deal, "2026-01-12", "-60");
    use(deal, "2026-02-10", "5");
    const std::vector<Draft> drafts = deal.draft("2026-02-28", day("2026-02-01"));
    EXPECT_THAT(told(drafts), ElementsAre("invoice 2026-02-28: calls 5.00", "credit 2026-02-28 of INV1: calls 60.00"));
    deal.issue(drafts);
    EXPECT_THAT(told(deal.draft("2026-03-31", day("2026-03-01"))), IsEmpty());
}

TEST(Usage, AConcessionThatIsLateIsIssuedOnce)
{
    Deal deal("2026-01-01");
    deal.line("calls", metered(graduated()));
    use(deal, "2026-01-10", "90");
    deal.issue(deal.draft("2026-01-31"));
    PriceChange change;
    change.amount = number("-30.00");
    change.relates_to = RelatesTo::past;
    change.settled = "credit";
    deal.reprice("2026-01-31", change);
    use(deal, "2026-02-10", "50");
    const std::vector<Draft> drafts = deal.draft("2026-02-28", day("2026-02-01"));
    Money net = money("0");
    for (const Draft& draft : drafts)
        for (const IssuedLine& line : draft.lines) net += draft.credit ? -line.net : line.net;
    EXPECT_EQ(net, money("20.00"));
    deal.issue(drafts);
    EXPECT_THAT(told(deal.draft("2026-02-28", day("2026-03-01"))), IsEmpty());
    EXPECT_THAT(told(deal.draft("2026-03-31", day("2026-03-01"))), IsEmpty());
}

// Ten seats from the 11th: 20/30 of April; they stand in May though nobody reports them.
TEST(Usage, WeightedByTimeIsALevel)
{
    Pricing pricing;
    pricing.unit_price = number("3.00");
    pricing.aggregation = Aggregation::weighted;
    Deal deal("2026-01-01");
    LineTerms terms = metered(pricing);
    terms.term = term("2026-04-01", "2026-05-31");
    deal.line("calls", terms);
    use(deal, "2026-04-11", "10");
    EXPECT_THAT(told(deal.draft("2026-05-31")),
                ElementsAre("invoice 2026-04-30: calls 20.00", "invoice 2026-05-31: calls 30.00"));
}

}  // namespace
}  // namespace earned::usage_test
