// Random lives with a pause, and then an end, against an oracle that counts days: what is not served
// is not owed, what was invoiced ahead is used up, and nothing is billed twice.
#include "deal.h"

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace earned::paused_law_test {
namespace {

using namespace earned::testing;

struct PausedLife {
    Date start, from, resumes, last;  // paused from `from` to the day before `resumes`
    std::int64_t price = 0;           // a month
    Timing timing = Timing::advance;

    Date month(Date first, int count) const { return first.plus_months(count, first.day()); }
    // A day's part of the month that it is in, months being counted from a day.
    Ratio of_day(Date first, Date day) const
    {
        int count = 0;
        while (month(first, count + 1) <= day) ++count;
        return Ratio(price, month(first, count + 1) - month(first, count));
    }
    Ratio served(Date through) const
    {
        Ratio sum;
        for (Date day = start; day <= through && day < from; day = day.next()) sum += of_day(start, day);
        for (Date day = resumes; day <= through && day <= last; day = day.next()) sum += of_day(resumes, day);
        return sum;
    }
    LineTerms before() const
    {
        return service(Money(price * 12, usd()).plain(), {start, month(start, 12).previous()}, every("1 month", timing),
                       Measure::daily);
    }
    LineTerms after() const
    {
        Ratio rest;
        for (Date day = resumes; day <= last; day = day.next()) rest += of_day(resumes, day);
        return service(Money(rest.rounded(Round::half_away), usd()).plain(), {resumes, last}, every("1 month", timing),
                       Measure::daily);
    }
};

PausedLife any_paused_life()
{
    PausedLife life;
    life.start = Date::of(2026, *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 29));
    life.timing = *rc::gen::element(Timing::advance, Timing::arrears);
    life.price = *rc::gen::inRange<std::int64_t>(31, 100'000);
    life.from = life.start + *rc::gen::inRange(1, 300);
    life.resumes = life.from + *rc::gen::inRange(1, 60);
    life.last = life.resumes + *rc::gen::inRange(0, 300);
    return life;
}

Money issued_net(const Deal& deal)
{
    Money sum = money("0");
    for (const Document& document : deal.group.documents) sum += document.credit ? -document.net() : document.net();
    return sum;
}

// Within a cent, because the price of what is left is whole cents of its own.
bool is_about(Money amount, const Ratio& exact) { return abs(Ratio(amount.minor()) - exact) <= Ratio(1); }

RC_GTEST_PROP(PausedLaw, AllThatIsServedIsBilledOnceAndNoMore, ())
{
    const PausedLife life = any_paused_life();
    Deal deal(life.start.text());
    deal.line("seats", life.before());
    const int step = *rc::gen::inRange(1, 45);
    bool paused = false;
    Date not_before = Date::dawn();
    for (Date run = life.start; run < life.last + 90; run = run + step) {
        if (!paused && life.from <= run) {
            deal.change("seats", life.from.text(), life.after());
            paused = true;
        }
        const Money before = issued_net(deal);
        const std::vector<Draft> drafts = deal.draft(run.text(), not_before);
        deal.issue(drafts);
        RC_ASSERT(deal.draft(run.text(), not_before).empty());
        if (paused && life.from < not_before && run < life.resumes) RC_ASSERT(issued_net(deal) == before);
        not_before = run.next();
    }
    RC_ASSERT(paused);
    RC_ASSERT(is_about(issued_net(deal), life.served(life.last)));
}

RC_GTEST_PROP(PausedLaw, AnEndInOrAfterThePausePaysForWhatWasServed, ())
{
    const PausedLife life = any_paused_life();
    const Date end = life.from + *rc::gen::inRange(0, life.last - life.from + 1);
    Deal deal(life.start.text());
    deal.line("seats", life.before());
    deal.change("seats", life.from.text(), life.after());
    const int step = *rc::gen::inRange(1, 45);
    bool ended = false;
    Date not_before = Date::dawn();
    for (Date run = life.start; run < life.last + 90; run = run + step) {
        if (!ended && end <= run) {
            deal.contract_terms().cancellable = Cancellable{.refund = CancelRefund::pro_rata};
            deal.terminate(end.text());
            ended = true;
        }
        deal.issue(deal.draft(run.text(), not_before));
        RC_ASSERT(deal.draft(run.text(), not_before).empty());
        not_before = run.next();
    }
    RC_ASSERT(is_about(issued_net(deal), life.served(end)));
}

}  // namespace
}  // namespace earned::paused_law_test
