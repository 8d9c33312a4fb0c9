#include "recognition/life.h"

#include "recognition/agency.h"
#include "recognition/point_in_time.h"
#include "recognition/returns.h"
#include "recognition/sold.h"

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

// What was spent, of a price of minor units that it is recovered from.
Ratio part_recovered(const Promise& promise, const Ratio& spent, const Ratio& price)
{
    if (price.sign() <= 0) return {};
    return min(spent * minor_units(Decimal::of(1), currency_of(promise)) / price, Ratio(1));
}

// Costs are recovered, and bring no margin, while no line says what all will cost (606-10-25-37, IFRS 15.45).
std::optional<Ratio> recovered(const Life& life, const std::vector<Way>& ways)
{
    if (!std::all_of(ways.begin(), ways.end(), [](const Way& way) { return way.open; })) return std::nullopt;
    Ratio spent;
    for (const Way& way : ways) spent += way.done - way.before;
    return part_recovered(life.lines.front(), spent, life.counted().share);
}

// A line promised at the moment from which progress counts had nothing done before it.
std::vector<Way> ways_of(const Life& life)
{
    std::vector<Way> ways(life.lines.size());
    for (std::size_t line = 0; line < ways.size(); ++line) {
        Way& way = ways[line];
        Ratio left = life.kept[line];
        way.begun_before = life.since && life.lines[line].life().versions.front().from < *life.since;
        const Reading* before = way.begun_before ? last_reading(life.readings[line], *life.since) : nullptr;
        if (before != nullptr) {
            way.done = way.before = before->done;
            if (!before->total.is_zero()) left -= before->done / before->total;
        }
        if (ways.size() > 1 && !life.summed) way.weight = worth_of(life, line) * left;
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
        way.open = reading.open;
        if (!way.begun_before || *life.since < reading.at) way.done = reading.done;
        const std::optional<Ratio> at_cost = recovered(life, ways);
        const Ratio progress = at_cost ? *at_cost : rounded_to(progress_of(life, ways), precision);
        if (steps.empty() ? progress.is_zero() : steps.back().progress == progress) continue;
        if (reading.at <= turn.at) steps.assign(1, {turn.at, turn.cause, turn.event, progress});
        else steps.push_back({reading.at, reading.cause, reading.event, progress});
    }
    return steps;
}

// Lines that are measured together may leave it to one of them to say what is expected in all, and not all of them.
Outcome check_total(const Life& life)
{
    if (life.lines.size() < 2 || !is_summed(life.lines.front().terms())) return Done{};
    for (const Readings& readings : life.readings)
        for (const Reading& reading : readings)
            if (reading.total.sign() > 0 || reading.open) return Done{};
    const bool hours = life.lines.front().terms().measure == Measure::hours;
    return Fault{"nothing-to-measure", address(life.lines.front()),
                 std::string("no line of obligation ") + life.out.id.text() + " says how " +
                     (hours ? "many hours are" : "much cost is") + " expected",
                 hours ? "give one of them a quantity of hours, or send estimate.revised with total_hours"
                       : "give one of them an expected_cost, or send estimate.revised with it"};
}

Result<Term> term_of(const Life& life)
{
    std::optional<Term> joint = life.period;
    if (joint && life.since && joint->first < life.since->date) joint->first = life.since->date;
    if (joint) return *joint;
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

void know_materials(Life& life, Moment at)
{
    Materials all;
    for (const Promise& promise : life.lines) {
        const Materials known = materials_of(promise, at);
        all.delivered += known.delivered;
        all.expected += known.expected;
    }
    all.counted = life.materials.counted;
    life.materials = all;
}

bool is_handed_over(const Life& life, Moment at)
{
    const Promise& promise = life.lines.front();
    return life.lines.size() == 1 && promise.terms().satisfied == Satisfied::point_in_time && !life.called_off &&
           has_come_back(promise) && Ratio::of(promise.terms().quantity) <= handed_over_by(promise, at);
}

}  // namespace

bool Life::has(const ContractId& contract, const LineId& line) const
{
    return std::any_of(lines.begin(), lines.end(), [&](const Promise& promise) {
        return promise.contract->id == contract && promise.life().id == line;
    });
}

bool Life::is_of(const ContractId& contract) const
{
    return std::any_of(lines.begin(), lines.end(),
                       [&](const Promise& promise) { return promise.contract->id == contract; });
}

Way way_of(const Life& life, Moment at)
{
    Way way = ways_of(life).front();
    const Reading* reading = last_reading(life.readings.front(), at);
    if (reading == nullptr) return way;
    way.total = reading->total;
    if (!way.begun_before || *life.since < reading->at) way.done = reading->done;
    return way;
}

Outcome begin(Life& life, const Turn& why)
{
    Segment& now = life.now;
    std::vector<Segment>& segments = life.out.segments;
    Turn turn = why;
    if (!segments.empty()) turn.at = std::max(turn.at, segments.front().from);  // not signed before
    if (life.closed || life.ended) life.materials = {};
    else know_materials(life, turn.at);
    now.from = turn.at;
    now.cause = turn.cause;
    now.event = turn.event;
    now.by_time = life.by_time && !life.closed && !life.ended;
    now.handed_over = is_handed_over(life, turn.at);
    now.steps.clear();
    if (life.closed || life.ended) {
        now.steps.push_back({turn.at, turn.cause, turn.event, Ratio(1)});
    } else if (life.by_time) {
        const Result<Term> term = term_of(life);
        if (!term) return term.fault();
        now.term = *term;
    } else {
        const Outcome total = check_total(life);
        if (!total) return total.fault();
        now.steps = steps_of(life, turn);
    }
    if (!segments.empty() && segments.back().from == now.from) segments.pop_back();
    if (!segments.empty())
        std::erase_if(segments.back().steps, [&](const Step& step) { return turn.at <= step.at; });
    Segment begun;
    const Outcome held = hold_back(life, begun, turn.at);
    if (!held) return held;
    if (!life.back.is_zero())
        hold_back_supplied(begun, begun.steps.empty() ? Ratio() : begun.steps.front().progress, life.back);
    segments.push_back(std::move(begun));
    return Done{};
}

Ratio done_of(const Life& life, std::size_t line, Moment through, Date accrued)
{
    if (life.by_time) {
        const LineTerms& terms = life.lines[line].terms();
        if (life.period)
            return progress_by_time(terms.measure, terms.conventions.partial_months, *life.period, accrued);
        if (!terms.term || terms.term->last < terms.term->first) return {};
        return progress_by_time(terms.measure, terms.conventions.partial_months, *terms.term,
                                accrued);
    }
    const Reading* reading = last_reading(life.readings[line], through);
    if (reading == nullptr) return {};
    if (!reading->total.is_zero()) return reading->done / reading->total;
    const Promise& promise = life.lines[line];
    if (reading->open && promise.terms().priced)
        return part_recovered(promise, reading->done, Ratio(promise.terms().stated.minor()));
    Ratio done, all;  // of what is measured together, where the line says nothing of its own
    for (const Readings& readings : life.readings)
        if (const Reading* each = last_reading(readings, through)) {
            done += each->done;
            all += each->total;
        }
    return all.is_zero() ? Ratio() : done / all;
}

Ratio worth_of(const Life& life, std::size_t line)
{
    if (life.called_off) {
        const Readings& readings = life.readings[line];
        return readings.empty() ? Ratio() : readings.back().total;
    }
    return standalone_price(life.lines[line].terms());
}

void remove_rest(Life& life, std::size_t line, Moment at)
{
    if (life.by_time) return;
    Readings& readings = life.readings[line];
    std::erase_if(readings, [&](const Reading& reading) { return at < reading.at; });
    if (readings.empty()) return;
    Reading last = readings.back();
    last.at = at;
    life.kept[line] = last.total.is_zero() ? Ratio() : last.done / last.total;
    last.total = last.done;
    last.open = false;
    readings.push_back(std::move(last));
}

void erase_line(Life& life, std::size_t line)
{
    const auto place = static_cast<std::ptrdiff_t>(line);
    life.lines.erase(life.lines.begin() + place);
    life.readings.erase(life.readings.begin() + place);
    life.kept.erase(life.kept.begin() + place);
}

}  // namespace earned
