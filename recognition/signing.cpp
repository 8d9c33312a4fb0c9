// Signing: the lines of the group's contracts become obligations, and its price is shared out.
#include "recognition/agency.h"
#include "recognition/financing.h"
#include "recognition/in_kind.h"
#include "recognition/kept.h"
#include "recognition/payable.h"
#include "recognition/renewal.h"
#include "recognition/units_ahead.h"
#include "rules/enforceable.h"

#include "base/check.h"

#include <algorithm>
#include <numeric>

namespace earned {

namespace {

// Contracts are signed with lines added by no modification; each joins its obligation.
Result<std::vector<Fixed>> join_lines(Walk& walk)
{
    std::vector<Fixed> lines;
    for (std::size_t contract = 0; contract < walk.group.contracts.size(); ++contract)
        for (std::size_t line = 0; line < walk.group.contracts[contract].lines.size(); ++line) {
            if (walk.group.contracts[contract].lines[line].added_by != 0) continue;
            const bool apart =
                is_priced_apart(walk.group.contracts[contract], walk.terms.contracts[contract], line, 0) ||
                is_valued_with_time(promise_of(walk, contract, line, 0));
            const std::size_t price = apart ? walk.prices++ : 0;
            const Result<std::size_t> place = join(walk.lives, promise_of(walk, contract, line, 0), price);
            if (!place) return place.fault();
            const Life& life = walk.lives[*place];
            if (!life.called_off) lines.push_back({*place, life.lines.size() - 1});
        }
    return lines;
}

// What variable amounts of the line's own cover of its standalone price; an amount for several
// lines covers nothing of any one.
Result<Ratio> covered(const Walk& walk, const Promise& promise)
{
    Ratio sum;
    for (const Contingency& contingency : walk.contingencies) {
        const std::vector<LineId>& named = contingency.words.allocate_to;
        if (named.size() != 1 || named.front() != promise.life().id) continue;
        if (walk.group.contracts[contingency.contract].id != promise.contract->id) continue;
        std::int64_t amount = contingency.counted;
        if (contingency.words.kind == "royalty") {
            const Result<std::int64_t> expected = estimate(walk, contingency);
            if (!expected) return expected.fault();
            amount = *expected;
        }
        if (amount > 0) sum += Ratio(amount);
    }
    return sum;
}

// The contract's bundles as offers of the lines that share its price.
void add_offers(const Walk& walk, std::span<const Fixed> lines, const Contract& owner, std::vector<Offer>& offers)
{
    for (const Bundle& bundle : owner.terms.bundles) {
        Offer offer{{}, minor_units(bundle.price, walk.earned.currency)};
        for (std::size_t place = 0; place < lines.size(); ++place) {
            const Promise& promise = walk.lives[lines[place].life].lines[lines[place].line];
            const auto named = std::find(bundle.lines.begin(), bundle.lines.end(), promise.life().id);
            if (promise.contract->id != owner.id || named == bundle.lines.end()) continue;
            offer.claimants.push_back(place);
            offer.price -= supplied_of(promise);
        }
        if (!offer.claimants.empty()) offers.push_back(std::move(offer));
    }
}

bool has_own_price(const Life& life)
{
    return !life.called_off && std::all_of(life.lines.begin(), life.lines.end(),
                                           [](const Promise& promise) { return promise.terms().priced; });
}

// Of a line's price, what is promised by now: all of it, or the period that a line without an end begins with.
Result<Ratio> committed_part(const Promise& promise)
{
    if (!goes_on(promise)) return Ratio(1);
    const Result<std::vector<Commitment>> first = commitments_of(promise, Date::dawn());
    if (!first) return first.fault();
    return first->front().part;
}

std::int64_t stated_now(const Promise& promise)
{
    const Result<Ratio> part = committed_part(promise);
    CHECK(part, "a line that was joined has periods");
    return (Ratio(promise.terms().stated.minor()) * *part).rounded(promise.terms().conventions.rounding);
}

// Of it, what an agent's supplier gets.
Ratio supplied_now(const Promise& promise)
{
    const Result<Ratio> part = committed_part(promise);
    CHECK(part, "a line that was joined has periods");
    return supplied_of(promise) * *part;
}

// The right to invoice: the stated prices; a contract's one price is stated as it is allocated.
void state(Walk& walk, std::size_t place)
{
    Life& life = walk.lives[place];
    const bool own = has_own_price(life);
    life.now.stated_base = 0;
    life.now.stated_whole = own ? 0 : life.now.whole;
    if (own)
        for (const Promise& promise : life.lines) life.now.stated_whole += stated_now(promise);
    for (const Contingency& contingency : walk.contingencies) {
        const std::vector<std::int64_t> parts = parts_of(contingency.counted, contingency);
        for (std::size_t reach = 0; reach < contingency.reaches.size(); ++reach) {
            if (contingency.reaches[reach].life != place) continue;
            const bool net = lowers_the_right(contingency.words);
            if (own && net) life.now.stated_whole += parts[2 * reach + 1];
            if (!own && !net) life.now.stated_whole -= parts[2 * reach + 1];
        }
    }
}

}  // namespace

Outcome share_out(Walk& walk, std::span<const Fixed> lines, std::span<const std::size_t> contracts)
{
    if (lines.empty()) {
        for (const std::size_t place : contracts)
            if (const Contract& contract = walk.group.contracts[place]; contract.terms.price)
                return Fault{"price-of-nothing", address(contract) + ", price",
                             "the contract has one price, and no line to share it",
                             "give the contract a line that isn't called off, or its lines their own prices"};
        return Done{};
    }
    Ratio price;
    std::vector<Claimant> claimants;
    for (const Fixed& fixed : lines) {
        const Promise& promise = walk.lives[fixed.life].lines[fixed.line];
        const LineTerms& terms = promise.terms();
        const Result<Ratio> part = covered(walk, promise);
        if (!part) return part.fault();
        const Result<Ratio> committed = committed_part(promise);
        if (!committed) return committed.fault();
        if (terms.priced) price += Ratio(terms.stated.minor()) * *committed;
        const Ratio supplied = supplied_of(promise) * *committed;  // an agent shares its fee
        price -= supplied;
        claimants.push_back({standalone_price(terms) * *committed - supplied, *part,
                             terms.ssp_low * *committed - supplied, terms.ssp_high * *committed - supplied,
                             terms.ssp_method == SspMethod::residual, address(promise)});
    }
    std::vector<Offer> offers;
    for (const std::size_t place : contracts) {
        const Contract& contract = walk.group.contracts[place];
        if (contract.terms.price) price += minor_units(*contract.terms.price, walk.earned.currency);
        add_offers(walk, lines, contract, offers);
    }
    const Contract& first = *walk.lives[lines.front().life].lines[lines.front().line].contract;
    const Result<std::vector<Ratio>> shares = allocate(price, claimants, offers, address(first));
    if (!shares) return shares.fault();
    for (std::size_t place = 0; place < lines.size(); ++place) {
        Life& life = walk.lives[lines[place].life];
        life.now.share += (*shares)[place] + supplied_now(life.lines[lines[place].line]);
    }
    return Done{};
}

void settle(Walk& walk, std::span<const std::size_t> lives)
{
    std::vector<Ratio> shares;
    for (const std::size_t place : lives) {
        Life& life = walk.lives[place];
        shares.push_back(life.called_off ? Ratio(life.now.share.rounded(life.now.rounding)) : life.now.share);
        for (const Contingency& contingency : walk.contingencies)
            for (const Reach& reach : contingency.reaches) {
                if (reach.life != place) continue;
                const Ratio part = Ratio(contingency.counted) * reach.remaining;
                shares.back() += part;
                life.now.share += part;
            }
    }
    if (lives.empty()) return;
    const std::int64_t total = std::accumulate(shares.begin(), shares.end(), Ratio()).rounded(Round::half_away);
    const Life& first = walk.lives[lives.front()];
    const std::vector<std::int64_t> wholes =
        in_whole_units(total, shares, first.conventions().residue, first.now.unit);
    for (std::size_t place = 0; place < lives.size(); ++place) {
        Life& life = walk.lives[lives[place]];
        life.now.whole = wholes[place];
        if (life.now.unit != 1) life.now.share = Ratio(life.now.whole);
        Ratio supplied = supplied_ahead(life);
        for (const Promise& promise : life.lines) supplied += supplied_now(promise);
        life.now.supplied_whole = supplied.rounded(Round::half_away);
        state(walk, lives[place]);
    }
}

namespace {

// The group's price; and by itself what may be left on any day, where a price moves (docs/decisions/0091).
Outcome share_out_each(Walk& walk, std::span<const Fixed> lines, std::span<const std::size_t> contracts)
{
    std::vector<Fixed> shared;
    for (const Fixed& fixed : lines) {
        if (walk.lives[fixed.life].price == 0) {
            shared.push_back(fixed);
            continue;
        }
        if (const Outcome own = share_out(walk, std::span(&fixed, 1), {}); !own) return own;
    }
    return share_out(walk, shared, contracts);
}

}  // namespace

Outcome sign(Walk& walk)
{
    const Result<std::vector<Fixed>> lines = join_lines(walk);
    if (!lines) return lines.fault();
    std::vector<std::size_t> contracts(walk.group.contracts.size()), lives(walk.lives.size());
    std::iota(contracts.begin(), contracts.end(), std::size_t{0});
    std::iota(lives.begin(), lives.end(), std::size_t{0});
    for (Life& life : walk.lives) part_for_supplier(life);
    for (const std::size_t contract : contracts)
        for (const Variable& words : walk.group.contracts[contract].terms.variable) {
            const Contract& owner = walk.group.contracts[contract];
            const Outcome promised =
                add_contingency(walk, contract, words, lives, {owner.signed_at, Cause::performance, owner.event});
            if (!promised) return promised;
        }
    const Outcome given_back = give_back_to_customers(walk, lives);
    if (!given_back) return given_back;
    if (const Outcome shared = share_out_each(walk, *lines, contracts); !shared) return shared;
    settle(walk, lives);
    const Contract& owner = walk.group.contracts.front();
    const Outcome kept = share_what_is_kept(walk, {owner.signed_at, Cause::performance, owner.event}, {});
    if (!kept) return kept;
    for (Life& life : walk.lives) {
        const Contract& contract = *life.lines.front().contract;
        const Outcome begun = begin(life, {contract.signed_at, Cause::performance, contract.event});
        if (!begun) return begun;
    }
    const Outcome financed = finance(walk);
    if (!financed) return financed;
    const Contract& first = walk.group.contracts.front();
    record_all(walk, first.signed_at, first.event);
    return Done{};
}

}  // namespace earned
