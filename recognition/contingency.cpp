#include "recognition/contingency.h"

#include "recognition/called_off.h"
#include "recognition/walk.h"

#include <algorithm>

namespace earned {

namespace {

Outcome check_probabilities(const Variable& words, const std::string& where)
{
    Ratio sum;
    for (const Scenario& scenario : words.scenarios) sum += Ratio::of(scenario.probability);
    if (sum == Ratio(1)) return Done{};
    return Fault{"probabilities-not-one", where,
                 "the probabilities of the scenarios sum to " +
                     sum.decimal(4, Round::half_away).text() + ", not 1",
                 "give every outcome a probability, so that they sum to 1"};
}

Ratio of_scenarios(const Variable& words)
{
    if (words.method == "most_likely") {
        const Scenario* likeliest = &words.scenarios.front();
        for (const Scenario& scenario : words.scenarios)
            if (likeliest->probability < scenario.probability) likeliest = &scenario;
        return Ratio::of(likeliest->amount);
    }
    Ratio expected;
    for (const Scenario& scenario : words.scenarios)
        expected += Ratio::of(scenario.amount) * Ratio::of(scenario.probability);
    return expected;
}

Ratio in_minor_units(const Ratio& major, Currency currency)
{
    return major * minor_units(Decimal::of(1), currency);
}

// Parts and wholes of what is added to the lives that a contingency reaches.
struct Added { std::vector<Ratio> exact; std::vector<std::int64_t> whole; };

Added parts_of(std::int64_t change, const Contingency& contingency)
{
    Added added;
    for (const Reach& reach : contingency.reaches) {
        added.exact.push_back(Ratio(change) * reach.past);
        added.exact.push_back(Ratio(change) * reach.remaining);
    }
    added.whole = in_whole_units(change, added.exact, Residue::largest_remainder, 1);
    return added;
}

}  // namespace

void overlay(Variable& words, const Variable& later)
{
    const bool estimated = later.amount || later.per_unit || !later.scenarios.empty();
    if (!later.kind.empty()) words.kind = later.kind;
    if (!later.method.empty()) words.method = later.method;
    if (!later.allocate_to.empty()) words.allocate_to = later.allocate_to;
    if (estimated) {
        words.amount = later.amount;
        words.per_unit = later.per_unit;
        words.scenarios = later.scenarios;
    }
    words.constrained = later.constrained;
}

void overlay(Variable& words, const EstimateRevised& later)
{
    if (later.amount || later.per_unit || !later.scenarios.empty()) {
        words.amount = later.amount;
        words.per_unit = later.per_unit;
        words.scenarios = later.scenarios;
    }
    if (later.constrained) words.constrained = *later.constrained;
}

Result<std::int64_t> estimate(const Variable& words, const Ratio& units, Currency currency,
                              const std::string& where)
{
    Ratio sum;
    if (!words.scenarios.empty()) {
        const Outcome checked = check_probabilities(words, where);
        if (!checked) return checked.fault();
        sum = of_scenarios(words);
    } else if (words.per_unit) {
        sum = Ratio::of(*words.per_unit) * units;
    } else if (words.amount) {
        sum = Ratio::of(*words.amount);
    } else if (words.kind != "royalty") {
        return Fault{"variable-unknown", where, "a variable amount has no estimate",
                     "give it an amount, a per_unit amount or scenarios"};
    }
    return in_minor_units(sum, currency).rounded(Round::half_away);
}

Result<std::int64_t> constrained(const Variable& words, const Ratio& units, Currency currency,
                                 const std::string& where)
{
    if (words.kind == "royalty") return 0;
    const Result<std::int64_t> estimated = estimate(words, units, currency, where);
    if (!estimated || !words.constrained) return estimated;
    Ratio lowest = Ratio(std::min<std::int64_t>(*estimated, 0));
    for (const Scenario& scenario : words.scenarios)
        lowest = min(lowest, minor_units(scenario.amount, currency));
    return lowest.rounded(Round::half_away);
}

bool lowers_the_right(const Variable& words) { return words.kind == "concession"; }

std::vector<std::size_t> targets_of(const Walk& walk, const Contingency& contingency)
{
    const ContractId& contract = walk.group.contracts[contingency.contract].id;
    const std::vector<LineId>& named = contingency.words.allocate_to;
    const auto is_target = [&](const Promise& promise) {
        if (promise.contract->id != contract) return false;
        return named.empty() || std::find(named.begin(), named.end(), promise.life().id) !=
                                    named.end();
    };
    std::vector<std::size_t> targets;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const std::vector<Promise>& lines = walk.lives[place].lines;
        if (std::any_of(lines.begin(), lines.end(), is_target)) targets.push_back(place);
    }
    return targets;
}

Ratio units_of(const Walk& walk, const Contingency& contingency)
{
    if (!contingency.words.per_unit) return {};
    const std::vector<LineId>& named = contingency.words.allocate_to;
    Ratio units;
    for (const std::size_t place : targets_of(walk, contingency))
        for (const Promise& promise : walk.lives[place].lines) {
            const bool meant = named.empty() || std::find(named.begin(), named.end(),
                                                          promise.life().id) != named.end();
            if (!meant) continue;
            units += walk.lives[place].called_off ? quantity_called_off(promise)
                                                  : Ratio::of(promise.terms().quantity);
        }
    return units;
}

Outcome revise(Walk& walk, Contingency& contingency, std::int64_t counted, const Turn& turn)
{
    const std::int64_t change = counted - contingency.counted;
    contingency.counted = counted;
    if (change == 0) return Done{};
    const Added added = parts_of(change, contingency);
    const bool right = lowers_the_right(contingency.words);
    std::int64_t remaining = 0, whole = 0;
    Ratio weights;
    std::vector<Life*> lives;
    for (std::size_t place = 0; place < contingency.reaches.size(); ++place) {
        const Reach& reach = contingency.reaches[place];
        Life& life = walk.lives[reach.life];
        life.now.base += added.whole[2 * place];
        if (right) life.now.stated_base += added.whole[2 * place];
        if (right) life.now.stated_whole += added.whole[2 * place + 1];
        remaining += added.whole[2 * place + 1];
        whole += life.now.whole;
        weights += reach.remaining;
        lives.push_back(&life);
    }
    std::vector<Ratio> shares;
    for (std::size_t place = 0; place < lives.size(); ++place) {
        const Ratio& weight = contingency.reaches[place].remaining;
        if (!weight.is_zero()) lives[place]->now.share += Ratio(remaining) * weight / weights;
        shares.push_back(lives[place]->now.share);
    }
    const Conventions& conventions = lives.front()->conventions();
    const std::vector<std::int64_t> wholes = in_whole_units(
        whole + remaining, shares, conventions.residue, lives.front()->now.unit);
    for (std::size_t place = 0; place < lives.size(); ++place) {
        lives[place]->now.whole = wholes[place];
        const Outcome begun = begin(*lives[place], turn);
        if (!begun) return begun;
    }
    return Done{};
}

Outcome revise(Walk& walk, std::size_t contract, const EstimateRevised& revised, const Turn& turn)
{
    for (Contingency& contingency : walk.contingencies) {
        if (contingency.contract != contract || contingency.words.id != revised.variable) continue;
        overlay(contingency.words, revised);
        const Contract& owner = walk.group.contracts[contract];
        const Result<std::int64_t> counted =
            constrained(contingency.words, units_of(walk, contingency), walk.earned.currency,
                        address(owner) + ", variable " + revised.variable);
        if (!counted) return counted.fault();
        const Outcome done = revise(walk, contingency, *counted, turn);
        if (!done) return done;
        std::vector<std::int64_t> remaining;
        for (const Life& life : walk.lives) remaining.push_back(life.now.whole);
        record(walk, turn.at, turn.event, std::move(remaining));
        return Done{};
    }
    return Fault{"variable-unknown", address(walk.group.contracts[contract]) + ", variable " +
                                         revised.variable,
                 "an estimate is revised that the contract doesn't have",
                 "name a variable of the contract, or add it by contract.modified"};
}

}  // namespace earned
