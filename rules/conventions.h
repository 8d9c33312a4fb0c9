// Named policies: where practice differs, the rule package chooses, by name (docs/policies.md).
//
// Law:     every policy has a default, given here; a rule package overrides it, `policies` on a case,
//          contract or line override the package, the narrowest last
// Ensures: an unknown name or value is a fault (`policy-unknown`), never ignored
#pragma once

#include "base/result.h"
#include "base/round.h"
#include "contract/line.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace earned {

enum class PartialMonths { actual, month_even, anniversary, mid_month, full, half };
enum class Proration { actual, thirty_360, none, fixed_30, fixed_28, whole_months, half_months };
enum class Residue { largest_remainder, last };
enum class SspDate { inception, modification };
enum class ReceivableWhen { unconditional, invoiced };
enum class RefundablePrepayment { refund_liability, contract_liability };
enum class TaxPending { posted, none };
enum class Compounding { annual, monthly, straight_line };
enum class NoncashMeasuredAt { inception, performance, receipt };
enum class ConfirmationNeeded { by_rule, waived };
enum class ZeroUsage { charged, free };
enum class TaxRounding { line, document };
enum class ExpectedLosses { none, matrix };
enum class EarlyPaymentNote { none, draft, issue };
enum class CostImpairment { kept, given_back };

struct Conventions {
    PartialMonths partial_months = PartialMonths::actual;
    Proration proration = Proration::actual;
    Round rounding = Round::half_away;
    std::optional<int> rounding_place;              // decimals kept; absent: the currency's
    std::optional<Decimal> progress_precision;      // absent: none
    Residue residue = Residue::largest_remainder;
    SspDate ssp_date = SspDate::inception;
    ReceivableWhen receivable_when = ReceivableWhen::unconditional;
    RefundablePrepayment refundable_prepayment = RefundablePrepayment::refund_liability;
    TaxPending tax_pending = TaxPending::none;
    Compounding compounding = Compounding::annual;
    NoncashMeasuredAt noncash_measured_at = NoncashMeasuredAt::inception;
    ConfirmationNeeded confirmation = ConfirmationNeeded::by_rule;
    std::optional<int> ratio_precision;             // decimals kept of a part of a period; absent: exact
    ZeroUsage zero_usage = ZeroUsage::charged;
    TaxRounding tax_rounding = TaxRounding::line;
    ExpectedLosses expected_losses = ExpectedLosses::none;
    EarlyPaymentNote early_payment_note = EarlyPaymentNote::none;
    CostImpairment cost_impairment = CostImpairment::kept;

    friend bool operator==(const Conventions&, const Conventions&) = default;
};

// A policy as it is documented: its name, its values ("a | b"), and the one that holds when nobody
// chooses.
struct PolicyName { std::string_view name, values, otherwise; };
std::span<const PolicyName> policy_names();

// One policy and its value, read once and applied often.
class PolicySetting {
public:
    static Result<PolicySetting> read(std::string_view name, std::string_view value);
    void apply(Conventions& conventions) const;

private:
    std::uint8_t policy_ = 0;  // its place among policy_names()
    int choice_ = 0;           // the place of the value, or the number itself
    Decimal number_;
};

// `over` the conventions with the named policies; a fault names the policy and its values.
Result<Conventions> override_with(Conventions conventions, const Policies& named);

}  // namespace earned
