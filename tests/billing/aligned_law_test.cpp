// Random lives whose months are those of the calendar, of the contract or of the account, with a part of a month at
// both ends, new quantities and an end, against an oracle that counts days: each day costs its part of its own month,
// once.
#include "deal.h"

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace earned::aligned_law_test {
namespace {

using namespace earned::testing;

struct Seats {
    Date from;
    int count = 0;
};
struct AlignedLife {
    Date start, last;                // the trial, if there is one, is over: a line's term begins after it
    std::optional<Date> aligned_to;  // of the contract or account; else the calendar
    Timing timing = Timing::advance;
    std::int64_t seat = 0;  // a month
    std::vector<Seats> seats;

    Term month_of(Date day) const
    {
        if (!aligned_to) return {Date::of(day.year(), day.month(), 1), day.last_of_month()};
        int count = (day.year() - aligned_to->year()) * 12 + day.month() - aligned_to->month();
        if (day < aligned_to->plus_months(count, aligned_to->day())) --count;
        return {aligned_to->plus_months(count, aligned_to->day()),
                aligned_to->plus_months(count + 1, aligned_to->day()).previous()};
    }
    Ratio months(Date first, Date through) const
    {
        Ratio sum;
        for (Date day = first; day <= through; day = day.next()) sum += Ratio(1, month_of(day).days());
        return sum;
    }
    int seats_on(Date day) const
    {
        int count = 0;
        for (const Seats& each : seats)
            if (each.from <= day) count = each.count;
        return count;
    }
    Ratio served(Date through) const
    {
        Ratio sum;
        for (Date day = start; day <= through; day = day.next())
            sum += Ratio(seat * seats_on(day), month_of(day).days());
        return sum;
    }
    LineTerms terms(int count) const
    {
        const Money price((Ratio(seat * count) * months(start, last)).rounded(Round::half_away), usd());
        LineTerms made = service(price.plain(), {start, last}, every("1 month", timing), Measure::daily);
        made.quantity = Decimal::of(count);
        made.billing.align = aligned_to ? Align::contract : Align::calendar;
        made.billing.aligned_to = aligned_to;
        return made;
    }
};

AlignedLife any_aligned_life()
{
    AlignedLife life;
    const Date signed_on = Date::of(2026, *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 29));
    life.start = signed_on + *rc::gen::element(0, 0, 14, 30);
    life.last = life.start + *rc::gen::inRange(40, 400);
    if (*rc::gen::arbitrary<bool>())
        life.aligned_to = Date::of(2025, *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 29));
    life.timing = *rc::gen::element(Timing::advance, Timing::arrears);
    life.seat = *rc::gen::inRange<std::int64_t>(31, 100'000);
    life.seats.push_back({life.start, *rc::gen::inRange(1, 20)});
    Date day = life.start;
    for (int changes = *rc::gen::inRange(0, 3); changes > 0; --changes) {
        day = day + *rc::gen::inRange(1, 100);
        if (life.last <= day) break;
        life.seats.push_back({day, *rc::gen::inRange(1, 20)});
    }
    return life;
}

Money issued(const Deal& deal)
{
    Money sum = money("0");
    for (const Document& document : deal.group.documents) sum += document.credit ? -document.net() : document.net();
    return sum;
}

// The whole price of each version is rounded, and so is what each leaves: a cent a version.
void expect_about(const AlignedLife& life, Money is, const Ratio& ought)
{
    const std::int64_t off = is.minor() - ought.rounded(Round::half_away);
    RC_ASSERT(std::abs(off) <= static_cast<std::int64_t>(life.seats.size()));
}

// Runs of any step; gives what was issued by the end.
Deal lived(const AlignedLife& life, std::optional<Date> end)
{
    Deal deal(life.start.text());
    deal.line("seats", life.terms(life.seats.front().count));
    const int step = *rc::gen::inRange(1, 45);
    std::size_t known = 1;
    bool ended = false;
    Date not_before = Date::dawn();
    for (Date run = life.start; run < life.last + 90; run = run + step) {
        for (; known < life.seats.size() && life.seats[known].from <= run && (!end || life.seats[known].from <= *end);
             ++known)
            deal.change("seats", life.seats[known].from.text(), life.terms(life.seats[known].count));
        if (end && !ended && *end <= run) {
            deal.contract_terms().cancellable = Cancellable{.refund = CancelRefund::pro_rata};
            deal.terminate(end->text());
            ended = true;
        }
        deal.issue(deal.draft(run.text(), not_before));
        RC_ASSERT(deal.draft(run.text(), not_before).empty());
        not_before = run.next();
    }
    return deal;
}

RC_GTEST_PROP(AlignedLaw, EachDayCostsItsPartOfItsMonthOnce, ())
{
    const AlignedLife life = any_aligned_life();
    expect_about(life, issued(lived(life, std::nullopt)), life.served(life.last));
}

RC_GTEST_PROP(AlignedLaw, AnEndPaysForWhatWasServed, ())
{
    const AlignedLife life = any_aligned_life();
    const Date end = life.start + *rc::gen::inRange(0, life.last - life.start + 1);
    expect_about(life, issued(lived(life, end)), life.served(end));
}

// Months begin where the contract's, the account's or the calendar's do: the first part is as long as to there.
RC_GTEST_PROP(AlignedLaw, InvoicesBeginWithTheMonths, ())
{
    AlignedLife life = any_aligned_life();
    life.seats.resize(1);
    life.timing = Timing::advance;
    Deal deal(life.start.text());
    deal.line("seats", life.terms(life.seats.front().count));
    std::vector<Date> wanted, found;
    for (Date day = life.start; day <= life.last; day = life.month_of(day).last.next()) wanted.push_back(day);
    for (const Draft& draft : deal.draft((life.last + 1).text())) found.push_back(draft.date);
    RC_ASSERT(found == wanted);
}

}  // namespace
}  // namespace earned::aligned_law_test
