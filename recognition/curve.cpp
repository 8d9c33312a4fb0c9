// Walking a life: what counts at a moment. Closings ask this millions of times, so nothing here
// allocates as long as prices and progress fit 64 bits.
#include "recognition/curve.h"

#include "recognition/months.h"
#include "recognition/straight_line.h"

#include "base/check.h"
#include "base/wide.h"

#include <algorithm>
#include <limits>

namespace earned {

namespace {

Fraction passed(Measure measure, PartialMonths months, Term term, Date date)
{
    if (measure == Measure::monthly) return by_months(months, term, date);
    CHECK(measure == Measure::daily, "only days and months pass with time alone");
    return straight_line(term, date);
}

const Segment* active(const Obligation& obligation, Moment at)
{
    for (auto segment = obligation.segments.rbegin(); segment != obligation.segments.rend(); ++segment)
        if (segment->from <= at) return &*segment;
    return nullptr;
}

const Step* last_step(const Segment& segment, Moment at)
{
    const auto after = std::upper_bound(segment.steps.begin(), segment.steps.end(), at,
                                        [](const Moment& moment, const Step& step) { return moment < step.at; });
    return after == segment.steps.begin() ? nullptr : &*std::prev(after);
}

bool term_is_over(const Segment& segment, Moment at, Date accrued)
{
    return accrued >= segment.term.last || at >= end_of(segment.term.last);
}

std::int64_t rounded(const Segment& segment, const Ratio& exact)
{
    if (segment.unit == 1) return exact.rounded(segment.rounding);
    return (exact / Ratio(segment.unit)).rounded(segment.rounding) * segment.unit;
}

// num x factor / (den x divisor), rounded; a price of 64 bits seldom needs a product of more.
std::int64_t divided(std::int64_t num, std::int64_t factor, std::int64_t den, std::int64_t divisor, Round mode)
{
    std::int64_t top = 0, bottom = 0;
    const bool wide = __builtin_mul_overflow(num, factor, &top) || __builtin_mul_overflow(den, divisor, &bottom) ||
                      top == std::numeric_limits<std::int64_t>::min();
    if (wide) return divide(Wide{num} * factor, Wide{den} * divisor, mode);
    const std::int64_t quotient = top / bottom, rest = top % bottom;
    if (rest == 0) return quotient;
    const std::int64_t size = rest < 0 ? -rest : rest, other = bottom - size;
    const int half = size < other ? -1 : size > other ? 1 : 0;
    if (!rounds_away(mode, top < 0, (quotient & 1) != 0, half)) return quotient;
    return top < 0 ? quotient - 1 : quotient + 1;
}

// share x progress, rounded once.
std::int64_t part(const Segment& segment, const Ratio& share, Fraction progress)
{
    const auto small = share.small();
    if (small && segment.unit == 1)
        return divided(small->first, progress.num, small->second, progress.den, segment.rounding);
    return rounded(segment, share * Ratio(progress.num, progress.den));
}

struct Price {
    const Ratio& share;
    std::int64_t whole;
};

std::int64_t at_progress(const Segment& segment, const Price& price, const Ratio& progress)
{
    if (progress == Ratio(1)) return price.whole;
    if (const auto small = progress.small()) return part(segment, price.share, {small->first, small->second});
    return rounded(segment, price.share * progress);
}

std::int64_t earned_in(const Segment& segment, const Price& price, Moment at, Date accrued)
{
    if (segment.by_time) {
        if (term_is_over(segment, at, accrued)) return price.whole;
        if (accrued < segment.term.first) return 0;
        return part(segment, price.share, passed(segment.measure, segment.months, segment.term, accrued));
    }
    const Step* step = last_step(segment, at);
    return step == nullptr ? 0 : at_progress(segment, price, step->progress);
}

// Where the stated price and the allocated one come to the same, both are rounded from the same exact share: a cent
// between them would be no asset, and what is called off later would move it.
Ratio stated_share(const Segment& segment)
{
    return segment.stated_whole == segment.whole ? segment.share : Ratio(segment.stated_whole);
}

}  // namespace

Ratio progress_by_time(Measure measure, PartialMonths months, Term term, Date date)
{
    const Fraction progress = passed(measure, months, term, date);
    return {progress.num, progress.den};
}

std::int64_t earned_at(const Obligation& obligation, Moment at, Date accrued)
{
    const Segment* segment = active(obligation, at);
    if (segment == nullptr) return 0;
    return segment->base + earned_in(*segment, {segment->share, segment->whole}, at, accrued);
}

std::int64_t performed_at(const Obligation& obligation, Moment at, Date accrued)
{
    const Segment* segment = active(obligation, at);
    if (segment == nullptr) return 0;
    return segment->stated_base + earned_in(*segment, {stated_share(*segment), segment->stated_whole}, at, accrued);
}

Ratio progress_at(const Obligation& obligation, Moment at, Date accrued)
{
    const Segment* segment = active(obligation, at);
    if (segment == nullptr) return {};
    if (segment->by_time)
        return term_is_over(*segment, at, accrued)
                   ? Ratio(1)
                   : progress_by_time(segment->measure, segment->months, segment->term, accrued);
    const Step* step = last_step(*segment, at);
    return step == nullptr ? Ratio() : step->progress;
}

std::int64_t earned_total(const Segment& segment, const Ratio& progress)
{
    return segment.base + at_progress(segment, {segment.share, segment.whole}, progress);
}

std::int64_t stated_total(const Segment& segment, const Ratio& progress)
{
    return segment.stated_base + at_progress(segment, {stated_share(segment), segment.stated_whole}, progress);
}

Moment just_before(Moment at)
{
    constexpr std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
    if (at.order > 0) return {at.date, at.rank, at.order - 1};
    if (at.rank == Rank::reference) return {at.date.previous(), Rank::termination, last};
    return {at.date, static_cast<Rank>(static_cast<int>(at.rank) - 1), last};
}

std::size_t split(Obligation& obligation, Moment at, Cause cause, std::int64_t event)
{
    std::vector<Segment>& segments = obligation.segments;
    const auto found = std::find_if(segments.begin(), segments.end(),
                                    [&](const Segment& segment) { return at <= segment.from; });
    const auto place = static_cast<std::size_t>(found - segments.begin());
    if (place == 0 || (found != segments.end() && found->from == at)) return place;
    Segment& before = segments[place - 1];
    Segment after = before;
    after.from = at;
    after.cause = cause;
    after.event = event;
    const auto later = std::find_if(after.steps.begin(), after.steps.end(),
                                    [&](const Step& step) { return at < step.at; });
    const Step* done = last_step(before, at);
    std::vector<Step> steps;
    if (done != nullptr) steps.push_back({at, cause, event, done->progress});
    steps.insert(steps.end(), later, after.steps.end());
    after.steps = std::move(steps);
    std::erase_if(before.steps, [&](const Step& step) { return at <= step.at; });
    segments.insert(segments.begin() + static_cast<std::ptrdiff_t>(place), std::move(after));
    return place;
}

}  // namespace earned
