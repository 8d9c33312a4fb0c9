#include "rules/desk.h"

#include "base/check.h"

namespace earned {

namespace {

const Package* in_force(const std::vector<std::pair<Date, const Package*>>& packages, Date date)
{
    const Package* found = nullptr;
    for (const auto& [from, package] : packages)
        if (from <= date) found = package;
    return found;
}

void learn(Desk& desk)
{
    Facts& facts = desk.facts;
    const ContractSigned& words = desk.contract->terms;
    facts.set_text(FactId::book_framework, desk.policy->framework);
    facts.set_text(FactId::book_name, desk.policy->book.text());
    facts.set_text(FactId::entity_id, desk.group->entity.text());
    facts.set_text(FactId::customer_id, words.customer.text());
    facts.set_text(FactId::contract_currency, desk.currency);
    facts.set(FactId::contract_dated, words.start.has_value() && words.end.has_value());
    facts.set(FactId::decision_date, desk.date);
    facts.tag(Tagged::contract, &words.attributes);
    if (desk.entity != nullptr) {
        facts.set_text(FactId::entity_country, desk.entity->country);
        facts.set_text(FactId::entity_currency, desk.entity_currency);
    }
    if (desk.customer == nullptr) return;
    facts.set_text(FactId::customer_country, desk.customer->country);
    facts.set_text(FactId::customer_language, desk.customer->language);
    facts.tag(Tagged::customer, &desk.customer->attributes);
}

// The package's choices, then the case's, then the contract's.
Outcome choose_conventions(Desk& desk)
{
    const auto chosen = desk.package->questions().policies.all(desk.facts);
    if (!chosen) return chosen.fault();
    for (const auto& each : *chosen) each.answer->setting.apply(desk.conventions);
    for (const Policies* named : {&desk.policy->overrides, &desk.contract->terms.policies}) {
        if (named->empty()) continue;
        Result<Conventions> chosen_here = override_with(desk.conventions, *named);
        if (!chosen_here) return told_of(chosen_here.fault(), where_of(*desk.contract));
        desk.conventions = *chosen_here;
    }
    return Done{};
}

Outcome agree_payment(Desk& desk)
{
    if (desk.contract->terms.terms) {
        desk.payment = *desk.contract->terms.terms;
        return Done{};
    }
    if (desk.customer != nullptr && desk.customer->terms) {
        desk.payment = *desk.customer->terms;
        return Done{};
    }
    const auto answered = desk.package->questions().payment_terms.must(desk.facts);
    if (!answered) return told_of(answered.fault(), where_of(*desk.contract));
    desk.payment = answered->answer->terms;
    desk.why_payment = why(desk, desk.package->questions().payment_terms, answered->rule);
    return Done{};
}

}  // namespace

std::string where_of(const Contract& contract) { return "contract " + contract.id.text(); }
std::string where_of(const Contract& contract, const LineLife& life)
{
    return where_of(contract) + ", line " + life.id.text();
}

Fault told_of(Fault fault, const std::string& where)
{
    fault.where = fault.where.empty() ? where : where + ", " + fault.where;
    return fault;
}

Result<const Desk*> Desks::on(Date date)
{
    for (const Desk& desk : desks_)
        if (desk.date == date) return &desk;
    Desk& desk = desks_.emplace_back();
    desk.date = date;
    desk.policy = &policy_;
    desk.group = &group_;
    desk.contract = &contract_;
    desk.package = in_force(policy_.packages, date);
    if (desk.package == nullptr)
        return Fault{"rules-missing", where_of(contract_), "no rule package is in force on " + date.text(),
                     "activate one from that date on by rules.activated, or name it in the entity's book"};
    desk.entity = policy_.reference->entity(group_.entity, date);
    desk.customer = policy_.reference->customer(contract_.terms.customer, date);
    desk.currency = group_.currency.code();
    if (desk.entity != nullptr) desk.entity_currency = desk.entity->currency.code();
    learn(desk);
    const Outcome chosen = choose_conventions(desk);
    if (!chosen) return chosen.fault();
    const Outcome agreed = agree_payment(desk);
    if (!agreed) return agreed.fault();
    return &desk;
}

}  // namespace earned
