#include "contract/shape_events.h"
#include "contract/shape_kinds.h"
#include "contract/shape_records.h"

namespace earned {

namespace {

constexpr std::string_view variable_kinds[] = {"bonus",         "penalty", "concession", "rebate", "price_protection",
                                               "cash_discount", "royalty", "other"};
constexpr std::string_view methods[] = {"expected_value", "most_likely"};
constexpr std::string_view compoundings[] = {"annual", "monthly", "straight_line"};
constexpr std::string_view payable_settlements[] = {"cash", "offset"};
constexpr std::string_view relations[] = {"past", "remaining", "all"};
constexpr std::string_view modifications[] = {"auto", "separate", "prospective", "catch_up", "mixed"};

constexpr Field scenario_fields[] = {
    must<&Scenario::amount>("amount", kinds::money),
    must<&Scenario::probability>("probability", kinds::share),
};

constexpr Field variable_fields[] = {
    must<&Variable::id>("id", kinds::name),
    must<&Variable::kind>("kind", kinds::choice(variable_kinds)),
    may<&Variable::amount>("amount", kinds::money, "of the whole contract; a penalty is negative"),
    may<&Variable::per_unit>("per_unit", kinds::price),
    may<&Variable::scenarios>("scenarios", kinds::list(kinds::scenario)),
    may<&Variable::method>("method", kinds::choice(methods)),
    may<&Variable::constrained>("constrained", kinds::boolean,
                                "absent: as it was before a modification, at first false"),
    may<&Variable::increment>("for", kinds::term, "one increment of a series"),
    may<&Variable::allocate_to>("allocate_to", kinds::names, "lines; default all, by relative standalone price"),
};
constexpr ShapeRule one_amount{Together::at_most_one, {"amount", "per_unit", "scenarios"}};
constexpr Kind variable = kinds::record(variable_shape);
constexpr Kind variable_change = kinds::record(variable_change_shape);

// A modification may name no more of a variable amount than what it changes.
constexpr auto variable_change_fields = [] {
    std::array<Field, std::size(variable_fields)> fields{};
    std::copy(std::begin(variable_fields), std::end(variable_fields), fields.begin());
    fields[1].need = Need::may;
    return fields;
}();

constexpr Field payment_fields[] = {
    must<&Payment::date>("date", kinds::date),
    must<&Payment::amount>("amount", kinds::money),
};
constexpr Shape payment_shape = shape("payment", payment_fields);
constexpr Kind payment = kinds::record(payment_shape);

constexpr Field financing_fields[] = {
    may<&Financing::rate>("rate", kinds::from_zero, "annual; 0.05 is 5 %"),
    may<&Financing::cash_price>("cash_price", kinds::money),
    may<&Financing::compounding>("compounding", kinds::choice(compoundings)),
    may<&Financing::instrument>("instrument", kinds::boolean, "default false; true posts loan_receivable"),
    may<&Financing::payments>("payments", kinds::list(payment)),
};
constexpr Shape financing_shape = shape("financing", financing_fields);

constexpr Field payable_fields[] = {
    must<&PayableToCustomer::id>("id", kinds::name),
    must<&PayableToCustomer::date>("date", kinds::date),
    must<&PayableToCustomer::amount>("amount", kinds::money),
    may<&PayableToCustomer::distinct_goods_fair_value>("distinct_goods_fair_value", kinds::money),
    may<&PayableToCustomer::settle>("settle", kinds::choice(payable_settlements)),
};
constexpr Shape payable_shape = shape("payable_to_customer", payable_fields);
constexpr Kind payable = kinds::record(payable_shape);

constexpr Field cost_fields[] = {
    must<&CostToObtain::id>("id", kinds::name),
    must<&CostToObtain::date>("date", kinds::date),
    must<&CostToObtain::amount>("amount", kinds::money),
    may<&CostToObtain::incremental>("incremental", kinds::boolean, "default true; false: an expense at once"),
    may<&CostToObtain::amortise_over>("amortise_over", kinds::term),
};
constexpr Shape cost_shape = shape("cost_to_obtain", cost_fields);
constexpr Kind cost = kinds::record(cost_shape);

constexpr Field bundle_fields[] = {
    must<&Bundle::lines>("lines", kinds::some_names),
    must<&Bundle::price>("price", kinds::money),
};
constexpr Shape bundle_shape = shape("bundle", bundle_fields);
constexpr Kind bundle = kinds::record(bundle_shape);
constexpr Kind line = kinds::record(line_shape);

constexpr Field signed_fields[] = {
    must<&ContractSigned::contract>("contract", kinds::name),
    may<&ContractSigned::entity>("entity", kinds::name, "default: the only one there is"),
    must<&ContractSigned::customer>("customer", kinds::name),
    date_of_event,
    may<&ContractSigned::currency>("currency", kinds::currency, "default: the entity's"),
    may<&ContractSigned::terms>("terms", kinds::terms, "absent: due on the invoice date"),
    may<&ContractSigned::start>("start", kinds::date),
    may<&ContractSigned::end>("end", kinds::date),
    may<&ContractSigned::collectable>("collectable", kinds::boolean, "default true"),
    may<&ContractSigned::lines>("lines", kinds::list(line)),
    may<&ContractSigned::price>("price", kinds::money, "one price for all lines, which then have none"),
    may<&ContractSigned::bundles>("bundles", kinds::list(bundle), "evidence that a discount belongs to some lines"),
    may<&ContractSigned::variable>("variable", kinds::list(variable)),
    may<&ContractSigned::financing>("financing", kinds::record(financing_shape)),
    may<&ContractSigned::payable_to_customer>("payable_to_customer", kinds::list(payable)),
    may<&ContractSigned::costs>("costs", kinds::list(cost), "to obtain the contract"),
    may<&ContractSigned::cancellable>("cancellable", kinds::record(cancellable_shape), "absent: it can't be cancelled"),
    may<&ContractSigned::combine_with>("combine_with", kinds::names, "contracts that are one for accounting"),
    may<&ContractSigned::renews>("renews", kinds::name, "a contract"),
    may<&ContractSigned::policies>("policies", kinds::tags, "named policies, over the rules (docs/policies.md)"),
    may<&ContractSigned::attributes>("attributes", kinds::tags),
};
constexpr Shape signed_shape = shape("contract_signed_data", signed_fields);

constexpr Field price_change_fields[] = {
    must<&PriceChange::amount>("amount", kinds::money),
    may<&PriceChange::relates_to>("relates_to", kinds::choice(relations), "default all"),
    may<&PriceChange::lines>("lines", kinds::names),
    may<&PriceChange::settled>("settled", kinds::name, "a line, or credit, or invoice"),
};
constexpr Shape price_change_shape = shape("price_change", price_change_fields);
constexpr Kind price_change = kinds::record(price_change_shape);

constexpr Field modified_fields[] = {
    must<&ContractModified::contract>("contract", kinds::name),
    date_of_event,
    may<&ContractModified::approved>("approved", kinds::boolean, "default true"),
    may<&ContractModified::add>("add", kinds::list(line)),
    may<&ContractModified::change>("change", kinds::list(line), "a line's id and the fields that change"),
    may<&ContractModified::remove>("remove", kinds::names, "lines"),
    may<&ContractModified::price_change>("price_change", kinds::list(price_change)),
    may<&ContractModified::variable>("variable", kinds::list(variable_change)),
    may<&ContractModified::end>("end", kinds::date),
    may<&ContractModified::payments>("payments", kinds::list(payment),
                                     "of a financed contract: those from the date on, instead of what was agreed"),
    may<&ContractModified::treatment>("treatment", kinds::choice(modifications), "default auto"),
};
constexpr Shape modified_shape = shape("contract_modified_data", modified_fields);

constexpr Field terminated_fields[] = {
    must<&ContractTerminated::contract>("contract", kinds::name),
    must<&Event::date>("date", kinds::date, "the last day served"),
    may<&ContractTerminated::line>("line", kinds::name, "absent: the whole contract"),
    may<&ContractTerminated::refund>("refund", kinds::money_from_zero, "paid back, net of any penalty"),
    may<&ContractTerminated::penalty>("penalty", kinds::money_from_zero, "a further amount that the customer owes"),
};
constexpr Shape terminated_shape = shape("contract_terminated_data", terminated_fields);

constexpr std::string_view paused_ends[] = {"moves", "stays"};
constexpr Field paused_fields[] = {
    must<&ContractPaused::contract>("contract", kinds::name),
    must<&Event::date>("date", kinds::date, "the first day that is not served"),
    must<&ContractPaused::until>("until", kinds::date, "the last day that is not served"),
    may<&ContractPaused::line>("line", kinds::name, "absent: every line with a price a period"),
    may<&ContractPaused::end>("end", kinds::choice(paused_ends),
                              "moves (default): what is left is served later; stays: less is served, and owed"),
};
constexpr Shape paused_shape = shape("contract_paused_data", paused_fields);

constexpr Field assessed_fields[] = {
    must<&ContractAssessed::contract>("contract", kinds::name),
    date_of_event,
    must<&ContractAssessed::collectable>("collectable", kinds::boolean),
};
constexpr Shape assessed_shape = shape("contract_assessed_data", assessed_fields);

}  // namespace

constexpr Shape scenario_shape = shape("scenario", scenario_fields);
constexpr Shape variable_shape = shape("variable", variable_fields, {one_amount});
constexpr Shape variable_change_shape = shape("variable_change", variable_change_fields, {one_amount});

constexpr EventShape contract_signed_shape = in_its_currency(
    event<ContractSigned>("contract.signed", Rank::contract, "A contract as the parties signed it.", signed_shape));
constexpr EventShape contract_modified_shape =
    event<ContractModified>("contract.modified", Rank::modification, "A change of a signed contract.", modified_shape);
constexpr EventShape contract_terminated_shape = event<ContractTerminated>(
    "contract.terminated", Rank::termination, "The end of a contract or of a line.", terminated_shape);
constexpr EventShape contract_paused_shape = event<ContractPaused>(
    "contract.paused", Rank::modification, "Service stops for a while, and so do its invoices.", paused_shape);
// Of a day's signings and assessments, the signings come first.
constexpr EventShape contract_assessed_shape =
    event<ContractAssessed>("contract.assessed", Rank::modification, "Whether collection is probable.", assessed_shape);

}  // namespace earned
