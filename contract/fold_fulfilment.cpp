// What is delivered, accepted and returned, against what was ordered.
#include "contract/fold_apply.h"

#include <algorithm>

namespace earned::folding {

namespace {

// What may be delivered of a line in all; nothing when its quantity is open.
std::optional<Decimal> ordered(const Line& line, const Counted& counted)
{
    if (line.open.value_or(false)) return std::nullopt;
    if (counted.total_units) return counted.total_units;
    return line.quantity.value_or(Decimal::of(1));
}

struct LineState {
    Contract* contract;
    LineLife* life;
    Counted* counted;
    const ContractState* state;
};

LineState at(ContractState& contract, std::size_t line)
{
    return {&contract.contract(), &contract.contract().lines[line], &contract.counted[line], &contract};
}

Result<LineState> being_served(State& state, const ContractId& id, const LineId& line)
{
    const Result<std::size_t> contract = running_contract(state, id);
    if (!contract) return contract.fault();
    const Result<std::size_t> place = served_line(state.contracts[*contract], line);
    if (!place) return place.fault();
    return at(state.contracts[*contract], *place);
}

// A line that is accepted is being served; or it is gone, and what was held back of its bills waits for the acceptance.
Result<LineState> being_accepted(State& state, const AcceptanceRecorded& fact)
{
    const Result<LineState> served = being_served(state, fact.contract, fact.line);
    if (served) return served;
    const Result<std::size_t> contract = contract_of(state, fact.contract);
    if (!contract) return contract.fault();
    const Result<std::size_t> place = line_of(state.contracts[*contract], fact.line);
    if (!place) return place.fault();
    const LineState line = at(state.contracts[*contract], *place);
    const Line& words = line.life->versions.back().line;
    if (words.treatment.trigger == Trigger::acceptance || !words.billing || !words.billing->retention) return served;
    return line;
}

// The quantity that an event means: what it says, or all that remains to be delivered.
Result<Decimal> meant(const LineState& line, const std::optional<Decimal>& said, const Decimal& before,
                      const char* code, const char* participle)
{
    const std::string where = address(*line.state, line.life->id);
    if (said && said->sign() <= 0)
        return Fault{"amount-not-positive", where, said->text() + " is no quantity that can be " + participle,
                     "give a quantity above nothing; what comes back is goods.returned"};
    const std::optional<Decimal> all = ordered(line.life->versions.back().line, *line.counted);
    if (!all && !said)
        return Fault{"quantity-missing", where, "the line's quantity is open, so that nothing says how much remains",
                     "give the quantity"};
    if (!all) return *said;
    const Decimal remains = *all - before;
    if (remains.sign() <= 0)
        return Fault{code, where, "all " + all->text() + " that were ordered have been " + participle,
                     "correct the quantity, or order more by contract.modified"};
    if (!said) return remains;
    if (*said <= remains) return *said;
    return Fault{code, where,
                 said->text() + " would be " + participle + ", and only " + remains.text() + " of the " + all->text() +
                     " ordered remain",
                 "correct the quantity, or order more by contract.modified"};
}

void happen(const LineState& line, const Now& now, Performed fact)
{
    line.life->happenings.push_back({now.at, now.event->number, std::move(fact)});
}

}  // namespace

Outcome apply(State& state, const Now& now, const OrderFulfilled& fact)
{
    const Result<LineState> line = being_served(state, fact.contract, fact.line);
    if (!line) return line.fault();
    Counted& counted = *line->counted;
    const Result<Decimal> quantity =
        meant(*line, fact.quantity, counted.delivered - counted.returned, "over-delivered", "delivered");
    if (!quantity) return quantity.fault();
    counted.delivered += *quantity;
    happen(*line, now, fact);
    return Done{};
}

Outcome apply(State& state, const Now& now, const AcceptanceRecorded& fact)
{
    const Result<LineState> line = being_accepted(state, fact);
    if (!line) return line.fault();
    const Result<Decimal> quantity = meant(*line, fact.quantity, line->counted->accepted, "over-accepted", "accepted");
    if (!quantity) return quantity.fault();
    line->counted->accepted += *quantity;
    happen(*line, now, fact);
    return Done{};
}

// Goods can come back after the contract's end.
Outcome apply(State& state, const Now& now, const GoodsReturned& fact)
{
    const Result<std::size_t> contract = contract_of(state, fact.contract);
    if (!contract) return contract.fault();
    const Result<std::size_t> place = line_of(state.contracts[*contract], fact.line);
    if (!place) return place.fault();
    const LineState line = at(state.contracts[*contract], *place);
    Counted& counted = *line.counted;
    const std::optional<Trigger> trigger = line.life->versions.back().line.treatment.trigger;
    Decimal with_customer = counted.delivered;
    if (trigger == Trigger::acceptance) with_customer = std::max(counted.delivered, counted.accepted);
    if (trigger == Trigger::start)
        with_customer = ordered(line.life->versions.back().line, counted).value_or(fact.quantity);
    const Decimal left = with_customer - counted.returned;
    if (fact.quantity.sign() <= 0 || left < fact.quantity)
        return Fault{"over-returned", address(*line.state, fact.line),
                     fact.quantity.text() + " would come back, and the customer has " + left.text(),
                     "correct the quantity, or send the order.fulfilled that is missing"};
    counted.returned += fact.quantity;
    happen(line, now, fact);
    return Done{};
}

Outcome apply(State& state, const Now& now, const MilestoneReached& fact)
{
    const Result<LineState> line = being_served(state, fact.contract, fact.line);
    if (!line) return line.fault();
    const std::string where = address(*line->state, fact.line) + ", milestone " + fact.milestone;
    bool any = false, named = false;
    if (const std::optional<BillingTerms>& billing = line->life->versions.back().line.billing)
        for (const Installment& installment : billing->installments) {
            any = any || installment.milestone;
            named = named || installment.milestone == fact.milestone;
        }
    if (any && !named)
        return Fault{"milestone-unknown", where, "no instalment of the line names this milestone",
                     "correct the milestone's name, or give the line an instalment for it"};
    for (const Happening& happening : line->life->happenings) {
        const auto* reached = std::get_if<MilestoneReached>(&happening.fact);
        if (reached == nullptr || reached->milestone != fact.milestone) continue;
        return Fault{"milestone-reached-before", where, "it was reached on " + happening.at.date.text(),
                     "correct the milestone's name"};
    }
    happen(*line, now, fact);
    return Done{};
}

Outcome apply(State& state, const Now& now, const ProgressMeasured& fact)
{
    const Result<LineState> line = being_served(state, fact.contract, fact.line);
    if (!line) return line.fault();
    if (fact.percent && Decimal::of(100) < *fact.percent)
        return Fault{"over-measured", address(*line->state, fact.line),
                     "progress of " + fact.percent->text() + " % is more than the whole",
                     "give the percentage done in all, at most 100"};
    happen(*line, now, fact);
    return Done{};
}

Outcome apply(State& state, const Now& now, const UsageRecorded& fact)
{
    const Result<LineState> line = being_served(state, fact.contract, fact.line);
    if (!line) return line.fault();
    happen(*line, now, fact);
    return Done{};
}

// A correction can come when the line is no longer served.
Outcome apply(State& state, const Now& now, const UsageCorrected& fact)
{
    const Result<std::size_t> contract = contract_of(state, fact.contract);
    if (!contract) return contract.fault();
    const Result<std::size_t> line = line_of(state.contracts[*contract], fact.line);
    if (!line) return line.fault();
    happen(at(state.contracts[*contract], *line), now, fact);
    return Done{};
}

Outcome apply(State& state, const Now& now, const OptionExercised& fact)
{
    const Result<LineState> line = being_served(state, fact.contract, fact.line);
    if (!line) return line.fault();
    happen(*line, now, fact);
    return Done{};
}

Outcome apply(State& state, const Now& now, const CostIncurred& fact)
{
    // A commission is given back, or asked for, after the end, too.
    const bool any_time = fact.kind == CostKind::obtain;
    const Result<std::size_t> place =
        any_time ? contract_of(state, fact.contract) : running_contract(state, fact.contract);
    if (!place) return place.fault();
    ContractState& contract = state.contracts[*place];
    if (!Money::of(fact.amount, contract.group.currency))
        return money(fact.amount, contract.group.currency, address(contract) + ", amount").fault();
    if (!fact.line) {
        contract.contract().happenings.push_back({now.at, now.event->number, fact});
        return Done{};
    }
    const Result<std::size_t> line = any_time ? line_of(contract, *fact.line) : served_line(contract, *fact.line);
    if (!line) return line.fault();
    happen(at(contract, *line), now, fact);
    return Done{};
}

namespace {

bool has_variable(const Contract& contract, const std::string& id)
{
    const auto named = [&](const std::vector<Variable>& variables) {
        return std::any_of(variables.begin(), variables.end(), [&](const Variable& one) { return one.id == id; });
    };
    return named(contract.terms.variable) ||
           std::any_of(contract.modifications.begin(), contract.modifications.end(),
                       [&](const Modification& modification) { return named(modification.what.variable); });
}

}  // namespace

Outcome apply(State& state, const Now& now, const EstimateRevised& fact)
{
    // What a variable amount comes to, and what comes back, is known after the end, too.
    const bool any_time = !fact.line || fact.expected_quantity || fact.expected_rate;
    const Result<std::size_t> place =
        any_time ? contract_of(state, fact.contract) : running_contract(state, fact.contract);
    if (!place) return place.fault();
    ContractState& contract = state.contracts[*place];
    if (!fact.line) {
        if (!has_variable(contract.contract(), fact.variable))
            return Fault{"variable-unknown", address(contract) + ", variable " + fact.variable,
                         "the contract has no such variable amount on that day",
                         "correct its id, or promise it first by contract.modified"};
        contract.contract().happenings.push_back({now.at, now.event->number, fact});
        return Done{};
    }
    const Result<std::size_t> line = any_time ? line_of(contract, *fact.line) : served_line(contract, *fact.line);
    if (!line) return line.fault();
    if (fact.total_units) contract.counted[*line].total_units = fact.total_units;
    happen(at(contract, *line), now, fact);
    return Done{};
}

}  // namespace earned::folding
