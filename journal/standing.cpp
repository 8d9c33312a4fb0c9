#include "journal/standing.h"

#include "base/check.h"
#include "recognition/months.h"
#include "recognition/straight_line.h"

#include <algorithm>

namespace earned {

namespace {

Fraction passed(Measure measure, PartialMonths months, Term term, Date date)
{
    return measure == Measure::monthly ? by_months(months, term, date) : straight_line(term, date);
}

// num/den x progress, rounded once; in 64 bits where they suffice.
std::int64_t part(std::int64_t num, std::int64_t den, Fraction progress, Round rounding)
{
    std::int64_t above = 0, below = 0;
    const bool fits = !__builtin_mul_overflow(num, progress.num, &above) &&
                      !__builtin_mul_overflow(den, progress.den, &below) && above > INT64_MIN && below < INT64_MAX / 2;
    if (!fits) return divide(Wide{num} * progress.num, Wide{den} * progress.den, rounding);
    return quotient(above, below, rounding);
}

const Stretch* active(const Plan& plan, std::size_t obligation, Moment at)
{
    const auto after = std::upper_bound(
        plan.stretches.begin(), plan.stretches.end(), at, [&](Moment moment, const Stretch& stretch) {
            return stretch.obligation != obligation ? obligation < stretch.obligation : moment < stretch.from;
        });
    if (after == plan.stretches.begin() || std::prev(after)->obligation != obligation) return nullptr;
    return &*std::prev(after);
}

const Stride* last_stride(const Plan& plan, const Stretch& stretch, Moment at)
{
    const auto place = static_cast<std::uint32_t>(&stretch - plan.stretches.data());
    const auto after =
        std::upper_bound(plan.strides.begin(), plan.strides.end(), at, [&](Moment moment, const Stride& stride) {
            return stride.stretch != place ? place < stride.stretch : moment < stride.at;
        });
    if (after == plan.strides.begin() || std::prev(after)->stretch != place) return nullptr;
    return &*std::prev(after);
}

// How far a stretch has come: all of it, or a fraction; a fraction beyond 64 bits is `exact`.
struct Progress {
    bool all = false;
    Fraction fraction{0, 1};
    const Ratio* exact = nullptr;
};

Progress progress_of(const Plan& plan, const Stretch& stretch, Moment at, Date accrued)
{
    if (stretch.by_time) {
        const Date last = stretch.term.last;
        if (accrued >= last || at >= end_of(last)) return {.all = true};
        if (accrued < stretch.term.first) return {};
        return {.fraction = passed(stretch.measure, stretch.months, stretch.term, accrued)};
    }
    const Stride* stride = last_stride(plan, stretch, at);
    if (stride == nullptr) return {};
    if (const auto small = stride->progress.small())
        return {.all = small->first == small->second, .fraction = {small->first, small->second}};
    return {.exact = &stride->progress};
}

// Whole minor units of a price, which may be larger than 64 bits over its denominator.
std::int64_t part(const Stretch& stretch, const Ratio& price, std::int64_t whole, const Progress& progress)
{
    if (progress.all) return whole;
    if (progress.exact == nullptr && progress.fraction.num == 0) return 0;
    const auto small = price.small();
    if (small && progress.exact == nullptr && stretch.unit == 1)
        return part(small->first, small->second, progress.fraction, stretch.rounding);
    const Ratio share =
        price * (progress.exact != nullptr ? *progress.exact : Ratio(progress.fraction.num, progress.fraction.den));
    if (stretch.unit == 1) return share.rounded(stretch.rounding);
    return (share / Ratio(stretch.unit)).rounded(stretch.rounding) * stretch.unit;
}

// At stated prices; rounded from the same exact share where they come to what was allocated (recognition/curve.cpp).
std::int64_t performed_in(const Stretch& stretch, const Progress& progress)
{
    const bool alike = stretch.stated_whole == stretch.whole;
    const Ratio share = alike ? stretch.share : Ratio(stretch.stated_whole);
    return stretch.stated_base + part(stretch, share, stretch.stated_whole, progress);
}
std::int64_t performed_in(const Plan& plan, const Stretch& stretch, Moment at, Date accrued)
{
    return performed_in(stretch, progress_of(plan, stretch, at, accrued));
}

// Revenue stands where a person has stopped it, or not yet confirmed it.
std::int64_t posted_earned(const Plan& plan, std::size_t obligation, Moment at, Date accrued)
{
    const Date confirmed = plan.obligations[obligation].confirmed_through;
    at = std::min(at, end_of(confirmed));
    accrued = std::min(accrued, confirmed);
    for (const Frozen& frozen : plan.frozen) {
        if (frozen.obligation != obligation || at < frozen.from || frozen.to <= at) continue;
        at = frozen.from;
        accrued = std::min(accrued, frozen.from.date.previous());
        break;
    }
    const Stretch* stretch = active(plan, obligation, at);
    if (stretch == nullptr) return 0;
    return stretch->base + part(*stretch, stretch->share, stretch->whole, progress_of(plan, *stretch, at, accrued));
}

// The last day that can no longer be cancelled, as things are.
Date firm_through(const Firm& firm, Moment from, Moment at, Date accrued)
{
    const bool by_months = firm.interval.months().has_value();
    if (firm.kind == Firm::Kind::notice) {
        const Date given = std::max(accrued.next(), from.date);
        return after(given, firm.interval, 1, given.day()).previous();
    }
    const int length = by_months ? *firm.interval.months() * 31
                                 : firm.interval.count * (firm.interval.unit == Interval::week ? 7 : 1);
    int n = std::max(0, (at.date - firm.start) / length);
    while (after(firm.start, firm.interval, n + 1, firm.start.day()) <= at.date) ++n;
    return after(firm.start, firm.interval, n + 1, firm.start.day()).previous();
}

}  // namespace

Standing standing_of(const Plan& plan, std::size_t obligation, Moment at, Date accrued)
{
    Standing standing;
    standing.earned = posted_earned(plan, obligation, at, accrued);
    const Stretch* stretch = active(plan, obligation, at);
    if (stretch == nullptr) return standing;
    const Progress progress = progress_of(plan, *stretch, at, accrued);
    standing.begun = true;
    standing.complete = progress.all || stretch->handed_over;
    standing.performed = performed_in(*stretch, progress);
    standing.unheld = stretch->base + part(*stretch, stretch->share, stretch->whole, progress);
    standing.back = stretch->back;
    standing.bonus = stretch->bonus_base + part(*stretch, Ratio(stretch->bonus_whole), stretch->bonus_whole, progress);
    standing.rebate = stretch->rebate_base + part(*stretch, Ratio(stretch->rebate_whole), stretch->rebate_whole, progress);
    standing.conceded =
        stretch->conceded_base + part(*stretch, Ratio(stretch->conceded_whole), stretch->conceded_whole, progress);
    standing.concessions = stretch->conceded_base + stretch->conceded_whole;
    standing.unit = stretch->unit;
    standing.whole = stretch->stated_base + stretch->stated_whole;
    const Firm& firm = plan.obligations[obligation].firm;
    switch (firm.kind) {
    case Firm::Kind::whole: standing.firm = standing.whole; break;
    case Firm::Kind::performed: standing.firm = standing.performed; break;
    case Firm::Kind::notice:
    case Firm::Kind::every: {
        const Date through = firm_through(firm, stretch->from, at, accrued);
        standing.firm = stretch->by_time ? performed_in(plan, *stretch, at, std::max(accrued, through))
                                         : standing.performed;
        break;
    }
    }
    return standing;
}

std::int64_t right_when_due(const Standing& standing, std::int64_t asked)
{
    const std::int64_t firm = std::max(standing.firm, standing.performed);
    const std::int64_t net = standing.whole - standing.performed;
    const std::int64_t gross = net + standing.concessions - standing.conceded;
    if (standing.concessions == 0 || net <= 0 || gross <= 0) return firm;
    const std::int64_t beyond = standing.invoiced + asked - standing.performed - standing.conceded;
    const std::int64_t right = divide(Wide{std::max<std::int64_t>(beyond, 0)} * net, Wide{gross}, Round::half_away);
    return std::min(standing.performed + right, firm);
}

std::int64_t right_taken(const Standing& standing)
{
    return standing.concessions == 0 ? standing.invoiced : std::min(standing.invoiced, right_when_due(standing, 0));
}

}  // namespace earned
