// What a rule may look at. A table's input expression is the name of a fact: `line.dated`,
// `product.family`, or `product.attributes.NAME` for whatever a product, customer, contract or line
// has been tagged with. docs/rules.md lists them.
//
// Law:     a question is asked before some facts are known, and a table may only look at those that
//          are: `line.measure` is nothing the obligation can depend on (fault `fact-unknown`)
// Ensures: a fact that is not known is null, and only `-` and `null` match it
#pragma once

#include "contract/reference.h"
#include "rules/feel_value.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace earned {

// In the order in which they become known.
enum class FactScope : std::uint8_t { contract, line, obligation, plan, modification, matching, dunning, document, deed, exposure };
constexpr unsigned bit(FactScope scope) { return 1U << static_cast<unsigned>(scope); }

enum class FactId : std::uint8_t {
    book_framework, book_name, entity_id, entity_country, entity_currency, customer_id, customer_country,
    customer_language, contract_currency, contract_dated, decision_date,
    product_sku, product_family, product_unit, product_tax_category, line_id, line_dated, line_recurring,
    line_open, line_quantity, line_installments, line_milestones, line_expected_cost, line_priced,
    line_satisfied, line_measure, line_trigger,
    line_plan, line_price,
    added_any, added_distinct, added_standalone, changed_any, removed_any, price_change_any, remaining_distinct,
    invoice_currency, invoice_days_past_due,
    document_kind, document_total, document_first, document_new_product,
    deed_kind, deed_amount, deed_currency, exposure_age,
};
constexpr std::size_t fact_count = static_cast<std::size_t>(FactId::exposure_age) + 1;

struct FactName {
    FactId id;
    std::string_view expression;
    FeelType type;
    FactScope scope;
    bool nullable;           // whether it may be unknown
    std::string_view words;  // "a | b" where it is one of these; empty: anything
    std::string_view meaning;
};
std::span<const FactName> fact_names();

enum class Tagged : std::uint8_t { product, customer, contract, line };

// What one column of a table looks at.
struct FactRef {
    FactId id = FactId::book_framework;
    std::optional<Tagged> tagged;  // then `attribute` is the name of a tag
    std::string attribute;
};

// By the text of an input expression; nothing when it is no fact, or not known in these scopes.
struct FoundFact { FactRef ref; FeelType type; };
std::optional<FoundFact> fact_named(std::string_view expression, unsigned scopes);

// The facts of one question. They own nothing: what they look at outlives them.
class Facts {
public:
    void set(FactId id, Known value) { values_[static_cast<std::size_t>(id)] = value; }
    // Text that may be empty: then it is not known.
    void set_text(FactId id, std::string_view text) { set(id, text.empty() ? Known() : Known(text)); }
    void tag(Tagged what, const Attributes* attributes) { tags_[static_cast<std::size_t>(what)] = attributes; }
    const Attributes* tags(Tagged what) const { return tags_[static_cast<std::size_t>(what)]; }
    Known of(const FactRef& ref) const;

private:
    std::array<Known, fact_count> values_;
    std::array<const Attributes*, 4> tags_{};
};

}  // namespace earned
