#include "recognition/increment.h"

#include "recognition/veil.h"

#include <algorithm>

namespace earned {

namespace {

Fault increment_refused(const Walk& walk, const Contingency& contingency, std::string what, std::string hint)
{
    return {"increment-of-nothing", address(walk, contingency) + ", for", std::move(what), std::move(hint)};
}

// The line's own measure, over the increment's days; what counts changes with each estimate.
Segment segment_from(const Life& life, const Contingency& contingency, const CountedFrom& counted)
{
    Segment segment = life.out.segments.front();
    segment.from = counted.turn.at;
    segment.cause = counted.turn.cause;
    segment.event = counted.turn.event;
    segment.by_time = true;
    segment.term = *contingency.words.increment;
    segment.steps.clear();
    segment.base = segment.stated_base = segment.stated_whole = segment.back = 0;
    segment.share = Ratio(counted.amount);
    segment.whole = counted.amount;
    segment.bonus_base = segment.rebate_base = 0;
    segment.bonus_whole = std::max<std::int64_t>(counted.amount, 0);
    segment.rebate_whole = std::max<std::int64_t>(-counted.amount, 0);
    return segment;
}

void stand_at(Obligation& obligation, const Turn& turn)
{
    const std::int64_t earned = earned_at(obligation, just_before(turn.at), turn.at.date);
    const std::size_t first = split(obligation, turn.at, turn.cause, turn.event);
    for (std::size_t place = first; place < obligation.segments.size(); ++place) {
        Segment& segment = obligation.segments[place];
        segment.base = earned;
        segment.whole = segment.bonus_whole = segment.rebate_whole = 0;
        segment.share = Ratio();
        (earned < 0 ? segment.rebate_base : segment.bonus_base) = std::abs(earned);
    }
}

}  // namespace

Outcome place_increment(const Walk& walk, Contingency& contingency, std::span<const std::size_t> among)
{
    const std::vector<LineId>& named = contingency.words.allocate_to;
    const ContractId& contract = walk.group.contracts[contingency.contract].id;
    std::vector<std::size_t> meant;
    for (const std::size_t place : among) {
        const Life& life = walk.lives[place];
        const bool is_it = named.empty() ? life.is_of(contract)
                                         : std::any_of(named.begin(), named.end(),
                                                       [&](const LineId& line) { return life.has(contract, line); });
        if (is_it) meant.push_back(place);
    }
    if (meant.size() != 1)
        return increment_refused(
            walk, contingency,
            "an amount of one increment is for one line, and it names " + std::to_string(meant.size()),
            "name the line in allocate_to");
    const Life& life = walk.lives[meant.front()];
    if (!life.by_time)
        return increment_refused(walk, contingency, "the line is not earned with time, so it has no increments of time",
                                 "measure the line daily or monthly, or leave `for` out");
    const Term increment = *contingency.words.increment;
    for (const Promise& promise : life.lines)
        if (const std::optional<Term>& term = promise.terms().term;
            term && (increment.first < term->first || term->last < increment.last))
            return increment_refused(
                walk, contingency,
                "the increment is not within the line's term, " + term->first.text() + " to " + term->last.text(),
                "give the first and last day of a part of the term");
    contingency.increment_of = meant.front();
    return Done{};
}

void count_increment(Contingency& contingency, const Turn& turn)
{
    if (!contingency.increment_of) return;
    std::vector<CountedFrom>& counts = contingency.counts;
    if (!counts.empty() && counts.back().amount == contingency.counted) return;
    if (!counts.empty() && counts.back().turn.at == turn.at) counts.pop_back();
    counts.push_back({turn, contingency.counted});
}

void stop_increments(Walk& walk, std::size_t life, const Turn& turn)
{
    for (Contingency& contingency : walk.contingencies)
        if (contingency.increment_of == life && !contingency.stopped) contingency.stopped = turn;
}

ObligationId obligation_of(const Walk& walk, const Contingency& contingency)
{
    return ObligationId(walk.lives[*contingency.increment_of].out.id.text() + "/" + contingency.words.id);
}

Result<std::vector<Obligation>> increments_of(const Walk& walk)
{
    std::vector<Obligation> increments;
    for (const Contingency& contingency : walk.contingencies) {
        if (!contingency.increment_of) continue;
        const Life& life = walk.lives[*contingency.increment_of];
        Life extra;
        extra.lines = life.lines;
        extra.out.id = obligation_of(walk, contingency);
        extra.out.contract = walk.group.contracts[contingency.contract].id;
        extra.out.lines = life.out.lines;
        for (const Life& other : walk.lives)
            if (other.out.id == extra.out.id)
                return increment_refused(walk, contingency,
                                         "an obligation is called " + extra.out.id.text() + " already",
                                         "give the variable amount another id");
        for (const CountedFrom& counted : contingency.counts)
            extra.out.segments.push_back(segment_from(life, contingency, counted));
        if (contingency.stopped) stand_at(extra.out, *contingency.stopped);
        veil(walk, extra);
        increments.push_back(std::move(extra.out));
    }
    return increments;
}

}  // namespace earned
