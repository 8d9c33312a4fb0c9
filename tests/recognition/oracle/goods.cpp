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

}  // namespace earned::oracle
