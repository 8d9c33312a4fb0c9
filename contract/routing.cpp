#include "contract/fold.h"

namespace earned {

namespace {

Routing company() { return {.company = true}; }

Routing route(const EntityDefined&) { return company(); }
Routing route(const ProductDefined&) { return company(); }
Routing route(const CustomerDefined&) { return company(); }
Routing route(const RatePublished&) { return company(); }
Routing route(const StatementImported&) { return company(); }  // an account's, not a customer's
Routing route(const EntryNoted&) { return company(); }
Routing route(const PeriodClosed&) { return company(); }
Routing route(const PeriodReopened&) { return company(); }
Routing route(const RulesActivated&) { return company(); }
Routing route(const RulesProposed&) { return company(); }
Routing route(const RulesApproved&) { return company(); }
Routing route(const SourceTrusted&) { return company(); }
Routing route(const DecisionProposed&) { return company(); }
Routing route(const DecisionWithdrawn&) { return company(); }

template <class F>
Routing by_contract(const F& fact)
{
    return {.contract = fact.contract};
}
template <class F>
Routing by_invoice(const F& fact)
{
    return {.invoice = fact.invoice};
}
template <class F>
Routing by_invoice_and_payment(const F& fact)
{
    return {.invoice = fact.invoice, .payment = fact.payment};
}
template <class F>
Routing by_payment(const F& fact)
{
    return {.payment = fact.payment};
}

Routing route(const ContractSigned& fact) { return {.customer = fact.customer, .contract = fact.contract}; }
Routing route(const ContractModified& fact) { return by_contract(fact); }
Routing route(const ContractTerminated& fact) { return by_contract(fact); }
Routing route(const ContractPaused& fact) { return by_contract(fact); }
Routing route(const ContractAssessed& fact) { return by_contract(fact); }
Routing route(const OrderFulfilled& fact) { return by_contract(fact); }
Routing route(const AcceptanceRecorded& fact) { return by_contract(fact); }
Routing route(const MilestoneReached& fact) { return by_contract(fact); }
Routing route(const ProgressMeasured& fact) { return by_contract(fact); }
Routing route(const UsageRecorded& fact) { return by_contract(fact); }
Routing route(const UsageCorrected& fact) { return by_contract(fact); }
Routing route(const CostIncurred& fact) { return by_contract(fact); }
Routing route(const OptionExercised& fact) { return by_contract(fact); }
Routing route(const GoodsReturned& fact) { return by_contract(fact); }
Routing route(const EstimateRevised& fact) { return by_contract(fact); }
Routing route(const InvoiceIssued& fact) { return {.contract = fact.contract, .invoice = fact.invoice}; }
Routing route(const InvoiceApproved& fact) { return by_invoice(fact); }
Routing route(const InvoiceVoided& fact) { return by_invoice(fact); }
Routing route(const CreditIssued& fact) { return by_invoice(fact); }
// Drafts are named like invoices: a draft's name is no invoice's.
Routing route(const InvoiceDrafted& fact) { return {.contract = fact.contract, .invoice = fact.draft}; }
Routing route(const DraftRejected& fact) { return {.invoice = fact.draft}; }
Routing route(const CreditProposed& fact) { return {.contract = fact.contract, .invoice = fact.draft}; }
Routing route(const FapiaoDelivered& fact) { return {.invoice = fact.document}; }
Routing route(const RedLetterStated& fact) { return {.invoice = fact.credit}; }
Routing route(const PaymentReceived& fact)
{
    return {.customer = fact.customer.value_or(CustomerId()),
            .contract = fact.contract.value_or(ContractId()),
            .payment = fact.payment};
}
Routing route(const PaymentApplied& fact) { return by_invoice_and_payment(fact); }
Routing route(const PaymentUnapplied& fact) { return by_invoice_and_payment(fact); }
Routing route(const PaymentMoved& fact) { return by_invoice_and_payment(fact); }
Routing route(const PaymentReversed& fact) { return by_payment(fact); }
Routing route(const PaymentRefunded& fact) { return by_payment(fact); }
Routing route(const DisputeOpened& fact) { return by_invoice(fact); }
Routing route(const DisputeClosed& fact) { return by_invoice(fact); }
Routing route(const PromiseRecorded& fact) { return by_invoice(fact); }
Routing route(const DunningSent& fact)
{
    return {.customer = fact.customer, .invoice = fact.invoices.empty() ? InvoiceId() : fact.invoices.front()};
}
Routing route(const WriteoffApproved& fact) { return by_invoice(fact); }
Routing route(const WriteoffRecovered& fact) { return by_invoice(fact); }
Routing route(const RevenueHeld& fact) { return by_contract(fact); }
Routing route(const RevenueReleased& fact) { return by_contract(fact); }
Routing route(const RevenueConfirmed& fact) { return by_contract(fact); }
Routing route(const RevenueAdjusted& fact) { return by_contract(fact); }

}  // namespace

Routing routing_of(const Event& event)
{
    return std::visit([](const auto& fact) { return route(fact); }, event.fact);
}

}  // namespace earned
