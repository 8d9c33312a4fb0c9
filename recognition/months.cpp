#include "recognition/months.h"

#include <algorithm>
#include <optional>

namespace earned {

namespace {

// The calendar month that a day stands in, with its days as numbers: asked of every open contract
// at every close, so that a day is taken apart once.
struct Month {
    std::int32_t number = 0;  // months counted through, so that what lies between is a difference
    std::int32_t opens = 0, closes = 0;

    std::int32_t days() const { return closes - opens + 1; }
};

std::uint32_t days_of_february(std::uint32_t year)
{
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return leap ? 29 : 28;
}

// The calendar in multiplications (C. Neri and L. Schneider, Euclidean affine functions, 2021). Years
// begin on 1 March, so that a leap day is the last of its year, and months are numbered 3 to 14.
// Requires: days of the years 1 to 9999
Month month_of(Date date)
{
    constexpr std::uint32_t to_march = 719468, days_of_400_years = 146097, affine = 2939745;
    const std::uint32_t quarters = 4 * static_cast<std::uint32_t>(date.serial() + static_cast<int>(to_march)) + 3;
    const std::uint32_t century = quarters / days_of_400_years;
    const std::uint32_t of_century = (quarters % days_of_400_years) | 3;
    const std::uint64_t product = std::uint64_t{affine} * of_century;
    const auto year_of_century = static_cast<std::uint32_t>(product >> 32);
    const std::uint32_t day_of_year = static_cast<std::uint32_t>(product) / affine / 4;
    const std::uint32_t scaled = 2141 * day_of_year + 197913;
    const std::uint32_t month = scaled >> 16, day = (scaled & 0xffff) / 2141;
    const std::uint32_t year = 100 * century + year_of_century;
    const std::uint32_t days = month == 14 ? days_of_february(year + 1)
                                           : 30 + ((month ^ (month >> 3)) & 1) + (month == 13);
    const std::int32_t opens = date.serial() - static_cast<std::int32_t>(day);
    return {static_cast<std::int32_t>(year * 12 + month), opens, opens + static_cast<std::int32_t>(days) - 1};
}

// Days of a term that lie in one month.
struct Covered { std::int32_t first, last; std::int32_t days() const { return last - first + 1; } };

Covered covered(Term term, const Month& month)
{
    return {std::max(term.first.serial(), month.opens), std::min(term.last.serial(), month.closes)};
}

// What a month of the term weighs.
Fraction weight(PartialMonths convention, Term term, const Month& month)
{
    const Covered days = covered(term, month);
    if (days.days() == month.days()) return {1, 1};
    switch (convention) {
    case PartialMonths::actual:
    case PartialMonths::month_even:
    case PartialMonths::anniversary: return {days.days(), month.days()};
    case PartialMonths::mid_month: {
        const std::int32_t middle = month.opens + 14;
        return {days.first <= middle && middle <= days.last ? 1 : 0, 1};
    }
    case PartialMonths::full: return {1, 1};
    case PartialMonths::half: return {1, 2};
    }
    return {0, 1};
}

// What is earned by `date` of the weight of the month it stands in.
Fraction earned_of_month(PartialMonths convention, Term term, const Month& month, Date date)
{
    if (date.serial() == month.closes) return weight(convention, term, month);
    if (convention == PartialMonths::month_even) return {0, 1};
    const Covered days = covered(term, month);
    const Fraction all = weight(convention, term, month);
    return {all.num * (date.serial() - days.first + 1), all.den * days.days()};
}

// Nothing when no month of the term counts.
std::optional<Fraction> by_calendar_months(PartialMonths convention, Term term, Date date)
{
    const Month opens = month_of(term.first), closes = month_of(term.last), now = month_of(date);
    const bool whole_months = term.first.serial() == opens.opens && term.last.serial() == closes.closes;
    if (whole_months && date.serial() == now.closes)  // as most contracts are written, and books closed
        return Fraction{now.number - opens.number + 1, closes.number - opens.number + 1};
    const Fraction first = weight(convention, term, opens);
    const bool one_month = opens.number == closes.number;
    const Fraction last = one_month ? Fraction{0, 1} : weight(convention, term, closes);
    const std::int64_t between = std::max(closes.number - opens.number - 1, 0);
    const Fraction running = earned_of_month(convention, term, now, date);

    const std::int64_t scale = first.den * last.den * running.den;
    const std::int64_t opening = first.num * last.den * running.den;
    const std::int64_t total = between * scale + opening + last.num * first.den * running.den;
    if (total == 0) return std::nullopt;
    std::int64_t earned = running.num * first.den * last.den;
    if (now.number > opens.number) earned += opening + (now.number - opens.number - 1) * scale;
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
    return {(passed * running.den + running.num) * rest.den, (all * rest.den + rest.num) * running.den};
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
