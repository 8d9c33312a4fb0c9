// Random lives against a slow oracle that bills day by day: no period twice, none left out.
#include "deal.h"

#include "base/check.h"

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace earned::bill_law_test {
namespace {

using namespace earned::testing;

// Twelve periods from a day that every month has; a price a period, in minor units, that changes.
struct Changed {
    Date from;
    std::int64_t price = 0;
};
struct PaidPeriods {
    Date start;
    Timing timing = Timing::advance;
    std::vector<Changed> prices;  // the first from the start

    Date begin(int period) const { return start.plus_months(period, start.day()); }
    Term whole() const { return {start, begin(12).previous()}; }
    std::int64_t price_on(Date day, Date known) const
    {
        std::int64_t price = prices.front().price;
        for (const Changed& changed : prices)
            if (changed.from <= day && changed.from <= known) price = changed.price;
        return price;
    }
    // What ought to have been invoiced by a day: each day of each period that was due by then, at the
    // price of that day, as known on the day.
    Ratio billed_by(Date day) const
    {
        Ratio sum;
        for (int period = 0; period < 12; ++period) {
            const Date first = begin(period), next = begin(period + 1);
            const bool is_due = timing == Timing::advance ? first <= day : next.previous() <= day;
            if (!is_due) continue;
            for (Date one = first; one < next; one = one.next()) sum += Ratio(price_on(one, day), next - first);
        }
        return sum;
    }
};

PaidPeriods any_life()
{
    PaidPeriods life;
    life.start = Date::of(2026, *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 29));
    life.timing = *rc::gen::element(Timing::advance, Timing::arrears);
    life.prices.push_back({life.start, *rc::gen::inRange<std::int64_t>(1, 100'000)});
    Date day = life.start;
    for (int changes = *rc::gen::inRange(0, 4); changes > 0; --changes) {
        day = day + *rc::gen::inRange(1, 100);
        if (life.whole().last <= day) break;
        life.prices.push_back({day, *rc::gen::inRange<std::int64_t>(1, 100'000)});
    }
    return life;
}

LineTerms priced(const PaidPeriods& life, std::int64_t price)
{
    return service(Money(price * 12, usd()).plain(), life.whole(), every("1 month", life.timing), Measure::daily);
}

Money issued(const Deal& deal, Date through)
{
    Money sum = money("0");
    for (const Document& document : deal.group.documents)
        if (document.at.date <= through) sum += document.credit ? -document.net() : document.net();
    return sum;
}

RC_GTEST_PROP(BillLaw, RunsOnAnyDaysBillWhatADayByDayOracleBills, ())
{
    const PaidPeriods life = any_life();
    Deal deal(life.start.text());
    deal.line("seats", priced(life, life.prices.front().price));
    const int step = *rc::gen::inRange(1, 45);
    std::size_t known = 1;
    Date not_before = Date::dawn();
    for (Date run = life.start; run < life.whole().last + 40; run = run + step) {
        for (; known < life.prices.size() && life.prices[known].from <= run; ++known)
            deal.change("seats", life.prices[known].from.text(), priced(life, life.prices[known].price));
        const std::vector<Draft> drafts = deal.draft(run.text(), not_before);
        deal.issue(drafts);
        RC_ASSERT(deal.draft(run.text(), not_before).empty());
        const std::int64_t expected = life.billed_by(run).rounded(Round::half_away);
        RC_ASSERT(issued(deal, Date::never()).minor() == expected);
        not_before = run.next();
    }
    // At the end of the term: the price of every day, once.
    Ratio price;
    for (int period = 0; period < 12; ++period)
        for (Date one = life.begin(period); one < life.begin(period + 1); one = one.next())
            price += Ratio(life.price_on(one, Date::never()), life.begin(period + 1) - life.begin(period));
    RC_ASSERT(issued(deal, Date::never()).minor() == price.rounded(Round::half_away));
}

// One run at the end or one a day: the same in all.
RC_GTEST_PROP(BillLaw, OneRunOrManyIssueTheSameInAll, ())
{
    const PaidPeriods life = any_life();
    const auto made = [&](int step) {
        Deal deal(life.start.text());
        deal.line("seats", priced(life, life.prices.front().price));
        for (std::size_t change = 1; change < life.prices.size(); ++change)
            deal.change("seats", life.prices[change].from.text(), priced(life, life.prices[change].price));
        for (Date run = life.start; run < life.whole().last + step + 1; run = run + step)
            deal.issue(deal.draft(run.text()));
        return deal;
    };
    const Deal daily = made(1), once = made(400);
    RC_ASSERT(issued(daily, Date::never()) == issued(once, Date::never()));
    for (int period = 0; period < 12; ++period)
        RC_ASSERT(issued(daily, life.begin(period)) == issued(once, life.begin(period)));
}

}  // namespace
}  // namespace earned::bill_law_test
