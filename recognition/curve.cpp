// Walking a life: what counts at a moment. Closings ask this millions of times, so nothing here
// allocates as long as prices and progress fit 64 bits.
#include "recognition/earned.h"
#include "recognition/months.h"
#include "recognition/straight_line.h"

#include "base/check.h"
#include "base/wide.h"

#include <algorithm>

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
    for (auto segment = obligation.segments.rbegin(); segment != obligation.segments.rend();
         ++segment)
        if (segment->from <= at) return &*segment;
    return nullptr;
}

const Step* last_step(const Segment& segment, Moment at)
{
    const auto after = std::upper_bound(
        segment.steps.begin(), segment.steps.end(), at,
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

// share x progress, rounded once.
std::int64_t part(const Segment& segment, const Ratio& share, Fraction progress)
{
    const auto small = share.small();
    if (small && segment.unit == 1)
        return divide(Wide{small->first} * progress.num, Wide{small->second} * progress.den,
                      segment.rounding);
    return rounded(segment, share * Ratio(progress.num, progress.den));
}

struct Price {
    const Ratio& share;
    std::int64_t whole;
};

std::int64_t earned_in(const Segment& segment, const Price& price, Moment at, Date accrued)
{
    if (segment.by_time) {
        if (term_is_over(segment, at, accrued)) return price.whole;
        if (accrued < segment.term.first) return 0;
        return part(segment, price.share,
                    passed(segment.measure, segment.months, segment.term, accrued));
    }
    const Step* step = last_step(segment, at);
    if (step == nullptr) return 0;
    if (step->progress == Ratio(1)) return price.whole;
    if (const auto small = step->progress.small())
        return part(segment, price.share, {small->first, small->second});
    return rounded(segment, price.share * step->progress);
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
    const Ratio stated(segment->stated_whole);
    return segment->stated_base + earned_in(*segment, {stated, segment->stated_whole}, at, accrued);
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

}  // namespace earned
