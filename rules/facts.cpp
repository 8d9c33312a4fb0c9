#include "rules/facts.h"

#include "base/check.h"

namespace earned {

namespace {

using enum FactId;

constexpr std::array<FactName, fact_count> all_facts{{
    {book_framework, "book.framework", FeelType::text, FactScope::contract, true, "US-GAAP | IFRS | CAS",
     "the framework that the book follows"},
    {book_name, "book.name", FeelType::text, FactScope::contract, false, "", "the book that is kept"},
    {entity_id, "entity.id", FeelType::text, FactScope::contract, false, "", "the entity that sells"},
    {entity_country, "entity.country", FeelType::text, FactScope::contract, true, "", "its country"},
    {entity_currency, "entity.currency", FeelType::text, FactScope::contract, true, "", "its currency"},
    {customer_id, "customer.id", FeelType::text, FactScope::contract, false, "", "the customer"},
    {customer_country, "customer.country", FeelType::text, FactScope::contract, true, "", "the customer's country"},
    {customer_language, "customer.language", FeelType::text, FactScope::contract, true, "", "the customer's language"},
    {contract_currency, "contract.currency", FeelType::text, FactScope::contract, false, "", "the contract's currency"},
    {contract_dated, "contract.dated", FeelType::boolean, FactScope::contract, false, "",
     "whether the contract itself has a first and a last day"},
    {decision_date, "decision.date", FeelType::date, FactScope::contract, false, "",
     "the day of the event that raises the question"},
    {product_sku, "product.sku", FeelType::text, FactScope::line, true, "", "the product that is sold"},
    {product_family, "product.family", FeelType::text, FactScope::line, true, "", "its family"},
    {product_unit, "product.unit", FeelType::text, FactScope::line, true, "", "what it is counted in"},
    {product_tax_category, "product.tax_category", FeelType::text, FactScope::line, true, "", "its tax category"},
    {line_id, "line.id", FeelType::text, FactScope::line, false, "", "the line's name"},
    {line_dated, "line.dated", FeelType::boolean, FactScope::line, false, "",
     "whether the line has a first and a last day of its own"},
    {line_recurring, "line.recurring", FeelType::boolean, FactScope::line, false, "", "whether its price is per period"},
    {line_open, "line.open", FeelType::boolean, FactScope::line, false, "", "whether its quantity is as called off"},
    {line_quantity, "line.quantity", FeelType::number, FactScope::line, true, "", "its quantity; null when open"},
    {line_installments, "line.installments", FeelType::boolean, FactScope::line, false, "",
     "whether its billing lists installments"},
    {line_milestones, "line.milestones", FeelType::boolean, FactScope::line, false, "",
     "whether an installment of it waits for a milestone"},
    {line_expected_cost, "line.expected_cost", FeelType::number, FactScope::line, true, "", "what it is expected to cost"},
    {line_priced, "line.priced", FeelType::boolean, FactScope::line, false, "",
     "whether it has a price of its own, or the contract has one for all"},
    {line_satisfied, "line.satisfied", FeelType::text, FactScope::obligation, false, "point_in_time | over_time",
     "how its obligation is satisfied"},
    {line_measure, "line.measure", FeelType::text, FactScope::obligation, true,
     "daily | monthly | units | milestones | hours | cost_to_cost | percent | as_invoiced | usage | redemption",
     "how progress is measured, if over time"},
    {line_trigger, "line.trigger", FeelType::text, FactScope::obligation, true, "fulfilment | acceptance | start",
     "what transfers it, if at a point in time"},
    {line_plan, "line.plan", FeelType::text, FactScope::plan, false,
     "none | on_signing | on_fulfilment | recurring | installments | usage | progress", "its billing plan"},
    {line_price, "line.price", FeelType::number, FactScope::plan, true, "",
     "its whole price, net of tax, in the contract's currency; null when it has none of its own"},
    {added_any, "added.any", FeelType::boolean, FactScope::modification, false, "", "whether lines are added"},
    {added_distinct, "added.distinct", FeelType::boolean, FactScope::modification, false, "",
     "whether all of them are obligations of their own"},
    {added_standalone, "added.standalone_price", FeelType::text, FactScope::modification, true, "at | off | unknown",
     "at or off: their prices against their standalone prices; unknown where no standalone price is known"},
    {changed_any, "changed.any", FeelType::boolean, FactScope::modification, false, "",
     "whether scope or price of a line that was there changes"},
    {removed_any, "removed.any", FeelType::boolean, FactScope::modification, false, "", "whether lines are removed"},
    {price_change_any, "price_change.any", FeelType::boolean, FactScope::modification, false, "",
     "whether the price changes by an amount"},
    {remaining_distinct, "remaining.distinct", FeelType::boolean, FactScope::modification, false, "",
     "whether what remains is distinct from what was transferred"},
    {invoice_currency, "invoice.currency", FeelType::text, FactScope::matching, false, "", "the invoice's currency"},
    {invoice_days_past_due, "invoice.days_past_due", FeelType::number, FactScope::dunning, false, "",
     "days since the due date"},
    {document_kind, "document.kind", FeelType::text, FactScope::document, false, "invoice | credit_note",
     "what is to be issued"},
    {document_total, "document.total", FeelType::number, FactScope::document, false, "",
     "its amount, with tax, in the contract's currency"},
    {document_first, "document.first", FeelType::boolean, FactScope::document, false, "",
     "whether nothing was invoiced of the contract before"},
    {document_new_product, "document.new_product", FeelType::boolean, FactScope::document, false, "",
     "whether it shows a product that the customer was not invoiced before under this contract"},
    {deed_kind, "deed.kind", FeelType::text, FactScope::deed, false, "apply | unapply | move | refund | write_off | recover",
     "what somebody decides"},
    {deed_amount, "deed.amount", FeelType::number, FactScope::deed, false, "", "of how much"},
    {deed_currency, "deed.currency", FeelType::text, FactScope::deed, false, "", "in which currency"},
    {exposure_age, "exposure.age", FeelType::text, FactScope::exposure, false,
     "unbilled | not_due | 1_30 | 31_60 | 61_90 | 91_120 | over_120",
     "of what the customer owes: not invoiced yet, or by days past due"},
}};

constexpr bool is_in_order()
{
    for (std::size_t place = 0; place < all_facts.size(); ++place)
        if (static_cast<std::size_t>(all_facts[place].id) != place) return false;
    return true;
}
static_assert(is_in_order(), "a fact stands at the place of its id");

struct Tags { std::string_view prefix; Tagged what; FactScope scope; };
constexpr std::array<Tags, 4> all_tags{{
    {"product.attributes.", Tagged::product, FactScope::line},
    {"customer.attributes.", Tagged::customer, FactScope::contract},
    {"contract.attributes.", Tagged::contract, FactScope::contract},
    {"line.attributes.", Tagged::line, FactScope::line},
}};

}  // namespace

std::span<const FactName> fact_names() { return all_facts; }

std::optional<FoundFact> fact_named(std::string_view expression, unsigned scopes)
{
    for (const FactName& fact : all_facts)
        if (fact.expression == expression && (scopes & bit(fact.scope)))
            return FoundFact{{fact.id, std::nullopt, {}}, fact.type};
    for (const Tags& tags : all_tags)
        if (expression.starts_with(tags.prefix) && expression.size() > tags.prefix.size() &&
            (scopes & bit(tags.scope)))
            return FoundFact{{FactId::book_framework, tags.what,
                              std::string(expression.substr(tags.prefix.size()))},
                             FeelType::text};
    return std::nullopt;
}

Known Facts::of(const FactRef& ref) const
{
    if (!ref.tagged) return values_[static_cast<std::size_t>(ref.id)];
    const Attributes* tags = tags_[static_cast<std::size_t>(*ref.tagged)];
    if (tags == nullptr) return {};
    const auto found = tags->find(ref.attribute);
    return found == tags->end() ? Known() : Known(std::string_view(found->second));
}

}  // namespace earned
