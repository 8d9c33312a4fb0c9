#include "recognition/walk.h"

#include <algorithm>
#include <numeric>

namespace earned {

namespace {

bool is_collectable(const Contract& contract)
{
    return contract.assessments.empty() ? contract.terms.collectable
                                        : contract.assessments.front().collectable;
}

Ratio one_price(const Contract& contract, Currency currency)
{
    return contract.terms.price ? minor_units(*contract.terms.price, currency) : Ratio();
}

// Contracts are signed with lines added by no modification; each joins its obligation.
Result<std::vector<Fixed>> join_lines(Walk& walk)
{
    std::vector<Fixed> lines;
    for (std::size_t contract = 0; contract < walk.group.contracts.size(); ++contract)
        for (std::size_t line = 0; line < walk.group.contracts[contract].lines.size(); ++line) {
            if (walk.group.contracts[contract].lines[line].added_by != 0) continue;
            const Promise promise = promise_of(walk, contract, line, 0);
            const Result<std::size_t> place = join(walk.lives, promise, 0);
            if (!place) return place.fault();
            Life& life = walk.lives[*place];
            life.suspended = !is_collectable(*promise.contract);
            if (!life.called_off) lines.push_back({*place, life.lines.size() - 1});
        }
    return lines;
}

// What each contingency counts at signing, and which lives it reaches by relative standalone price.
Outcome promise_contingencies(Walk& walk)
{
    for (std::size_t place = 0; place < walk.group.contracts.size(); ++place) {
        const Contract& contract = walk.group.contracts[place];
        for (const Variable& words : contract.terms.variable) {
            Contingency contingency{place, words, 0, {}};
            const std::string where = address(contract) + ", variable " + words.id;
            if (words.increment)
                return Fault{"variable-unsupported", where + ", for",
                             "an amount for one increment of a series is not computed yet",
                             "make the increment a line of its own and name it in allocate_to"};
            const Result<std::int64_t> counted = constrained(
                words, units_of(walk, contingency), walk.earned.currency, where);
            if (!counted) return counted.fault();
            Ratio all;
            for (const std::size_t target : targets_of(walk, contingency)) {
                Ratio worth;
                for (std::size_t line = 0; line < walk.lives[target].lines.size(); ++line)
                    worth += worth_of(walk.lives[target], line);
                contingency.reaches.push_back({target, Ratio(), worth});
                all += worth;
            }
            if (contingency.reaches.empty())
                return Fault{"variable-of-nothing", where,
                             "a variable amount is for lines the contract doesn't have",
                             "name lines of the contract in allocate_to, or none for all"};
            for (Reach& reach : contingency.reaches)
                reach.remaining = all.is_zero()
                                      ? Ratio(1, static_cast<std::int64_t>(
                                                     contingency.reaches.size()))
                                      : reach.remaining / all;
            contingency.counted = *counted;
            walk.contingencies.push_back(std::move(contingency));
        }
    }
    return Done{};
}

// An amount for one line alone covers that much of the line's standalone price.
Result<Ratio> covered(const Walk& walk, const Promise& promise)
{
    Ratio sum;
    for (const Contingency& contingency : walk.contingencies) {
        const std::vector<LineId>& named = contingency.words.allocate_to;
        const Contract& owner = walk.group.contracts[contingency.contract];
        if (named.size() != 1 || named.front() != promise.life().id) continue;
        if (owner.id != promise.contract->id) continue;
        std::int64_t amount = contingency.counted;
        if (contingency.words.kind == "royalty") {
            const Result<std::int64_t> expected = estimate(
                contingency.words, units_of(walk, contingency), walk.earned.currency,
                address(owner) + ", variable " + contingency.words.id);
            if (!expected) return expected.fault();
            amount = *expected;
        }
        if (amount > 0) sum += Ratio(amount);
    }
    return sum;
}

std::vector<Offer> offers_of(const Walk& walk, const std::vector<Fixed>& lines, std::size_t contract)
{
    std::vector<Offer> offers;
    const Contract& owner = walk.group.contracts[contract];
    for (const Bundle& bundle : owner.terms.bundles) {
        Offer offer{{}, minor_units(bundle.price, walk.earned.currency)};
        for (std::size_t place = 0; place < lines.size(); ++place) {
            const Promise& promise = walk.lives[lines[place].life].lines[lines[place].line];
            const bool meant = promise.contract->id == owner.id &&
                               std::find(bundle.lines.begin(), bundle.lines.end(),
                                         promise.life().id) != bundle.lines.end();
            if (meant) offer.claimants.push_back(place);
        }
        if (!offer.claimants.empty()) offers.push_back(std::move(offer));
    }
    return offers;
}

// The right to invoice: the stated prices; a contract's one price is stated as it is allocated.
void state(Walk& walk)
{
    for (Life& life : walk.lives) {
        Segment& now = life.now;
        now.stated_base = now.stated_whole = 0;
        const bool priced =
            std::all_of(life.lines.begin(), life.lines.end(),
                        [](const Promise& promise) { return promise.terms().priced; });
        if (life.called_off || !priced) now.stated_whole = now.whole;
        else
            for (const Promise& promise : life.lines)
                now.stated_whole += promise.terms().stated.minor();
        const bool net_already = life.called_off || !priced;
        for (const Contingency& contingency : walk.contingencies)
            for (const Reach& reach : contingency.reaches) {
                if (&walk.lives[reach.life] != &life) continue;
                const std::int64_t part =
                    (Ratio(contingency.counted) * reach.remaining).rounded(Round::half_away);
                if (lowers_the_right(contingency.words) != net_already)
                    now.stated_whole += net_already ? -part : part;
            }
    }
}

// Exact shares and whole amounts of fixed and variable price together, rounded once.
void settle(Walk& walk)
{
    std::vector<Ratio> shares;
    std::int64_t total = 0;
    for (Life& life : walk.lives) {
        if (life.called_off)
            for (std::size_t line = 0; line < life.lines.size(); ++line)
                life.now.share += worth_of(life, line);
        shares.push_back(life.called_off ? Ratio(life.now.share.rounded(life.now.rounding))
                                         : life.now.share);
    }
    for (const Contingency& contingency : walk.contingencies)
        for (const Reach& reach : contingency.reaches) {
            const Ratio part = Ratio(contingency.counted) * reach.remaining;
            shares[reach.life] += part;
            walk.lives[reach.life].now.share += part;
        }
    total = std::accumulate(shares.begin(), shares.end(), Ratio()).rounded(Round::half_away);
    const Life& first = walk.lives.front();
    const std::vector<std::int64_t> wholes =
        in_whole_units(total, shares, first.conventions().residue, first.now.unit);
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        Life& life = walk.lives[place];
        life.now.whole = wholes[place];
        if (life.now.unit != 1) life.now.share = Ratio(life.now.whole);
    }
}

}  // namespace

Outcome share_out(Walk& walk, std::vector<Fixed> lines, std::size_t contract_of_offers)
{
    Ratio price;
    std::vector<Claimant> claimants;
    for (const Fixed& fixed : lines) {
        const Promise& promise = walk.lives[fixed.life].lines[fixed.line];
        const LineTerms& terms = promise.terms();
        const Result<Ratio> part = covered(walk, promise);
        if (!part) return part.fault();
        if (terms.priced) price += Ratio(terms.stated.minor());
        claimants.push_back({standalone_price(terms), *part, terms.ssp_low, terms.ssp_high,
                             terms.ssp_method == SspMethod::residual, address(promise)});
    }
    const bool at_signing = walk.earned.allocations.empty();
    std::vector<Offer> offers;
    if (at_signing)
        for (std::size_t contract = 0; contract < walk.group.contracts.size(); ++contract) {
            price += one_price(walk.group.contracts[contract], walk.earned.currency);
            for (Offer& offer : offers_of(walk, lines, contract)) offers.push_back(std::move(offer));
        }
    if (lines.empty()) return Done{};
    const Result<std::vector<Ratio>> shares =
        allocate(price, claimants, offers, address(walk.group.contracts[contract_of_offers]));
    if (!shares) return shares.fault();
    for (std::size_t place = 0; place < lines.size(); ++place)
        walk.lives[lines[place].life].now.share += (*shares)[place];
    return Done{};
}

Outcome sign(Walk& walk)
{
    Result<std::vector<Fixed>> lines = join_lines(walk);
    if (!lines) return lines.fault();
    if (walk.lives.empty()) return Done{};
    const Outcome promised = promise_contingencies(walk);
    if (!promised) return promised;
    const Outcome shared = share_out(walk, std::move(*lines), 0);
    if (!shared) return shared;
    settle(walk);
    state(walk);
    std::vector<std::int64_t> wholes;
    for (Life& life : walk.lives) {
        const Contract& contract = *life.lines.front().contract;
        const Outcome begun = begin(life, {contract.signed_at, Cause::performance, contract.event});
        if (!begun) return begun;
        wholes.push_back(life.now.whole);
    }
    const Contract& first = walk.group.contracts.front();
    record(walk, first.signed_at, first.event, std::move(wholes));
    return Done{};
}

}  // namespace earned
