// The allowance for expected credit losses: its figures by hand, and its laws on plans at random.
#include "journal/walk.h"
#include "plans.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace earned::allowance_test {
namespace {

LossRates rates_of(std::initializer_list<std::int64_t> thousandths)
{
    LossRates rates;
    std::size_t age = 0;
    for (const std::int64_t each : thousandths) rates[age++] = Ratio(each, 1000);
    return rates;
}
const LossRates example = rates_of({3, 3, 16, 36, 66, 106, 106});

// As the plan of a group is completed: measured days, and cuts for as long as something may move.
void provide(Plan& plan, std::vector<Expected> expected)
{
    plan.expected = std::move(expected);
    const FiscalCalendar calendar;
    for (WrittenOff& row : plan.written_off) row.measured = accrued_by(plan, calendar, row.at.date.previous());
    Date last = plan.cuts.back().at.date;
    for (const Expected& row : plan.expected) last = std::max(last, row.from);
    for (const Invoiced& invoice : plan.invoices) last = std::max(last, invoice.due.date + 121);
    plan.cuts.push_back({.at = {last + 45, Rank::reference, 0}, .cause = Cause::allowance});
    settle(plan);
}

// Goods for 1,000.00, handed over, invoiced and due on 10 January 2026.
Plan unpaid()
{
    Plan plan = group_plan();
    plan.stretches = {delivered(0, at("2026-01-10", Rank::contract), 100000, 100000)};
    plan.strides = {{0, at("2026-01-10", Rank::fulfilment), Ratio(1)}};
    plan.invoices = {{at("2026-01-10", Rank::billing), at("2026-01-10", Rank::due)}};
    plan.claims = {{0, 0, at("2026-01-10", Rank::billing), 100000, 0}};
    return plan;
}

std::int64_t role_on(const Plan& plan, Role role, const char* date)
{
    const Balances balances = target(plan, last_moment(day(date)), accrued_by(plan, FiscalCalendar(), day(date)));
    return normal_side(role) == Side::debit ? balances.of(role) : -balances.of(role);
}

TEST(Allowance, GrowsWithAgeAtTheEndsOfPeriodsOnly)
{
    Plan plan = unpaid();
    cut_and_settle(plan);
    provide(plan, {{Date::dawn(), example}});
    EXPECT_EQ(role_on(plan, Role::loss_allowance, "2026-01-30"), 0);
    EXPECT_EQ(role_on(plan, Role::loss_allowance, "2026-01-31"), 1600);
    EXPECT_EQ(role_on(plan, Role::loss_allowance, "2026-02-27"), 1600) << "32 days and more, and the month not over";
    EXPECT_EQ(role_on(plan, Role::loss_allowance, "2026-02-28"), 3600);
    EXPECT_EQ(role_on(plan, Role::impairment_loss, "2026-04-30"), 10600);
}

TEST(Allowance, RatesAreThoseOfTheDay)
{
    Plan plan = unpaid();
    cut_and_settle(plan);
    provide(plan, {{day("2026-02-15"), example}, {day("2026-03-15"), rates_of({0, 0, 0, 0, 500, 500, 500})}});
    EXPECT_EQ(role_on(plan, Role::loss_allowance, "2026-01-31"), 0) << "no matrix yet";
    EXPECT_EQ(role_on(plan, Role::loss_allowance, "2026-02-28"), 3600);
    EXPECT_EQ(role_on(plan, Role::loss_allowance, "2026-03-31"), 50000);
}

TEST(Allowance, AWriteOffUsesItUpOnceAndARecoveryGivesBadDebtBackFirst)
{
    Plan plan = unpaid();
    plan.written_off = {{at("2026-02-05", Rank::cash), 0, 1000},
                        {at("2026-02-06", Rank::cash), 0, 2000},
                        {at("2026-02-07", Rank::cash), 0, -1500}};
    cut_and_settle(plan);
    provide(plan, {{Date::dawn(), example}});
    EXPECT_EQ(role_on(plan, Role::loss_allowance, "2026-02-05"), 600);
    EXPECT_EQ(role_on(plan, Role::bad_debt, "2026-02-05"), 0);
    EXPECT_EQ(role_on(plan, Role::loss_allowance, "2026-02-06"), 0);
    EXPECT_EQ(role_on(plan, Role::bad_debt, "2026-02-06"), 1400);
    EXPECT_EQ(role_on(plan, Role::bad_debt, "2026-02-07"), 0);
    EXPECT_EQ(role_on(plan, Role::loss_allowance, "2026-02-07"), 100);
    EXPECT_EQ(role_on(plan, Role::receivable, "2026-02-07"), 98500);
    EXPECT_EQ(role_on(plan, Role::loss_allowance, "2026-02-28"), 3546);   // 3.6 % of 985.00
    EXPECT_EQ(role_on(plan, Role::impairment_loss, "2026-02-28"), 5046);  // 15.00 used up, and what stands
}

TEST(Allowance, EveryAgeIsRoundedByItself)
{
    const Plan plan = [] {
        Plan made = unpaid();
        cut_and_settle(made);
        provide(made, {{Date::dawn(), rates_of({500, 500, 500, 0, 0, 0, 0})}});
        return made;
    }();
    const Exposures lost = expected_losses(plan, {1, 3, 5, 7, 0, 0, 0}, day("2026-06-30"));
    EXPECT_EQ(lost, (Exposures{1, 2, 3, 0, 0, 0, 0}));  // 0.5, 1.5, 2.5 minor units, away from zero
}

TEST(Allowance, IsAnEntryOfItsOwnBesideRevenue)
{
    Plan plan = group_plan();
    plan.stretches = {
        served(0, at("2026-01-01", Rank::contract), {day("2026-01-01"), day("2026-12-31")}, 1200000, Measure::monthly)};
    cut_and_settle(plan);
    provide(plan, {{Date::dawn(), example}});
    std::vector<Cause> causes;
    for (const Movement& movement : movements(plan, FiscalCalendar(), day("2026-01-31"), day("2026-02-28")))
        causes.push_back(movement.cut.cause);
    EXPECT_EQ(causes, (std::vector<Cause>{Cause::time, Cause::allowance}));
}

Plan any_provided_plan()
{
    Plan plan = any_plan();
    for (PlannedObligation& obligation : plan.obligations) obligation.instrument = false;
    std::vector<Expected> expected;
    const int count = *rc::gen::inRange(1, 3);
    for (int n = 0; n < count; ++n) {
        LossRates rates;
        for (Ratio& rate : rates) rate = Ratio(*rc::gen::inRange(0, 1000), 1000);
        expected.push_back({day("2025-01-01") + 100 * n, rates});
    }
    provide(plan, std::move(expected));
    return plan;
}

RC_GTEST_PROP(AllowanceLaw, WhatIsOwedIsWhatStandsOnTheAccounts, ())
{
    const Plan plan = any_provided_plan();
    const Date date = day("2025-01-10") + *rc::gen::inRange(0, 500);
    const Date accrued = accrued_by(plan, FiscalCalendar(), date);
    const Moment when = last_moment(date);
    const Balances balances = target(plan, when, accrued);
    const Exposures owed = exposures(plan, when, accrued);
    RC_ASSERT(std::accumulate(owed.begin(), owed.end(), std::int64_t{0}) == balances.of(Role::receivable) +
                                                                                balances.of(Role::unbilled_receivable) +
                                                                                balances.of(Role::contract_asset));
}

RC_GTEST_PROP(AllowanceLaw, AtTheEndOfAPeriodItIsWhatTheMatrixSays, ())
{
    const Plan plan = any_provided_plan();
    const FiscalCalendar calendar;
    const Date end = calendar.last(calendar.period_of(day("2025-02-10") + *rc::gen::inRange(0, 500)));
    RC_PRE(plan.cuts.front().at.date <= end && end <= plan.cuts.back().at.date);
    const Exposures lost = expected_losses(plan, exposures(plan, end_of(end), end), end);
    RC_ASSERT(-target(plan, end_of(end), end).of(Role::loss_allowance) ==
              std::accumulate(lost.begin(), lost.end(), std::int64_t{0}));
}

RC_GTEST_PROP(AllowanceLaw, ClosingOftenOrOnceGivesTheSame, ())
{
    const Plan plan = any_provided_plan();
    const FiscalCalendar calendar;
    const Date from = Date::dawn(), to = day("2026-12-31"), between = day("2025-01-10") + *rc::gen::inRange(0, 600);
    Balances once, twice;
    for (const Movement& movement : movements(plan, calendar, from, to)) {
        RC_ASSERT(balanced(movement.change));
        once = once + movement.change;
    }
    for (const Movement& movement : movements(plan, calendar, from, between)) twice = twice + movement.change;
    for (const Movement& movement : movements(plan, calendar, between, to)) twice = twice + movement.change;
    RC_ASSERT(once == twice);
    RC_ASSERT(once == target(plan, last_moment(to), accrued_by(plan, calendar, to)));
}

RC_GTEST_PROP(AllowanceLaw, APlanWithRatesComesBackAsItWas, ())
{
    const Plan plan = any_provided_plan();
    RC_ASSERT(decode_plan(encode(plan)) == plan);
}

RC_GTEST_PROP(AllowanceLaw, QuietIsTheWalk, ())
{
    Plan plan = any_quiet_plan();
    provide(plan, {{Date::dawn(), example}});
    const FiscalCalendar calendar;
    const Date posted = calendar.last(calendar.period_of(day("2025-02-10") + *rc::gen::inRange(0, 500)));
    const Closing closing =
        prepared({.calendar = &calendar, .through = calendar.last(calendar.period_of(posted).next())});
    Balances quick, slow;
    for (const Entry& entry : close_group(&plan, posted, plan, closing)) quick = quick + entry.lines;
    for (const Movement& movement : movements(plan, calendar, posted, closing.through)) slow = slow + movement.change;
    RC_ASSERT(quick == slow);
}

}  // namespace
}  // namespace earned::allowance_test
