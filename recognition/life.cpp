#include "recognition/life.h"

#include "base/check.h"

#include <algorithm>

namespace earned {

namespace {

Ratio rounded_to(const Ratio& progress, const std::optional<Decimal>& precision)
{
    if (!precision || precision->sign() <= 0) return progress;
    const Ratio step = Ratio::of(*precision);
    return Ratio((progress / step).rounded(Round::half_away)) * step;
}

const Reading* last_reading(const Readings& readings, Moment through)
{
    const Reading* last = nullptr;
    for (const Reading& reading : readings) {
        if (through < reading.at) break;
        last = &reading;
    }
    return last;
}

// One line's way through a segment: what it had done before, and how far it has come.
struct Way {
    Ratio before, done, total, weight;
    Ratio progress() const
    {
        const Ratio ahead = total - before;
        return ahead.sign() <= 0 ? Ratio() : (done - before) / ahead;
    }
};

Ratio progress_of(const Life& life, const std::vector<Way>& ways)
{
    if (ways.size() == 1) return ways.front().progress();
    Ratio done, all;
    for (const Way& way : ways) {
        const Ratio ahead = way.total - way.before;
        if (ahead.sign() <= 0) continue;
        done += life.summed ? way.done - way.before : way.weight * way.progress();
        all += life.summed ? ahead : way.weight;
    }
    return all.sign() <= 0 ? Ratio() : done / all;
}

struct Mark { const Reading* reading; std::size_t line; };

std::vector<Mark> marks_of(const Life& life)
{
    std::vector<Mark> marks;
    for (std::size_t line = 0; line < life.readings.size(); ++line)
        for (const Reading& reading : life.readings[line]) marks.push_back({&reading, line});
    if (life.readings.size() > 1)
        std::stable_sort(marks.begin(), marks.end(), [](const Mark& one, const Mark& other) {
            return one.reading->at < other.reading->at;
        });
    return marks;
}

std::vector<Way> ways_of(const Life& life)
{
    std::vector<Way> ways(life.lines.size());
    for (std::size_t line = 0; line < ways.size(); ++line) {
        Ratio left(1);
        if (life.since) {
            const Reading* reading = last_reading(life.readings[line], *life.since);
            if (reading != nullptr) ways[line].before = reading->done;
            if (reading != nullptr && !reading->total.is_zero())
                left = Ratio(1) - reading->done / reading->total;
        }
        if (ways.size() > 1 && !life.summed) ways[line].weight = worth_of(life, line) * left;
        ways[line].done = ways[line].before;
    }
    return ways;
}

// Progress after each reading; all that lies before the turn is one step at it.
std::vector<Step> steps_of(const Life& life, const Turn& turn)
{
    std::vector<Step> steps;
    std::vector<Way> ways = ways_of(life);
    const std::optional<Decimal>& precision = life.conventions().progress_precision;
    for (const Mark& mark : marks_of(life)) {
        const Reading& reading = *mark.reading;
        Way& way = ways[mark.line];
        way.total = reading.total;
        if (!life.since || *life.since < reading.at) way.done = reading.done;
        const Ratio progress = rounded_to(progress_of(life, ways), precision);
        if (steps.empty() ? progress.is_zero() : steps.back().progress == progress) continue;
        if (reading.at <= turn.at) steps.assign(1, {turn.at, turn.cause, turn.event, progress});
        else steps.push_back({reading.at, reading.cause, reading.event, progress});
    }
    return steps;
}

Result<Term> term_of(const Life& life)
{
    std::optional<Term> joint;
    for (const Promise& promise : life.lines) {
        const std::optional<Term>& term = promise.terms().term;
        if (!term || term->last < term->first)
            return Fault{"term-missing", address(promise),
                         "the line is earned with time, and has no first and last day of service",
                         "give the line (or its contract) a start and an end"};
        if (!joint) joint = term;
        joint = Term{std::min(joint->first, term->first), std::max(joint->last, term->last)};
    }
    if (life.since && joint->first < life.since->date) joint->first = life.since->date;
    if (joint->last < joint->first) joint->last = joint->first;
    return *joint;
}

}  // namespace

Outcome begin(Life& life, const Turn& turn)
{
    Segment& now = life.now;
    now.from = turn.at;
    now.cause = turn.cause;
    now.event = turn.event;
    now.by_time = life.by_time && !life.closed && !life.ended;
    now.steps.clear();
    if (life.closed || life.ended) {
        now.steps.push_back({turn.at, turn.cause, turn.event, Ratio(1)});
    } else if (life.by_time) {
        const Result<Term> term = term_of(life);
        if (!term) return term.fault();
        now.term = *term;
    } else {
        now.steps = steps_of(life, turn);
    }
    if (life.suspended) return Done{};
    std::vector<Segment>& segments = life.out.segments;
    if (!segments.empty() && segments.back().from == now.from) segments.pop_back();
    if (!segments.empty())
        std::erase_if(segments.back().steps, [&](const Step& step) { return turn.at <= step.at; });
    segments.push_back(now);
    return Done{};
}

Ratio done_of(const Life& life, std::size_t line, Moment through, Date accrued)
{
    if (life.by_time) {
        const LineTerms& terms = life.lines[line].terms();
        if (!terms.term || terms.term->last < terms.term->first) return {};
        return progress_by_time(terms.measure, terms.conventions.partial_months, *terms.term,
                                accrued);
    }
    const Reading* reading = last_reading(life.readings[line], through);
    if (reading == nullptr || reading->total.is_zero()) return {};
    return reading->done / reading->total;
}

Ratio worth_of(const Life& life, std::size_t line)
{
    if (life.called_off) {
        const Readings& readings = life.readings[line];
        return readings.empty() ? Ratio() : readings.back().total;
    }
    return standalone_price(life.lines[line].terms());
}

}  // namespace earned
