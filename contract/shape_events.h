// The shapes of all event types, in the order of Fact's alternatives.
#pragma once

#include "contract/shape.h"

namespace earned {

extern const EventShape entity_defined_shape, product_defined_shape, customer_defined_shape, rate_published_shape;
extern const EventShape contract_signed_shape, contract_modified_shape, contract_terminated_shape,
    contract_paused_shape, contract_assessed_shape;
extern const EventShape order_fulfilled_shape, acceptance_recorded_shape, milestone_reached_shape,
    progress_measured_shape, usage_recorded_shape, usage_corrected_shape, cost_incurred_shape, option_exercised_shape,
    goods_returned_shape, estimate_revised_shape;
extern const EventShape invoice_issued_shape, invoice_approved_shape, invoice_voided_shape, credit_issued_shape;
extern const EventShape invoice_drafted_shape, draft_rejected_shape, credit_proposed_shape, fapiao_delivered_shape,
    red_letter_stated_shape;
extern const EventShape statement_imported_shape, entry_noted_shape, payment_received_shape, payment_applied_shape,
    payment_unapplied_shape, payment_moved_shape, payment_reversed_shape, payment_refunded_shape;
extern const EventShape dispute_opened_shape, dispute_closed_shape, promise_recorded_shape, dunning_sent_shape,
    writeoff_approved_shape, writeoff_recovered_shape;
extern const EventShape revenue_held_shape, revenue_released_shape, revenue_confirmed_shape, revenue_adjusted_shape,
    period_closed_shape, period_reopened_shape, rules_activated_shape, rules_proposed_shape, rules_approved_shape,
    source_trusted_shape, decision_proposed_shape, decision_withdrawn_shape;

}  // namespace earned
