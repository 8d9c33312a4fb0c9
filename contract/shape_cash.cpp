#include "contract/shape_events.h"
#include "contract/shape_kinds.h"

namespace earned {

namespace {

constexpr std::string_view credit_settlements[] = {"refund", "balance", "offset"};

constexpr Field document_line_fields[] = {
    must<&DocumentLine::line>("line", kinds::name),
    must<&DocumentLine::amount>("amount", kinds::money, "without tax"),
    may<&DocumentLine::tax>("tax", kinds::money, "default 0"),
    may<&DocumentLine::quantity>("quantity", kinds::above_zero, "of a credit note by quantity: units taken back"),
    may<&DocumentLine::covers>("covers", kinds::term, "the earlier period that late or corrected usage is of"),
};
constexpr Shape document_line_shape = shape("document_line", document_line_fields);
constexpr Kind document_line = kinds::record(document_line_shape);

constexpr Field issued_fields[] = {
    must<&InvoiceIssued::invoice>("invoice", kinds::name, "its number"),
    must<&InvoiceIssued::contract>("contract", kinds::name),
    must<&Event::date>("date", kinds::date, "of the invoice"),
    must<&InvoiceIssued::lines>("lines", kinds::list(document_line, 1)),
    may<&InvoiceIssued::due>("due", kinds::date, "default: by the contract's terms"),
    may<&InvoiceIssued::draft>("draft", kinds::name, "the draft that was approved"),
    may<&InvoiceIssued::terms>("terms", kinds::terms, "that it bears, where neither contract nor customer says any"),
};
constexpr Shape issued_shape = shape("invoice_issued_data", issued_fields);

constexpr Field credit_fields[] = {
    must<&CreditIssued::credit>("credit", kinds::name, "its number"),
    must<&CreditIssued::invoice>("invoice", kinds::name, "the invoice that it lowers"),
    must<&Event::date>("date", kinds::date, "of the credit note"),
    must<&CreditIssued::lines>("lines", kinds::list(document_line, 1), "amounts are positive"),
    may<&CreditIssued::reason>("reason", kinds::text),
    may<&CreditIssued::settle>("settle", kinds::choice(credit_settlements), "default offset"),
    may<&CreditIssued::draft>("draft", kinds::name, "the proposal that was approved"),
    may<&CreditIssued::early_payment>("early_payment", kinds::boolean,
                                      "default false; true: it shows a discount that was taken, and lowers its tax"),
};
constexpr Shape credit_shape = shape("credit_issued_data", credit_fields);

constexpr Field drafted_fields[] = {
    must<&InvoiceDrafted::draft>("draft", kinds::name, "what it is called until it has a number"),
    must<&InvoiceDrafted::contract>("contract", kinds::name),
    must<&Event::date>("date", kinds::date, "of the draft; the invoice is dated when it is issued"),
    must<&InvoiceDrafted::lines>("lines", kinds::list(document_line, 1)),
    may<&InvoiceDrafted::due>("due", kinds::date),
    may<&InvoiceDrafted::two>("two", kinds::boolean, "default false; true: who drafted it can't approve it"),
    may<&InvoiceDrafted::invoice>("invoice", kinds::name, "of a credit note: the invoice that it would lower"),
    may<&InvoiceDrafted::reason>("reason", kinds::text, "of a credit note"),
    may<&InvoiceDrafted::settle>("settle", kinds::choice(credit_settlements), "of a credit note; default offset"),
    may<&InvoiceDrafted::early_payment>(
        "early_payment", kinds::boolean,
        "of a credit note; default false; true: it would show a discount that was taken"),
};
constexpr Shape drafted_shape = shape("invoice_drafted_data", drafted_fields);

constexpr Field rejected_fields[] = {
    must<&DraftRejected::draft>("draft", kinds::name),
    date_of_event,
    may<&DraftRejected::reason>("reason", kinds::text),
};
constexpr Shape rejected_shape = shape("draft_rejected_data", rejected_fields);

constexpr std::string_view credit_relations[] = {"past", "remaining", "all"};
constexpr Field proposed_credit_fields[] = {
    must<&CreditProposed::draft>("draft", kinds::name, "what it is called until it has a number"),
    must<&CreditProposed::contract>("contract", kinds::name),
    must<&CreditProposed::invoice>("invoice", kinds::name, "the invoice that it would lower"),
    must<&Event::date>("date", kinds::date, "of the credit note"),
    may<&CreditProposed::line>("line", kinds::name, "absent: all of them"),
    may<&CreditProposed::quantity>("quantity", kinds::above_zero, "units taken back"),
    may<&CreditProposed::amount>("amount", kinds::money_above_zero, "without tax; absent: all that is left"),
    must<&CreditProposed::total>("total", kinds::money_above_zero, "of the credit note, with tax"),
    may<&CreditProposed::reason>("reason", kinds::text),
    may<&CreditProposed::settle>("settle", kinds::choice(credit_settlements), "default offset"),
    may<&CreditProposed::relates_to>("relates_to", kinds::choice(credit_relations)),
    may<&CreditProposed::invoice_again>("invoice_again", kinds::boolean, "default false; true: the price stays"),
    may<&CreditProposed::two>("two", kinds::boolean, "default false; true: who proposed it can't approve it"),
};
constexpr Shape proposed_credit_shape = shape("credit_proposed_data", proposed_credit_fields);

constexpr Field fapiao_fields[] = {
    must<&FapiaoDelivered::fapiao>("fapiao", kinds::name, "its number"),
    must<&FapiaoDelivered::document>("document", kinds::name, "the invoice or credit note that it answers"),
    must<&Event::date>("date", kinds::date, "on which it was issued"),
    may<&FapiaoDelivered::blue>("blue", kinds::name, "of a red one: the number that it takes back"),
    must<&FapiaoDelivered::net>("net", kinds::money, "a red one's is negative"),
    must<&FapiaoDelivered::tax>("tax", kinds::money),
    may<&FapiaoDelivered::buyer>("buyer", kinds::text, "its taxpayer number"),
};
constexpr Shape fapiao_shape = shape("fapiao_delivered_data", fapiao_fields);

constexpr std::string_view red_states[] = {"01", "02", "03", "04", "05", "06", "07", "08", "09"};
constexpr Field red_letter_fields[] = {
    must<&RedLetterStated::confirmation>("confirmation", kinds::name, "its number"),
    must<&RedLetterStated::credit>("credit", kinds::name, "our credit note"),
    must<&RedLetterStated::blue>("blue", kinds::name, "the delivered invoice that is taken back"),
    date_of_event,
    must<&RedLetterStated::status>("status", kinds::choice(red_states), "as the platform numbers them"),
    may<&RedLetterStated::reason>("reason", kinds::text),
};
constexpr Shape red_letter_shape = shape("red_letter_stated_data", red_letter_fields);

constexpr Field statement_fields[] = {
    must<&StatementImported::account>("account", kinds::name),
    must<&StatementImported::statement>("statement", kinds::name),
    date_of_event,
    may<&StatementImported::opening>("opening", kinds::money),
    may<&StatementImported::closing>("closing", kinds::money),
    may<&StatementImported::file_hash>("file_hash", kinds::text),
    may<&StatementImported::currency>("currency", kinds::currency),
    may<&StatementImported::file>("file", kinds::text, "as it was called"),
    may<&StatementImported::opens>("opens", kinds::date,
                                   "the day of the opening balance; absent: the format promises no chain of balances"),
    may<&StatementImported::number>("number", kinds::whole(1, 99999999), "as the bank counts its statements"),
    may<&StatementImported::page>("page", kinds::whole(1, 99999), "of a statement of several pages"),
};
constexpr Shape statement_shape = shape("statement_imported_data", statement_fields);

constexpr std::string_view entries_noted[] = {"charge", "money_out", "return", "reversal", "batch", "listed", "unread"};

constexpr Field noted_fields[] = {
    must<&EntryNoted::account>("account", kinds::name),
    must<&EntryNoted::entry>("entry", kinds::name, "what identifies it"),
    date_of_event,
    must<&EntryNoted::amount>("amount", kinds::money, "money in is positive"),
    may<&EntryNoted::currency>("currency", kinds::currency),
    must<&EntryNoted::kind>("kind", kinds::choice(entries_noted),
                            "why it is no receipt; `listed`: the payments of a batch were listed"),
    may<&EntryNoted::text>("text", kinds::text),
};
constexpr Shape noted_shape = shape("entry_noted_data", noted_fields);

constexpr Field other_amount_fields[] = {
    must<&OtherAmount::amount>("amount", kinds::above_zero, "in this currency, not the payment's"),
    must<&OtherAmount::currency>("currency", kinds::currency),
};
constexpr Shape other_amount_shape = shape("other_amount", other_amount_fields);
constexpr Kind other_amount = kinds::record(other_amount_shape);

constexpr Field received_fields[] = {
    must<&PaymentReceived::payment>("payment", kinds::name),
    may<&PaymentReceived::customer>("customer", kinds::name, "if known"),
    may<&PaymentReceived::contract>("contract", kinds::name, "if known"),
    date_of_event,
    must<&PaymentReceived::amount>("amount", kinds::money_above_zero),
    may<&PaymentReceived::currency>("currency", kinds::currency, "default: the contract's or the entity's"),
    may<&PaymentReceived::reference>("reference", kinds::text),
    may<&PaymentReceived::remittance>("remittance", kinds::text),
    may<&PaymentReceived::account>("account", kinds::name, "on which it was received"),
    may<&PaymentReceived::payer>("payer", kinds::text, "its name as the bank gives it"),
    may<&PaymentReceived::payer_account>("payer_account", kinds::text, "from which it was paid"),
    may<&PaymentReceived::end_to_end>("end_to_end", kinds::text, "the payer's identification, which a return names"),
    may<&PaymentReceived::from>("from", kinds::name,
                                "handed over by another customer's payment, and no cash of its own"),
    may<&PaymentReceived::charge>("charge", kinds::money_from_zero,
                                  "part of the amount that a bank kept: a bank charge"),
    may<&PaymentReceived::withheld>("withheld", kinds::money_from_zero,
                                    "part of the amount that the customer withheld as tax on our income; all of it, "
                                    "where only the certificate came"),
    may<&PaymentReceived::certificate>("certificate", kinds::text, "of the tax that was withheld"),
    may<&PaymentReceived::instructed>("instructed", other_amount,
                                      "what the payer ordered, where that is in another currency"),
    may<&PaymentReceived::entity>("entity", kinds::name, "which received it; else the one whose account it is"),
};
constexpr Shape received_shape = shape("payment_received_data", received_fields);

// The fields of an event that says how much of a payment stands against an invoice.
template <class F>
constexpr std::array<Field, 4> application_fields = {
    must<&F::payment>("payment", kinds::name),
    must<&F::invoice>("invoice", kinds::name),
    date_of_event,
    must<&F::amount>("amount", kinds::money_above_zero),
};
constexpr std::string_view confidences[] = {"none", "low", "medium", "high"};

constexpr Field applied_fields[] = {
    must<&PaymentApplied::payment>("payment", kinds::name),
    must<&PaymentApplied::invoice>("invoice", kinds::name),
    date_of_event,
    must<&PaymentApplied::amount>("amount", kinds::money_above_zero, "in the invoice's currency"),
    may<&PaymentApplied::paid>("paid", kinds::money_above_zero,
                               "of a payment in another currency: what of it the amount took, in the payment's"),
    may<&PaymentApplied::step>("step", kinds::name, "how it was found: a step of the rules, or `by_hand`"),
    may<&PaymentApplied::evidence>("evidence", kinds::text, "what it was found by, in words"),
    may<&PaymentApplied::confidence>("confidence", kinds::choice(confidences), "how sure the match is; default none"),
};
constexpr Shape applied_shape = shape("payment_applied_data", applied_fields);
constexpr Shape unapplied_shape = shape("payment_unapplied_data", application_fields<PaymentUnapplied>);
constexpr Shape moved_shape = shape("payment_moved_data", application_fields<PaymentMoved>);

constexpr Field reversed_fields[] = {
    must<&PaymentReversed::payment>("payment", kinds::name),
    date_of_event,
    may<&PaymentReversed::amount>("amount", kinds::money_above_zero, "default: all of it"),
    may<&PaymentReversed::reason>("reason", kinds::text),
};
constexpr Shape reversed_shape = shape("payment_reversed_data", reversed_fields);

constexpr Field refunded_fields[] = {
    must<&PaymentRefunded::payment>("payment", kinds::name),
    date_of_event,
    must<&PaymentRefunded::amount>("amount", kinds::money_above_zero, "it may exceed what was received, by interest"),
    may<&PaymentRefunded::reason>("reason", kinds::text),
    may<&PaymentRefunded::to>("to", kinds::name, "handed over to another customer, as this payment"),
};
constexpr Shape refunded_shape = shape("payment_refunded_data", refunded_fields);

// The fields of an event that says something about an invoice, and of how much of it.
template <class F>
constexpr std::array<Field, 4> remark_fields = {
    must<&F::invoice>("invoice", kinds::name),
    date_of_event,
    may<&F::amount>("amount", kinds::money_from_zero, "default: all that is open"),
    may<&F::reason>("reason", kinds::text),
};
constexpr Shape disputed_shape = shape("dispute_opened_data", remark_fields<DisputeOpened>);
constexpr Shape settled_shape = shape("dispute_closed_data", remark_fields<DisputeClosed>);
constexpr Field promised_fields[] = {
    must<&PromiseRecorded::invoice>("invoice", kinds::name),
    date_of_event,
    may<&PromiseRecorded::amount>("amount", kinds::money_from_zero, "default: all that is open"),
    may<&PromiseRecorded::until>("until", kinds::date, "the day by which it will be paid; default: by the rules"),
    may<&PromiseRecorded::reason>("reason", kinds::text),
};
constexpr Shape promised_shape = shape("promise_recorded_data", promised_fields);

template <class F>
constexpr std::array<Field, 4> writeoff_fields = {
    must<&F::invoice>("invoice", kinds::name),
    date_of_event,
    must<&F::amount>("amount", kinds::money_above_zero),
    may<&F::reason>("reason", kinds::text),
};
constexpr Shape written_off_shape = shape("writeoff_approved_data", writeoff_fields<WriteoffApproved>);
constexpr Shape recovered_shape = shape("writeoff_recovered_data", writeoff_fields<WriteoffRecovered>);

template <class F>
constexpr std::array<Field, 3> decision_fields = {
    must<&F::invoice>("invoice", kinds::name),
    date_of_event,
    may<&F::reason>("reason", kinds::text),
};
constexpr Shape approved_shape = shape("invoice_approved_data", decision_fields<InvoiceApproved>);
constexpr Shape voided_shape = shape("invoice_voided_data", decision_fields<InvoiceVoided>);

constexpr Field dunning_fields[] = {
    must<&DunningSent::customer>("customer", kinds::name),
    date_of_event,
    must<&DunningSent::invoices>("invoices", kinds::some_names),
    must<&DunningSent::level>("level", kinds::whole(0, 99)),
    may<&DunningSent::fee>("fee", kinds::money_from_zero),
    may<&DunningSent::interest>("interest", kinds::money_from_zero),
};
constexpr Shape dunning_shape = shape("dunning_sent_data", dunning_fields);

}  // namespace

constexpr EventShape invoice_issued_shape =
    event<InvoiceIssued>("invoice.issued", Rank::billing, "An invoice, made by a bill run or elsewhere.", issued_shape);
constexpr EventShape invoice_approved_shape =
    event<InvoiceApproved>("invoice.approved", Rank::billing, "An invoice was approved.", approved_shape);
constexpr EventShape invoice_voided_shape =
    event<InvoiceVoided>("invoice.voided", Rank::billing, "An invoice was withdrawn whole.", voided_shape);
constexpr EventShape credit_issued_shape =
    event<CreditIssued>("credit.issued", Rank::billing, "A credit note for an invoice.", credit_shape);
constexpr EventShape invoice_drafted_shape = event<InvoiceDrafted>(
    "invoice.drafted", Rank::billing, "An invoice that waits for a person before it is issued.", drafted_shape);
constexpr EventShape draft_rejected_shape =
    event<DraftRejected>("draft.rejected", Rank::billing, "A draft or a proposal will not be issued.", rejected_shape);
constexpr EventShape credit_proposed_shape = event<CreditProposed>(
    "credit.proposed", Rank::billing, "A credit note that waits for a second person.", proposed_credit_shape);
constexpr EventShape fapiao_delivered_shape = event<FapiaoDelivered>(
    "fapiao.delivered", Rank::billing, "China: the tax bureau's platform issued an invoice.", fapiao_shape);
constexpr EventShape red_letter_stated_shape =
    event<RedLetterStated>("red_letter.stated", Rank::billing,
                           "China: how far the confirmation of a red-letter invoice is.", red_letter_shape);
constexpr EventShape statement_imported_shape = in_its_currency(
    event<StatementImported>("statement.imported", Rank::cash, "A bank statement was read.", statement_shape));
constexpr EventShape entry_noted_shape = in_its_currency(
    event<EntryNoted>("entry.noted", Rank::cash, "An entry of a bank statement that is no receipt.", noted_shape));
constexpr EventShape payment_received_shape =
    in_its_currency(event<PaymentReceived>("payment.received", Rank::cash, "Cash came in.", received_shape));
constexpr EventShape payment_applied_shape =
    event<PaymentApplied>("payment.applied", Rank::cash, "Cash was matched with an invoice.", applied_shape);
constexpr EventShape payment_unapplied_shape =
    event<PaymentUnapplied>("payment.unapplied", Rank::cash, "A match was undone.", unapplied_shape);
constexpr EventShape payment_moved_shape =
    event<PaymentMoved>("payment.moved", Rank::cash, "Matched cash was moved to this invoice.", moved_shape);
constexpr EventShape payment_reversed_shape =
    event<PaymentReversed>("payment.reversed", Rank::cash, "A receipt bounced or was wrong.", reversed_shape);
constexpr EventShape payment_refunded_shape =
    event<PaymentRefunded>("payment.refunded", Rank::cash, "Cash was paid back.", refunded_shape);
constexpr EventShape dispute_opened_shape =
    event<DisputeOpened>("dispute.opened", Rank::cash, "The customer disputes an invoice.", disputed_shape);
constexpr EventShape dispute_closed_shape =
    event<DisputeClosed>("dispute.closed", Rank::cash, "A dispute was settled.", settled_shape);
constexpr EventShape promise_recorded_shape =
    event<PromiseRecorded>("promise.recorded", Rank::cash, "The customer promised to pay.", promised_shape);
constexpr EventShape dunning_sent_shape =
    event<DunningSent>("dunning.sent", Rank::cash, "A letter about overdue invoices.", dunning_shape);
constexpr EventShape writeoff_approved_shape = event<WriteoffApproved>(
    "writeoff.approved", Rank::cash, "An amount of an invoice will not be collected.", written_off_shape);
constexpr EventShape writeoff_recovered_shape = event<WriteoffRecovered>(
    "writeoff.recovered", Rank::cash, "An amount written off was collected after all.", recovered_shape);

}  // namespace earned
