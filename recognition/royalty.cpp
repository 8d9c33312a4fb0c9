#include "recognition/royalty.h"

#include "recognition/curve.h"
#include "rules/reported_royalty.h"

#include <algorithm>

namespace earned {

namespace {

struct Reported {
    Moment at;
    std::int64_t event = 0;
    std::int64_t amount = 0;
};

std::vector<Reported> reports_of(const Walk& walk, const Contingency& contingency)
{
    std::vector<Reported> reports;
    const Contract& contract = walk.group.contracts[contingency.contract];
    for (const LineLife& line : contract.lines)
        for (const Happening& happening : line.happenings) {
            const std::optional<Royalty> royalty = royalty_in(contract, happening);
            if (!royalty || royalty->variable != contingency.words.id) continue;
            const Ratio minor = minor_units(royalty->amount, walk.earned.currency);
            reports.push_back({happening.at, happening.event, minor.rounded(Round::half_away)});
        }
    std::stable_sort(reports.begin(), reports.end(),
                     [](const Reported& one, const Reported& other) { return one.at < other.at; });
    return reports;
}

// The customer can use it from then on; never, as far as is known, where nothing was done of it.
std::optional<Moment> begun_at(const Obligation& obligation)
{
    for (const Segment& segment : obligation.segments) {
        if (segment.by_time) return std::max(segment.from, Moment{segment.term.first, Rank::contract, 0});
        for (const Step& step : segment.steps)
            if (step.progress.sign() > 0) return step.at;
    }
    return std::nullopt;
}

void add_royalty_from(Obligation& obligation, const Turn& turn, std::int64_t Segment::*total, std::int64_t amount)
{
    if (amount == 0) return;
    const std::size_t first = split(obligation, turn.at, turn.cause, turn.event);
    for (std::size_t place = first; place < obligation.segments.size(); ++place)
        obligation.segments[place].*total += amount;
}

void add_reported(Walk& walk, const Contingency& contingency, const std::vector<Reported>& reports)
{
    std::vector<Ratio> weights;
    std::vector<std::optional<Moment>> begun;
    for (const Reach& reach : contingency.reaches) {
        weights.push_back(reach.past + reach.remaining);
        begun.push_back(begun_at(walk.lives[reach.life].out));
    }
    std::vector<std::int64_t> before(weights.size());
    std::int64_t sum = 0;
    for (const Reported& report : reports) {
        sum += report.amount;
        std::vector<Ratio> exact;
        for (const Ratio& weight : weights) exact.push_back(Ratio(sum) * weight);
        const std::vector<std::int64_t> parts = in_whole_units(sum, exact, Residue::largest_remainder, 1);
        for (std::size_t place = 0; place < parts.size(); ++place) {
            Obligation& obligation = walk.lives[contingency.reaches[place].life].out;
            const std::int64_t more = parts[place] - before[place];
            const Turn turn{report.at, Cause::performance, report.event};
            add_royalty_from(obligation, turn, &Segment::stated_base, more);
            if (begun[place])
                add_royalty_from(obligation, {std::max(report.at, *begun[place]), turn.cause, turn.event},
                                 &Segment::base, more);
        }
        before = parts;
    }
}

}  // namespace

void add_royalties(Walk& walk)
{
    for (const Contingency& contingency : walk.contingencies) {
        if (contingency.words.kind != "royalty" || contingency.reaches.empty()) continue;
        const std::vector<Reported> reports = reports_of(walk, contingency);
        if (!reports.empty()) add_reported(walk, contingency, reports);
    }
}

}  // namespace earned
