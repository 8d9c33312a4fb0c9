#include "recognition/pool.h"

#include "recognition/agency.h"

namespace earned {

namespace {

// What the whole line is worth standing alone: by what its version says, or, where policy says so,
// on the day of the modification.
Result<StandaloneRange> worth_of(const Walk& walk, const Change& change, const Touched& touched)
{
    const Promise& promise = walk.lives[touched.life].lines[touched.line];
    const ContractTerms& decided = walk.terms.contracts[change.contract];
    const StandaloneRange said{promise.terms().ssp_low, promise.terms().ssp_high};
    if (decided.conventions.ssp_date == SspDate::inception) return said;
    const bool same_contract = promise.contract == &walk.group.contracts[change.contract];
    const std::vector<StandaloneRange>& today = change.how.standalone;
    if (same_contract && promise.line < today.size()) return today[promise.line];
    if (touched.added || touched.changed) return said;
    return Fault{"unsupported-ssp-date", address(promise),
                 "standalone prices are to be those of the modification's day, and this line's isn't said",
                 "name the line in the modification's `change` with its ssp or unit_ssp of that day"};
}

// What variable amounts of a line's own cover of what is left of it (606-10-32-40 to 32-41).
void cover(const Walk& walk, const Change& change, Pool& pool)
{
    Ratio uncovered;
    for (std::size_t claimant = 0; claimant < pool.claimants.size(); ++claimant) {
        const Touched& touched = change.lines[pool.places[claimant]];
        const Promise& promise = walk.lives[touched.life].lines[touched.line];
        Ratio& covered = pool.claimants[claimant].covered;
        for (const Contingency& contingency : walk.contingencies) {
            const std::vector<LineId>& named = contingency.words.allocate_to;
            if (named.size() != 1 || named.front() != promise.life().id || contingency.counted <= 0) continue;
            if (walk.group.contracts[contingency.contract].id != promise.contract->id) continue;
            for (const Reach& reach : contingency.reaches)
                if (reach.life == touched.life) covered += Ratio(contingency.counted) * reach.remaining;
        }
        uncovered += max(pool.claimants[claimant].standalone - covered, Ratio());
    }
    if (uncovered.sign() > 0) return;
    for (Claimant& claimant : pool.claimants) claimant.covered = Ratio();
}

}  // namespace

Outcome find_claimants(const Walk& walk, const Change& change, Pool& pool)
{
    std::vector<Ratio> worths(walk.lives.size());
    for (std::size_t place = 0; place < change.lines.size(); ++place) {
        const Touched& touched = change.lines[place];
        if (!remains(touched) || !is_in(pool.lives, touched.life)) continue;
        const Result<StandaloneRange> worth = worth_of(walk, change, touched);
        if (!worth) return worth.fault();
        const Promise& promise = walk.lives[touched.life].lines[touched.line];
        const LineTerms& terms = promise.terms();
        const Ratio left = Ratio(1) - touched.after;
        const Ratio supplied = supplied_of(promise) * left;  // an agent shares its fee
        const Ratio standalone = standalone_price(terms, *worth) * left - supplied;
        pool.claimants.push_back({standalone, Ratio(), worth->low * left - supplied, worth->high * left - supplied,
                                  terms.ssp_method == SspMethod::residual, address(promise)});
        pool.supplied.push_back(supplied);
        pool.places.push_back(place);
        worths[touched.life] += standalone;
        if (!is_in(pool.survivors, touched.life)) pool.survivors.push_back(touched.life);
    }
    std::sort(pool.survivors.begin(), pool.survivors.end());
    for (const std::size_t place : pool.survivors) pool.worths.push_back(worths[place]);
    pool.apart.resize(walk.lives.size());
    return Done{};
}

// Of a line that is changed the supplier gets the new cost of what remains; of one that isn't, what it was to get.
void supply_rest(Walk& walk, const Change& change, const Pool& pool)
{
    for (const Touched& touched : change.lines)
        if (is_in(pool.lives, touched.life) && (touched.added || touched.changed || touched.removed))
            walk.lives[touched.life].now.supplied_whole = 0;
    for (const std::size_t place : pool.survivors) {
        Segment& now = walk.lives[place].now;
        if (now.supplied_whole != 0) continue;
        Ratio rest;
        for (std::size_t claimant = 0; claimant < pool.places.size(); ++claimant)
            if (change.lines[pool.places[claimant]].life == place) rest += pool.supplied[claimant];
        now.supplied_whole = rest.rounded(Round::half_away);
    }
}

Outcome share_pool(const Walk& walk, const Change& change, Pool& pool)
{
    if (pool.claimants.empty()) return Done{};
    cover(walk, change, pool);
    Ratio shared(pool.amount);
    for (const Ratio& apart : pool.apart) shared -= apart;
    for (const Ratio& supplied : pool.supplied) shared -= supplied;
    Result<std::vector<Ratio>> shares =
        allocate(shared, pool.claimants, {}, address(walk.group.contracts[change.contract]));
    if (!shares) return shares.fault();
    pool.shares = std::move(*shares);
    for (std::size_t claimant = 0; claimant < pool.shares.size(); ++claimant)
        pool.shares[claimant] += pool.supplied[claimant];
    return Done{};
}

}  // namespace earned
