#include "recognition/units_ahead.h"

#include "recognition/agency.h"
#include "recognition/called_off.h"
#include "recognition/returns.h"

#include <algorithm>

namespace earned {

namespace {

// What the supplier of an agent's line gets of one unit, in minor units.
Ratio supplied_a_unit(const Promise& promise, std::size_t version)
{
    const Treatment& treatment = promise.life().versions[version].line.treatment;
    if (treatment.principal.value_or(true) || !treatment.supplier_cost) return {};
    return minor_units(*treatment.supplier_cost, currency_of(promise));
}

bool is_priced_anew(const Promise& promise, std::size_t version)
{
    return version != 0 && (unit_price_of(promise, version) != unit_price_of(promise, version - 1) ||
                            supplied_a_unit(promise, version) != supplied_a_unit(promise, version - 1));
}

// Until when units are called off as the version says; nothing: for good.
std::optional<Moment> priced_until(const Promise& promise, std::size_t version)
{
    for (std::size_t next = version + 1; next < promise.versions().size(); ++next)
        if (is_priced_anew(promise, next)) return promise.life().versions[next].from;
    return std::nullopt;
}

// The price of what is called off by a moment.
Ratio called_off_by(const Readings& readings, std::optional<Moment> end)
{
    Ratio done;
    for (const Reading& reading : readings)
        if (!end || reading.at < *end) done = reading.done;
    return done;
}

// At each price more is called off in all, or nothing; so progress can begin anew there.
bool only_grows(const Promise& promise, const Readings& readings)
{
    for (std::size_t version = 0; version < promise.versions().size(); ++version) {
        if (version != 0 && !is_priced_anew(promise, version)) continue;
        const Moment from = promise.life().versions[version].from;
        const std::optional<Moment> end = priced_until(promise, version);
        const Ratio before = version == 0 ? Ratio() : called_off_by(readings, from), all = called_off_by(readings, end);
        for (const Reading& reading : readings) {
            if (reading.at < from || (end && *end <= reading.at)) continue;
            if (reading.done < before || (all == before && reading.done != before)) return false;
        }
    }
    return true;
}

bool has_units(const Life& life)
{
    if (!life.called_off || life.lines.size() != 1 || life.readings.front().empty()) return false;
    const Promise& promise = life.lines.front();
    if (!is_called_off_in_units(promise) || !moments_of_return(promise).empty()) return false;
    for (std::size_t version = 0; version < promise.versions().size(); ++version)
        if (unit_price_of(promise, version).sign() <= 0) return false;
    return only_grows(promise, life.readings.front());
}

bool is_parted(const Life& life) { return life.readings.front().front().total != life.readings.front().back().total; }

bool can_be_parted(const Life& life)
{
    if (!has_units(life)) return false;
    if (is_parted(life) || life.out.segments.empty()) return true;
    const Readings& readings = life.readings.front();
    return called_off_by(readings, priced_until(life.lines.front(), 0)) == readings.back().total;
}

// Each reading is of what is called off at its price, and of all before it; what comes later is no part of it yet.
void part(Life& life)
{
    if (is_parted(life)) return;
    const Promise& promise = life.lines.front();
    Readings& readings = life.readings.front();
    const Ratio all = readings.back().total;
    Readings parted = readings;
    for (Reading& reading : parted)
        reading.total = called_off_by(readings, priced_until(promise, version_at(promise.life(), reading.at)));
    readings = std::move(parted);
    life.now.share -= all - readings.front().total;
}

bool is_counted_in_units(const Walk& walk, const Contingency& contingency)
{
    return contingency.words.per_unit && !contingency.increment_of && !contingency.of_what_is_kept &&
           std::ranges::all_of(contingency.reaches,
                               [&](const Reach& reach) { return can_be_parted(walk.lives[reach.life]); });
}

// Of a line: the units by the last change of its price, and those that are called off at the price in force.
Reach units_of(const Life& life, std::size_t place)
{
    const Promise& promise = life.lines.front();
    const std::optional<Moment> end = priced_until(promise, promise.version);
    const Ratio past = life.since ? quantity_called_off(promise, *life.since) : Ratio();
    return {place, past, (end ? quantity_called_off(promise, *end) : quantity_called_off(promise)) - past};
}

bool is_supplied(const Life& life)
{
    return life.called_off && std::ranges::any_of(life.lines, [](const Promise& promise) {
               return !promise.words().treatment.principal.value_or(true);
           });
}

bool reaches(const Contingency& contingency, std::size_t life)
{
    return std::ranges::any_of(contingency.reaches, [&](const Reach& reach) { return reach.life == life; });
}

// What was earned by now stays; what is left, at the amounts as they were counted, is ahead.
void lay_by_earned(Walk& walk, std::size_t place, const Ratio& progress)
{
    Segment& now = walk.lives[place].now;
    const std::int64_t earned = earned_total(now, progress), stated = stated_total(now, progress);
    now.share -= Ratio(earned - now.base);
    now.whole -= earned - now.base;
    now.base = earned;
    now.stated_whole -= stated - now.stated_base;
    now.stated_base = stated;
    lay_by_supplied(now, progress);
    for (Contingency& contingency : walk.contingencies)
        for (Reach& reach : contingency.reaches) {
            if (reach.life != place) continue;
            reach.past += reach.remaining * progress;
            reach.remaining *= Ratio(1) - progress;
        }
}

// What is called off at the price in force is ahead.
void add_stretch(Life& life)
{
    const Promise& promise = life.lines.front();
    const Readings& readings = life.readings.front();
    const Ratio before = called_off_by(readings, promise.life().versions[promise.version].from);
    const Ratio by_its_end = called_off_by(readings, priced_until(promise, promise.version));
    const std::int64_t more = by_its_end.rounded(life.now.rounding) - before.rounded(life.now.rounding);
    life.now.share += by_its_end - before;
    life.now.whole += more;
    life.now.stated_whole += more;
}

// The amount's units at the price in force are ahead, too.
void count_at_new_price(Walk& walk, std::size_t place, Contingency& contingency)
{
    const std::int64_t before = contingency.counted;
    count_units_called_off(walk, contingency);
    const Result<std::int64_t> counted =
        constrained(contingency.words, contingency.units, walk.earned.currency, address(walk, contingency));
    if (!counted) return;  // what is wrong with it was said where it was promised
    contingency.counted = *counted;
    const std::int64_t more = *counted - before;
    Segment& now = walk.lives[place].now;
    now.share += Ratio(more);
    now.whole += more;
    if (lowers_the_right(contingency.words)) now.stated_whole += more;
}

}  // namespace

void count_units_called_off(Walk& walk, Contingency& contingency)
{
    if (!is_counted_in_units(walk, contingency)) return;
    std::vector<Reach> counted;
    Ratio units;
    for (const Reach& reach : contingency.reaches) {
        part(walk.lives[reach.life]);
        counted.push_back(units_of(walk.lives[reach.life], reach.life));
        units += counted.back().past + counted.back().remaining;
    }
    contingency.units = units;
    if (units.sign() <= 0) return;  // none of its stretch, by now
    for (Reach& reach : counted) reach = {reach.life, reach.past / units, reach.remaining / units};
    contingency.reaches = std::move(counted);
}

void part_at_new_price(Walk& walk, Change& change)
{
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        Life& life = walk.lives[place];
        if (!life.called_off || life.ended || life.closed || !has_units(life) || !is_parted(life)) continue;
        const Promise& promise = life.lines.front();
        const bool now = promise.life().versions[promise.version].from == change.turn.at;
        if (!now || !is_priced_anew(promise, promise.version)) continue;
        lay_by_earned(walk, place, change.progress[place]);
        add_stretch(life);
        change.progress[place] = Ratio();
        change.moved[place] = true;
        life.since = change.turn.at;
        life.now.supplied_whole = supplied_ahead(life).rounded(Round::half_away);
        for (Contingency& each : walk.contingencies)
            if (reaches(each, place) && is_counted_in_units(walk, each)) count_at_new_price(walk, place, each);
    }
}

void part_for_supplier(Life& life)
{
    if (is_supplied(life) && has_units(life)) part(life);
}

Ratio supplied_of_called_off(const Life& life)
{
    Ratio sum, before;
    if (!is_supplied(life) || !has_units(life)) return sum;
    const Promise& promise = life.lines.front();
    for (std::size_t version = 0; version < promise.versions().size(); ++version) {
        const bool last = version + 1 == promise.versions().size();
        const Ratio through = last ? quantity_called_off(promise)
                                   : quantity_called_off(promise, promise.life().versions[version + 1].from);
        sum += (through - before) * supplied_a_unit(promise, version);
        before = through;
    }
    return sum;
}

Ratio supplied_ahead(const Life& life)
{
    if (!is_supplied(life) || !has_units(life)) return {};
    const Promise& promise = life.lines.front();
    return units_of(life, 0).remaining * supplied_a_unit(promise, promise.version);
}

Outcome check_called_off_for_suppliers(const Walk& walk)
{
    for (const Life& life : walk.lives) {
        if (!is_supplied(life) || has_units(life) || life.readings.front().empty()) continue;
        return Fault{
            "unsupported-agent", address(life.lines.front()) + ", treatment.principal",
            "an agent's line is called off, and nothing says how much its supplier gets of it",
            "call it off in units at a price a unit, as an obligation of its own, or state the fee as its price"};
    }
    return Done{};
}

}  // namespace earned
