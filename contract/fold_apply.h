// What each type of event does to a home: private to contract/fold*.
//
// Law: an event is applied whole, or gives a fault and changes nothing: all that it needs is
//      looked at before anything is changed
#pragma once

#include "contract/fold_state.h"

#include <type_traits>

namespace earned::folding {

// Cash: what an invoice holds goes back to where its receipts stand; a deposit finds its contract.
void release(State& state, const Now& now, std::size_t invoice);
// What a credit note left overpaid goes back as the customer's credit balance.
void release_overpaid(State& state, const Now& now, std::size_t invoice);
// A draft that was approved is one no longer. Fault: it isn't there, or waits no longer.
Outcome take_draft(State& state, const Now& now, const InvoiceId& name, const InvoiceId& number);
// A document's lines as money; every one is a line of the contract.
Result<std::vector<IssuedLine>> issued_lines(const ContractState& contract, const std::vector<DocumentLine>& lines);
void take_up_deposits(State& state, const Now& now, std::size_t contract);

// The contracts of a home, combined, as its groups; what can't be combined is an exception.
void form_groups(State& state);

Outcome apply(State& state, const Now& now, const ContractSigned& fact);
Outcome apply(State& state, const Now& now, const ContractModified& fact);
Outcome apply(State& state, const Now& now, const ContractTerminated& fact);
Outcome apply(State& state, const Now& now, const ContractPaused& fact);
Outcome apply(State& state, const Now& now, const ContractAssessed& fact);
Outcome apply(State& state, const Now& now, const OrderFulfilled& fact);
Outcome apply(State& state, const Now& now, const AcceptanceRecorded& fact);
Outcome apply(State& state, const Now& now, const MilestoneReached& fact);
Outcome apply(State& state, const Now& now, const ProgressMeasured& fact);
Outcome apply(State& state, const Now& now, const UsageRecorded& fact);
Outcome apply(State& state, const Now& now, const UsageCorrected& fact);
Outcome apply(State& state, const Now& now, const CostIncurred& fact);
Outcome apply(State& state, const Now& now, const OptionExercised& fact);
Outcome apply(State& state, const Now& now, const GoodsReturned& fact);
Outcome apply(State& state, const Now& now, const EstimateRevised& fact);
Outcome apply(State& state, const Now& now, const InvoiceIssued& fact);
Outcome apply(State& state, const Now& now, const InvoiceApproved& fact);
Outcome apply(State& state, const Now& now, const InvoiceVoided& fact);
Outcome apply(State& state, const Now& now, const CreditIssued& fact);
Outcome apply(State& state, const Now& now, const InvoiceDrafted& fact);
Outcome apply(State& state, const Now& now, const DraftRejected& fact);
Outcome apply(State& state, const Now& now, const CreditProposed& fact);
Outcome apply(State& state, const Now& now, const FapiaoDelivered& fact);
Outcome apply(State& state, const Now& now, const RedLetterStated& fact);
Outcome apply(State& state, const Now& now, const DisputeOpened& fact);
Outcome apply(State& state, const Now& now, const DisputeClosed& fact);
Outcome apply(State& state, const Now& now, const PromiseRecorded& fact);
Outcome apply(State& state, const Now& now, const DunningSent& fact);
Outcome apply(State& state, const Now& now, const WriteoffApproved& fact);
Outcome apply(State& state, const Now& now, const WriteoffRecovered& fact);
Outcome apply(State& state, const Now& now, const PaymentReceived& fact);
Outcome apply(State& state, const Now& now, const PaymentApplied& fact);
Outcome apply(State& state, const Now& now, const PaymentUnapplied& fact);
Outcome apply(State& state, const Now& now, const PaymentMoved& fact);
Outcome apply(State& state, const Now& now, const PaymentReversed& fact);
Outcome apply(State& state, const Now& now, const PaymentRefunded& fact);
Outcome apply(State& state, const Now& now, const RevenueHeld& fact);
Outcome apply(State& state, const Now& now, const RevenueReleased& fact);
Outcome apply(State& state, const Now& now, const RevenueConfirmed& fact);
Outcome apply(State& state, const Now& now, const RevenueAdjusted& fact);

// Of no home: reference data, periods, rules, statements, proposals.
template <class F>
concept OfNoHome = std::is_same_v<F, EntityDefined> || std::is_same_v<F, ProductDefined> ||
    std::is_same_v<F, CustomerDefined> || std::is_same_v<F, RatePublished> || std::is_same_v<F, StatementImported> ||
    std::is_same_v<F, EntryNoted> || std::is_same_v<F, PeriodClosed> || std::is_same_v<F, PeriodReopened> ||
    std::is_same_v<F, RulesActivated> || std::is_same_v<F, RulesProposed> || std::is_same_v<F, RulesApproved> ||
    std::is_same_v<F, SourceTrusted> || std::is_same_v<F, DecisionProposed> || std::is_same_v<F, DecisionWithdrawn>;
inline Outcome apply(State&, const Now&, const OfNoHome auto&) { return Done{}; }

}  // namespace earned::folding
