// Random lives against a slow oracle that bills day by day: no period twice, none left out.
#include "deal.h"

#include "base/check.h"
#include "billing/credit_note.h"

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

LineTerms taxed(const PaidPeriods& life, std::int64_t price)
{
    LineTerms terms = priced(life, price);
    terms.tax = tax("0.19");
    return terms;
}

// Of an invoice, what its credit notes have left: net and tax.
std::pair<Money, Money> left_of(const Deal& deal, const Document& invoice)
{
    std::pair<Money, Money> left{invoice.net(), invoice.tax()};
    for (const Document& note : deal.group.documents)
        if (note.credit && note.of == invoice.number) {
            left.first -= note.net();
            left.second -= note.tax();
        }
    return left;
}

// As `earned credit` does: the price falls by what the note says, and the note settles it.
Money grant(Deal& deal, const InvoiceId& invoice, Date date, std::optional<Decimal> amount)
{
    CreditAsked asked{.amount = amount};
    asked.invoice = invoice;
    asked.date = date;
    const Result<Billed> billed = bill(deal.group, deal.terms, date);
    RC_ASSERT(static_cast<bool>(billed));
    const Result<CreditNote> note = credit_note(deal.group, deal.terms, *billed, asked);
    RC_ASSERT(static_cast<bool>(note));
    for (const PriceChange& change : note->changes) deal.reprice(date.text(), change);
    Document document{.credit = true,
                      .number = InvoiceId("CN" + std::to_string(deal.group.documents.size())),
                      .of = invoice,
                      .contract = note->contract};
    document.at = {date, Rank::billing, 0};
    document.lines = note->lines;
    deal.group.documents.push_back(document);
    return document.net();
}

std::vector<InvoiceId> creditable_of(const Deal& deal)
{
    std::vector<InvoiceId> numbers;
    for (const Document& document : deal.group.documents)
        if (!document.credit && left_of(deal, document).first.sign() > 0) numbers.push_back(document.number);
    return numbers;
}

const Document& invoice_named(const Deal& deal, const InvoiceId& number)
{
    for (const Document& document : deal.group.documents)
        if (!document.credit && document.number == number) return document;
    CHECK(false, "an invoice that was found is there");
    return deal.group.documents.front();
}

// Credits that people grant in between stay granted: no run bills them again, and no period is billed
// twice or left out for them. In the end every invoice is credited to the cent, tax included.
RC_GTEST_PROP(BillLaw, CreditsInBetweenStayAndComeToTheInvoices, ())
{
    const PaidPeriods life = any_life();
    Deal deal(life.start.text());
    deal.line("seats", taxed(life, life.prices.front().price));
    const int step = *rc::gen::inRange(5, 45);
    std::size_t known = 1;
    Date not_before = Date::dawn();
    Money granted = money("0");
    for (Date run = life.start; run < life.whole().last + 40; run = run + step) {
        for (; known < life.prices.size() && life.prices[known].from <= run; ++known)
            deal.change("seats", life.prices[known].from.text(), taxed(life, life.prices[known].price));
        deal.issue(deal.draft(run.text(), not_before));
        const std::vector<InvoiceId> numbers = creditable_of(deal);
        if (!numbers.empty() && *rc::gen::inRange(0, 3) == 0) {
            const InvoiceId number = *rc::gen::elementOf(numbers);
            const Money left = left_of(deal, invoice_named(deal, number)).first;
            const std::int64_t part = *rc::gen::inRange<std::int64_t>(1, left.minor() + 1);
            granted += grant(deal, number, run, Money(part, usd()).decimal());
        }
        RC_ASSERT(deal.draft(run.text(), not_before).empty());
        // When more was granted than the price, fallen since, comes to, all comes back that was invoiced, and no more.
        const std::int64_t expected = life.billed_by(run).rounded(Round::half_away) - granted.minor();
        RC_ASSERT(issued(deal, Date::never()).minor() == std::max<std::int64_t>(0, expected));
        not_before = run.next();
    }
    const Date end = life.whole().last + 50;
    for (const InvoiceId& number : creditable_of(deal)) grant(deal, number, end, std::nullopt);
    for (const Document& document : deal.group.documents)
        if (!document.credit) {
            RC_ASSERT(left_of(deal, document).first.is_zero());
            RC_ASSERT(left_of(deal, document).second.is_zero());
        }
    RC_ASSERT(issued(deal, Date::never()).is_zero());
    RC_ASSERT(deal.draft(end.text(), not_before).empty());
}

}  // namespace
}  // namespace earned::bill_law_test
