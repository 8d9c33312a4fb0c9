#include "journal/role.h"

#include "base/check.h"

#include <algorithm>

namespace earned {

namespace {

constexpr std::array<std::string_view, role_count> role_names = {
    "cash", "receivable", "unbilled_receivable", "contract_asset", "return_asset", "contract_cost",
    "loan_receivable", "customer_incentive", "inventory",
    "contract_liability", "refund_liability", "customer_deposit", "unapplied_cash", "tax_payable",
    "output_tax_pending", "supplier_payable", "financing_liability", "loss_provision", "warranty_provision",
    "loss_allowance",
    "revenue", "interest_income", "late_fee_income", "fx_gain",
    "cost_of_sales", "interest_expense", "bad_debt", "fx_loss", "contract_cost_amortisation",
    "contract_cost_impairment", "impairment_loss", "contract_loss", "bank_charge", "settlement_discount",
    "selling_expense", "rounding_difference",
    "lease_clearing", "cost_clearing", "cash_clearing",
    "withholding_tax",
    "affiliate_receivable", "affiliate_payable",
};

constexpr std::array<std::string_view, 9> source_names = {
    "billing", "collection", "recognition", "cost", "financing", "tax", "allowance", "presentation", "revaluation",
};

template <class Named, std::size_t N>
std::optional<Named> named(const std::array<std::string_view, N>& names, std::string_view text)
{
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) return std::nullopt;
    return static_cast<Named>(found - names.begin());
}

}  // namespace

std::string_view name(Role role) { return role_names.at(static_cast<std::size_t>(role)); }
std::string_view name(Source source) { return source_names.at(static_cast<std::size_t>(source)); }
std::optional<Role> role_named(std::string_view text) { return named<Role>(role_names, text); }
std::optional<Source> source_named(std::string_view text) { return named<Source>(source_names, text); }

Nature nature(Role role)
{
    if (role <= Role::inventory || role == Role::withholding_tax || role == Role::affiliate_receivable)
        return Nature::asset;
    if (role <= Role::loss_allowance || role == Role::affiliate_payable) return Nature::liability;
    if (role <= Role::fx_gain) return Nature::income;
    if (role <= Role::rounding_difference) return Nature::expense;
    return Nature::clearing;
}

Side normal_side(Role role)
{
    switch (nature(role)) {
    case Nature::asset:
    case Nature::expense: return Side::debit;
    case Nature::liability:
    case Nature::income:
    case Nature::clearing: return Side::credit;
    }
    broken(__FILE__, __LINE__, "a known nature", "every account has a normal side");
}

}  // namespace earned
