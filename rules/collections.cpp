#include "rules/collections.h"

#include "base/check.h"

namespace earned {

namespace {

constexpr unsigned all_scopes = bit(FactScope::contract) | bit(FactScope::matching) | bit(FactScope::dunning);

std::vector<Known> known_to(const DecisionTable& table, const Facts& facts)
{
    std::vector<Known> values;
    for (const DecisionTable::Input& input : table.inputs()) {
        const auto fact = fact_named(input.expression, all_scopes);
        CHECK(fact, "a compiled package looks at facts that there are");
        values.push_back(facts.of(fact->ref));
    }
    return values;
}

const Literal* output_of(const DecisionTable& table, const Rule& rule, std::string_view name)
{
    const auto column = table.output(name);
    return column ? &rule.outputs[*column] : nullptr;
}

Decimal number(const DecisionTable& table, const Rule& rule, std::string_view name)
{
    const Literal* found = output_of(table, rule, name);
    const Decimal* value = found == nullptr ? nullptr : std::get_if<Decimal>(found);
    return value == nullptr ? Decimal() : *value;
}

CashRule cash_rule(const DecisionTable& table, const Rule& rule)
{
    const Literal *step = output_of(table, rule, "step"), *confirms = output_of(table, rule, "confirms");
    const auto* word = step == nullptr ? nullptr : std::get_if<std::string>(step);
    const auto* truth = confirms == nullptr ? nullptr : std::get_if<bool>(confirms);
    const auto named = word == nullptr ? std::nullopt : cash_step_named(*word);
    CHECK(named, "a compiled package names steps that there are");
    return {*named, truth != nullptr && *truth, number(table, rule, "charges"), number(table, rule, "discount")};
}

}  // namespace

Result<std::vector<CashRule>> cash_rules(const Package& package, std::string_view currency)
{
    const DecisionTable* table = package.table("cash_application");
    if (table == nullptr) return standard_cash_rules();
    Facts facts;
    facts.set(FactId::invoice_currency, currency);
    const Result<std::vector<const Rule*>> found = table->collect(known_to(*table, facts));
    if (!found) return found.fault();
    std::vector<CashRule> rules;
    for (const Rule* rule : *found) rules.push_back(cash_rule(*table, *rule));
    return rules;
}

Result<DunningRule> dunning_rule(const Package& package, const Overdue& overdue)
{
    const DecisionTable* table = package.table("dunning");
    CHECK(table != nullptr, "a compiled package answers the question of dunning");
    const std::string currency = overdue.currency.code();
    Facts facts;
    facts.set(FactId::invoice_currency, std::string_view(currency));
    facts.set(FactId::invoice_days_past_due, Decimal::of(overdue.days));
    if (overdue.customer != nullptr) {
        facts.set_text(FactId::customer_id, overdue.customer->customer.text());
        facts.set_text(FactId::customer_country, overdue.customer->country);
        facts.set_text(FactId::customer_language, overdue.customer->language);
        facts.tag(Tagged::customer, &overdue.customer->attributes);
    }
    const Result<const Rule*> rule = table->required(known_to(*table, facts));
    if (!rule) return rule.fault();
    const auto level = number(*table, **rule, "level").to_int64();
    return DunningRule{static_cast<int>(level.value_or(0)), number(*table, **rule, "fee"),
                       number(*table, **rule, "interest")};
}

}  // namespace earned
