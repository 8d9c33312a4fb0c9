// The arithmetic of a running total, in words: the integers are those that recognition uses.
#include "app/explain_trace.h"

#include "recognition/months.h"
#include "recognition/straight_line.h"

namespace earned::app {

namespace {

const Segment* segment_at(const Obligation& obligation, Moment at)
{
    const Segment* counts = nullptr;
    for (const Segment& segment : obligation.segments)
        if (segment.from <= at) counts = &segment;
    return counts;
}

std::string of_share(const Segment& segment, Currency currency) { return " of " + exact_text(segment.share, currency); }

// What a term has earned when time is counted through a day.
std::string by_time(const Segment& segment, Moment at, Date accrued, Currency currency)
{
    const std::string term = segment.term.first.text() + " to " + segment.term.last.text();
    if (accrued >= segment.term.last || at >= end_of(segment.term.last))
        return "the whole " + amount_text(segment.whole, currency) + ", its term " + term + " being over";
    if (accrued < segment.term.first)
        return "nothing yet of " + amount_text(segment.whole, currency) + ", its term begins on " +
               segment.term.first.text();
    const bool monthly = segment.measure == Measure::monthly;
    const Fraction part =
        monthly ? by_months(segment.months, segment.term, accrued) : straight_line(segment.term, accrued);
    const Ratio share = segment.share * Ratio(part.num, part.den);
    return std::to_string(part.num) + "/" + std::to_string(part.den) + of_share(segment, currency) + " = " +
           amount_text(share.rounded(segment.rounding), currency) + " (" + (monthly ? "months" : "days") + " of " +
           term + " through " + accrued.text() + ")";
}

std::string by_steps(const Segment& segment, Moment at, Currency currency)
{
    const Step* last = nullptr;
    for (const Step& step : segment.steps)
        if (step.at <= at) last = &step;
    if (last == nullptr) return "nothing yet of " + amount_text(segment.whole, currency) + ": nothing was performed";
    if (last->progress == Ratio(1))
        return "the whole " + amount_text(segment.whole, currency) + ", performed on " + last->at.date.text();
    return last->progress.text() + of_share(segment, currency) + " = " +
           amount_text((segment.share * last->progress).rounded(segment.rounding), currency) + " (progress of " +
           last->at.date.text() + ")";
}

}  // namespace

Counted count_up(const Obligation& obligation, Moment at, Date accrued, Currency currency)
{
    const Segment* segment = segment_at(obligation, at);
    if (segment == nullptr) return {"not promised yet", 0};
    if (segment->whole == 0 && segment->share.is_zero() && segment->base != 0)
        return {"nothing more since " + segment->from.date.text() + ", so it stays at " +
                    amount_text(segment->base, currency),
                segment->base};
    Counted counted{segment->by_time ? by_time(*segment, at, accrued, currency) : by_steps(*segment, at, currency),
                    earned_at(obligation, at, accrued)};
    if (segment->base != 0)
        counted.words += ", on top of " + amount_text(segment->base, currency) + " earned before " +
                         segment->from.date.text() + ": " + amount_text(counted.total, currency);
    if (segment->unit != 1) counted.words += ", in whole " + amount_text(segment->unit, currency);
    return counted;
}

Obligation obligation_in(const Plan& plan, std::size_t place)
{
    Obligation obligation;
    obligation.id = plan.obligations.at(place).id;
    for (std::size_t at = 0; at < plan.stretches.size(); ++at) {
        const Stretch& stretch = plan.stretches[at];
        if (stretch.obligation != place) continue;
        Segment segment{.from = stretch.from,
                        .by_time = stretch.by_time,
                        .measure = stretch.measure,
                        .months = stretch.months,
                        .term = stretch.term,
                        .steps = {},
                        .base = stretch.base,
                        .share = stretch.share,
                        .whole = stretch.whole,
                        .rounding = stretch.rounding,
                        .unit = stretch.unit,
                        .stated_base = stretch.stated_base,
                        .stated_whole = stretch.stated_whole};
        for (const Stride& stride : plan.strides)
            if (stride.stretch == at) segment.steps.push_back({.at = stride.at, .progress = stride.progress});
        obligation.segments.push_back(std::move(segment));
    }
    return obligation;
}

Label measure_words(Measure measure)
{
    switch (measure) {
        case Measure::daily:
            return {"evenly by the day", "按日直线"};
        case Measure::monthly:
            return {"evenly by the month", "按月直线"};
        case Measure::units:
            return {"by units delivered", "按交付数量"};
        case Measure::milestones:
            return {"by milestones reached", "按里程碑"};
        case Measure::hours:
            return {"by hours worked", "按工时"};
        case Measure::cost_to_cost:
            return {"by cost incurred", "按投入成本"};
        case Measure::percent:
            return {"by percent complete", "按完工百分比"};
        case Measure::as_invoiced:
            return {"as the right to invoice arises", "按有权开票金额"};
        case Measure::usage:
            return {"by usage", "按使用量"};
        case Measure::redemption:
            return {"as it is redeemed", "按兑换"};
    }
    return {};
}

}  // namespace earned::app
