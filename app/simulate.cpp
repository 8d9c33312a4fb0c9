#include "app/simulate.h"

#include "app/stale.h"

#include "billing/billed.h"
#include "journal/target.h"
#include "journal/walk.h"
#include "rules/decision_table.h"
#include "rules/expected_losses.h"
#include "rules/open_ended.h"

#include <algorithm>
#include <set>

namespace earned::app {

namespace {

constexpr const char* invoiced_account = "invoiced_account";

Policy proposed_policy(const Policy& now, const SimulationOrder& order)
{
    Policy then = now;
    const Date from = order.restate ? Date::dawn() : order.from;
    if (order.restate) then.packages.clear();
    const auto later = std::find_if(then.packages.begin(), then.packages.end(),
                                    [&](const auto& package) { return from < package.first; });
    then.packages.emplace(later, from, order.package);
    return then;
}

std::string outputs_of(const Why& why)
{
    if (why.rule == nullptr || why.decision == nullptr) return "nothing";
    std::string text;
    for (std::size_t at = 0; at < why.rule->outputs.size(); ++at)
        text +=
            (text.empty() ? "" : ", ") + why.decision->outputs[at].name + " = " + text_of(known(why.rule->outputs[at]));
    return text;
}

std::string row_of(const Why& why)
{
    if (why.rule == nullptr) return "no row";
    return (why.rule->id.empty() ? "the default" : "row " + why.rule->id) + " (" + outputs_of(why) + ")";
}

using Rows = std::map<std::string, std::string>;  // decision -> row with what it gives

void note_rows(Rows& rows, std::span<const Why> whys)
{
    for (const Why& why : whys)
        if (why.decision != nullptr) rows[why.decision->decision] = row_of(why);
}

// What each decision answered for a contract's line; an empty line: for its modifications.
std::map<std::pair<std::string, std::string>, Rows> answers_of(const Group& group, const Terms& terms)
{
    std::map<std::pair<std::string, std::string>, Rows> answers;
    for (std::size_t c = 0; c < group.contracts.size(); ++c) {
        const Contract& contract = group.contracts[c];
        for (std::size_t l = 0; l < contract.lines.size(); ++l) {
            Rows& rows = answers[{contract.id.text(), contract.lines[l].id.text()}];
            for (const LineTerms& version : terms.contracts[c].lines[l]) note_rows(rows, version.why);
        }
        for (const ModificationTerms& modification : terms.contracts[c].modifications)
            note_rows(answers[{contract.id.text(), ""}], modification.why);
    }
    return answers;
}

bool same_conventions(const Terms& now, const Terms& then)
{
    for (std::size_t c = 0; c < now.contracts.size(); ++c)
        if (now.contracts[c].conventions != then.contracts[c].conventions) return false;
    return true;
}

// "obligation: row dated (…) → row yearly (…)": the rule rows that answer otherwise.
std::string causes_of(const Group& group, const Terms& now, const Terms& then)
{
    std::set<std::string> causes;
    const auto before = answers_of(group, now), after = answers_of(group, then);
    for (const auto& [line, rows] : after) {
        const auto old = before.find(line);
        for (const auto& [decision, row] : rows) {
            const auto was = old == before.end() ? Rows::const_iterator() : old->second.find(decision);
            const bool known_before = old != before.end() && was != old->second.end();
            if (known_before && was->second == row) continue;
            causes.insert(decision + ": " + (known_before ? was->second : "no row") + " → " + row);
        }
        if (old == before.end()) continue;
        for (const auto& [decision, row] : old->second)
            if (!rows.contains(decision)) causes.insert(decision + ": " + row + " → no row");
    }
    if (!same_conventions(now, then)) causes.insert("policies: other conventions");
    std::string text;
    for (const std::string& cause : causes) text += (text.empty() ? "" : "; ") + cause;
    return text;
}

std::map<std::pair<std::string, std::string>, std::string> products_of(const Group& group)
{
    std::map<std::pair<std::string, std::string>, std::string> products;
    for (const Contract& contract : group.contracts)
        for (const LineLife& life : contract.lines)
            products[{contract.id.text(), life.id.text()}] =
                life.versions.front().line.sku ? life.versions.front().line.sku->text() : life.id.text();
    return products;
}

// One side of the comparison: what the rules make of a group.
struct Side {
    Terms terms;
    Billed billed;
    Plan plan;
};

Result<Side> side_of(const Book& book, const Policy& policy, const Group& group)
{
    Result<Terms> terms = decide(policy, group);
    if (!terms) return terms.fault();
    Result<Billed> billed = bill(group, *terms, open_through(group));
    if (!billed) return billed.fault();
    Result<Plan> plan = book.plan_of(policy, group);
    if (!plan) return plan.fault();
    return Side{std::move(*terms), std::move(*billed), std::move(*plan)};
}

class Comparison {
public:
    Comparison(Book& book, const SimulationOrder& order)
        : book_(book),
          order_(order),
          now_(book.policy(order.ledger)),
          then_(proposed_policy(now_, order)),
          calendar_(book.reference().calendar(order.ledger.entity))
    {
    }

    void compare(const Group& group, Simulation& simulation)
    {
        if (group.entity != order_.ledger.entity) return;
        ++simulation.groups;
        if (!order_.restate && !decides_on_or_after(group, order_.from) &&
            !expects_other_losses(now_, then_, group, order_.from))
            return;
        const Result<Side> now = side_of(book_, now_, group), then = side_of(book_, then_, group);
        if (!then && now) simulation.faults.push_back(then.fault());
        if (!now || !then) return;
        const auto products = products_of(group);
        std::map<SimulatedKey, SimulatedChange> found;
        add_balances(found, group, now->plan, products, &SimulatedChange::now);
        add_balances(found, group, then->plan, products, &SimulatedChange::then);
        add_invoiced(found, group, now->billed, products, &SimulatedChange::now);
        add_invoiced(found, group, then->billed, products, &SimulatedChange::then);
        std::erase_if(found, [](const auto& each) { return each.second.now == each.second.then; });
        if (found.empty()) return;
        ++simulation.changed;
        const std::string because = causes_of(group, now->terms, then->terms);
        for (auto& [key, change] : found) {
            change.because = because;
            simulation.changes.emplace(key, change);
        }
    }

private:
    using Found = std::map<SimulatedKey, SimulatedChange>;
    using Products = std::map<std::pair<std::string, std::string>, std::string>;
    using Column = std::int64_t SimulatedChange::*;

    std::string product_of(const Group& group, const Plan& plan, std::uint16_t obligation, const Products& products)
    {
        if (obligation == 0 || obligation > plan.obligations.size()) return "";
        const std::string& id = plan.obligations[obligation - 1].id.text();
        const auto line = products.find({group.id.text(), id});
        return line == products.end() ? id : line->second;
    }

    void add_balances(Found& found, const Group& group, const Plan& plan, const Products& products, Column column)
    {
        const Date eve = calendar_.first(order_.first).previous();
        Balances before = target(plan, last_moment(eve), accrued_by(plan, calendar_, eve));
        for (Period period = order_.first; period <= order_.last; period = period.next()) {
            const Date end = calendar_.last(period);
            const Balances after = target(plan, last_moment(end), end);
            const Balances moved = after - before;
            for (const Balance& balance : moved) {
                const SimulatedKey key{period, std::string(name(balance.key.role)), group.id.text(),
                                       product_of(group, plan, balance.key.obligation, products),
                                       group.currency.code()};
                found[key].*column += balance.minor;
            }
            before = after;
        }
    }

    void add_invoiced(Found& found, const Group& group, const Billed& billed, const Products& products, Column column)
    {
        for (const BillItem& item : billed.items) {
            const Period period = calendar_.period_of(item.date);
            if (period < order_.first || order_.last < period) continue;
            const auto product = products.find({item.contract.text(), item.line.text()});
            const SimulatedKey key{period, invoiced_account, group.id.text(),
                                   product == products.end() ? "" : product->second, group.currency.code()};
            found[key].*column += item.net.minor();
        }
    }

    Book& book_;
    const SimulationOrder& order_;
    Policy now_, then_;
    FiscalCalendar calendar_;
};

}  // namespace

Simulation simulate(Book& book, const SimulationOrder& order, Progress& progress)
{
    Simulation simulation;
    Comparison comparison(book, order);
    const std::int64_t homes = book.store().next_home() - 1;
    progress.total(homes);
    book.each_home(book.store(), {1, homes}, [&](std::int64_t, const Home& home) {
        for (const Group& group : home.groups) comparison.compare(group, simulation);
        progress.advance(1);
    });
    return simulation;
}

}  // namespace earned::app
