// How the oracle shares prices and variable amounts out, at first and anew.
#include "tests/recognition/oracle/life.h"

#include <algorithm>

namespace earned::oracle {

// 606-10-32-8: the sum of amounts weighed by their probabilities, or the likeliest; 32-11: no more than is
// certain not to be taken back.
Ratio Estimate::counted(std::int64_t units) const
{
    Ratio expected, lowest;
    const Chance* best = &chances.front();
    for (const Chance& chance : chances) {
        expected += Ratio(chance.amount) * Ratio(chance.tenths, 10);
        lowest = min(lowest, Ratio(chance.amount));
        if (best->tenths < chance.tenths) best = &chance;
    }
    const Ratio said = constrained ? lowest : likeliest ? Ratio(best->amount) : expected;
    return a_unit ? said * Ratio(units) : said;
}

bool Life::Amount::is_for(std::size_t place) const
{
    const std::vector<std::size_t>& named = varying.places;
    return named.empty() || std::find(named.begin(), named.end(), place) != named.end();
}

// 606-10-32-31: by what each is worth standing alone; anew, by what is left of it. What a variable amount of
// its own covers of that shares no fixed price (32-40 to 32-41).
Ratio Life::worth(const Line& line, bool anew) const
{
    if (passes_with_time(line.promised.work) || line.doing.size() == 1) {
        const Ratio whole =
            flaw_ == Flaw::shares_by_price ? price_of(line.promised) + Ratio(1) : Ratio(line.promised.standalone());
        return !anew || flaw_ == Flaw::shares_by_whole_worth ? whole : whole * left(line.doing.front());
    }
    Ratio sum;
    for (std::size_t part = 0; part < line.doing.size(); ++part) {
        const Part& promised = line.promised.parts[part];
        const Ratio whole(flaw_ == Flaw::shares_by_price ? promised.price + 1 : promised.standalone);
        sum += !anew || flaw_ == Flaw::shares_by_whole_worth ? whole : whole * left(line.doing[part]);
    }
    return sum;
}

Ratio Life::covered(std::size_t place) const
{
    Ratio sum;
    if (flaw_ == Flaw::covers_nothing) return sum;
    for (const Amount& amount : amounts_) {
        const bool own = amount.varying.places.size() == 1 && amount.varying.places.front() == place;
        if (own && amount.counted.sign() > 0) sum += amount.counted * amount.shared[place].ahead;
    }
    return sum;
}

bool Life::is_one_piece(const Line& line) const
{
    return mixed_ && (line.promised.work == Work::by_percent || line.promised.work == Work::by_cost);
}

// Anew: what obligations of the price have not earned joins the pool.
void Life::share(std::size_t price, Ratio pool, bool anew)
{
    std::vector<std::size_t> turned, members;
    Ratio rights;
    ++sharings_;
    for (std::size_t place = 0; place < lines_.size(); ++place) {
        Line& line = lines_[place];
        if (line.price != price || (anew && !is_open(place) && !(leaving_ == place))) continue;
        if (anew && is_one_piece(line)) {
            // It goes on as one, and keeps what it has earned as a part of its price.
            const Ratio rest = line.to_earn * (Ratio(1) - done_since(line));
            pool += rest;
            line.to_earn -= rest;
            turned.push_back(place);
        } else if (anew) {
            turn(place);
            pool += flaw_ == Flaw::forgets_what_was_earned ? line.to_be_right : line.to_earn;
            line.to_earn = Ratio();
            turned.push_back(place);
        }
        if (!line.removed) {
            members.push_back(place);
            continue;
        }
        rights += line.to_be_right;
        line.to_be_right = Ratio();
    }
    Ratio all, weights;
    for (const std::size_t place : members) weights += worth(lines_[place], anew);
    for (Amount& amount : amounts_)
        if (anew) pool -= share_amount(amount, turned, members, weights);
    for (const std::size_t place : members) all += max(worth(lines_[place], anew) - covered(place), Ratio());
    for (const std::size_t place : members) {
        Line& line = lines_[place];
        line.shared = sharings_;
        // Where variable amounts cover the worth of all, they cover nothing.
        line.to_earn += pool * (all.is_zero() ? worth(line, anew) / weights
                                              : max(worth(line, anew) - covered(place), Ratio()) / all);
        line.to_be_right += rights * worth(line, anew) / weights;
        if (anew) continue;
        for (const Amount& amount : amounts_) line.to_earn += amount.counted * amount.shared[place].ahead;
    }
    if (!members.empty() || !leaving_) return;
    // Nothing is left to carry it: it is earned, or given up, at once.
    lines_[*leaving_].earned_before += pool;
    lines_[*leaving_].right_before += rights;
}

// What is ahead of a variable amount: it stays with those that it is for, of which something is left; else it
// is of all that is left (606-10-32-39 to 32-40). What of it is not in the pool.
Ratio Life::share_amount(Amount& amount, const std::vector<std::size_t>& turned,
                         const std::vector<std::size_t>& members, const Ratio& weights)
{
    Ratio ahead, worths;
    std::vector<std::size_t> keepers;
    for (const std::size_t place : turned) {
        const Line& line = lines_[place];
        const Ratio rest = amount.shared[place].ahead * (is_one_piece(line) ? Ratio(1) - done_since(line) : Ratio(1));
        amount.shared[place].ahead -= rest;
        ahead += rest;
    }
    for (const std::size_t place : members)
        if (amount.is_for(place) && !amount.varying.places.empty()) keepers.push_back(place);
    if (flaw_ == Flaw::spreads_what_is_for_one) keepers.clear();
    if (members.empty() && leaving_) amount.shared[*leaving_].before += ahead;
    for (const std::size_t place : keepers) worths += worth(lines_[place], true);
    if (keepers.empty()) {
        if (!ahead.is_zero()) amount.varying.places.clear();
        for (const std::size_t place : members)
            amount.shared[place].ahead += ahead * worth(lines_[place], true) / weights;
        return {};
    }
    for (const std::size_t place : keepers) {
        const Ratio kept = ahead * worth(lines_[place], true) / worths;
        amount.shared[place].ahead += kept;
        lines_[place].to_earn += amount.counted * kept;
    }
    return amount.counted * ahead;
}

// A variable amount is promised with the obligations from a place on: of the whole, or (anew) of what is left.
void Life::vary(const Varying& varying, std::size_t price, bool anew)
{
    Amount amount;
    amount.varying = varying;
    amount.shared.resize(lines_.size());
    Ratio all;
    const auto meant = [&](std::size_t place) {
        const Line& line = lines_[place];
        return line.price == price && !line.removed && (!anew || is_open(place)) && amount.is_for(place);
    };
    for (std::size_t place = 0; place < lines_.size(); ++place) {
        if (!meant(place)) continue;
        all += worth(lines_[place], anew);
        const Work work = lines_[place].promised.work;
        for (const Part& part : lines_[place].promised.parts)
            amount.units += work == Work::in_units || work == Work::handed_over ? part.size : 1;
    }
    amount.counted = varying.estimate.counted(amount.units);
    if (flaw_ == Flaw::counts_what_is_constrained || flaw_ == Flaw::expects_the_likeliest) {
        amount.counted = Ratio();
        recount(amount, varying.estimate);
    }
    for (std::size_t place = 0; place < lines_.size(); ++place) {
        if (!meant(place)) continue;
        const Ratio ahead = worth(lines_[place], anew) / all;
        amount.shared[place].ahead = ahead;
        if (anew) lines_[place].to_earn += amount.counted * ahead;
        if (varying.concession) lines_[place].to_be_right += amount.counted * ahead;
    }
    amounts_.push_back(amount);
}

// Each obligation takes its part of the change: what was done of it at once (606-10-32-43).
void Life::recount(Amount& amount, const Estimate& said)
{
    Estimate estimate = said;
    if (flaw_ == Flaw::counts_what_is_constrained) estimate.constrained = false;
    if (flaw_ == Flaw::expects_the_likeliest) estimate.likeliest = true;
    Ratio counted = estimate.counted(amount.units);
    if (ended_ && estimate.a_unit) counted *= amount.done;  // of the units that were performed
    counted += amount.beyond;
    const Ratio change = counted - amount.counted;
    amount.counted = counted;
    if (ended_) {
        settled_ += change;
        return;
    }
    for (std::size_t place = 0; place < lines_.size(); ++place) {
        Line& line = lines_[place];
        const Shared& shared = amount.shared[place];
        if (shared.before.is_zero() && shared.ahead.is_zero()) continue;
        if (flaw_ == Flaw::spreads_an_estimate) turn(place);
        if (flaw_ != Flaw::forgets_what_was_before) line.earned_before += change * shared.before;
        line.to_earn += change * shared.ahead;
        if (!amount.varying.concession) continue;
        line.right_before += change * shared.before;
        line.to_be_right += change * shared.ahead;
    }
}

}  // namespace earned::oracle
