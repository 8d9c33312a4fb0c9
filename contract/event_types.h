// The event types after signing, and Fact, the closed set of them all. Included by event.h.
#pragma once

#include "contract/event.h"

namespace earned {

enum class Modifies { automatic, separate, prospective, catch_up, mixed };
enum class RelatesTo { past, remaining, all };
struct PriceChange {
    Decimal amount;
    RelatesTo relates_to = RelatesTo::all;
    std::vector<LineId> lines;
    std::string settled;  // a line's id | "credit" | "invoice" | empty
};
struct ContractModified {  // contract.modified
    ContractId contract;
    bool approved = true;
    std::vector<Line> add, change;
    std::vector<LineId> remove;
    std::vector<PriceChange> price_change;
    std::vector<Variable> variable;
    std::optional<Date> end;
    std::vector<Payment> payments;  // of a financed contract: those from the date on, instead of what was agreed
    Modifies treatment = Modifies::automatic;
};
struct ContractTerminated {  // contract.terminated: its date is the last day served
    ContractId contract;
    std::optional<LineId> line;
    std::optional<Decimal> refund, penalty;
};
// Not served from its date through `until`; what is left is served later, or less is.
enum class PausedEnd { moves, stays };
struct ContractPaused {  // contract.paused
    ContractId contract;
    std::optional<LineId> line;  // absent: every line with a price a period
    Date until;
    PausedEnd end = PausedEnd::moves;
};
struct ContractAssessed { ContractId contract; bool collectable = true; };  // contract.assessed

// Fulfilment and estimates.
struct OrderFulfilled { ContractId contract; LineId line; std::optional<Decimal> quantity; std::string evidence; };
struct AcceptanceRecorded { ContractId contract; LineId line; std::optional<Decimal> quantity; std::string evidence; };
struct MilestoneReached { ContractId contract; LineId line; std::string milestone; };
struct ProgressMeasured {
    ContractId contract;
    LineId line;
    std::optional<Decimal> percent, units, hours;
    std::string reason{};  // why there is less than there was
};
struct UsageRecorded { ContractId contract; LineId line; std::string meter; std::optional<Decimal> quantity, amount; };
struct UsageCorrected { ContractId contract; LineId line; std::string meter; std::optional<Decimal> quantity, amount; };
enum class CostKind { performance, setup, uninstalled, wasted, obtain };
struct CostIncurred {
    ContractId contract;
    std::optional<LineId> line;
    Decimal amount;
    std::optional<Term> amortise_over;
    CostKind kind = CostKind::performance;
};
struct OptionExercised { ContractId contract; LineId line; Decimal quantity; };
struct GoodsReturned { ContractId contract; LineId line; Decimal quantity; };
struct EstimateRevised {
    ContractId contract;
    std::string variable;
    std::optional<LineId> line;
    std::optional<Decimal> amount, per_unit;
    std::vector<Scenario> scenarios;
    std::optional<bool> constrained;
    std::optional<Decimal> expected_cost, expected_quantity, expected_rate, expected_exercise;
    std::optional<Decimal> total_units, total_hours;
};

// Billing and cash.
struct DocumentLine {
    LineId line;
    Decimal amount, tax;
    std::optional<Decimal> quantity = {};  // of a credit note: units taken back
    std::optional<Term> covers = {};       // usage of an earlier period: reported or corrected late
};
struct InvoiceIssued {
    InvoiceId invoice;
    ContractId contract;
    std::vector<DocumentLine> lines;
    std::optional<Date> due;
    std::optional<InvoiceId> draft = {};  // that was approved
    std::optional<PaymentTerms> terms = {};  // where neither the contract nor its customer says them
};
// A document that waits for a person. It is no invoice: nothing is owed, and no number is given.
enum class Settle { refund, balance, offset };
struct InvoiceDrafted {
    InvoiceId draft;
    ContractId contract;
    std::vector<DocumentLine> lines;
    std::optional<Date> due;
    std::optional<bool> two;               // whoever drafted it can't approve it
    std::optional<InvoiceId> invoice = {};  // of a credit note: the invoice that it would lower
    std::string reason = {};               // and why, and what becomes of it
    Settle settle = Settle::offset;
    bool early_payment = false;            // and whether it shows a discount for early payment
};
struct DraftRejected { InvoiceId draft; std::string reason; };
struct InvoiceApproved { InvoiceId invoice; std::string reason; };
struct InvoiceVoided { InvoiceId invoice; std::string reason; };
struct CreditIssued {
    CreditId credit;
    InvoiceId invoice;
    std::vector<DocumentLine> lines;
    std::string reason;
    Settle settle = Settle::offset;
    std::optional<InvoiceId> draft = {};  // the proposal that was approved
    bool early_payment = false;           // it shows a discount for early payment that was taken
};
struct CreditProposed {  // what a person asks to be credited; absent: all that is left
    InvoiceId draft;
    ContractId contract;
    InvoiceId invoice;
    std::optional<LineId> line;
    std::optional<Decimal> quantity, amount;
    Decimal total;  // of the credit note, with tax
    std::string reason;
    Settle settle = Settle::offset;
    std::optional<RelatesTo> relates_to;
    bool invoice_again = false;
    std::optional<bool> two;
};
// China: the invoice that the tax bureau's platform issued for a document of ours.
struct FapiaoDelivered {
    std::string fapiao;
    InvoiceId document;
    std::string blue;  // of a red one: the number that it takes back
    Decimal net, tax;
    std::string buyer;
};
struct RedLetterStated {  // a confirmation that a fapiao may be taken back, and how far it is: 01 to 09
    std::string confirmation;
    InvoiceId credit;
    std::string blue, status, reason;
};
struct StatementImported {
    std::string account, statement;
    std::optional<Decimal> opening, closing;
    std::string file_hash;
    std::optional<Currency> currency = {};
    std::string file = {};               // as it was called
    std::optional<Date> opens = {};      // the day of the opening balance, of a format that promises both balances
    std::optional<int> number = {}, page = {};  // as the bank counts them
};
// An entry of a statement that is no receipt here: a charge, money out, a batch that another message lists.
struct EntryNoted {
    std::string account, entry;
    Decimal amount;
    std::optional<Currency> currency;
    std::string kind, text;
};
struct OtherAmount { Decimal amount; Currency currency; };
struct PaymentReceived {
    PaymentId payment;
    std::optional<CustomerId> customer;
    std::optional<ContractId> contract;
    Decimal amount;
    std::optional<Currency> currency;
    std::string reference, remittance, account;
    std::string payer, payer_account, end_to_end;  // as the bank names them
    std::optional<Decimal> charge;                 // what a bank kept of the amount
    std::optional<Decimal> withheld;               // what of it the customer pays to a tax office for us
    std::string certificate;                       // by which it is proved
    std::optional<PaymentId> from;                 // of another home, which handed it over
    std::optional<OtherAmount> instructed = {};    // what the payer ordered, where that is in another currency
    std::optional<EntityId> entity = {};           // which received it; else whose account it is
};
enum class Confidence : std::uint8_t { none, low, medium, high };
struct PaymentApplied {
    PaymentId payment;
    InvoiceId invoice;
    Decimal amount;
    std::string step = {}, evidence = {};      // how it was found, and on what words; a person's reason
    Confidence confidence = Confidence::none;  // none: nobody said
    std::optional<Decimal> paid = {};          // of a payment in another currency: what of it the amount took
};
struct PaymentUnapplied { PaymentId payment; InvoiceId invoice; Decimal amount; };
struct PaymentMoved { PaymentId payment; InvoiceId invoice; Decimal amount; };
struct PaymentReversed { PaymentId payment; std::optional<Decimal> amount; std::string reason; };
struct PaymentRefunded {
    PaymentId payment;
    Decimal amount;
    std::string reason;
    std::optional<PaymentId> to;  // handed over to another home, as this payment
};
struct DisputeOpened { InvoiceId invoice; std::optional<Decimal> amount; std::string reason; };
struct DisputeClosed { InvoiceId invoice; std::optional<Decimal> amount; std::string reason; };
struct PromiseRecorded {
    InvoiceId invoice;
    std::optional<Decimal> amount;
    std::string reason;
    std::optional<Date> until = {};  // the day by which the customer promised to pay
};
struct DunningSent { CustomerId customer; std::vector<InvoiceId> invoices; int level = 0; std::optional<Decimal> fee, interest; };
struct WriteoffApproved { InvoiceId invoice; Decimal amount; std::string reason; };
struct WriteoffRecovered { InvoiceId invoice; Decimal amount; std::string reason; };

// Governance. `by` and `approved_by` stand in the envelope.
struct RevenueHeld { ContractId contract; std::optional<LineId> line; std::string reason; };
struct RevenueReleased { ContractId contract; std::optional<LineId> line; std::string reason; };
struct RevenueConfirmed { ContractId contract; std::optional<LineId> line; std::string period, evidence; };
struct RevenueAdjusted { ContractId contract; LineId line; Decimal amount; std::string reason; std::optional<Date> until; bool permanent = false; };
struct PeriodClosed { EntityId entity; BookName book; std::string period, reason; };   // book empty: every book
struct PeriodReopened { EntityId entity; BookName book; std::string period, reason; };
// `hash` is of the content: a version is proposed with its files, approved by somebody else, and then
// in force from a day on. An activation without a hash means the package in its folder.
// What one person may not decide alone: the event as it would be, kept until somebody else approves it.
struct DecisionProposed { std::string proposal, type, data, reason; };
struct DecisionWithdrawn { std::string proposal, reason; };
struct RuleFile { std::string name, text; };
struct SourceTrusted { std::string name, reason; bool withdrawn = false; };  // a `source` of events
struct RulesProposed { std::string package, version, hash, reason; std::vector<RuleFile> files; };
struct RulesApproved { std::string package, hash, reason; };
struct RulesActivated { BookName book; std::string package, version; Date from; bool restate = false; std::string hash = {}; };

using Fact = std::variant<
    EntityDefined, ProductDefined, CustomerDefined, RatePublished, ContractSigned, ContractModified,
    ContractTerminated, ContractPaused, ContractAssessed, OrderFulfilled, AcceptanceRecorded, MilestoneReached,
    ProgressMeasured, UsageRecorded, UsageCorrected, CostIncurred, OptionExercised, GoodsReturned,
    EstimateRevised, InvoiceIssued, InvoiceApproved, InvoiceVoided, CreditIssued, InvoiceDrafted,
    DraftRejected, CreditProposed, FapiaoDelivered, RedLetterStated, StatementImported, EntryNoted,
    PaymentReceived, PaymentApplied, PaymentUnapplied, PaymentMoved, PaymentReversed, PaymentRefunded,
    DisputeOpened, DisputeClosed, PromiseRecorded, DunningSent, WriteoffApproved, WriteoffRecovered,
    RevenueHeld, RevenueReleased, RevenueConfirmed, RevenueAdjusted, PeriodClosed, PeriodReopened,
    RulesActivated, RulesProposed, RulesApproved, SourceTrusted, DecisionProposed, DecisionWithdrawn>;

struct Event {
    std::string source, id;   // the identity
    std::string time, by, approved_by, subject;
    Date date;                // effective: decides the target
    std::int64_t batch = 0;   // recorded: the intake batch in which we learnt of it
    std::int64_t number = 0;  // its place in the book's log, given at intake; what an entry refers to
    Fact fact;
};

std::string_view type_name(const Fact& fact);  // "contract.signed", ...
Rank rank_of(const Fact& fact);                // its place in the day

}  // namespace earned
