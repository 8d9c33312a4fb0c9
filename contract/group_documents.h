// A group's documents and cash: what was invoiced and credited, what was paid, and where the
// money stands. Included by group.h.
//
// Law: an invoice's net and tax are its lines' sums; of every receipt,
//      received = applied + on account + refunded + reversed
#pragma once

#include "base/money.h"
#include "contract/event.h"

#include <optional>
#include <string>
#include <vector>

namespace earned {

struct IssuedLine {
    LineId line;
    Money net, tax;
    std::optional<Decimal> quantity = {};
    std::optional<Term> covers = {};
};
struct Document {  // an issued invoice or credit note: a fact
    bool credit = false;
    InvoiceId number;   // the invoice's, or the credit note's own
    InvoiceId of;       // of a credit note: the invoice it lowers
    ContractId contract;
    Moment at;
    std::int64_t event = 0;
    Date due;
    std::vector<IssuedLine> lines;
    std::string reason;
    Settle settle = Settle::offset;
    std::optional<Moment> voided;
    std::optional<Moment> approved;
    std::optional<PaymentTerms> terms = {};  // of an invoice: where neither its contract nor the customer says any
    bool early_payment = false;  // of a credit note: it shows a discount taken, whose price is none of the plan's
    Money net() const;
    Money tax() const;
};

// Cash that moved into (+) or out of (-) one of the places where it can stand: an invoice, or
// (invoice empty) on account of the group's contract. Into a home's `unapplied`: no contract known.
struct Collected {
    Moment at;
    std::int64_t event = 0;
    PaymentId payment;
    InvoiceId invoice;
    Money amount;
    Money charge = {};     // part of the amount that a bank kept, where it came in
    bool cleared = false;  // from or to another home or currency: through clearing, not through the bank
    Money withheld = {};   // part of the amount that went to a tax office, where it came in
    Money exchanged = {};  // what it is on the other side, where that is in another currency; signed as the amount
    bool elsewhere = false;  // another entity of the company received the cash, and owes it to the contract's (own_cash.h)
    Money in_cash() const;  // the amount without what a bank kept and what went to a tax office
};
struct Writeoff { Moment at; std::int64_t event = 0; InvoiceId invoice; Money amount; };  // recovered: negative

// An invoice that a bill run drafted, or a credit note that somebody proposed: it waits for a person
// until it is decided, and nothing of it is owed.
struct DocumentDraft {
    InvoiceId name;
    ContractId contract;
    Moment at;
    std::int64_t event = 0;
    Date due;
    std::vector<IssuedLine> lines;           // of what a bill run drafted; of a credit note positive
    std::optional<CreditProposed> proposal;  // of a credit note
    InvoiceId of = {};                       // of a credit note that a bill run drafted: the invoice it lowers
    Settle settle = Settle::offset;
    std::string why = {};                    // of that credit note
    bool early_payment = false;              // which would show a discount for early payment
    std::string by;
    bool two = false;  // whoever drafted or proposed it can't approve it
    std::optional<Moment> decided;
    InvoiceId issued_as;  // empty: rejected, or withdrawn
    std::string reason;   // why it was
    bool waits() const { return !decided; }
    Money net() const;  // of an invoice
    Money tax() const;
};
struct DeliveredFapiao { Moment at; std::int64_t event = 0; FapiaoDelivered what; };
struct RedLetter { Moment at; std::int64_t event = 0; RedLetterStated what; };

// An amount is absent when the whole of what is open is meant.
struct Dispute {
    Moment at;
    std::int64_t event = 0;
    InvoiceId invoice;
    std::optional<Money> amount;
    std::string reason;
    bool opened = true;  // false: closed
};
struct PaymentPromise {
    Moment at;
    std::int64_t event = 0;
    InvoiceId invoice;
    std::optional<Money> amount;
    std::string reason;
    std::optional<Date> until = {};
};
struct Reminder { Moment at; std::int64_t event = 0; DunningSent what; };

// Line empty: all of the contract's; contract empty: all of the group's.
struct Hold { Moment at; std::int64_t event = 0; LineId line; bool held = true; ContractId contract = {}; };
struct Confirmation {
    Moment at;
    std::int64_t event = 0;
    LineId line;
    std::string period, evidence;
    ContractId contract = {};
};

struct Receipt {  // a payment, and how much of it still stands on account
    PaymentId payment;
    Moment at;
    CustomerId customer;
    ContractId contract;
    Money amount, open;  // received less reversed; not yet applied nor refunded
    std::string reference, remittance, account;
    std::int64_t event = 0;
    Money applied, refunded, reversed;  // amount = applied + open + refunded; received = amount + reversed
    std::string payer, payer_account, end_to_end;
    Money charge;                       // part of the amount that a bank kept
    Money interest;                     // refunded beyond what was received, on account of a financing
    Money withheld;                     // part of the amount that the customer withheld as tax
    Money balance;                      // part of what is open: a credit note set it free for later invoices
    Date balance_from = {};             // when it last did
    Money instructed = {};              // what the payer ordered, in another currency; of none where nobody says
    EntityId entity = {};               // which received it, as the payment says
};

}  // namespace earned
