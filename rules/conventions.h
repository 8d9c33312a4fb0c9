// Named policies: where practice differs, the rule package chooses, by name (docs/policies.md).
//
// Law: every policy has a default, given here; `policies` on a case, contract or line override the
// rule package, the narrowest last. An unknown name or value is a fault, never ignored.
#pragma once

#include "base/result.h"
#include "base/round.h"
#include "contract/line.h"

namespace earned {

enum class PartialMonths { actual, month_even, anniversary, mid_month, full, half };
enum class Proration { actual, thirty_360, none };
enum class Residue { largest_remainder, last };
enum class SspDate { inception, modification };
enum class ReceivableWhen { unconditional, invoiced };
enum class RefundablePrepayment { refund_liability, contract_liability };
enum class TaxPending { posted, none };

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
};

// `over` the conventions with the named policies; a fault names the policy and its values.
Result<Conventions> override_with(Conventions conventions, const Policies& named);

}  // namespace earned
