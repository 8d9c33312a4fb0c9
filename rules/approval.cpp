#include "rules/approval.h"

namespace earned {

Result<int> persons_to_approve(const Policy& policy, const Group& group, const Contract& contract,
                               const DocumentFacts& document)
{
    const Package* package = nullptr;
    for (const auto& [from, each] : policy.packages)
        if (from <= document.date) package = each;
    if (package == nullptr)
        return Fault{"rules-missing", "contract " + contract.id.text(),
                     "no rule package is in force on " + document.date.text(),
                     "activate one from that date on by rules.activated, or name it in the entity's book"};
    const Question<ApprovalAnswer>& question = package->questions().approval;
    if (!question.is_answered()) return 0;
    const std::string currency = group.currency.code();
    const EntityDefined* entity = policy.reference->entity(group.entity, document.date);
    const CustomerVersion customer = policy.reference->customer(group.customer, document.date);
    const std::string entity_currency = entity == nullptr ? std::string() : entity->currency.code();
    Facts facts;
    facts.set_text(FactId::book_framework, policy.framework);
    facts.set_text(FactId::book_name, policy.book.text());
    facts.set_text(FactId::entity_id, group.entity.text());
    facts.set_text(FactId::customer_id, group.customer.text());
    facts.set_text(FactId::contract_currency, currency);
    facts.set(FactId::contract_dated, contract.terms.start.has_value() && contract.terms.end.has_value());
    facts.set(FactId::decision_date, document.date);
    facts.tag(Tagged::contract, &contract.terms.attributes);
    if (entity != nullptr) {
        facts.set_text(FactId::entity_country, entity->country);
        facts.set_text(FactId::entity_currency, entity_currency);
    }
    if (customer != nullptr) {
        facts.set_text(FactId::customer_country, customer->country);
        facts.set_text(FactId::customer_language, customer->language);
        facts.tag(Tagged::customer, &customer->attributes);
    }
    facts.set(FactId::document_kind,
              std::string_view(document.kind == DocumentKind::invoice ? "invoice" : "credit_note"));
    facts.set(FactId::document_total, document.total);
    facts.set(FactId::document_first, document.first);
    facts.set(FactId::document_new_product, document.new_product);
    const auto answered = question.ask(facts);
    if (!answered) {
        Fault fault = answered.fault();
        fault.where = "contract " + contract.id.text() + (fault.where.empty() ? "" : ", " + fault.where);
        return fault;
    }
    return answered->answer ? answered->answer->persons : 0;
}

}  // namespace earned
