#include "rules/collections.h"

namespace earned {

Result<std::vector<CashRule>> cash_rules(const Package& package, std::string_view currency)
{
    const Question<CashRule>& question = package.questions().cash_application;
    if (!question.is_answered()) return standard_cash_rules();
    Facts facts;
    facts.set(FactId::invoice_currency, currency);
    const auto found = question.all(facts);
    if (!found) return found.fault();
    std::vector<CashRule> rules;
    for (const auto& each : *found) rules.push_back(*each.answer);
    return rules;
}

Result<DunningAnswer> dunning_rule(const Package& package, const Overdue& overdue)
{
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
    const auto answered = package.questions().dunning.must(facts);
    if (!answered) return answered.fault();
    return *answered->answer;
}

Result<int> persons_for(const Package& package, const DeedAsked& deed)
{
    const Question<AuthorityAnswer>& question = package.questions().authority;
    if (!question.is_answered()) return 1;
    const std::string currency = deed.currency.code();
    Facts facts;
    facts.set(FactId::deed_kind, deed.kind);
    facts.set(FactId::deed_amount, deed.amount);
    facts.set(FactId::deed_currency, std::string_view(currency));
    const auto answered = question.must(facts);
    if (!answered) return answered.fault();
    return answered->answer->persons;
}

}  // namespace earned
