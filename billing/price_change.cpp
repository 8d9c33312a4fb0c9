// Price changes: where they are invoiced.
//
// `settled` a line: what relates to the rest (or all) of that line joins its price and is spread
// over what is left to invoice; anything else comes on (or off) its next invoices. `credit` and
// `invoice`: on the modification's date, over the lines it names, by their stated prices. Without
// `settled`, each line it names (else each of the contract's) takes its part as if it were said.
#include "billing/line_bill.h"

#include "base/split.h"

#include <algorithm>

namespace earned::billing {

namespace {

bool is_served(const Promised& line, Date date)
{
    const LineLife& life = line.life();
    const bool gone = (life.removed && life.removed->date <= date) || (life.terminated && life.terminated->date < date);
    return line.promised_on() <= date && !gone;
}

std::vector<std::size_t> lines_named(const std::vector<Promised>& lines, const PriceChange& change, Date date)
{
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < lines.size(); ++place) {
        const bool named =
            std::find(change.lines.begin(), change.lines.end(), lines[place].life().id) != change.lines.end();
        if (change.lines.empty() ? is_served(lines[place], date) : named) places.push_back(place);
    }
    return places;
}

// By what the lines state; alike, where they state nothing.
std::vector<Money> parts_of(Money amount, const std::vector<Promised>& lines, const std::vector<std::size_t>& places,
                            Date date)
{
    std::vector<Ratio> weights;
    Ratio sum;
    for (const std::size_t place : places) {
        weights.push_back(max(lines[place].stated(lines[place].version_on(date)), 0));
        sum += weights.back();
    }
    if (sum.is_zero()) weights.assign(places.size(), 1);
    return split(amount, weights);
}

// Whether there is a price of the whole line that a change can join.
bool has_a_rest(const Promised& line, Date date)
{
    const std::size_t version = line.version_on(date);
    if (line.is_open_ended(version) || line.is_called_off(version)) return false;
    const BillingPlan plan = line.plan(version);
    return plan == BillingPlan::recurring || plan == BillingPlan::on_signing || plan == BillingPlan::on_fulfilment ||
           plan == BillingPlan::progress;
}

void give(PriceChanges& to, const Promised& line, const Modification& by, const PriceChange& change, Money amount)
{
    const Date date = by.at.date;
    const bool of_this_line = change.lines.empty() ||
                              std::find(change.lines.begin(), change.lines.end(), line.life().id) != change.lines.end();
    if (of_this_line && change.relates_to != RelatesTo::past && has_a_rest(line, date) && is_served(line, date))
        to.additions.push_back({date, by.event, amount, change.relates_to});
    else
        to.carried.push_back({date, amount, by.event, "price change"});
}

Outcome distribute(std::vector<PriceChanges>& changes, const std::vector<Promised>& lines, const Modification& by,
                   const PriceChange& change)
{
    const Promised& first = lines.front();
    const std::string here = "contract " + first.contract->id.text() + ", price_change";
    const std::optional<Money> amount = Money::of(change.amount, first.currency());
    if (!amount)
        return Fault{"amount-too-fine", here, change.amount.text() + " has more decimals than the currency",
                     "round it"};
    const bool on_the_day = change.settled == "credit" || change.settled == "invoice";
    if (!change.settled.empty() && !on_the_day) {
        for (std::size_t place = 0; place < lines.size(); ++place)
            if (lines[place].life().id.text() == change.settled) {
                give(changes[place], lines[place], by, change, *amount);
                return Done{};
            }
        return Fault{"line-unknown", here + ".settled", "the contract has no line " + change.settled,
                     "name a line of the contract, credit or invoice"};
    }
    const std::vector<std::size_t> places = lines_named(lines, change, by.at.date);
    if (places.empty())
        return Fault{"line-unknown", here + ".lines", "it is for no line that the contract has on that day",
                     "name lines of the contract"};
    const std::vector<Money> parts = parts_of(*amount, lines, places, by.at.date);
    for (std::size_t each = 0; each < places.size(); ++each) {
        if (parts[each].is_zero()) continue;
        if (on_the_day)
            changes[places[each]].at_once.push_back({by.at.date, parts[each], by.event, "price change"});
        else
            give(changes[places[each]], lines[places[each]], by, change, parts[each]);
    }
    return Done{};
}

}  // namespace

Result<std::vector<PriceChanges>> price_changes(const std::vector<Promised>& lines)
{
    std::vector<PriceChanges> changes(lines.size());
    if (lines.empty()) return changes;
    for (const Modification& modification : lines.front().contract->modifications)
        for (const PriceChange& change : modification.what.price_change)
            if (const Outcome given = distribute(changes, lines, modification, change); !given) return given.fault();
    return changes;
}

}  // namespace earned::billing
