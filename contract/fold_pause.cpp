// A pause is a modification: what is left of a line begins on the day after it. Where the end moves,
// it moves by as many months and days as are not served.
#include "contract/fold_apply.h"

namespace earned::folding {

namespace {

// The last day moved by a pause: whole months of it as months, the rest as days.
Date moved(Date last, Date first_paused, Date until)
{
    const Date resumes = until.next();
    const int months = whole_months({first_paused, until});
    const int days = resumes - first_paused.plus_months(months, first_paused.day());
    const Date after_last = last.next();
    return (after_last.plus_months(months, after_last.day()) + days).previous();
}

bool can_pause(const Line& line) { return line.per && line.unit_price && line.start; }

Outcome pausable(const ContractState& contract, const Line& line, Date from)
{
    const std::string where = address(contract, line.line);
    if (!can_pause(line))
        return Fault{"pause-unsupported", where,
                     "the line has no price a period, so that nobody can say what the days not served would have cost",
                     "give it a unit_price and a `per`, or change its price and dates by contract.modified"};
    if (from < *line.start)
        return Fault{"pause-before-start", where, "its service begins on " + line.start->text(),
                     "pause it from that day on, or move its start by contract.modified"};
    if (line.end && *line.end < from)
        return Fault{"pause-after-end", where, "its service ended on " + line.end->text(), "correct the date"};
    return Done{};
}

// What the pause makes of the line; nothing of it is left where it ends within the pause and the end stays.
Result<Line> after_pause(const ContractState& contract, const Line& line, Date from, const ContractPaused& fact)
{
    if (const Outcome fine = pausable(contract, line, from); !fine) return fine.fault();
    Line change;
    change.line = line.line;
    change.start = fact.until.next();
    if (line.end && fact.end == PausedEnd::moves) change.end = moved(*line.end, from, fact.until);
    if (line.end && change.end.value_or(*line.end) < *change.start)
        return Fault{"pause-to-the-end", address(contract, line.line),
                     "it ends on " + line.end->text() + ", within the pause, and the end stays",
                     "terminate it on the day before the pause (contract.terminated)"};
    return change;
}

}  // namespace

Outcome apply(State& state, const Now& now, const ContractPaused& fact)
{
    const Result<std::size_t> place = running_contract(state, fact.contract);
    if (!place) return place.fault();
    const ContractState& contract = state.contracts[*place];
    if (fact.until < now.at.date)
        return Fault{"term-backwards", address(contract) + ", until",
                     "the pause ends on " + fact.until.text() + ", before it begins on " + now.at.date.text(),
                     "exchange the days, or correct one of them"};
    ContractModified change{.contract = fact.contract};
    change.treatment = Modifies::prospective;
    if (fact.line) {
        const Result<std::size_t> line = served_line(contract, *fact.line);
        if (!line) return line.fault();
        Result<Line> paused =
            after_pause(contract, contract.contract().lines[*line].versions.back().line, now.at.date, fact);
        if (!paused) return paused.fault();
        change.change.push_back(std::move(*paused));
        return apply(state, now, change);
    }
    for (const LineLife& life : contract.contract().lines) {
        const Line& line = life.versions.back().line;
        if (life.removed || life.terminated || !can_pause(line) || (line.end && *line.end < now.at.date)) continue;
        Result<Line> paused = after_pause(contract, line, now.at.date, fact);
        if (!paused) return paused.fault();
        change.change.push_back(std::move(*paused));
    }
    if (change.change.empty())
        return Fault{"pause-unsupported", address(contract), "no line that is served has a price a period",
                     "name the line, or change the contract by contract.modified"};
    return apply(state, now, change);
}

}  // namespace earned::folding
