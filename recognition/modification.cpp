#include "recognition/modification.h"

#include "recognition/increment.h"
#include "recognition/kept.h"
#include "recognition/refinancing.h"
#include "recognition/units_ahead.h"

#include "rules/billing_periods.h"
#include "rules/price.h"

#include <algorithm>

namespace earned {

namespace {

std::int64_t stated_of(const LineTerms& terms) { return terms.priced ? terms.stated.minor() : 0; }

// How much of a line's stated price is of the days until `accrued`. What is invoiced again and again is priced by the
// periods of its invoices, however its days earn it: what a change adds must be what the invoices of the rest come to.
Ratio priced_until(const Life& life, std::size_t line, const Ratio& done, Date accrued)
{
    const Promise& promise = life.lines[line];
    const LineTerms& terms = promise.terms();
    const bool by_periods = life.by_time && terms.billing.plan == BillingPlan::recurring && terms.term &&
                            terms.term->first <= terms.term->last && terms.term->last != Date::never();
    if (!by_periods) return done;
    if (accrued < terms.term->first) return {};
    if (terms.term->last <= accrued) return Ratio(1);
    const Result<billing::Grid> grid = billing::grid_of(promise.words(), terms, address(promise));
    return grid ? billing::Periods::of(*grid, *terms.term).share_through(accrued) : done;
}

Ratio cash_part_of(const Walk& walk, const Life& life)
{
    return is_financed(walk, life) ? walk.borrowing->cash_part : Ratio(1);
}

// What stood before, and how far each life had come; every line then reads its version of the day.
Change change_of(Walk& walk, std::size_t contract, std::size_t place)
{
    const Contract& owner = walk.group.contracts[contract];
    const Modification& modification = owner.modifications[place];
    const ModificationTerms& how = walk.terms.contracts[contract].modifications[place];
    const Turn turn{modification.at, Cause::modification, modification.event};
    Change change{contract, modification, how, turn, modification.at.date.previous(), {}, {}, {}, {}};
    const std::vector<LineId>& removed = modification.what.remove;
    const Moment before = just_before(modification.at);
    for (std::size_t life = 0; life < walk.lives.size(); ++life) {
        Life& lived = walk.lives[life];
        change.progress.push_back(progress_at(lived.out, before, change.counted));
        for (std::size_t line = 0; line < lived.lines.size(); ++line) {
            Promise& promise = lived.lines[line];
            Touched touched{life, line};
            touched.before = done_of(lived, line, before, change.counted);
            touched.priced_before = priced_until(lived, line, touched.before, change.counted);
            touched.stated_before = stated_of(promise.terms());
            touched.cash_part = cash_part_of(walk, lived);
            touched.rate_before = promise.rate.value_or(Ratio(touched.stated_before));
            const std::size_t version = version_at(promise.life(), modification.at);
            touched.changed = version != promise.version;
            touched.spread_anew =
                touched.changed &&
                is_spread_anew(promise.life().versions[version].line, promise.terms(), promise.versions()[version]);
            promise.version = version;
            touched.after = done_of(lived, line, modification.at, change.counted);
            touched.priced_after = priced_until(lived, line, touched.after, change.counted);
            touched.stated_after = stated_of(promise.terms());
            touched.removed = promise.contract->id == owner.id &&
                              std::find(removed.begin(), removed.end(), promise.life().id) != removed.end();
            if (!lived.called_off && !lived.ended) change.lines.push_back(std::move(touched));
        }
    }
    change.repricing.resize(walk.lives.size());
    change.moved.resize(walk.lives.size());
    return change;
}

bool is_measured_alike(const LineTerms& one, const LineTerms& other)
{
    return one.satisfied == other.satisfied && one.open_quantity == other.open_quantity &&
           (one.satisfied == Satisfied::point_in_time ? one.trigger == other.trigger : one.measure == other.measure);
}

// What a changed line may not change while its life goes on.
Outcome check_changes(const Walk& walk, const Change& change)
{
    for (const Touched& touched : change.lines) {
        if (!touched.changed) continue;
        const Promise& promise = walk.lives[touched.life].lines[touched.line];
        if (const std::optional<Term>& period = walk.lives[touched.life].period)
            return Fault{"unsupported-open-ended", address(promise) + ", " + change.turn.at.date.text(),
                         "a line without an end is changed within a period that has begun",
                         "let the change take effect with the next period, on " + period->last.next().text()};
    }
    return Done{};
}

// Asked before anything is computed of the line's new version: how far it is can be said of one measure only.
Outcome check_measures(const Walk& walk, const Modification& modification)
{
    for (const Life& life : walk.lives)
        for (const Promise& promise : life.lines) {
            const LineTerms& after = promise.versions()[version_at(promise.life(), modification.at)];
            if (!life.called_off && !is_measured_alike(promise.terms(), after))
                return Fault{"unsupported-measure-change", address(promise),
                             "a modification changes how the line is satisfied or measured",
                             "remove the line, and add what remains of it as a line of its own"};
        }
    return Done{};
}

// A separate contract leaves the old one as it was: only what standalone prices are may be said anew.
Outcome check_untouched(const Walk& walk, const Change& change)
{
    const Fault fault{"unsupported-separate",
                      address(walk.group.contracts[change.contract]) + ", " + change.turn.at.date.text(),
                      "a modification that is a separate contract can't change the old one's price or scope",
                      "send the addition and the change as two events, or treat the whole as prospective"};
    if (!change.words().price_change.empty()) return fault;
    for (const Touched& touched : change.lines) {
        if (touched.removed) return fault;
        if (!touched.changed) continue;
        const Promise& promise = walk.lives[touched.life].lines[touched.line];
        const LineTerms &before = promise.versions()[promise.version - 1], &after = promise.terms();
        if (before.stated != after.stated || before.quantity != after.quantity || before.term != after.term)
            return fault;
    }
    return Done{};
}

Outcome modify_separately(Walk& walk, Change& change)
{
    const Outcome untouched = check_untouched(walk, change);
    if (!untouched) return untouched;
    const std::size_t known = change.lines.size();
    const std::size_t old_lives = walk.lives.size();
    const Outcome joined = join_added(walk, change, walk.prices++);
    if (!joined) return joined;
    const Outcome recounted = recount_known(walk, change);
    if (!recounted) return recounted;
    std::vector<std::size_t> lives;
    for (std::size_t place = old_lives; place < walk.lives.size(); ++place) lives.push_back(place);
    std::vector<Fixed> lines;  // `known` were there before
    for (std::size_t place = known; place < change.lines.size(); ++place)
        lines.push_back({change.lines[place].life, change.lines[place].line});
    for (const Variable& words : change.words().variable) {
        if (contingency_named(walk, change.contract, words.id) != nullptr) continue;
        const Outcome promised = add_contingency(walk, change.contract, words, lives, change.turn);
        if (!promised) return promised;
    }
    const Outcome shared = share_out(walk, lines, {});
    if (!shared) return shared;
    settle(walk, lives);
    const Outcome begun = begin_moved(walk, change);
    if (!begun) return begun;
    std::vector<std::int64_t> remaining(walk.lives.size());
    for (const std::size_t place : lives) remaining[place] = walk.lives[place].now.whole;
    record(walk, change.turn.at, change.turn.event, std::move(remaining));
    return Done{};
}

}  // namespace

std::vector<std::size_t> touched_prices(const Walk& walk, const Change& change)
{
    std::vector<std::size_t> prices;
    for (const Touched& touched : change.lines)
        if (touched.changed || touched.removed) prices.push_back(walk.lives[touched.life].price);
    const ContractId& contract = walk.group.contracts[change.contract].id;
    for (const PriceChange& words : change.words().price_change)
        for (const LineId& line : words.lines)
            for (const Life& life : walk.lives)
                if (words.relates_to != RelatesTo::past && life.has(contract, line)) prices.push_back(life.price);
    if (prices.empty()) prices.push_back(0);
    return prices;
}

Outcome join_added(Walk& walk, Change& change, std::size_t price)
{
    const Contract& contract = walk.group.contracts[change.contract];
    const auto place = static_cast<std::size_t>(&change.modification - contract.modifications.data());
    for (std::size_t line = 0; line < contract.lines.size(); ++line) {
        if (contract.lines[line].added_by != place + 1) continue;
        const std::size_t version = version_at(contract.lines[line], change.turn.at);
        const Promise promise = promise_of(walk, change.contract, line, version);
        const Result<std::size_t> life = join(walk.lives, promise, price);
        if (!life) return life.fault();
        change.progress.resize(walk.lives.size());
        change.repricing.resize(walk.lives.size());
        change.moved.resize(walk.lives.size());
        change.moved[*life] = true;
        Life& home = walk.lives[*life];
        if (home.called_off) {
            part_for_supplier(home);
            const bool first = home.lines.size() == 1;
            const Ratio without = first ? Ratio() : home.now.share - worth_of(home, home.lines.size() - 1);
            const std::int64_t more = home.now.share.rounded(home.now.rounding) - without.rounded(home.now.rounding);
            home.now.whole += more;
            home.now.stated_whole += more;
            home.now.supplied_whole = supplied_ahead(home).rounded(Round::half_away);
            continue;
        }
        Touched touched{*life, home.lines.size() - 1, true};
        touched.stated_after = stated_of(promise.terms());
        touched.cash_part = cash_part_of(walk, home);
        change.lines.push_back(std::move(touched));
    }
    return Done{};
}

Ratio added_by(const Touched& touched, Modifies treatment)
{
    const Ratio before = touched.rate_before * touched.cash_part, after = Ratio(touched.stated_after) * touched.cash_part;
    if (touched.added) return after;
    const Ratio old = before * (Ratio(1) - touched.priced_before);
    if (touched.removed) return -old;
    if (!touched.changed || touched.spread_anew) return {};
    if (treatment == Modifies::catch_up) return after - Ratio(touched.stated_before) * touched.cash_part;
    return after * (Ratio(1) - touched.priced_after) - old;
}

Ratio units_added(const Walk& walk, const Change& change, const Contingency& contingency, std::size_t life)
{
    Ratio added;
    if (!contingency.words.per_unit || contingency.increment_of || walk.lives[life].called_off) return added;
    for (const Touched& touched : change.lines) {
        if (touched.life != life || !touched.changed) continue;
        const Promise& promise = walk.lives[life].lines[touched.line];
        if (!is_named(walk, contingency, promise)) continue;
        added += Ratio::of(promise.terms().quantity) - Ratio::of(promise.versions()[promise.version - 1].quantity);
    }
    return added;
}

Result<CountedAnew> count_units(Walk& walk, const Change& change, Contingency& contingency)
{
    Ratio added;
    for (const Reach& reach : contingency.reaches) added += units_added(walk, change, contingency, reach.life);
    const Ratio units = contingency.units + added;
    if (added.is_zero() || units.sign() <= 0) return CountedAnew();
    const Result<std::int64_t> counted =
        constrained(contingency.words, units, walk.earned.currency, address(walk, contingency));
    if (!counted) return counted.fault();
    const std::int64_t more = *counted - contingency.counted;
    for (Reach& reach : contingency.reaches) {
        reach.past *= contingency.units / units;
        reach.remaining *= contingency.units / units;
        if (!lowers_the_right(contingency.words)) continue;
        const Ratio part = units_added(walk, change, contingency, reach.life) / added;
        walk.lives[reach.life].now.stated_whole += (Ratio(more) * part).rounded(Round::half_away);
    }
    contingency.units = units;
    contingency.counted = *counted;
    return CountedAnew{more, added / units};
}

std::optional<Ratio> Touched::rate_after() const
{
    const Ratio left = Ratio(1) - priced_after;
    if (!spread_anew || left.sign() <= 0) return std::nullopt;
    return rate_before * (Ratio(1) - priced_before) / left;
}

Outcome recount_known(Walk& walk, Change& change)
{
    for (const Variable& words : change.words().variable) {
        Contingency* known = contingency_named(walk, change.contract, words.id);
        if (known == nullptr) continue;
        overlay(known->words, words);
        const Outcome counted = recount(walk, *known);
        if (!counted) return counted;
        count_increment(*known, change.turn);
        for (const Reach& reach : known->reaches) change.moved[reach.life] = true;
    }
    return Done{};
}

Outcome promise_new(Walk& walk, Change& change, std::span<const std::size_t> among, std::span<const Ratio> worths)
{
    for (const Variable& words : change.words().variable) {
        if (contingency_named(walk, change.contract, words.id) != nullptr) continue;
        const Outcome promised = add_contingency(walk, change.contract, words, among, change.turn);
        if (!promised) return promised;
        Contingency& added = walk.contingencies.back();
        if (!worths.empty()) share_by(added, among, worths);
        const std::vector<std::int64_t> parts = parts_of(added.counted, added);
        for (std::size_t place = 0; place < added.reaches.size(); ++place) {
            const Reach& reach = added.reaches[place];
            Segment& now = walk.lives[reach.life].now;
            now.share += Ratio(added.counted) * reach.remaining;
            now.whole += parts[2 * place + 1];
            if (lowers_the_right(words)) now.stated_whole += parts[2 * place + 1];
            change.moved[reach.life] = true;
        }
    }
    return Done{};
}

Outcome begin_moved(Walk& walk, const Change& change)
{
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        if (!change.moved[place]) continue;
        const Outcome begun = begin(walk.lives[place], change.turn);
        if (!begun) return begun;
    }
    return Done{};
}

namespace {

Outcome treat(Walk& walk, Change& change)
{
    switch (change.how.treatment) {
    case Modifies::separate: return modify_separately(walk, change);
    case Modifies::prospective:
    case Modifies::mixed: return modify_prospectively(walk, change);
    case Modifies::catch_up: return catch_up(walk, change);
    case Modifies::automatic: break;
    }
    return Fault{"modification-undecided",
                 address(walk.group.contracts[change.contract]) + ", " + change.turn.at.date.text(),
                 "the rules have not decided how to treat the modification",
                 "give it a treatment, or the rule package a rule for it"};
}

}  // namespace

Outcome modify(Walk& walk, std::size_t contract, std::size_t modification)
{
    const std::vector<Gaps> before =
        gaps_of(walk, just_before(walk.group.contracts[contract].modifications[modification].at));
    if (const Outcome alike = check_measures(walk, walk.group.contracts[contract].modifications[modification]); !alike)
        return alike;
    Change change = change_of(walk, contract, modification);
    const Outcome checked = check_changes(walk, change);
    if (!checked) return checked;
    part_at_new_price(walk, change);
    if (const Outcome modified = treat(walk, change); !modified) return modified;
    if (const Outcome lent = refinance(walk, change); !lent) return lent;
    return share_what_is_kept(walk, change.turn, before);
}

}  // namespace earned
