#include "journal/translation.h"

#include "journal/walk.h"
#include "plans.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace earned::translation_test {
namespace {

const FiscalCalendar months;
using Kind = Rated::Kind;

Rated rated(const std::string& date, const std::string& rate, Kind kind = Kind::spot)
{
    return {day(date), kind, Ratio::of(*Decimal::parse(rate))};
}

std::map<std::string, std::int64_t> worth(const Plan& plan, const std::string& date)
{
    std::map<std::string, std::int64_t> shown;
    const Balances all = translated(plan, months, day(date));
    for (std::size_t place = 0; place < role_count; ++place) {
        const Role role = static_cast<Role>(place);
        if (const std::int64_t minor = all.of(role); minor != 0)
            shown[std::string(name(role))] = normal_side(role) == Side::debit ? minor : -minor;
    }
    return shown;
}
using Worth = std::map<std::string, std::int64_t>;

// A year served for 12,000.00, paid in two advances.
Plan advances()
{
    Plan plan = group_plan();
    plan.stretches = {served(0, at("2026-01-01", Rank::contract), {day("2026-01-01"), day("2026-12-31")}, 1'200'000,
                             Measure::monthly)};
    plan.cash = {{at("2026-01-01", Rank::cash), on_account, 600'000, false},
                 {at("2026-07-01", Rank::cash), on_account, 600'000, false}};
    plan.rates = {rated("2026-01-01", "1.1"), rated("2026-07-01", "1.2")};
    cut_and_settle(plan);
    return plan;
}

TEST(Translation, KeepsAdvancesAtTheRatesOfTheirDays)
{
    const Plan plan = advances();
    EXPECT_EQ(worth(plan, "2026-01-01"), (Worth{{"cash", 660'000}, {"contract_liability", 660'000}}));
    EXPECT_EQ(worth(plan, "2026-01-31"),
              (Worth{{"cash", 660'000}, {"contract_liability", 550'000}, {"revenue", 110'000}}));
    EXPECT_EQ(worth(plan, "2026-12-31"), (Worth{{"cash", 1'380'000}, {"revenue", 1'380'000}}));
}

// Goods for 10,000.00, invoiced and handed over at 1.10, paid at 1.08.
Plan sale()
{
    Plan plan = group_plan();
    plan.stretches = {delivered(0, at("2026-03-10", Rank::contract), 1'000'000, 1'000'000)};
    plan.strides = {{0, at("2026-03-10", Rank::fulfilment), Ratio(1)}};
    plan.invoices = {{at("2026-03-10", Rank::billing), at("2026-04-09", Rank::due)}};
    plan.claims = {{0, 0, at("2026-03-10", Rank::billing), 1'000'000, 0}};
    plan.cash = {{at("2026-04-20", Rank::cash), 0, 1'000'000, false}};
    plan.rates = {rated("2026-03-10", "1.1"), rated("2026-03-31", "1.12", Kind::closing), rated("2026-04-20", "1.08")};
    cut_and_settle(plan);
    return plan;
}

TEST(Translation, RevaluesAReceivableAndKeepsTheSideOfEachPeriod)
{
    const Plan plan = sale();
    EXPECT_EQ(worth(plan, "2026-03-30"), (Worth{{"receivable", 1'100'000}, {"revenue", 1'100'000}}));
    EXPECT_EQ(worth(plan, "2026-03-31"),
              (Worth{{"receivable", 1'120'000}, {"revenue", 1'100'000}, {"fx_gain", 20'000}}));
    EXPECT_EQ(worth(plan, "2026-04-20"),
              (Worth{{"cash", 1'080'000}, {"revenue", 1'100'000}, {"fx_gain", 20'000}, {"fx_loss", 40'000}}));
    EXPECT_EQ(worth(plan, "2026-12-31"), worth(plan, "2026-04-20")) << "cash is the bank ledger's to revalue";
}

TEST(Translation, NetsThePeriodsGainAgainstItsLoss)
{
    Plan plan = sale();
    plan.rates = {rated("2026-03-10", "1.1"), rated("2026-03-20", "1.15"), rated("2026-03-31", "1.05", Kind::closing)};
    plan.cash = {{at("2026-03-20", Rank::cash), 0, 500'000, false}};
    cut_and_settle(plan);
    EXPECT_EQ(worth(plan, "2026-03-20").at("fx_gain"), 25'000);
    const Worth end = worth(plan, "2026-03-31");
    EXPECT_EQ(end.at("receivable"), 525'000);
    EXPECT_FALSE(end.contains("fx_gain")) << "250.00 gained and 250.00 lost in one period are nothing";
    EXPECT_FALSE(end.contains("fx_loss"));
}

TEST(Translation, TranslatesWhatAccruesWithTimeAtThePeriodsAverage)
{
    Plan plan = advances();
    plan.cash.clear();
    plan.rates = {rated("2026-01-01", "1.1"), rated("2026-01-15", "1.3", Kind::average),
                  rated("2026-01-31", "1.2", Kind::closing)};
    cut_and_settle(plan);
    EXPECT_EQ(worth(plan, "2026-01-31"),
              (Worth{{"contract_asset", 120'000}, {"revenue", 130'000}, {"fx_loss", 10'000}}));
}

TEST(Translation, TakesRevenueBackAtTheRatesItWasEarnedAt)
{
    Plan plan = group_plan();
    const Moment first = at("2026-01-10", Rank::contract), lowered = at("2026-06-10", Rank::estimate);
    Stretch before = delivered(0, first, 1'000'000, 1'000'000), after = delivered(0, lowered, 900'000, 1'000'000);
    plan.stretches = {before, after};
    plan.strides = {{0, at("2026-01-10", Rank::fulfilment), Ratio(1)}, {1, lowered, Ratio(1)}};
    plan.cash = {{at("2026-01-10", Rank::cash), on_account, 1'000'000, false}};
    plan.rates = {rated("2026-01-10", "1.1"), rated("2026-06-01", "1.5")};
    cut_and_settle(plan);
    EXPECT_EQ(worth(plan, "2026-06-10"),
              (Worth{{"cash", 1'100'000}, {"contract_liability", 110'000}, {"revenue", 990'000}}));
}

TEST(Translation, DivergesFromTheDayOfARateThatIsNew)
{
    const Plan plan = sale();
    Plan corrected = plan;
    corrected.rates[1] = rated("2026-03-31", "1.13", Kind::closing);
    const Closing closing{&months, day("2026-04-30"), {*Period::parse("2026-03")}};
    const Entries late = close_group(&plan, day("2026-03-31"), corrected, closing);
    Balances sum;
    for (const Entry& entry : late) sum = sum + entry.translated;
    EXPECT_EQ(sum, translated(corrected, months, day("2026-04-30")) - translated(plan, months, day("2026-03-31")));
    EXPECT_EQ(late.front().cause, Cause::late);
    EXPECT_EQ(late.front().first_cause, Cause::fx);
    EXPECT_TRUE(close_group(&corrected, day("2026-04-30"), corrected, closing).empty());
}

Plan any_foreign_plan()
{
    Plan plan = any_plan();
    const std::array kinds{Kind::spot, Kind::closing, Kind::average};
    const Date first = plan.cuts.empty() ? day("2024-12-31") : plan.cuts.front().at.date;
    plan.rates = {{first, Kind::spot, Ratio(11, 10)}};
    for (int more = *rc::gen::inRange(0, 6); more > 0; --more)
        plan.rates.push_back({first + *rc::gen::inRange(0, 500), kinds[*rc::gen::inRange<std::size_t>(0, 3)],
                              Ratio(*rc::gen::inRange(50, 200), *rc::gen::inRange(50, 200))});
    std::stable_sort(plan.rates.begin(), plan.rates.end(),
                     [](const Rated& one, const Rated& other) { return one.from < other.from; });
    settle(plan);
    return plan;
}

RC_GTEST_PROP(Translation, LeavesNothingWhereNothingStands, ())
{
    const Plan plan = any_foreign_plan();
    Balances sum, functional;
    Date last = Date::dawn();
    for (const Movement& movement : movements(plan, months, Date::dawn(), day("2027-01-31"))) {
        RC_ASSERT(balanced(movement.change) && balanced(movement.translated));
        sum = sum + movement.change;
        functional = functional + movement.translated;
        last = movement.cut.at.date;
    }
    for (std::size_t place = 0; place < role_count; ++place) {
        const Role role = static_cast<Role>(place);
        if (is_monetary(role) && sum.of(role) == 0) RC_ASSERT(functional.of(role) == 0);
    }
    if (sum.of(Role::contract_liability) == 0) RC_ASSERT(functional.of(Role::contract_liability) == 0);
    RC_ASSERT(std::min(functional.of(Role::fx_gain), std::int64_t{0}) == functional.of(Role::fx_gain));
    RC_ASSERT(functional == translated(plan, months, std::max(last, day("2024-12-31"))));
}

RC_GTEST_PROP(Translation, OfRateOneIsTheAmountItself, ())
{
    Plan plan = any_foreign_plan();
    for (Rated& each : plan.rates) each.rate = Ratio(1);
    for (const Movement& movement : movements(plan, months, Date::dawn(), day("2027-01-31")))
        RC_ASSERT(movement.translated == movement.change);
}

RC_GTEST_PROP(Translation, IsTheSameHoweverOftenOneCloses, ())
{
    const Plan plan = any_foreign_plan();
    RC_ASSERT(decode_plan(encode(plan)) == plan);
    Date posted = day("2024-11-30");
    Balances monthly, once;
    for (int month = 0; month < 14; ++month) {
        const Date end = posted.next().last_of_month();
        for (const Entry& entry : close_group(&plan, posted, plan, Closing{&months, end, {}}))
            monthly = monthly + entry.translated;
        posted = end;
    }
    for (const Entry& entry : close_group(nullptr, Date::dawn(), plan, Closing{&months, posted, {}}))
        once = once + entry.translated;
    RC_ASSERT(monthly == once - translated(plan, months, day("2024-11-30")));
}

}  // namespace
}  // namespace earned::translation_test
