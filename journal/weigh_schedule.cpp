// What waits for nothing but a date, and what performing costs.
#include "journal/weigh_costs.h"

#include "base/check.h"

#include <algorithm>

namespace earned {

namespace {

// When an event took effect, and whether something was performed by it.
struct Known { Moment at; bool performed = false; };

std::map<std::int64_t, Known> known_events(const Group& group)
{
    std::map<std::int64_t, Known> known;
    for (const Contract& contract : group.contracts) {
        known[contract.event] = {contract.signed_at, false};
        for (const Modification& each : contract.modifications) known[each.event] = {each.at, false};
        for (const Termination& each : contract.terminations) known[each.event] = {each.at, true};
        for (const LineLife& line : contract.lines)
            for (const Happening& each : line.happenings) known[each.event] = {each.at, true};
    }
    return known;
}

struct Delivery { Moment at; Decimal quantity; };

// Units handed over (+) and taken back (-), by the trigger that transfers control.
std::vector<Delivery> deliveries(const LineOf& line)
{
    const LineTerms& terms = line.versions->front();
    std::vector<Delivery> found;
    Decimal handed;
    const auto ordered = [&](Moment at) {
        Decimal quantity = terms.quantity;
        for (std::size_t place = 0; place < line.life->versions.size(); ++place)
            if (line.life->versions[place].from <= at) quantity = (*line.versions)[place].quantity;
        return quantity;
    };
    const auto hand_over = [&](Moment at, const Decimal& quantity) {
        found.push_back({at, quantity});
        handed += quantity;
    };
    if (terms.trigger == Trigger::start && terms.term)
        hand_over(std::max(line.contract->signed_at, Moment{terms.term->first, Rank::fulfilment, 0}), terms.quantity);
    for (const Happening& happening : line.life->happenings) {
        const auto* fulfilled = std::get_if<OrderFulfilled>(&happening.fact);
        const auto* accepted = std::get_if<AcceptanceRecorded>(&happening.fact);
        const auto* returned = std::get_if<GoodsReturned>(&happening.fact);
        if (fulfilled != nullptr && terms.trigger == Trigger::fulfilment)
            hand_over(happening.at, fulfilled->quantity ? *fulfilled->quantity : ordered(happening.at) - handed);
        else if (accepted != nullptr && terms.trigger == Trigger::acceptance)
            hand_over(happening.at, accepted->quantity ? *accepted->quantity : ordered(happening.at) - handed);
        else if (returned != nullptr)
            hand_over(happening.at, -returned->quantity);
    }
    return found;
}

// Stock relieved by what was handed over: a running total, rounded once.
void relieve_stock(Plan& plan, std::uint16_t obligation, const LineOf& line, const Decimal& unit_cost)
{
    Ratio handed;
    std::int64_t relieved = 0;
    for (const Delivery& delivery : deliveries(line)) {
        handed += Ratio::of(delivery.quantity);
        const std::int64_t now = Money::rounded(handed * Ratio::of(unit_cost), plan.currency, Round::half_away).minor();
        if (now != relieved) plan.spent.push_back({delivery.at, obligation, true, now - relieved});
        relieved = now;
    }
}

// Goods that may be bought back stay in stock until they can't.
void relieve_when_sold(Plan& plan, std::uint16_t obligation, const LineOf& line, Moment lapse)
{
    Ratio handed;
    for (const Delivery& delivery : deliveries(line))
        if (delivery.at <= lapse) handed += Ratio::of(delivery.quantity);
    const Decimal& unit_cost = *line.life->versions.front().line.unit_cost;
    const std::int64_t cost = Money::rounded(handed * Ratio::of(unit_cost), plan.currency, Round::half_away).minor();
    if (cost != 0) plan.spent.push_back({lapse, obligation, true, cost});
}

Outcome add_cost(Plan& plan, std::uint16_t obligation, const Happening& happening, const std::string& where)
{
    const auto* cost = std::get_if<CostIncurred>(&happening.fact);
    if (cost == nullptr) return Done{};
    if (cost->kind == CostKind::setup || cost->kind == CostKind::obtain) return Done{};  // weigh_contract_costs.cpp
    const auto amount = Money::of(cost->amount, plan.currency);
    if (!amount)
        return Fault{"amount-too-fine", where, "a cost has more decimals than its currency",
                     "write it in whole minor units of " + plan.currency.code()};
    plan.spent.push_back({happening.at, obligation, false, amount->minor()});
    return Done{};
}

}  // namespace

void add_schedule(Plan& plan, const Halves& halves, const Places& places)
{
    const std::map<std::int64_t, Known> known = known_events(halves.group);
    std::map<std::pair<Moment, std::uint16_t>, std::int64_t> sums;
    for (const BillItem& item : halves.billed.items) {
        const auto obligation = places.of(item.contract, item.line);
        if (!obligation || plan.obligations[*obligation].unbilled) continue;
        const LineOf* line = nullptr;
        for (const LineOf& each : places.lines_of(*obligation))
            if (each.contract->id == item.contract && each.life->id == item.line) line = &each;
        CHECK(line != nullptr, "a line that has a place stands there");
        const auto event = known.find(item.event);
        Known from{line->contract->signed_at, false};
        if (event != known.end()) from = event->second;
        const BillingPlan how = line->versions->back().billing.plan.value_or(BillingPlan::none);
        if (from.performed || how == BillingPlan::on_fulfilment) from.at = std::max(from.at, Moment{item.date});
        sums[{from.at, *obligation}] += item.net.minor();
    }
    for (const auto& [key, net] : sums)
        if (net != 0) plan.scheduled.push_back({key.first, key.second, net});
}

Outcome add_costs(Plan& plan, const Halves& halves, const Places& places)
{
    for (const Contract& contract : halves.group.contracts) {
        const std::string where = "contract " + contract.id.text();
        for (const Happening& happening : contract.happenings) {
            const Outcome added = add_cost(plan, of_the_group, happening, where);
            if (!added) return added;
        }
        for (const LineLife& life : contract.lines)
            for (const Happening& happening : life.happenings) {
                const auto place = places.of(contract.id, life.id);
                const Outcome added =
                    add_cost(plan, place.value_or(of_the_group), happening, where + ", line " + life.id.text());
                if (!added) return added;
            }
    }
    for (std::size_t place = 0; place < plan.obligations.size(); ++place)
        for (const LineOf& line : places.lines_of(place)) {
            const auto& unit_cost = line.life->versions.front().line.unit_cost;
            if (!unit_cost || unit_cost->is_zero()) continue;
            if (line.versions->front().satisfied == Satisfied::over_time)
                return Fault{"unit-cost-unsupported",
                             "contract " + line.contract->id.text() + ", line " + line.life->id.text() + ", unit_cost",
                             "a unit cost relieves stock when goods are handed over, and this line is served over time",
                             "record cost.incurred events instead"};
            const auto& buyback = halves.earned.buyback;
            if (!buyback) relieve_stock(plan, static_cast<std::uint16_t>(place), line, *unit_cost);
            else if (buyback->lapses) relieve_when_sold(plan, static_cast<std::uint16_t>(place), line, *buyback->lapses);
        }
    if (const Outcome added = add_contract_costs(plan, halves, places); !added) return added;
    add_supplier_payable(plan, halves, places);
    return add_losses(plan, halves, places);
}

}  // namespace earned
