#include "journal/walk.h"

#include "plans.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace earned::walk_test {
namespace {

const FiscalCalendar months;

std::vector<std::pair<Moment, Balances>> listed(const std::vector<Movement>& movements)
{
    std::vector<std::pair<Moment, Balances>> list;
    for (const Movement& movement : movements) list.emplace_back(movement.cut.at, movement.change);
    return list;
}

Date any_day() { return day("2024-12-20") + *rc::gen::inRange(0, 700); }

// Single days, each looked at: no list of cuts is walked, nothing is kept but what was posted.
std::vector<std::pair<Moment, Balances>> counted_day_by_day(const Plan& plan, Date through)
{
    std::vector<std::pair<Moment, Balances>> posted;
    Balances sum;
    Date accrued = Date::dawn();
    if (plan.cuts.empty()) return posted;
    for (Date date = plan.cuts.front().at.date; date <= through; date = date.next()) {
        std::map<Moment, bool> moments;
        for (const Cut& cut : plan.cuts)
            if (cut.at.date == date) moments[cut.at] = cut.accrues;
        if (date.is_last_of_month()) moments[end_of(date)] = true;
        for (const auto& [moment, accrues] : moments) {
            if (accrues) accrued = date;
            const Balances change = target(plan, moment, accrued) - sum;
            if (change.empty()) continue;
            posted.emplace_back(moment, change);
            sum = sum + change;
        }
    }
    return posted;
}

RC_GTEST_PROP(Walk, PostsWhatIsCountedDayByDay, ())
{
    const Plan plan = any_plan();
    const Date through = any_day();
    RC_ASSERT(listed(movements(plan, months, Date::dawn(), through)) == counted_day_by_day(plan, through));
}

RC_GTEST_PROP(Walk, TelescopesOverAnyDay, ())
{
    const Plan plan = any_plan();
    std::vector<Date> days = {any_day(), any_day(), any_day()};
    std::sort(days.begin(), days.end());
    auto first = listed(movements(plan, months, days[0], days[1]));
    const auto second = listed(movements(plan, months, days[1], days[2]));
    first.insert(first.end(), second.begin(), second.end());
    RC_ASSERT(first == listed(movements(plan, months, days[0], days[2])));
    Balances sum;
    for (const auto& [moment, change] : first) sum = sum + change;
    const auto standing = [&](Date date) { return target(plan, last_moment(date), accrued_by(plan, months, date)); };
    if (!plan.cuts.empty() && plan.cuts.front().at.date <= days[0])
        RC_ASSERT(sum == standing(days[2]) - standing(days[0]));
}

RC_GTEST_PROP(Walk, BalancesEachSourceAndShowsOneFace, ())
{
    const Plan plan = any_plan();
    Balances sum;
    for (const Movement& movement : movements(plan, months, Date::dawn(), any_day())) {
        RC_ASSERT(!movement.change.empty());
        RC_ASSERT(balanced(movement.change));
        sum = sum + movement.change;
        RC_ASSERT(sum.of(Role::contract_asset) >= 0);
        RC_ASSERT(sum.of(Role::contract_liability) <= 0);
        RC_ASSERT(sum.of(Role::contract_asset) == 0 || sum.of(Role::contract_liability) == 0);
        RC_ASSERT(sum.of(Role::refund_liability) <= 0);
        RC_ASSERT(sum.of(Role::customer_deposit) <= 0);
    }
}

RC_GTEST_PROP(Walk, EndsOnceEveryTermIsOver, ())
{
    const Plan plan = any_plan();
    RC_PRE(!plan.cuts.empty());
    RC_ASSERT(movements(plan, months, plan.cuts.back().at.date, day("2040-12-31")).empty());
}

TEST(Walk, MovesTimeOnlyAtPeriodEndsAndOnTheLastDayOfTheTerm)
{
    Plan plan = group_plan();
    plan.stretches = {served(0, at("2025-01-01", Rank::contract), {day("2025-01-01"), day("2025-03-14")}, 7300)};
    plan.cash = {{at("2025-02-10", Rank::cash), on_account, 5000, false}};
    cut_and_settle(plan);
    std::vector<std::string> days;
    std::vector<std::int64_t> revenue;
    for (const Movement& movement : movements(plan, months, Date::dawn(), day("2026-12-31"))) {
        days.push_back(movement.cut.at.date.text());
        revenue.push_back(-movement.change.of(Role::revenue));
    }
    EXPECT_EQ(days, (std::vector<std::string>{"2025-01-31", "2025-02-10", "2025-02-28", "2025-03-14"}));
    EXPECT_EQ(revenue, (std::vector<std::int64_t>{3100, 0, 2800, 1400}));
}

TEST(Walk, CountsTimeUpToTheDayBeforeAModification)
{
    Plan plan = group_plan();
    const Term year{day("2025-01-01"), day("2025-12-31")};
    plan.stretches = {served(0, at("2025-01-01", Rank::contract), year, 36500),
                      served(0, at("2025-02-11", Rank::modification), {day("2025-02-11"), day("2025-12-31")}, 64800)};
    plan.stretches[1].base = plan.stretches[1].stated_base = 4100;
    cut_and_settle(plan);
    std::map<std::string, std::int64_t> revenue;
    for (const Movement& movement : movements(plan, months, Date::dawn(), day("2025-02-28")))
        revenue[movement.cut.at.date.text()] -= movement.change.of(Role::revenue);
    EXPECT_EQ(revenue,
              (std::map<std::string, std::int64_t>{{"2025-01-31", 3100}, {"2025-02-10", 1000}, {"2025-02-28", 3600}}));
}

TEST(Walk, FollowsTheWeeksOfAFiscalCalendar)
{
    const FiscalCalendar weeks = *FiscalCalendar::parse("4-4-5", "01-01");
    Plan plan = group_plan();
    plan.stretches = {served(0, at("2025-01-01", Rank::contract), {day("2025-01-01"), day("2025-12-31")}, 36500)};
    cut_and_settle(plan);
    const auto moved = movements(plan, weeks, Date::dawn(), day("2025-03-31"));
    ASSERT_EQ(moved.size(), 3U);
    for (const Movement& movement : moved)
        EXPECT_EQ(movement.cut.at.date, weeks.last(weeks.period_of(movement.cut.at.date)))
            << movement.cut.at.date.text();
}

}  // namespace
}  // namespace earned::walk_test
