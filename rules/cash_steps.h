// How a company applies cash: the steps, in their order, and how far each may go by itself.
#pragma once

#include "base/decimal.h"

#include <optional>
#include <string_view>
#include <vector>

namespace earned {

enum class CashStep {
    reference,    // a structured reference, or the payer's identification, is an invoice's number
    number,       // invoice numbers in the text
    near_number,  // a number that was miswritten or cut off, with the amount
    account,      // the payer is known, and one of its invoices is of that amount
    subset,       // some of its invoices together are
    payer_name,   // the payer's name is like a customer's that has an invoice of that amount
    tolerance     // the payer is known, and the amount nearly one of its invoices
};
std::string_view name(CashStep step);
std::optional<CashStep> cash_step_named(std::string_view text);

// confirms: a sure match of this step is recorded without a person. charges: so much less (in the
// invoice's currency) is a bank's charge; discount: so much less, in percent, is a discount.
struct CashRule {
    CashStep step = CashStep::reference;
    bool confirms = true;
    Decimal charges, discount;
};

// As `standard` has it, where a package has no table `cash_application`.
std::vector<CashRule> standard_cash_rules();

}  // namespace earned
