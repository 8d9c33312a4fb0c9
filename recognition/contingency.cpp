#include "recognition/contingency.h"

#include "recognition/agency.h"
#include "recognition/called_off.h"
#include "recognition/early_payment.h"
#include "recognition/increment.h"
#include "recognition/kept.h"
#include "recognition/units_ahead.h"
#include "recognition/walk.h"

#include <algorithm>

namespace earned {

namespace {

bool is_named(const Variable& words, const Promise& promise)
{
    const std::vector<LineId>& named = words.allocate_to;
    return named.empty() || std::find(named.begin(), named.end(), promise.life().id) != named.end();
}

// What one amount a unit is multiplied by: the units of the lines it is for.
Ratio units_of(const Walk& walk, const Contingency& contingency)
{
    const Contract& contract = walk.group.contracts[contingency.contract];
    Ratio units;
    if (contingency.increment_of)
        for (const Promise& promise : walk.lives[*contingency.increment_of].lines)
            if (is_named(contingency.words, promise)) units += Ratio::of(promise.terms().quantity);
    for (const Reach& reach : contingency.reaches) {
        const Life& life = walk.lives[reach.life];
        for (const Promise& promise : life.lines) {
            const bool meant = promise.contract->id == contract.id && is_named(contingency.words, promise);
            if (!meant) continue;
            units += life.called_off ? quantity_called_off(promise) : Ratio::of(promise.terms().quantity);
        }
    }
    return units;
}

// The lives that a promised amount is for, each with what it is worth.
std::vector<Reach> reaches_of(const Walk& walk, const Contingency& contingency, std::span<const std::size_t> among)
{
    std::vector<Reach> reaches;
    Ratio all;
    for (const std::size_t place : among) {
        const Life& life = walk.lives[place];
        if (!is_for(walk, contingency, life)) continue;
        Ratio worth = -supplied_of_called_off(life);
        for (std::size_t line = 0; line < life.lines.size(); ++line)
            worth += max(worth_of(life, line) - supplied_of(life.lines[line]), Ratio());
        reaches.push_back({place, Ratio(), worth});
        all += worth;
    }
    const auto count = static_cast<std::int64_t>(reaches.size());
    for (Reach& reach : reaches) reach.remaining = all.is_zero() ? Ratio(1, count) : reach.remaining / all;
    return reaches;
}

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

// Shares that the lives take of what remains, as whole units again.
void settle_shares(Walk& walk, const Contingency& contingency, std::int64_t added)
{
    std::vector<Life*> lives;
    std::vector<Ratio> shares;
    std::int64_t whole = added;
    Ratio weights;
    for (const Reach& reach : contingency.reaches) weights += reach.remaining;
    for (const Reach& reach : contingency.reaches) {
        if (reach.remaining.is_zero()) continue;
        Life& life = walk.lives[reach.life];
        life.now.share += Ratio(added) * reach.remaining / weights;
        whole += life.now.whole;
        shares.push_back(life.now.share);
        lives.push_back(&life);
    }
    if (lives.empty()) return;
    const std::vector<std::int64_t> wholes =
        in_whole_units(whole, shares, lives.front()->conventions().residue, lives.front()->now.unit);
    for (std::size_t place = 0; place < lives.size(); ++place) lives[place]->now.whole = wholes[place];
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
    if (later.constrained) words.constrained = later.constrained;
}

void overlay(Variable& words, const EstimateRevised& later)
{
    if (later.amount || later.per_unit || !later.scenarios.empty()) {
        words.amount = later.amount;
        words.per_unit = later.per_unit;
        words.scenarios = later.scenarios;
    }
    if (later.constrained) words.constrained = later.constrained;
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
    return (sum * minor_units(Decimal::of(1), currency)).rounded(Round::half_away);
}

Result<std::int64_t> constrained(const Variable& words, const Ratio& units, Currency currency,
                                 const std::string& where)
{
    if (words.kind == "royalty") return 0;
    const Result<std::int64_t> estimated = estimate(words, units, currency, where);
    if (!estimated || !words.constrained.value_or(false)) return estimated;
    Ratio lowest = Ratio(std::min<std::int64_t>(*estimated, 0));
    for (const Scenario& scenario : words.scenarios)
        lowest = min(lowest, minor_units(scenario.amount, currency));
    return lowest.rounded(Round::half_away);
}

bool lowers_the_right(const Variable& words) { return words.kind == "concession"; }

bool is_for_the_whole(const Contingency& contingency)
{
    const Variable& words = contingency.words;
    return !contingency.of_what_is_kept && !contingency.increment_of && !words.per_unit && !lowers_the_right(words) &&
           !is_early_payment(words);
}

std::vector<std::int64_t> parts_of(std::int64_t amount, const Contingency& contingency)
{
    std::vector<Ratio> exact;
    for (const Reach& reach : contingency.reaches) {
        exact.push_back(Ratio(amount) * reach.past);
        exact.push_back(Ratio(amount) * reach.remaining);
    }
    return in_whole_units(amount, exact, Residue::largest_remainder, 1);
}

std::string address(const Walk& walk, const Contingency& contingency)
{
    return address(walk.group.contracts[contingency.contract]) +
           (contingency.is_paid ? ", payable_to_customer " : ", variable ") + contingency.words.id;
}

Result<std::int64_t> estimate(const Walk& walk, const Contingency& contingency)
{
    return estimate(contingency.words, contingency.units, walk.earned.currency, address(walk, contingency));
}

bool is_for(const Walk& walk, const Contingency& contingency, const Life& life)
{
    return std::any_of(life.lines.begin(), life.lines.end(),
                       [&](const Promise& promise) { return is_named(walk, contingency, promise); });
}

bool is_named(const Walk& walk, const Contingency& contingency, const Promise& promise)
{
    const ContractId& contract = walk.group.contracts[contingency.contract].id;
    return promise.contract->id == contract && is_named(contingency.words, promise);
}

void share_by(Contingency& contingency, std::span<const std::size_t> lives, std::span<const Ratio> worths)
{
    const auto worth_of_life = [&](std::size_t life) {
        const auto found = std::find(lives.begin(), lives.end(), life);
        return found == lives.end() ? Ratio() : worths[static_cast<std::size_t>(found - lives.begin())];
    };
    Ratio all;
    for (const Reach& reach : contingency.reaches) all += worth_of_life(reach.life);
    if (all.is_zero()) return;
    for (Reach& reach : contingency.reaches) reach.remaining = worth_of_life(reach.life) / all;
}

Outcome add_contingency(Walk& walk, std::size_t contract, const Variable& words, std::span<const std::size_t> among,
                        const Turn& turn)
{
    Contingency contingency{};
    contingency.contract = contract;
    contingency.words = words;
    const std::string where = address(walk, contingency);
    if (words.increment) {
        const Outcome placed = place_increment(walk, contingency, among);
        if (!placed) return placed;
    } else {
        contingency.reaches = reaches_of(walk, contingency, among);
    }
    if (contingency.reaches.empty() && !contingency.increment_of)
        return Fault{"variable-of-nothing", where,
                     "a variable amount is for lines that the contract doesn't have, or that are performed already",
                     "name lines of the contract in allocate_to, or none for all"};
    contingency.units = units_of(walk, contingency);
    count_units_called_off(walk, contingency);
    const Result<std::int64_t> counted = constrained(words, contingency.units, walk.earned.currency, where);
    if (!counted) return counted.fault();
    contingency.counted = *counted;
    count_increment(contingency, turn);
    walk.contingencies.push_back(std::move(contingency));
    return Done{};
}

Contingency* contingency_named(Walk& walk, std::size_t contract, const std::string& id)
{
    for (Contingency& contingency : walk.contingencies)
        if (contingency.contract == contract && contingency.words.id == id && !contingency.is_paid) return &contingency;
    return nullptr;
}

Outcome recount(Walk& walk, Contingency& contingency)
{
    Result<std::int64_t> counted = constrained(contingency.words, contingency.units,
                                               walk.earned.currency, address(walk, contingency));
    if (!counted) return counted.fault();
    if (contingency.final) *counted = contingency.least;
    else if (contingency.least != 0) *counted = std::min(*counted, contingency.least);
    *counted += contingency.beyond;
    const std::int64_t change = *counted - contingency.counted;
    contingency.counted = *counted;
    if (change == 0 || contingency.increment_of) return Done{};
    const std::vector<std::int64_t> parts = parts_of(change, contingency);
    const bool right = lowers_the_right(contingency.words);
    std::int64_t remaining = 0;
    for (std::size_t place = 0; place < contingency.reaches.size(); ++place) {
        Segment& now = walk.lives[contingency.reaches[place].life].now;
        now.base += parts[2 * place];
        remaining += parts[2 * place + 1];
        if (!right) continue;
        now.stated_base += parts[2 * place];
        now.stated_whole += parts[2 * place + 1];
    }
    if (remaining != 0) settle_shares(walk, contingency, remaining);
    return Done{};
}

void spread_amount(Walk& walk, Contingency& contingency, const Ratio& exact, std::int64_t counted)
{
    const Ratio more = exact - Ratio(contingency.counted) - contingency.rest;
    const std::vector<std::int64_t> parts = parts_of(counted, contingency), before = parts_of(contingency.counted, contingency);
    std::vector<Life*> lives;
    std::vector<Ratio> shares;
    std::int64_t whole = 0;
    for (std::size_t turn = 0; turn < contingency.reaches.size(); ++turn) {
        const Reach& reach = contingency.reaches[turn];
        Life& life = walk.lives[reach.life];
        life.now.base += parts[2 * turn] - before[2 * turn];
        if (reach.remaining.is_zero()) continue;
        life.now.share += more * reach.remaining;
        whole += life.now.whole + parts[2 * turn + 1] - before[2 * turn + 1];
        shares.push_back(life.now.share);
        lives.push_back(&life);
    }
    contingency.counted = counted;
    contingency.rest = exact - Ratio(counted);
    if (lives.empty()) return;
    const Life& first = *lives.front();
    const std::vector<std::int64_t> wholes = in_whole_units(whole, shares, first.conventions().residue, first.now.unit);
    for (std::size_t place = 0; place < lives.size(); ++place) lives[place]->now.whole = wholes[place];
}

Outcome revise(Walk& walk, std::size_t contract, const EstimateRevised& revised, const Turn& turn)
{
    Contingency* contingency = contingency_named(walk, contract, revised.variable);
    if (contingency == nullptr)
        return Fault{"variable-unknown",
                     address(walk.group.contracts[contract]) + ", variable " + revised.variable,
                     "an estimate is revised that the contract doesn't have",
                     "name a variable of the contract, or add it by contract.modified"};
    overlay(contingency->words, revised);
    const std::vector<Gaps> before = gaps_of(walk, turn.at);
    const Outcome counted = recount(walk, *contingency);
    if (!counted) return counted;
    count_increment(*contingency, turn);
    for (const Reach& reach : contingency->reaches) {
        const Outcome begun = begin(walk.lives[reach.life], turn);
        if (!begun) return begun;
    }
    record_all(walk, turn.at, turn.event);
    return share_what_is_kept(walk, turn, before);
}

}  // namespace earned
