// Goods that may come back, as the oracle counts them: each at the price that it was sold for.
#include "tests/recognition/oracle/life.h"

#include <algorithm>

namespace earned::oracle {

// What comes back was sold first, and is no sale any more (606-10-55-22 to 55-29); the order stands.
void Life::take_back(Line& line, std::int64_t units)
{
    if (flaw_ == Flaw::forgets_what_came_back) return;
    line.doing.front().done -= Ratio(units);
    line.back += units;
    while (units > 0) {
        const bool newest = flaw_ == Flaw::returns_at_the_new_price;
        Sold& sold = newest ? line.sold.back() : line.sold.front();
        const std::int64_t taken = std::min(units, sold.units);
        sold.units -= taken;
        units -= taken;
        if (sold.units > 0) continue;
        if (newest)
            line.sold.pop_back();
        else
            line.sold.erase(line.sold.begin());
    }
}

// What one of the goods costs that are handed over now.
Ratio Life::each(const Line& line) const
{
    const Ratio ahead = line.doing.front().all - line.doing.front().turned_at;
    return ahead.is_zero() ? Ratio() : line.to_earn / ahead;
}

// And what the customer owes for it.
Ratio Life::right(const Line& line) const
{
    const Ratio ahead = line.doing.front().all - line.doing.front().turned_at;
    return ahead.is_zero() ? Ratio() : line.to_be_right / ahead;
}

// Of what was handed over: as many as are expected back in all, without those that came.
Ratio Life::expected_back(const Line& line) const
{
    const std::optional<ComesBack>& right = line.promised.comes_back;
    if (!right || flaw_ == Flaw::sells_what_comes_back) return {};
    if (right->until && *right->until <= today_ && flaw_ != Flaw::expects_beyond_the_right) return {};
    const Ratio handed_over(line.handed_over);
    Ratio expected = handed_over;
    if (right->estimable && right->percent) expected *= Ratio(*right->percent, 100);
    if (right->estimable && right->units)
        expected = min(Ratio(*right->units) * handed_over / Ratio(line.promised.parts.front().size), handed_over);
    return max(expected - Ratio(line.back), Ratio());
}

Ratio Life::now_earned(const Line& line) const
{
    if (line.promised.work != Work::handed_over) return line.earned_before + line.to_earn * done_since(line);
    Ratio earned = line.earned_before, back = expected_back(line);
    std::vector<Sold> sold = line.sold;
    if (flaw_ == Flaw::returns_at_the_new_price) std::reverse(sold.begin(), sold.end());
    for (const Sold& each_sold : sold) {
        const Ratio not_sold = min(back, Ratio(each_sold.units));
        back -= not_sold;
        earned += (Ratio(each_sold.units) - not_sold) * each_sold.each.value_or(each(line));
    }
    return earned;
}

Ratio Life::kept(const Line& line) const
{
    Ratio owed, back = expected_back(line);
    for (const Sold& sold : line.sold) {
        const Ratio not_sold = min(back, Ratio(sold.units));
        back -= not_sold;
        owed += (Ratio(sold.units) - not_sold) * sold.right.value_or(right(line));
    }
    return owed;
}

// Of all that is ordered: what comes back and isn't replaced, or is expected to.
Ratio Life::never_kept(const Line& line) const
{
    const std::optional<ComesBack>& right = line.promised.comes_back;
    if (!right || flaw_ == Flaw::sells_what_comes_back) return {};
    const std::int64_t size = line.promised.parts.front().size;
    const Ratio all(line.removed ? line.handed_over : std::max(line.handed_over, size)), back(line.back);
    Ratio expected = all;
    if (right->estimable && right->percent) expected *= Ratio(*right->percent, 100);
    if (right->estimable && right->units) expected = min(Ratio(*right->units) * all / Ratio(size), all);
    if (right->until && *right->until <= today_) expected = Ratio();
    return max(max(expected, back) - Ratio(std::max<std::int64_t>(line.handed_over - size, 0)), Ratio());
}

// What of a price ahead is variable.
Ratio Life::variable(std::size_t place) const
{
    Ratio sum;
    for (const Amount& amount : amounts_)
        if (!amount.varying.concession && !amount.what_is_kept && place < amount.shared.size())
            sum += amount.counted * amount.shared[place].ahead;
    return sum;
}

// Of so many that never stay: those that were sold before the turn, which come back first. What came back of these and
// was replaced is some of them, too.
Ratio Life::of_sold(const Line& line, const Ratio& units) const
{
    return max(max(units, Ratio(line.back)) - Ratio(line.back_at_turn), Ratio());
}

// Those beyond are such a part of what was left then; less than nothing, where what is handed over replaces what was
// sold.
Ratio Life::share_of_rest(const Line& line, const Ratio& units) const
{
    Ratio rest = max(units - Ratio(line.back_at_turn), Ratio()), of_those = of_sold(line, units);
    for (const Sold& sold : line.sold_at_turn) {
        const Ratio here = min(of_those, Ratio(sold.units));
        of_those -= here;
        rest -= here;
    }
    const Ratio ahead = line.doing.front().all - line.doing.front().turned_at;
    return line.removed || ahead.is_zero() ? Ratio() : min(rest / ahead, Ratio(1));
}

Ratio Life::gap(std::size_t place, const Ratio& units) const
{
    const Line& line = lines_[place];
    Ratio rest = of_sold(line, units), sum;
    for (const Sold& sold : line.sold_at_turn) {
        const Ratio here = min(rest, Ratio(sold.units));
        rest -= here;
        sum += here * (*sold.each - *sold.variable - *sold.right);
    }
    return sum + (line.to_earn - variable(place) - line.to_be_right) * share_of_rest(line, units);
}

// One amount, however many goods stay; an amount a unit goes with its unit, a concession with the stated price.
bool Life::Amount::is_for_the_whole() const { return !varying.concession && !what_is_kept && !varying.estimate.a_unit; }

// What came back since the turn is ahead again where what is left is agreed anew, such a part of what was left then.
Ratio Life::ahead_again(const Line& line) const
{
    if (line.promised.work != Work::handed_over || line.removed) return {};
    const Ratio by_turn(line.back_at_turn), ahead = line.doing.front().all - line.doing.front().turned_at;
    return ahead.is_zero() ? Ratio() : min(max(line.never_kept - by_turn, Ratio()), Ratio(line.back) - by_turn) / ahead;
}

// And of those that were sold before the turn: their number.
std::int64_t Life::sold_and_back(const Line& line)
{
    std::int64_t sold = 0;
    for (const Sold& each : line.sold_at_turn) sold += each.units;
    return std::min(line.back - line.back_at_turn, sold);
}

// By so much more of an amount is done than progress says: what came back took its part, which has been made up for; or
// what was sold before had none, and nothing could be made up.
Ratio Life::done_again(const Line& line, const Amount& amount) const
{
    if (line.promised.work != Work::handed_over || !(amount.is_for_the_whole() || amount.what_is_kept)) return {};
    const Ratio ahead = line.doing.front().all - line.doing.front().turned_at;
    return !amount.waits ? ahead_again(line) : ahead.is_zero() ? Ratio() : Ratio(sold_and_back(line)) / ahead;
}

// It would take of the discount, or of an amount for the whole contract, once more: that stays what it is.
Ratio Life::taken_again(std::size_t place) const
{
    const Line& line = lines_[place];
    const std::int64_t units = line.promised.work == Work::handed_over ? sold_and_back(line) : 0;
    Ratio sum;
    for (std::size_t number = 0; number < amounts_.size(); ++number) {
        const Amount& amount = amounts_[number];
        const bool spread = amount.what_is_kept == line.price;
        if (!spread && !amount.is_for_the_whole()) continue;
        sum += done_again(line, amount) * (spread ? line.to_earn - variable(place) - line.to_be_right
                                                  : amount.counted * amount.shared[place].ahead);
        Ratio rest(amount.waits ? units : 0);
        for (const Sold& sold : line.sold_at_turn) {
            const Ratio here = min(rest, Ratio(sold.units));
            rest -= here;
            const Ratio had = spread                            ? *sold.each - *sold.variable - *sold.right
                              : number < sold.of_amounts.size() ? sold.of_amounts[number]
                                                                : Ratio();
            sum -= here * had;
        }
    }
    return sum;
}

// What came back is no part of what is agreed anew.
void Life::settle(std::size_t place)
{
    Line& line = lines_[place];
    if (line.promised.work != Work::handed_over) return;
    const std::vector<Ratio> gone = taken(place, min(line.never_kept, Ratio(line.back)));
    line.settled.resize(amounts_.size());
    for (std::size_t amount = 0; amount < amounts_.size(); ++amount)
        if (!amounts_[amount].waits) line.settled[amount] += gone[amount];
}

// What so many that never stay take with them of each such amount.
std::vector<Ratio> Life::taken(std::size_t place, const Ratio& units) const
{
    const Line& line = lines_[place];
    std::vector<Ratio> sums(amounts_.size());
    for (std::size_t amount = 0; amount < amounts_.size(); ++amount) {
        if (!amounts_[amount].is_for_the_whole()) continue;
        Ratio rest = of_sold(line, units);
        for (const Sold& sold : line.sold_at_turn) {
            const Ratio here = min(rest, Ratio(sold.units));
            rest -= here;
            if (amount < sold.of_amounts.size()) sums[amount] += here * sold.of_amounts[amount];
        }
        sums[amount] += amounts_[amount].counted * amounts_[amount].shared[place].ahead * share_of_rest(line, units);
    }
    return sums;
}

// And what isn't earned of one, of what has been done, since it came back or is expected to. What came back of those
// sold before the turn is missing from what was done since, of which it is no part.
Ratio Life::taken_so_far(std::size_t amount, std::size_t place) const
{
    const Line& line = lines_[place];
    if (line.promised.work != Work::handed_over) return {};
    Ratio of_rest = expected_back(line), units = of_rest + Ratio(line.back - line.back_at_turn);
    Ratio sum = amount < line.settled.size() ? line.settled[amount] : Ratio();
    for (const Sold& sold : line.sold_at_turn) {
        const Ratio here = min(units, Ratio(sold.units));
        units -= here;
        of_rest -= here;
        if (amount < sold.of_amounts.size()) sum += here * sold.of_amounts[amount];
    }
    const Ratio ahead = line.doing.front().all - line.doing.front().turned_at;
    if (ahead.is_zero()) return sum;
    return sum + amounts_[amount].counted * amounts_[amount].shared[place].ahead * of_rest / ahead;
}

std::vector<Life::Gap> Life::gaps() const
{
    std::vector<Gap> gaps(lines_.size());
    for (std::size_t place = 0; place < lines_.size(); ++place) {
        const Line& line = lines_[place];
        gaps[place].turns = line.turns;
        if (line.promised.work != Work::handed_over) continue;
        gaps[place].all = gap(place, line.never_kept);
        const Ratio back = min(line.never_kept, Ratio(line.back));
        gaps[place].ahead = gaps[place].all - gap(place, back);
        gaps[place].taken = gaps[place].taken_ahead = taken(place, line.never_kept);
        const std::vector<Ratio> came_back = taken(place, back);
        for (std::size_t amount = 0; amount < came_back.size(); ++amount)
            gaps[place].taken_ahead[amount] -= came_back[amount];
    }
    return gaps;
}

// What is spread over the lines of a price from when goods share a discount in it that may come back.
std::optional<std::size_t> Life::spread_of(std::size_t price)
{
    for (std::size_t amount = 0; amount < amounts_.size(); ++amount)
        if (amounts_[amount].what_is_kept == price) return amount;
    Amount amount;
    amount.what_is_kept = price;
    amount.shared.resize(lines_.size());
    Ratio above, below;
    std::size_t sharing = 0;
    bool discounted = false;
    int latest = 0;
    for (const Line& line : lines_)
        if (line.price == price && !line.removed) latest = std::max(latest, line.shared);
    for (std::size_t place = 0; place < lines_.size(); ++place) {
        const Line& line = lines_[place];
        if (line.price != price || line.removed) continue;
        const Ratio share = line.to_earn - variable(place);
        // Less than a cent is none.
        discounted = discounted || (line.promised.comes_back && Ratio(1) <= abs(share - line.to_be_right));
        if (line.shared < latest) continue;  // done by then: no part of what was shared
        amount.shared[place].ahead = share;
        (share.sign() < 0 ? below : above) += share;
        ++sharing;
    }
    const Ratio all = above.is_zero() ? below : above;  // where all of it is below nothing, by that
    if (!discounted || sharing < 2 || all.is_zero()) return std::nullopt;
    for (Shared& shared : amount.shared) shared.ahead = max(shared.ahead / all, Ratio());
    amounts_.push_back(amount);
    return amounts_.size() - 1;
}

Life::Amount& Life::estimated(std::size_t place)
{
    std::size_t amount = 0;
    for (;; ++amount)
        if (!amounts_[amount].what_is_kept && place-- == 0) return amounts_[amount];
}

void Life::spread(Amount& amount, const Ratio& change)
{
    amount.counted += change;
    for (std::size_t place = 0; place < lines_.size(); ++place) {
        lines_[place].earned_before += change * amount.shared[place].before;
        lines_[place].to_earn += change * amount.shared[place].ahead;
    }
}

// What goods that never stay take of an amount for the whole contract is of those that do; while there are none, it
// waits.
void Life::make_up(std::size_t place, const std::vector<Gap>& before)
{
    Amount& amount = amounts_[place];
    Ratio change = amount.waiting, kept(1);
    for (std::size_t line = 0; line < lines_.size(); ++line) {
        if (lines_[line].promised.work != Work::handed_over || !lines_[line].promised.comes_back) continue;
        change += taken(line, lines_[line].never_kept)[place];
        kept -= amount.shared[line].ahead * share_of_rest(lines_[line], lines_[line].never_kept);
        if (before.size() <= line) continue;
        const Gap& was = before[line];
        const bool all = amount.waits || was.turns == lines_[line].turns;
        const std::vector<Ratio>& taken_before = all ? was.taken : was.taken_ahead;
        if (place < taken_before.size()) change -= taken_before[place];
    }
    amount.waits = kept.sign() <= 0;
    amount.waiting = amount.waits ? change : Ratio();
    if (amount.waits) return;
    if (!change.is_zero()) magnified_ = max(magnified_, Ratio(1) / kept);
    amount.beyond += change / kept;
    spread(amount, change / kept);
}

// Of goods that never stay and have such a price; all of it, where none was spread.
Ratio Life::change_of_gaps(std::size_t price, const std::vector<Gap>& before, bool waits) const
{
    Ratio change;
    for (std::size_t place = 0; place < lines_.size(); ++place) {
        const Line& line = lines_[place];
        if (line.price != price || line.promised.work != Work::handed_over || !line.promised.comes_back) continue;
        change += gap(place, line.never_kept);
        if (before.size() <= place) continue;
        change -= waits || before[place].turns == line.turns ? before[place].all : before[place].ahead;
    }
    return change;
}

// What comes back takes from what is earned, in the end, what is given back for it: what it had less or more of the
// price is of all that shares it (606-10-55-22 to 55-29, 32-43).
void Life::share_what_is_kept(const std::vector<Gap>& before)
{
    if (ended_) return;
    for (Line& line : lines_)
        if (line.promised.work == Work::handed_over && line.promised.comes_back) line.never_kept = never_kept(line);
    for (std::size_t amount = 0; amount < amounts_.size() && flaw_ != Flaw::lets_the_whole_go; ++amount)
        if (amounts_[amount].is_for_the_whole()) make_up(amount, before);
    for (std::size_t price = 0; price < prices_; ++price) {
        const std::size_t known = amounts_.size();
        const std::optional<std::size_t> place = spread_of(price);
        if (!place || flaw_ == Flaw::leaves_the_discount) continue;
        Amount& amount = amounts_[*place];
        Ratio kept(1);
        for (std::size_t line = 0; line < lines_.size() && flaw_ != Flaw::spreads_it_over_all; ++line)
            if (lines_[line].price == price && lines_[line].promised.comes_back)
                kept -= amount.shared[line].ahead * share_of_rest(lines_[line], lines_[line].never_kept);
        amount.waiting += change_of_gaps(price, *place < known ? before : std::vector<Gap>(), amount.waits);
        amount.waits = kept.sign() <= 0;
        if (amount.waits) continue;
        magnified_ = max(magnified_, Ratio(1) / kept);
        spread(amount, amount.waiting / kept);
        amount.waiting = Ratio();
    }
}

}  // namespace earned::oracle
