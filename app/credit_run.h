// A person credits an invoice, or voids it. What that changes is written whole or not at all: the
// credit note with its number, and the price of each line, by which revenue, schedule and position
// move with it.
//
// Where the rules ask for somebody's approval (rules/approval.h), a proposal is written instead, and
// `decide_draft` (draft_decisions.h) makes the credit note of it.
//
// Law:      a bill run afterwards issues what it would have issued without; it never invoices again
//           what was credited, unless that was asked for (`Price::stays`)
// Ensures:  one transaction; nothing is written when the contract could not be planned with it
// Errors:   thrown as Refused: those of billing/credit_note.h, of the fold, and what keeps the
//           contract from being planned
#pragma once

#include "app/billing_run.h"
#include "billing/credit_note.h"
#include "journal/balances.h"

namespace earned::app {

enum class Price { falls, stays };  // stays: the invoice was wrong, and the next bill run makes another

struct CreditOrder {
    CreditAsked asked;
    Settle settle = Settle::offset;
    Price price = Price::falls;
    std::string reason, by;
    std::optional<InvoiceId> draft = {};  // the proposal that this approves
    std::string approved_by = {};
};

// How the accounts of a ledger move with it, by the credit note's date.
struct CreditMove {
    Ledger ledger;
    Balances change;
};
struct Credited {
    BilledDocument note;  // with `persons`: a proposal that waits for them, and not issued
    Money left;           // of the invoice, not credited yet, with tax
    Money to_balance;     // of the credit note, what had been paid and is the customer's balance now
    std::vector<CreditMove> moves;
};

enum class Writing { done, left_out };
Credited credit(Book& book, const CreditOrder& order, Writing writing = Writing::done);

struct VoidOrder {
    InvoiceId invoice;
    Date date;
    std::string reason, by;
};
void void_invoice(Book& book, const VoidOrder& order);

// The day it is now where the entity keeps its books.
Date today_of(const Book& book, const EntityId& entity);

}  // namespace earned::app
