// The arithmetic of a running total, in words: the integers are those that recognition uses.
#include "app/explain_trace.h"

#include "app/explain_words.h"

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

// What a term has earned when time is counted through a day.
std::string by_time(const Page& page, const Segment& segment, Moment at, Date accrued, Currency currency)
{
    const std::string term = term_text(page, segment.term), whole = amount_text(segment.whole, currency);
    if (accrued >= segment.term.last || at >= end_of(segment.term.last))
        return page.say({"the whole {1}, its term {2} being over", "全部 {1}，期间 {2} 已届满"}, {whole, term});
    if (accrued < segment.term.first)
        return page.say({"nothing yet of {1}, its term begins on {2}", "{1} 尚未确认，期间自 {2} 起"},
                        {whole, segment.term.first.text()});
    const bool monthly = segment.measure == Measure::monthly;
    const Fraction part =
        monthly ? by_months(segment.months, segment.term, accrued) : straight_line(segment.term, accrued);
    const Ratio share = segment.share * Ratio(part.num, part.den);
    return page.say(
        monthly
            ? Label{"{1}/{2} of {3} = {4} (months of {5} through {6})", "{3} 的 {1}/{2} = {4}（{5} 的月数，计至 {6}）"}
            : Label{"{1}/{2} of {3} = {4} (days of {5} through {6})", "{3} 的 {1}/{2} = {4}（{5} 的天数，计至 {6}）"},
        {std::to_string(part.num), std::to_string(part.den), exact_text(segment.share, currency),
         amount_text(share.rounded(segment.rounding), currency), term, accrued.text()});
}

std::string by_steps(const Page& page, const Segment& segment, Moment at, Currency currency)
{
    const Step* last = nullptr;
    for (const Step& step : segment.steps)
        if (step.at <= at) last = &step;
    const std::string whole = amount_text(segment.whole, currency);
    if (last == nullptr)
        return page.say({"nothing yet of {1}: nothing was performed", "{1} 尚未确认：尚未履行"}, {whole});
    if (last->progress == Ratio(1))
        return page.say({"the whole {1}, performed on {2}", "全部 {1}，于 {2} 履行完毕"},
                        {whole, last->at.date.text()});
    return page.say(
        {"{1} of {2} = {3} (progress of {4})", "{2} 的 {1} = {3}（{4} 的履约进度）"},
        {last->progress.text(), exact_text(segment.share, currency),
         amount_text((segment.share * last->progress).rounded(segment.rounding), currency), last->at.date.text()});
}

}  // namespace

Counted count_up(const Page& page, const Obligation& obligation, Moment at, Date accrued, Currency currency)
{
    const Segment* segment = segment_at(obligation, at);
    if (segment == nullptr) return {page.in({"not promised yet", "尚未承诺"}), 0};
    if (segment->whole == 0 && segment->share.is_zero() && segment->base != 0)
        return {page.say({"nothing more since {1}, so it stays at {2}", "自 {1} 起不再增加，停在 {2}"},
                         {segment->from.date.text(), amount_text(segment->base, currency)}),
                segment->base};
    Counted counted{
        segment->by_time ? by_time(page, *segment, at, accrued, currency) : by_steps(page, *segment, at, currency),
        earned_at(obligation, at, accrued)};
    if (segment->base != 0)
        counted.words += page.say(
            {", on top of {1} earned before {2}: {3}", "，加 {2} 之前已确认的 {1}：{3}"},
            {amount_text(segment->base, currency), segment->from.date.text(), amount_text(counted.total, currency)});
    if (segment->unit != 1)
        counted.words += page.say({", in whole {1}", "，取 {1} 的整数倍"}, {amount_text(segment->unit, currency)});
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
