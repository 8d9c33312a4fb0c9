// The walk through a group's life, turn by turn in the order of their moments.
#include "recognition/adjustment.h"
#include "recognition/agency.h"
#include "recognition/beside_stated.h"
#include "recognition/buyback.h"
#include "recognition/early_payment.h"
#include "recognition/in_kind.h"
#include "recognition/increment.h"
#include "recognition/kept.h"
#include "recognition/look_through.h"
#include "recognition/modification.h"
#include "recognition/renewal.h"
#include "recognition/returns.h"
#include "recognition/royalty.h"
#include "recognition/supported.h"
#include "recognition/units_ahead.h"
#include "recognition/veil.h"

#include "base/check.h"
#include "rules/open_ended.h"

#include <algorithm>
#include <functional>

namespace earned {

namespace {

struct Due {
    Moment at;
    std::function<Outcome(Walk&)> take;
};

// An estimate of a variable amount stands with the contract, or with the line it is for.
void add_estimates(std::vector<Due>& turns, std::size_t contract, const std::vector<Happening>& happenings)
{
    for (const Happening& happening : happenings) {
        const auto* revised = std::get_if<EstimateRevised>(&happening.fact);
        if (revised == nullptr || revised->variable.empty()) continue;
        turns.push_back({happening.at, [contract, revised, &happening](Walk& walk) {
                             return revise(walk, contract, *revised,
                                           {happening.at, Cause::estimate, happening.event});
                         }});
    }
}

// Uninstalled materials are earned at their cost on the day that they are delivered.
void add_materials(std::vector<Due>& turns, const Contract& contract, const LineLife& line)
{
    for (const Happening& happening : line.happenings) {
        const auto* cost = std::get_if<CostIncurred>(&happening.fact);
        if (cost == nullptr || cost->kind != CostKind::uninstalled) continue;
        turns.push_back({happening.at, [&contract, &line, &happening](Walk& walk) -> Outcome {
                             for (Life& life : walk.lives)
                                 if (life.has(contract.id, line.id) && holds_materials(life.lines.front().terms()))
                                     return begin(life, {happening.at, Cause::performance, happening.event});
                             return Done{};
                         }});
    }
}

// What is expected back changes with deliveries, returns, estimates and the end of the right.
void add_returns(std::vector<Due>& turns, const Promise& promise)
{
    for (const Reading& moment : moments_of_return(promise))
        turns.push_back({moment.at, [promise, moment](Walk& walk) -> Outcome {
                             const Turn turn{moment.at, moment.cause, moment.event};
                             for (Life& life : walk.lives) {
                                 if (!life.has(promise.contract->id, promise.life().id)) continue;
                                 const std::vector<Gaps> before = gaps_of(walk, moment.at);
                                 if (const Outcome begun = begin(life, turn); !begun) return begun;
                                 return share_what_is_kept(walk, turn, before);
                             }
                             return Done{};
                         }});
}

void add_discounts(std::vector<Due>& turns, const Group& group, std::size_t place)
{
    const Contract& contract = group.contracts[place];
    if (!expects_early_payment(contract)) return;
    const auto turn = [&](const Turn& at) {
        turns.push_back({at.at, [place, at](Walk& walk) { return count_discounts(walk, place, at); }});
    };
    for (const Taken& each : discounts_of_price(group, contract.id))
        turn({each.at, Cause::collection, each.event});
    for (const Moment lapse : lapses_of_discounts(group, contract))
        turn({lapse, Cause::time, 0});
}

void add_expectations(std::vector<Due>& turns, const Promise& promise)
{
    for (const Turn& turn : looked_through_turns(promise))
        turns.push_back({turn.at, [promise, turn](Walk& walk) { return expect_anew(walk, promise, turn); }});
}

// What is paid in kind is worth something else from a day on.
void add_values(std::vector<Due>& turns, const Promise& promise)
{
    for (const Date day : days_of_new_worth(promise))
        turns.push_back({Moment{day, Rank::reference, 0},
                         [promise, day](Walk& walk) { return value_anew(walk, promise, day); }});
}

// Each period of a line without an end begins before anything else on its day; the first was signed.
Outcome add_renewals(std::vector<Due>& turns, const Group& group, std::size_t contract, const Promise& promise)
{
    if (!goes_on(promise)) return Done{};
    const Result<std::vector<Commitment>> periods = commitments_of(promise, open_through(group));
    if (!periods) return periods.fault();
    const std::size_t line = promise.line;
    for (std::size_t period = 1; period < periods->size(); ++period) {
        const Commitment next = (*periods)[period];
        turns.push_back({Moment{next.term.first, Rank::reference, 0},
                         [contract, line, next](Walk& walk) { return renew(walk, contract, line, next); }});
    }
    return Done{};
}

Result<std::vector<Due>> turns_of(const Group& group, const Terms& terms)
{
    std::vector<Due> turns;
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        const Contract& contract = group.contracts[place];
        for (std::size_t turn = 0; turn < contract.modifications.size(); ++turn)
            turns.push_back({contract.modifications[turn].at,
                             [place, turn](Walk& walk) { return modify(walk, place, turn); }});
        for (std::size_t turn = 0; turn < contract.terminations.size(); ++turn)
            turns.push_back({contract.terminations[turn].at,
                             [place, turn](Walk& walk) { return terminate(walk, place, turn); }});
        add_estimates(turns, place, contract.happenings);
        for (std::size_t line = 0; line < contract.lines.size(); ++line) {
            add_estimates(turns, place, contract.lines[line].happenings);
            add_materials(turns, contract, contract.lines[line]);
            const Promise promise{&contract, &terms.contracts[place], line, 0};
            add_returns(turns, promise);
            add_expectations(turns, promise);
            add_values(turns, promise);
            if (const Outcome added = add_renewals(turns, group, place, promise); !added) return added.fault();
        }
        add_discounts(turns, group, place);
    }
    std::stable_sort(turns.begin(), turns.end(), [](const Due& one, const Due& other) { return one.at < other.at; });
    return turns;
}

void check_shape(const Group& group, const Terms& terms)
{
    CHECK(terms.contracts.size() == group.contracts.size(), "terms are decided for every contract");
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        const Contract& contract = group.contracts[place];
        const ContractTerms& decided = terms.contracts[place];
        CHECK(decided.lines.size() == contract.lines.size(), "terms are decided for every line");
        CHECK(decided.modifications.size() == contract.modifications.size(), "and for every modification");
        for (std::size_t line = 0; line < contract.lines.size(); ++line)
            CHECK(!contract.lines[line].versions.empty() &&
                      decided.lines[line].size() == contract.lines[line].versions.size(),
                  "and for every version of a line");
    }
}

}  // namespace

Promise promise_of(const Walk& walk, std::size_t contract, std::size_t line, std::size_t version)
{
    return {&walk.group.contracts[contract], &walk.terms.contracts[contract], line, version};
}

std::size_t version_at(const LineLife& line, Moment at)
{
    std::size_t version = 0;
    while (version + 1 < line.versions.size() && line.versions[version + 1].from <= at) ++version;
    return version;
}

void record(Walk& walk, Moment at, std::int64_t event, std::vector<std::int64_t> remaining)
{
    Allocation allocation;
    allocation.from = at;
    allocation.event = event;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        allocation.price += life.priced_at();
        allocation.pool += remaining[place];
        allocation.shares.push_back({life.out.id, life.priced_at(), remaining[place]});
    }
    for (const Contingency& contingency : walk.contingencies) {
        if (!contingency.increment_of) continue;
        allocation.price += contingency.counted;
        allocation.shares.push_back({obligation_of(walk, contingency), contingency.counted, 0});
    }
    std::vector<Allocation>& known = walk.earned.allocations;
    if (!known.empty() && known.back().from == at) known.pop_back();
    known.push_back(std::move(allocation));
}

void record_all(Walk& walk, Moment at, std::int64_t event)
{
    std::vector<std::int64_t> remaining;
    for (const Life& life : walk.lives) remaining.push_back(life.now.whole);
    record(walk, at, event, std::move(remaining));
}

Result<Earned> earn(const Group& group, const Terms& terms)
{
    if (group.fault) return *group.fault;
    check_shape(group, terms);
    const Outcome supported = check_supported(group, terms);
    if (!supported) return supported.fault();
    if (const Outcome known = check_going_on(group, terms); !known) return known.fault();
    Walk walk{group, terms, {}, {}, {}};
    walk.earned.currency = group.currency;
    const Outcome signed_now = sign(walk);
    if (!signed_now) return signed_now.fault();
    mark_beside_stated(walk);
    const Result<std::vector<Due>> turns = turns_of(group, terms);
    if (!turns) return turns.fault();
    for (const Due& turn : *turns) {
        const Outcome taken = turn.take(walk);
        if (!taken) return taken.fault();
        mark_beside_stated(walk);
    }
    if (const Outcome counted = check_called_off_for_suppliers(walk); !counted) return counted.fault();
    add_royalties(walk);
    const Outcome borrowed = borrow(walk);
    if (!borrowed) return borrowed.fault();
    Result<std::vector<Obligation>> increments = increments_of(walk);
    if (!increments) return increments.fault();
    for (Life& life : walk.lives) {
        adjust(life, group.currency);
        veil(walk, life);
        walk.earned.obligations.push_back(std::move(life.out));
    }
    for (Obligation& increment : *increments) walk.earned.obligations.push_back(std::move(increment));
    if (const Outcome net = earn_as_agent(group, terms, walk.earned); !net) return net.fault();
    return std::move(walk.earned);
}

}  // namespace earned
