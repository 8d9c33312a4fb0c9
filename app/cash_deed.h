// What a person decides about cash: apply, take off, move, pay back, write off, recover. Each is an
// event like any other, with who decided it; one that cannot apply is refused and not written.
//
// Law:      what the rules say needs two persons is not done by one: it is proposed, and done when
//           somebody else approves it, once. Who proposed it can't approve it
// Errors:   thrown as Refused: four-eyes, proposal-unknown, proposal-decided, and the fold's
#pragma once

#include "app/book.h"

#include <optional>
#include <string>
#include <vector>

namespace earned::app {

enum class CashDeed { apply, unapply, move, refund, write_off, recover };
std::string_view name(CashDeed deed);  // as the decision `authority` knows it

struct CashOrder {
    CashDeed deed = CashDeed::apply;
    PaymentId payment;
    InvoiceId invoice;
    Decimal amount;  // of an application, in the invoice's currency
    Date date;
    std::string reason;
    std::optional<Decimal> paid = {};  // what of the payment it takes, where that is in another currency
};
struct DecidedBy {
    std::string by, approved_by;
};

// How many persons must agree to it, by the rules of the book's first ledger on its day.
int persons_needed(Book& book, const CashOrder& order);

// Writes it, or throws why it can't be.
void carry_out(Book& book, const CashOrder& order, const DecidedBy& who, const std::string& id = "");
std::string said(const CashOrder& order);

struct CashProposal {
    std::string name;
    CashOrder order;
    std::string by;
    enum class State { open, approved, withdrawn } state = State::open;
};
std::vector<CashProposal> cash_proposals(Book& book);                            // in order of the log
std::string propose(Book& book, const CashOrder& order, const std::string& by);  // gives its name
CashOrder approve(Book& book, const std::string& proposal, const std::string& by);
void withdraw(Book& book, const std::string& proposal, const std::string& reason, const std::string& by, Date date);

}  // namespace earned::app
