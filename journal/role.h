// Account roles: what the engine posts to. A rule package maps a role to an entity's own account
// codes at the edge (chart.h). Source: cases.md, "Account roles"; none is renamed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace earned {

enum class Role : std::uint8_t {
    // assets, normal side Dr
    cash, receivable, unbilled_receivable, contract_asset, return_asset, contract_cost,
    loan_receivable, customer_incentive, inventory,
    // liabilities, normal side Cr
    contract_liability, refund_liability, customer_deposit, unapplied_cash, tax_payable,
    output_tax_pending, supplier_payable, financing_liability, loss_provision, warranty_provision,
    loss_allowance,
    // income, Cr
    revenue, interest_income, late_fee_income, fx_gain,
    // expense, Dr
    cost_of_sales, interest_expense, bad_debt, fx_loss, contract_cost_amortisation,
    contract_cost_impairment, impairment_loss, contract_loss, bank_charge, settlement_discount,
    selling_expense, rounding_difference,
    // clearing, Cr
    lease_clearing, cost_clearing, cash_clearing,
    // an asset, Dr, that came later: books keep roles by their place
    withholding_tax,
    // what one entity of the company received for another: an asset, Dr, of the one and a liability, Cr, of the other
    affiliate_receivable, affiliate_payable,
};

enum class Side : std::uint8_t { debit, credit };
enum class Nature : std::uint8_t { asset, liability, income, expense, clearing };

std::string_view name(Role role);
std::optional<Role> role_named(std::string_view name);
Side normal_side(Role role);
Nature nature(Role role);
constexpr std::size_t role_count = static_cast<std::size_t>(Role::affiliate_payable) + 1;

// Where an amount comes from; each source balances on its own.
enum class Source : std::uint8_t {
    billing, collection, recognition, cost, financing, tax, allowance, presentation, revaluation
};
std::string_view name(Source source);
std::optional<Source> source_named(std::string_view name);

}  // namespace earned
