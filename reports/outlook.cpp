#include "reports/outlook.h"

#include "journal/standing.h"
#include "journal/walk.h"

#include <algorithm>

namespace earned {

namespace {

void read_into(Segment& segment, const Plan& plan, const Stretch& stretch)
{
    segment.from = stretch.from;
    segment.by_time = stretch.by_time;
    segment.measure = stretch.measure;
    segment.months = stretch.months;
    segment.rounding = stretch.rounding;
    segment.term = stretch.term;
    segment.unit = stretch.unit;
    segment.base = stretch.base;
    segment.whole = stretch.whole;
    segment.share = stretch.share;
    segment.stated_base = stretch.stated_base;
    segment.stated_whole = stretch.stated_whole;
    segment.conceded_base = stretch.conceded_base;
    segment.conceded_whole = stretch.conceded_whole;
    segment.steps.clear();
    const auto place = static_cast<std::uint32_t>(&stretch - plan.stretches.data());
    for (auto stride = std::ranges::lower_bound(plan.strides, place, {}, &Stride::stretch);
         stride != plan.strides.end() && stride->stretch == place; ++stride)
        segment.steps.push_back({stride->at, Cause::performance, 0, stride->progress});
}

}  // namespace

void Curve::read(const Plan& plan, std::size_t place, Date as_of)
{
    plan_ = &plan;
    place_ = place;
    const auto obligation = static_cast<std::uint16_t>(place);
    const auto of = std::ranges::equal_range(plan.stretches, obligation, {}, &Stretch::obligation);
    life_.segments.resize(static_cast<std::size_t>(of.size()));
    for (std::size_t n = 0; n < life_.segments.size(); ++n) read_into(life_.segments[n], plan, of[n]);
    // Nothing but a period that goes on begins with its day (recognition/renewal.h).
    const auto begun_later = [&](const Segment& segment) {
        return segment.from.rank == Rank::reference && as_of < segment.from.date;
    };
    const auto later = std::ranges::find_if(life_.segments, begun_later);
    life_.segments.erase(later, life_.segments.end());
}

Date Curve::begun() const { return life_.segments.front().from.date; }

std::int64_t Curve::allocated() const { return empty() ? 0 : life_.segments.back().base + life_.segments.back().whole; }

std::int64_t Curve::stated() const
{
    return empty() ? 0 : life_.segments.back().stated_base + life_.segments.back().stated_whole;
}

std::int64_t Curve::performed(Date date) const { return earned_at(life_, last_moment(date), date); }

std::int64_t Curve::recognised(Date date) const
{
    return empty() ? 0 : standing_of(*plan_, place_, last_moment(date), date).earned;
}

Outlook Curve::outlook(Date as_of) const
{
    const std::int64_t now = performed(as_of), known = performed(Date::never());
    Outlook seen;
    seen.recognised = recognised(as_of);
    seen.held = now - seen.recognised;
    seen.scheduled = known - now;
    seen.undated = allocated() - known;
    return seen;
}

}  // namespace earned
