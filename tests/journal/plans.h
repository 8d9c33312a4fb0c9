// Plans written by hand, and plans at random: what the laws of the room are tried on.
#pragma once

#include "journal/posting.h"

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <string>

namespace earned {

inline Date day(const std::string& text) { return *Date::parse(text); }
inline Moment at(const std::string& text, Rank rank, std::uint32_t order = 0) { return {day(text), rank, order}; }

// A cut at every moment of a row, time counted up to the day before a stretch that follows another.
inline void cut_and_settle(Plan& plan)
{
    std::map<Moment, Cut> cuts;
    const auto cut = [&](Moment moment, Cause cause) {
        cuts.try_emplace(moment, Cut{.at = moment, .cause = cause, .event = 7});
    };
    for (std::size_t place = 0; place < plan.stretches.size(); ++place) {
        const Stretch& stretch = plan.stretches[place];
        cut(stretch.from, Cause::performance);
        if (place > 0 && plan.stretches[place - 1].obligation == stretch.obligation) {
            const Moment before = end_of(stretch.from.date.previous());
            cuts.try_emplace(before, Cut{.at = before}).first->second.accrues = true;
        }
        if (stretch.by_time) cuts.try_emplace(end_of(stretch.term.last), Cut{.at = end_of(stretch.term.last)});
    }
    for (const Stride& stride : plan.strides) cut(stride.at, Cause::performance);
    for (const Invoiced& invoice : plan.invoices) {
        cut(invoice.issued, Cause::billing);
        cut(invoice.due, Cause::billing);
    }
    for (const Claim& claim : plan.claims) cut(claim.at, Cause::credit);
    for (const Cash& cash : plan.cash) cut(cash.at, Cause::collection);
    for (const Owed& owed : plan.owed) cut(owed.at, Cause::termination);
    for (const Spent& spent : plan.spent) cut(spent.at, Cause::cost);
    for (const Scheduled& scheduled : plan.scheduled) cut(scheduled.at, Cause::billing);
    for (const WrittenOff& written : plan.written_off) cut(written.at, Cause::allowance);
    for (const Assessed& assessed : plan.assessed) cut(assessed.at, Cause::performance);
    for (const Frozen& frozen : plan.frozen) {
        cut(frozen.from, Cause::performance);
        cut(frozen.to, Cause::performance);
    }
    for (const PlannedObligation& obligation : plan.obligations)
        for (int n = 0; obligation.firm.kind == Firm::Kind::every && n < 24; ++n)
            cut(Moment{after(obligation.firm.start, obligation.firm.interval, n, obligation.firm.start.day())},
                Cause::time);
    plan.cuts.clear();
    for (const auto& [moment, each] : cuts) plan.cuts.push_back(each);
    settle(plan);
}

inline Plan group_plan(std::size_t obligations = 1)
{
    Plan plan;
    plan.group = ContractId("C1");
    plan.entity = EntityId("E");
    plan.currency = *Currency::parse("USD");
    for (std::size_t place = 0; place < obligations; ++place)
        plan.obligations.push_back({.id = ObligationId(std::string(1, static_cast<char>('a' + place)))});
    return plan;
}

// One line served over a term, its price as it is stated.
inline Stretch served(std::uint16_t obligation, Moment from, Term term, std::int64_t price,
                      Measure measure = Measure::daily)
{
    return {.obligation = obligation, .from = from, .by_time = true, .measure = measure, .term = term,
            .whole = price, .stated_whole = price, .share = Ratio(price)};
}
inline Stretch delivered(std::uint16_t obligation, Moment from, std::int64_t price, std::int64_t stated)
{
    return {.obligation = obligation, .from = from, .whole = price, .stated_whole = stated, .share = Ratio(price)};
}

inline Moment any_moment(Date first, int days, Rank rank)
{
    return {first + *rc::gen::inRange(0, days), rank, static_cast<std::uint32_t>(*rc::gen::inRange(0, 3))};
}

inline void add_any_life(Plan& plan, std::uint16_t obligation)
{
    const Date first = day("2025-01-10");
    Moment from = any_moment(first, 60, Rank::contract);
    const int stretches = *rc::gen::inRange(1, 3);
    std::int64_t base = 0, stated_base = 0;
    for (int n = 0; n < stretches; ++n) {
        const std::int64_t whole = *rc::gen::inRange(-500, 5000), stated = *rc::gen::inRange(0, 5000);
        Stretch stretch = delivered(obligation, from, whole, stated);
        stretch.base = base;
        stretch.stated_base = stated_base;
        if (*rc::gen::inRange(0, 5) == 0) {
            stretch.conceded_base = *rc::gen::inRange(0, 300);
            stretch.conceded_whole = *rc::gen::inRange(0, 900);
        }
        base += whole / 2;
        stated_base += stated / 2;
        stretch.by_time = *rc::gen::arbitrary<bool>();
        if (stretch.by_time) {
            stretch.measure = *rc::gen::element(Measure::daily, Measure::monthly);
            const Date start = first + *rc::gen::inRange(0, 90);
            stretch.term = {start, start + *rc::gen::inRange(0, 400)};
        } else {
            stretch.handed_over = *rc::gen::inRange(0, 4) == 0;
            const auto number = static_cast<std::uint32_t>(plan.stretches.size());
            const int steps = *rc::gen::inRange(0, 4);
            Moment moment{from.date, Rank::fulfilment, 0};
            for (int step = 1; step <= steps; ++step) {
                moment = {moment.date + *rc::gen::inRange(1, 40), Rank::fulfilment, 0};
                plan.strides.push_back({number, moment, Ratio(step, steps)});
            }
        }
        plan.stretches.push_back(stretch);
        from = {from.date + *rc::gen::inRange(1, 120), Rank::modification, 0};
    }
}

inline void add_any_documents(Plan& plan)
{
    const Date first = day("2025-01-10");
    const int invoices = *rc::gen::inRange(0, 4);
    std::vector<Moment> issued;
    for (int n = 0; n < invoices; ++n) issued.push_back(any_moment(first, 300, Rank::billing));
    std::sort(issued.begin(), issued.end());
    for (std::uint32_t n = 0; n < issued.size(); ++n) {
        Invoiced invoice{.issued = issued[n], .due = {issued[n].date + *rc::gen::inRange(0, 45), Rank::due, 0}};
        for (std::uint16_t place = 0; place < plan.obligations.size(); ++place) {
            if (*rc::gen::inRange(0, 3) == 0) continue;
            const std::int64_t net = *rc::gen::inRange(-200, 4000);
            plan.claims.push_back({n, place, issued[n], net, net / 10});
            if (*rc::gen::inRange(0, 4) != 0) continue;
            const Moment credited{issued[n].date + *rc::gen::inRange(1, 60), Rank::billing, 9};
            plan.claims.push_back({n, place, credited, -net / 2, -net / 20});
            if (*rc::gen::arbitrary<bool>()) invoice.refunds = credited;
        }
        plan.invoices.push_back(invoice);
        if (*rc::gen::inRange(0, 8) == 0)
            plan.written_off.push_back(
                {{issued[n].date + *rc::gen::inRange(1, 90), Rank::cash, 2}, n, *rc::gen::inRange(1, 900)});
    }
    const int receipts = *rc::gen::inRange(0, 5);
    for (int n = 0; n < receipts; ++n) {
        const bool known = !issued.empty() && *rc::gen::arbitrary<bool>();
        const std::uint32_t invoice =
            known ? static_cast<std::uint32_t>(*rc::gen::inRange<std::size_t>(0, issued.size())) : on_account;
        const std::int64_t amount = *rc::gen::inRange(-800, 5000);
        plan.cash.push_back(
            {any_moment(first, 350, Rank::cash), invoice, amount, amount < 0 && *rc::gen::arbitrary<bool>()});
    }
}

inline void add_any_rest(Plan& plan)
{
    const Date first = day("2025-01-10");
    const auto rarely = [] { return *rc::gen::inRange(0, 5) == 0; };
    for (std::uint16_t place = 0; place < plan.obligations.size(); ++place) {
        PlannedObligation& obligation = plan.obligations[place];
        obligation.unbilled = rarely();
        obligation.rebated = rarely();
        if (rarely())
            obligation.firm = {.kind = *rc::gen::element(Firm::Kind::performed, Firm::Kind::notice, Firm::Kind::every),
                               .start = first,
                               .refundable = *rc::gen::arbitrary<bool>()};
        if (rarely()) obligation.tax_millionths = 130'000;
        if (rarely())
            plan.scheduled.push_back({any_moment(first, 90, Rank::billing), place, *rc::gen::inRange(0, 5000)});
        if (rarely())
            plan.spent.push_back(
                {any_moment(first, 300, Rank::cost), place, *rc::gen::arbitrary<bool>(), *rc::gen::inRange(-50, 900)});
        if (rarely()) obligation.confirmed_through = day("2025-03-31");
        const Moment held = any_moment(first, 200, Rank::governance);
        if (rarely()) plan.frozen.push_back({place, held, {held.date + 40, Rank::governance, 0}});
    }
    if (rarely()) plan.owed.push_back({any_moment(first, 300, Rank::termination), *rc::gen::inRange(0, 2000)});
    if (rarely())
        plan.assessed = {{at("2025-01-10", Rank::contract), false},
                         {any_moment(first.next(), 200, Rank::contract), true}};
    plan.receivable_when =
        *rc::gen::element(ReceivableWhen::unconditional, ReceivableWhen::unconditional, ReceivableWhen::invoiced);
    plan.tax_pending = *rc::gen::element(TaxPending::none, TaxPending::none, TaxPending::posted);
}

// Served over a long term, invoiced and paid or not, and then left alone.
inline Plan any_quiet_plan()
{
    Plan plan = group_plan(*rc::gen::inRange<std::size_t>(1, 4));
    const Date first = day("2025-01-10");
    for (std::uint16_t place = 0; place < plan.obligations.size(); ++place) {
        const Date start = first + *rc::gen::inRange(0, 60);
        Stretch stretch =
            served(place, {start, Rank::contract, 0}, {start, start + *rc::gen::inRange(200, 700)},
                   *rc::gen::inRange(-3000, 100'000), *rc::gen::element(Measure::daily, Measure::monthly));
        stretch.months = *rc::gen::element(PartialMonths::actual, PartialMonths::month_even, PartialMonths::anniversary,
                                           PartialMonths::mid_month, PartialMonths::full, PartialMonths::half);
        stretch.rounding = *rc::gen::element(Round::half_away, Round::half_even, Round::up, Round::floor);
        stretch.base = *rc::gen::inRange(0, 50);
        stretch.share = stretch.share + Ratio(*rc::gen::inRange(0, 3), 7);
        plan.obligations[place].unbilled = *rc::gen::inRange(0, 5) == 0;
        plan.stretches.push_back(stretch);
    }
    if (*rc::gen::arbitrary<bool>()) {
        plan.invoices = {{{first + 20, Rank::billing, 0}, {first + 50, Rank::due, 0}}};
        plan.claims = {{0, 0, plan.invoices[0].issued, *rc::gen::inRange(1, 100'000), 800}};
    }
    plan.cash = {{{first + 70, Rank::cash, 0}, on_account, *rc::gen::inRange(0, 30'000), false}};
    cut_and_settle(plan);
    return plan;
}

inline Plan any_plan()
{
    Plan plan = group_plan(*rc::gen::inRange<std::size_t>(1, 4));
    for (std::uint16_t place = 0; place < plan.obligations.size(); ++place) add_any_life(plan, place);
    add_any_documents(plan);
    if (*rc::gen::inRange(0, 3) == 0) add_any_rest(plan);
    const auto in_time = [](const auto& one, const auto& other) { return one.at < other.at; };
    std::stable_sort(plan.cash.begin(), plan.cash.end(), in_time);
    std::stable_sort(plan.written_off.begin(), plan.written_off.end(), in_time);
    std::stable_sort(plan.scheduled.begin(), plan.scheduled.end(), in_time);
    std::stable_sort(plan.spent.begin(), plan.spent.end(), in_time);
    cut_and_settle(plan);
    return plan;
}

}  // namespace earned
