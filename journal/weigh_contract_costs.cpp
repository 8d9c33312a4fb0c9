// Costs to obtain and to fulfil a contract: an asset, amortised in whole months over what it is paid
// for (which may be longer than the contract: expected renewals, 340-40-35-1, IFRS 15.99).
#include "journal/recoverable.h"
#include "journal/weigh_costs.h"

#include <algorithm>

namespace earned {

namespace {

// One capitalised amount, and what ends it.
struct CapitalisedCost {
    Moment at;
    std::int64_t event = 0;
    std::int64_t amount = 0;
    std::uint16_t obligation = of_the_group;
    std::optional<Term> horizon;                 // stated
    std::vector<std::pair<Moment, Term>> terms;  // else: of the line, as it was changed
    std::optional<Moment> ended;                 // what is left then is written off
};

Result<std::int64_t> capitalised_minor(const Decimal& amount, Currency currency, const std::string& where)
{
    const auto money = Money::of(amount, currency);
    if (money) return money->minor();
    return Fault{"cost-amount-too-fine", where, "a cost has more decimals than its currency",
                 "write it in whole minor units of " + currency.code()};
}

std::optional<Moment> contract_end(const Contract& contract)
{
    for (const Termination& termination : contract.terminations)
        if (!termination.what.line) return termination.at;
    return std::nullopt;
}

std::optional<Moment> earlier_end(std::optional<Moment> one, std::optional<Moment> other)
{
    if (!one) return other;
    return other ? std::min(*one, *other) : *one;
}

// Months ends through the last day of a term, the last day itself too.
std::vector<Date> amortisation_days(Term term)
{
    std::vector<Date> ends;
    for (Date day = term.first.last_of_month(); day < term.last; day = day.next().last_of_month()) ends.push_back(day);
    ends.push_back(term.last);
    return ends;
}

class Amortising {
public:
    Amortising(Plan& plan, const CapitalisedCost& cost, const Conventions& conventions)
        : plan_(plan),
          cost_(cost),
          conventions_(conventions),
          amortised_(plan, row(Role::contract_cost_amortisation, Role::contract_cost)),
          impaired_(plan, row(Role::contract_cost_impairment, Role::contract_cost))
    {
        RunningRow asset(plan, row(Role::contract_cost, Role::cost_clearing));
        asset.reach(cost.at, cost.amount);
        cut(cost.at, Cause::cost, cost.event);
    }

    void over(const std::vector<Spreading>& spreadings)
    {
        for (std::size_t place = 0; place < spreadings.size(); ++place) {
            const Spreading* next = place + 1 < spreadings.size() ? &spreadings[place + 1] : nullptr;
            const Moment from = spreadings[place].from;
            if (spreadings[place].impaired != 0)
                impaired_.reach(std::max(from, cost_.at), impaired_.total() + spreadings[place].impaired);
            const std::int64_t before = amortised_.total();
            const Term term = days_of(spreadings[place]);
            if (term.last < term.first) continue;
            const auto through = [&](Date day) {
                const Ratio part = progress_by_time(Measure::monthly, conventions_.partial_months, term, day);
                return before + (Ratio(cost_.amount - impaired_.total() - before) * part).rounded(Round::half_away);
            };
            for (const Date end : amortisation_days(term)) {
                if (next != nullptr && !(end_of(end) < next->from)) break;
                if (gone(end_of(end))) break;
                const Date day = std::max(end, cost_.at.date);
                amortised_.reach(end_of(day), through(end), true);
                if (end == term.last) cut(end_of(day), Cause::time, 0);
            }
            if (next == nullptr || next->impaired == 0 || served_before(next->from) < term.first) continue;
            amortised_.reach(next->from,
                             through(std::min(served_before(next->from), term.last)));  // before it is tested
        }
        write_off();
    }

    // Of goods, which have no term: as they are transferred.
    void with(const Obligation& obligation)
    {
        const Ratio done = progress_at(obligation, cost_.at, cost_.at.date);
        for (const Segment& segment : obligation.segments)
            for (const Step& step : segment.steps) {
                if (step.at < cost_.at || gone(step.at)) continue;
                const Ratio now = progress_at(obligation, step.at, step.at.date);
                const Ratio part = done == Ratio(1) ? Ratio(1) : (now - done) / (Ratio(1) - done);
                amortised_.reach(step.at, (Ratio(cost_.amount) * part).rounded(Round::half_away));
            }
        write_off();
    }

private:
    Booked row(Role debit, Role credit) const
    {
        return {.at = {},
                .obligation = cost_.obligation,
                .source = Source::cost,
                .debit = debit,
                .credit = credit,
                .amount = 0,
                .with_time = false};
    }
    bool gone(Moment at) const { return cost_.ended && *cost_.ended < at; }
    void cut(Moment at, Cause cause, std::int64_t event)
    {
        plan_.cuts.push_back({.at = at, .cause = cause, .event = event, .accrues = false});
    }
    void write_off()
    {
        if (!cost_.ended) return;
        impaired_.reach(std::max(*cost_.ended, cost_.at), cost_.amount - amortised_.total());
    }

    Plan& plan_;
    const CapitalisedCost& cost_;
    const Conventions& conventions_;
    RunningRow amortised_, impaired_;
};

// What is amortised with time waits until it is known of all of them what can be recovered.
struct Costs {
    std::vector<CapitalisedCost> with_time;
    std::vector<const Conventions*> conventions;
    bool goods = false;  // others go with goods, and nothing is tested
};

// The line's term from the cost on, and what modifications made of it.
std::vector<std::pair<Moment, Term>> service_terms(const LineLife& life, const std::vector<LineTerms>& versions,
                                                   Moment from)
{
    std::vector<std::pair<Moment, Term>> terms;
    for (std::size_t place = 0; place < versions.size(); ++place) {
        if (!versions[place].term) continue;
        const Moment since = std::max(life.versions[place].from, from);
        if (!terms.empty() && terms.back().second == *versions[place].term) continue;
        if (!terms.empty() && terms.back().first == since)
            terms.back().second = *versions[place].term;
        else
            terms.push_back({since, *versions[place].term});
    }
    return terms;
}

// The whole service of a contract, where a cost names no horizon.
std::vector<std::pair<Moment, Term>> service_terms(const Contract& contract, const ContractTerms& terms, Moment from)
{
    std::optional<Term> whole;
    for (const std::vector<LineTerms>& versions : terms.lines)
        for (const LineTerms& version : versions)
            if (version.term)
                whole =
                    whole ? Term{std::min(whole->first, version.term->first), std::max(whole->last, version.term->last)}
                          : *version.term;
    if (contract.terms.start && contract.terms.end) whole = Term{*contract.terms.start, *contract.terms.end};
    if (!whole) return {};
    return {{from, *whole}};
}

Outcome amortise_cost(Plan& plan, const Halves& halves, CapitalisedCost cost, const Conventions& conventions,
                      const std::string& where, Costs& costs)
{
    if (cost.horizon) cost.terms = {{Moment{cost.horizon->first}, *cost.horizon}};
    if (!cost.terms.empty()) {
        costs.with_time.push_back(std::move(cost));
        costs.conventions.push_back(&conventions);
        return Done{};
    }
    if (cost.obligation != of_the_group) {
        costs.goods = true;
        Amortising(plan, cost, conventions).with(halves.earned.obligations[cost.obligation]);
        return Done{};
    }
    return Fault{"cost-horizon-missing", where, "nothing says over which time a contract cost is amortised",
                 "give it amortise_over: [first day, last day]"};
}

void amortise_with_time(Plan& plan, const Halves& halves, const Places& places, const Costs& costs)
{
    std::vector<CarriedCost> carried;
    for (std::size_t place = 0; place < costs.with_time.size(); ++place) {
        const CapitalisedCost& cost = costs.with_time[place];
        const Conventions& conventions = *costs.conventions[place];
        carried.push_back(
            {cost.at, cost.amount, {}, conventions.partial_months, conventions.cost_impairment, cost.ended});
        for (const auto& [from, term] : cost.terms) carried.back().spreadings.push_back({from, term});
    }
    if (!costs.goods) impair(carried, plan, halves, places);
    for (std::size_t place = 0; place < carried.size(); ++place)
        Amortising(plan, costs.with_time[place], *costs.conventions[place]).over(carried[place].spreadings);
}

Outcome add_obtained(Plan& plan, const Halves& halves, const Contract& contract, const ContractTerms& terms,
                     Costs& costs)
{
    for (const CostToObtain& words : contract.terms.costs) {
        const std::string where = "contract " + contract.id.text() + ", costs, " + words.id;
        const Result<std::int64_t> amount = capitalised_minor(words.amount, plan.currency, where);
        if (!amount) return amount.fault();
        const Moment at{std::max(words.date, contract.signed_at.date), Rank::cost, 0};
        if (!words.incremental) {
            RunningRow expensed(plan, {.at = {},
                                       .obligation = of_the_group,
                                       .source = Source::cost,
                                       .debit = Role::selling_expense,
                                       .credit = Role::cost_clearing,
                                       .amount = 0,
                                       .with_time = false});
            expensed.reach(at, *amount);
            continue;
        }
        const CapitalisedCost cost{.at = at,
                                   .event = contract.event,
                                   .amount = *amount,
                                   .obligation = of_the_group,
                                   .horizon = words.amortise_over,
                                   .terms = service_terms(contract, terms, at),
                                   .ended = contract_end(contract)};
        const Outcome added = amortise_cost(plan, halves, cost, terms.conventions, where, costs);
        if (!added) return added;
    }
    return Done{};
}

bool is_capitalised(const Happening& happening)
{
    const auto* cost = std::get_if<CostIncurred>(&happening.fact);
    return cost != nullptr && (cost->kind == CostKind::setup || cost->kind == CostKind::obtain);
}

Outcome add_incurred(Plan& plan, const Halves& halves, const Places& places, std::size_t place, Costs& costs)
{
    const Contract& contract = halves.group.contracts[place];
    const ContractTerms& terms = halves.terms.contracts[place];
    const std::string where = "contract " + contract.id.text();
    const auto capitalise = [&](const Happening& happening, CapitalisedCost cost, const Conventions& conventions,
                                const std::string& at) -> Outcome {
        const auto& words = std::get<CostIncurred>(happening.fact);
        const Result<std::int64_t> amount = capitalised_minor(words.amount, plan.currency, at);
        if (!amount) return amount.fault();
        cost.amount = *amount;
        cost.at = happening.at;
        cost.event = happening.event;
        cost.horizon = words.amortise_over;
        return amortise_cost(plan, halves, std::move(cost), conventions, at, costs);
    };
    for (const Happening& happening : contract.happenings) {
        if (!is_capitalised(happening)) continue;
        CapitalisedCost cost;
        cost.terms = service_terms(contract, terms, happening.at);
        cost.ended = contract_end(contract);
        if (const Outcome added = capitalise(happening, cost, terms.conventions, where); !added) return added;
    }
    for (std::size_t l = 0; l < contract.lines.size(); ++l) {
        const LineLife& life = contract.lines[l];
        for (const Happening& happening : life.happenings) {
            if (!is_capitalised(happening)) continue;
            CapitalisedCost cost;
            cost.obligation = places.of(contract.id, life.id).value_or(of_the_group);
            cost.terms = service_terms(life, terms.lines[l], happening.at);
            cost.ended = earlier_end(earlier_end(life.terminated, life.removed), contract_end(contract));
            const Conventions& conventions = terms.lines[l].front().conventions;
            const Outcome added = capitalise(happening, cost, conventions, where + ", line " + life.id.text());
            if (!added) return added;
        }
    }
    return Done{};
}

}  // namespace

Outcome add_contract_costs(Plan& plan, const Halves& halves, const Places& places)
{
    Costs costs;
    for (std::size_t place = 0; place < halves.group.contracts.size(); ++place) {
        const Outcome obtained =
            add_obtained(plan, halves, halves.group.contracts[place], halves.terms.contracts[place], costs);
        if (!obtained) return obtained;
        if (const Outcome incurred = add_incurred(plan, halves, places, place, costs); !incurred) return incurred;
    }
    amortise_with_time(plan, halves, places, costs);
    return Done{};
}

}  // namespace earned
