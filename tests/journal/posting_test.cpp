#include "journal/posting.h"

#include "journal/divergence.h"
#include "journal/quiet.h"
#include "journal/walk.h"
#include "plans.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace earned::posting_test {
namespace {

const FiscalCalendar months;

Closing closing(const std::string& through, std::vector<Period> locked = {})
{
    return {&months, day(through), std::move(locked)};
}
Closing closing(Date through) { return {&months, through, {}}; }

using Summary = std::map<std::tuple<Date, Period, Cause, Cause, std::int64_t>, Balances>;

void add(Summary& summary, const Entries& entries)
{
    for (const Entry& entry : entries) {
        Balances& sum = summary[{entry.date, entry.belongs_to, entry.cause, entry.first_cause, entry.event}];
        sum = sum + entry.lines;
        if (sum.empty()) summary.erase({entry.date, entry.belongs_to, entry.cause, entry.first_cause, entry.event});
    }
}

Summary summed(const Entries& entries)
{
    Summary summary;
    add(summary, entries);
    return summary;
}

Balances all_of(const Entries& entries)
{
    Balances sum;
    for (const Entry& entry : entries) sum = sum + entry.lines;
    return sum;
}

std::vector<Date> ends_through(Date through)
{
    std::vector<Date> ends;
    for (Date end = day("2024-12-31"); end <= through; end = end.next().last_of_month()) ends.push_back(end);
    return ends;
}

// A plan that agrees with the other at first: the same rows up to a day, others after it.
Plan changed(Plan plan)
{
    if (*rc::gen::arbitrary<bool>())
        plan.cash.push_back(
            {any_moment(day("2025-02-01"), 300, Rank::cash), on_account, *rc::gen::inRange(1, 900), false});
    if (*rc::gen::arbitrary<bool>() && !plan.claims.empty()) {
        const Claim first = plan.claims.back();
        plan.claims.push_back(
            {first.invoice, first.obligation, {first.at.date + 30, Rank::billing, 77}, -first.net / 3, 0});
    }
    if (*rc::gen::arbitrary<bool>() && !plan.strides.empty()) plan.strides.pop_back();
    if (*rc::gen::arbitrary<bool>()) plan.stretches.back().term.last = plan.stretches.back().term.last + 20;
    if (*rc::gen::inRange(0, 3) == 0 && !plan.claims.empty()) plan.claims.front().net += 5;
    if (*rc::gen::inRange(0, 3) == 0 && !plan.cash.empty()) plan.cash.front().amount += 5;
    if (*rc::gen::inRange(0, 3) == 0) plan.stretches.back().whole += 5;
    if (*rc::gen::inRange(0, 4) == 0) plan.obligations.front().confirmed_through = day("2025-04-30");
    std::stable_sort(plan.cash.begin(), plan.cash.end(),
                     [](const Cash& one, const Cash& other) { return one.at < other.at; });
    cut_and_settle(plan);
    return plan;
}

RC_GTEST_PROP(Posting, ClosingAgainPostsNothing, ())
{
    const Plan plan = any_plan();
    const Date through = ends_through(day("2026-12-31"))[*rc::gen::inRange<std::size_t>(0, 25)];
    const Entries once = close_group(nullptr, Date::dawn(), plan, closing(through));
    RC_ASSERT(all_of(once) == target(plan, last_moment(through), accrued_by(plan, months, through)));
    RC_ASSERT(close_group(&plan, through, plan, closing(through)).empty());
    const Plan again = plan;
    RC_ASSERT(close_group(&plan, through, again, closing(through)).empty());
}

RC_GTEST_PROP(Posting, ClosingMonthlyOrOnceGivesTheSame, ())
{
    const Plan plan = any_plan();
    const Date through = day("2026-12-31");
    Entries monthly;
    Date posted = Date::dawn();
    for (const Date end : ends_through(through)) {
        const Entries more = close_group(posted == Date::dawn() ? nullptr : &plan, posted, plan, closing(end));
        monthly.insert(monthly.end(), more.begin(), more.end());
        posted = end;
    }
    RC_ASSERT(monthly == close_group(nullptr, Date::dawn(), plan, closing(through)));
}

void check_quiet_against_walk(const Plan& plan)
{
    Plan stored;
    decode_plan(encode(plan), stored);
    Plan unsettled = plan;
    unsettled.quiet = Quiet{};
    const auto ends = ends_through(day("2026-12-31"));
    const std::size_t from = *rc::gen::inRange<std::size_t>(0, ends.size());
    const std::size_t to = *rc::gen::inRange<std::size_t>(from, ends.size());
    Closing now = closing(ends[to]);
    if (*rc::gen::arbitrary<bool>()) now.locked = {Period(2025, 6), Period(2025, 7)};
    const Entries walked = close_group(&unsettled, ends[from], unsettled, now);
    RC_ASSERT(close_group(&stored, ends[from], stored, now) == walked);
    RC_ASSERT(close_group(&stored, ends[from], stored, prepared(now)) == walked);
    const Date middle = ends[from] + *rc::gen::inRange(0, 28);
    RC_ASSERT(close_group(&stored, middle, stored, prepared(now)) == close_group(&unsettled, middle, unsettled, now));
    if (ends[from] == ends.back()) return;
    const Closing next = prepared(closing(ends[from + 1]));
    RC_ASSERT(close_group(&stored, ends[from], stored, next) == close_group(&unsettled, ends[from], unsettled, next));
}

RC_GTEST_PROP(Posting, ACloseOfAnyPlanIsTheWalk, ()) { check_quiet_against_walk(any_plan()); }

RC_GTEST_PROP(Posting, AQuietCloseIsTheWalk, ())
{
    const Plan plan = any_quiet_plan();
    RC_CLASSIFY(plan.quiet.from != Date::never());
    check_quiet_against_walk(plan);
}

RC_GTEST_PROP(Posting, AChangeIsPostedAsIfItHadBeenKnown, ())
{
    const Plan before = any_plan(), after = changed(before);
    const auto ends = ends_through(day("2026-12-31"));
    const Date posted = ends[*rc::gen::inRange<std::size_t>(0, ends.size())];
    const Date through = ends[*rc::gen::inRange<std::size_t>(0, ends.size())];
    Summary summary = summed(close_group(nullptr, Date::dawn(), before, closing(posted)));
    add(summary, close_group(&before, posted, after, closing(through)));
    RC_ASSERT(summary == summed(close_group(nullptr, Date::dawn(), after, closing(std::max(posted, through)))));
}

RC_GTEST_PROP(Posting, ALateChangeGoesToOpenPeriods, ())
{
    const Plan before = any_plan(), after = changed(before);
    const Date posted = day("2025-06-30"), through = day("2025-08-31");
    const std::vector<Period> locked = {Period(2025, 1), Period(2025, 2), Period(2025, 3),
                                        Period(2025, 4), Period(2025, 5), Period(2025, 6)};
    const Closing now{&months, through, locked};
    const Entries first = close_group(nullptr, Date::dawn(), before, closing(posted));
    const Entries late = close_group(&before, posted, after, now);
    RC_ASSERT(all_of(first) + all_of(late) == target(after, last_moment(through), accrued_by(after, months, through)));
    for (const Entry& entry : late) {
        RC_ASSERT(now.open(entry.period));
        RC_ASSERT(months.period_of(entry.date) == entry.period);
        RC_ASSERT(balanced(entry.lines));
        RC_ASSERT((entry.cause == Cause::late) == (entry.belongs_to != entry.period));
        RC_ASSERT(entry.cause == Cause::late || entry.cause == entry.first_cause);
        if (entry.cause == Cause::late) RC_ASSERT(entry.date == day("2025-07-01"));
    }
    RC_ASSERT(std::is_sorted(late.begin(), late.end(), [](const Entry& a, const Entry& b) { return a.date < b.date; }));
    RC_ASSERT(close_group(&after, through, after, now).empty());
    // Each amount stays with the period it belongs to.
    std::map<Period, Balances> wanted;
    for (const Movement& movement : movements(after, months, Date::dawn(), through))
        wanted[months.period_of(movement.cut.at.date)] =
            wanted[months.period_of(movement.cut.at.date)] + movement.change;
    for (const Entries& entries : {first, late})
        for (const Entry& entry : entries) wanted[entry.belongs_to] = wanted[entry.belongs_to] - entry.lines;
    for (const auto& [period, rest] : wanted) RC_ASSERT(rest.empty());
}

RC_GTEST_PROP(Divergence, ComesBeforeAnyTargetDiffers, ())
{
    const Plan one = any_plan(), other = changed(one);
    const Date first = first_divergence(one, other);
    const auto through = [&](const Plan& plan) {
        std::vector<std::pair<Moment, Balances>> list;
        for (const Movement& movement : movements(plan, months, Date::dawn(), first.previous()))
            list.emplace_back(movement.cut.at, movement.change);
        return list;
    };
    RC_ASSERT(through(one) == through(other));
    RC_ASSERT(first_divergence(one, one) == Date::never());
}

// A receipt that comes to be known first among those of its day takes the other's place in the day.
TEST(Posting, AnEventKeepsItsEntryWhenAnotherOfItsDayIsLearntOf)
{
    const auto paid = [](std::vector<std::pair<std::int64_t, std::int64_t>> receipts) {
        Plan plan = group_plan();
        for (std::uint32_t order = 0; order < receipts.size(); ++order) {
            plan.cash.push_back({at("2025-01-10", Rank::cash, order), on_account, receipts[order].second, false});
            plan.cuts.push_back(
                {.at = plan.cash.back().at, .cause = Cause::collection, .event = receipts[order].first});
        }
        settle(plan);
        return plan;
    };
    const Plan before = paid({{5, 100}}), after = paid({{9, 30}, {5, 100}});
    const Entries more = close_group(&before, day("2025-01-31"), after, closing("2025-01-31"));
    ASSERT_EQ(more.size(), 1U);
    EXPECT_EQ(more[0].event, 9);
    EXPECT_EQ(more[0].lines.of(Role::cash), 30);
}

Plan platform_and_seats()
{
    Plan plan = group_plan(2);
    const Term year{day("2025-01-01"), day("2025-12-31")}, rest{day("2025-01-16"), day("2025-12-31")};
    plan.stretches = {served(0, at("2025-01-01", Rank::contract), year, 120000),
                      served(1, at("2025-01-16", Rank::modification), rest, 60000)};
    cut_and_settle(plan);
    const Moment before = end_of(day("2025-01-15"));
    plan.cuts.push_back({.at = before, .accrues = true});
    for (Cut& cut : plan.cuts)
        if (cut.at.rank == Rank::modification) cut.cause = Cause::modification;
    std::sort(plan.cuts.begin(), plan.cuts.end(), [](const Cut& one, const Cut& other) { return one.at < other.at; });
    settle(plan);
    return plan;
}

// style.md, rule 11: 59/365 of 1,200.00 + 44/350 of 600.00 - 101.92 posted.
TEST(Posting, ALateModificationCatchesUpInTheFirstOpenPeriod)
{
    Plan before = group_plan(2);
    before.stretches = {served(0, at("2025-01-01", Rank::contract), {day("2025-01-01"), day("2025-12-31")}, 120000)};
    cut_and_settle(before);
    const Entries january = close_group(nullptr, Date::dawn(), before, closing("2025-01-31"));
    ASSERT_EQ(january.size(), 1U);
    EXPECT_EQ(january[0].lines.of(Role::revenue), -10192);

    const Plan after = platform_and_seats();
    const Entries february = close_group(&before, day("2025-01-31"), after, closing("2025-02-28", {Period(2025, 1)}));
    EXPECT_EQ(all_of(february).of(Role::revenue), -16748);
    ASSERT_EQ(february.size(), 2U);
    EXPECT_EQ(february[0].date, day("2025-02-01"));
    EXPECT_EQ(february[0].belongs_to, Period(2025, 1));
    EXPECT_EQ(february[0].cause, Cause::late);
    EXPECT_EQ(february[0].first_cause, Cause::time);
    EXPECT_EQ(february[0].lines.of(Role::revenue), -2743);
    EXPECT_EQ(february[1].date, day("2025-02-28"));
    EXPECT_EQ(february[1].cause, Cause::time);
    EXPECT_EQ(february[1].lines.of(Role::revenue), -14005);
}

TEST(Posting, WhatIsStillOpenIsMendedOnItsOwnDay)
{
    Plan before = group_plan(2);
    before.stretches = {served(0, at("2025-01-01", Rank::contract), {day("2025-01-01"), day("2025-12-31")}, 120000)};
    cut_and_settle(before);
    const Entries mended = close_group(&before, day("2025-01-31"), platform_and_seats(), closing("2025-01-31"));
    ASSERT_EQ(mended.size(), 2U);
    EXPECT_EQ(mended[0].date, day("2025-01-15"));
    EXPECT_EQ(mended[0].lines.of(Role::revenue), -4932);
    EXPECT_EQ(mended[1].date, day("2025-01-31"));
    EXPECT_EQ(mended[1].lines.of(Role::revenue), 4932 - 2743);
}

TEST(Posting, AReopenedPeriodTakesWhatIsItsOwn)
{
    Plan plan = group_plan();
    plan.cash = {{at("2025-01-10", Rank::cash), on_account, 100, false},
                 {at("2025-02-10", Rank::cash), on_account, 10, false},
                 {at("2025-03-10", Rank::cash), on_account, 1, false}};
    cut_and_settle(plan);
    const Entries entries =
        close_group(nullptr, day("2025-03-31"), plan, closing("2025-03-31", {Period(2025, 1), Period(2025, 3)}));
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[0].date, day("2025-02-01"));
    EXPECT_EQ(entries[0].first_cause, Cause::collection);
    EXPECT_EQ(entries[0].event, 7);
    EXPECT_EQ(entries[1].date, day("2025-02-10"));
    EXPECT_EQ(entries[1].cause, Cause::collection);
    EXPECT_EQ(entries[2].date, day("2025-04-01"));  // beyond what is being closed, and not lost
    EXPECT_EQ(entries[2].belongs_to, Period(2025, 3));
}

TEST(Posting, AWholeGroupThatIsGoneIsTakenBack)
{
    const Plan before = platform_and_seats();
    const Entries entries = close_group(&before, day("2025-03-31"), Plan(), closing("2025-03-31"));
    EXPECT_EQ(all_of(entries), Balances() - target(before, last_moment(day("2025-03-31")), day("2025-03-31")));
}

TEST(Posting, AQuietContractIsReadOffAFewIntegers)
{
    Plan plan = group_plan();
    plan.stretches = {served(0, at("2025-01-01", Rank::contract), {day("2025-01-01"), day("2025-12-31")}, 120000)};
    plan.invoices = {{at("2025-01-01", Rank::billing), at("2025-01-31", Rank::due)}};
    plan.claims = {{0, 0, at("2025-01-01", Rank::billing), 120000, 0}};
    plan.cash = {{at("2025-02-10", Rank::cash), 0, 120000, false}};
    cut_and_settle(plan);
    EXPECT_EQ(plan.quiet.from, day("2025-02-10"));
    EXPECT_EQ(plan.quiet.until, day("2025-12-30"));
    EXPECT_EQ(plan.quiet.still, day("2025-12-31"));
    EXPECT_FALSE(quiet_entries(plan, day("2025-01-31"), closing("2025-02-28")));
    const auto march = quiet_entries(plan, day("2025-02-28"), closing("2025-03-31"));
    ASSERT_TRUE(march);
    ASSERT_EQ(march->size(), 1U);
    EXPECT_EQ(march->front().lines, (Balances{{{1, Source::recognition, Role::contract_liability}, 10192},
                                              {{1, Source::recognition, Role::revenue}, -10192}}));
    EXPECT_FALSE(quiet_entries(plan, day("2025-11-30"), closing("2025-12-31")));
    EXPECT_TRUE(quiet_entries(plan, day("2025-12-31"), closing("2026-01-31"))->empty());
}

}  // namespace
}  // namespace earned::posting_test
