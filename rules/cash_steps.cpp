#include "rules/cash_steps.h"

#include <array>

namespace earned {

namespace {

constexpr std::array<std::string_view, 7> names = {"reference", "number",     "near_number", "account",
                                                   "subset",    "payer_name", "tolerance"};

}  // namespace

std::string_view name(CashStep step) { return names[static_cast<std::size_t>(step)]; }

std::optional<CashStep> cash_step_named(std::string_view text)
{
    for (std::size_t at = 0; at < names.size(); ++at)
        if (names[at] == text) return static_cast<CashStep>(at);
    return std::nullopt;
}

std::vector<CashRule> standard_cash_rules()
{
    const Decimal charges = Decimal::of(30), discount = Decimal::of(3), nothing;
    return {{CashStep::reference, true, charges, discount},  {CashStep::number, true, charges, discount},
            {CashStep::near_number, true, nothing, nothing}, {CashStep::account, true, nothing, nothing},
            {CashStep::subset, false, nothing, nothing},     {CashStep::payer_name, true, nothing, nothing},
            {CashStep::tolerance, false, charges, discount}};
}

}  // namespace earned
