#include "recognition/months.h"

#include <algorithm>
#include <optional>

namespace earned {

namespace {

// Calendar months, counted so that the months between two days are a difference.
int month_number(Date date) { return date.year() * 12 + date.month() - 1; }

// What the month that `in` stands in weighs.
Fraction weight(PartialMonths convention, Term term, Date in)
{
    const Date opens = in.first_of_month(), closes = in.last_of_month();
    const Term covered{std::max(term.first, opens), std::min(term.last, closes)};
    const int whole = Term{opens, closes}.days();
    if (covered.days() == whole) return {1, 1};
    switch (convention) {
    case PartialMonths::actual:
    case PartialMonths::month_even:
    case PartialMonths::anniversary: return {covered.days(), whole};
    case PartialMonths::mid_month: return {covered.contains(opens + 14) ? 1 : 0, 1};
    case PartialMonths::full: return {1, 1};
    case PartialMonths::half: return {1, 2};
    }
    return {0, 1};
}

// What is earned of the weight of the month that `date` stands in.
Fraction earned_of_month(PartialMonths convention, Term term, Date date)
{
    const Date opens = date.first_of_month(), closes = date.last_of_month();
    if (convention == PartialMonths::month_even && date < closes) return {0, 1};
    const Date first = std::max(term.first, opens);
    const Fraction all = weight(convention, term, date);
    return {all.num * Term{first, date}.days(),
            all.den * Term{first, std::min(term.last, closes)}.days()};
}

// Empty when no month of the term counts.
std::optional<Fraction> by_calendar_months(PartialMonths convention, Term term, Date date)
{
    const int opens = month_number(term.first), closes = month_number(term.last);
    const int now = month_number(date);
    const Fraction first = weight(convention, term, term.first);
    const Fraction last =
        opens == closes ? Fraction{0, 1} : weight(convention, term, term.last);
    const std::int64_t between = std::max(closes - opens - 1, 0);
    const Fraction running = earned_of_month(convention, term, date);

    const std::int64_t scale = first.den * last.den * running.den;
    const std::int64_t total = between * scale + first.num * (scale / first.den) +
                               last.num * (scale / last.den);
    if (total == 0) return std::nullopt;
    std::int64_t earned = running.num * (scale / running.den);
    if (now > opens) earned += first.num * (scale / first.den) + (now - opens - 1) * scale;
    return Fraction{earned, total};
}

Fraction by_anniversaries(Term term, Date date)
{
    const int anchor = term.first.day();
    const auto boundary = [&](int n) { return term.first.plus_months(n, anchor); };
    const auto partial = [&](int months, Date through) -> Fraction {
        return {through.next() - boundary(months), boundary(months + 1) - boundary(months)};
    };
    const int all = whole_months(term), passed = whole_months({term.first, date});
    const Fraction rest = partial(all, term.last), running = partial(passed, date);
    return {(passed * running.den + running.num) * rest.den,
            (all * rest.den + rest.num) * running.den};
}

}  // namespace

Fraction by_months(PartialMonths convention, Term term, Date date)
{
    if (date < term.first) return {0, 1};
    if (date >= term.last) return {1, 1};
    if (convention == PartialMonths::anniversary) return by_anniversaries(term, date);
    const std::optional<Fraction> counted = by_calendar_months(convention, term, date);
    return counted ? *counted : *by_calendar_months(PartialMonths::actual, term, date);
}

}  // namespace earned
