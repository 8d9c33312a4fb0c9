// What is still on account after each home's own matching, against the open invoices of all homes:
// the cascade of billing/collect/cascade.h by the steps of the rule package.
//
// Law:      applied once: what is recorded is a fact, and matching again gives nothing new
// Ensures:  cash of one home that pays another's invoice is handed over: paid out of the one and
//           received in the other through clearing, then applied there, in one transaction
#pragma once

#include "app/cash_gathering.h"
#include "billing/collect/cascade.h"
#include "billing/collect/match.h"

#include <string>
#include <vector>

namespace earned::app {

struct PaidInvoice {
    InvoiceId invoice;
    std::int64_t home = 0;
    CustomerId customer;
    Money amount;
    Date date;   // the later of the payment's and the invoice's
    Money tax;   // withheld of the invoice beside it
    Money paid;  // of the payment, in its currency
};

struct ProposedCash {
    std::int64_t home = 0;
    PaymentId payment;
    CustomerId customer;
    Date date;
    Money amount;  // on account
    billing::Proposal proposal;
    std::vector<PaidInvoice> invoices;
    EntityId receiver = {};  // whose cash it is
};

// Every receipt with something on account, in order of day and name. `already`: matches that are
// made but not recorded, as in a dry run.
std::vector<ProposedCash> propose_cash(Book& book, Date through, const std::vector<Match>& already);
// The same of what was gathered.
std::vector<ProposedCash> propose_cash(Book& book, GatheredCash gathered);

// The events of those that confirm themselves.
std::vector<Event> confirmed_events(const std::vector<ProposedCash>& proposed, const std::string& by,
                                    std::int64_t batch);

// The events that apply so much of a payment, in its currency, to an invoice of its own or another home.
struct HandOver {
    std::int64_t from_home = 0, to_home = 0;
    PaymentId payment;
    InvoiceId invoice;
    CustomerId to_customer;  // of the invoice's home
    Money amount, paid;      // of the invoice; of the payment, in its currency
    Date date;
    std::string by, id;
    std::string step = {}, evidence = {};  // how the match was found
    Confidence confidence = Confidence::none;
    EntityId receiver = {};  // whose cash it is; empty: of the only entity there is
};
// Whose cash a payment of the home is, where the company has several entities: what another home is handed says so.
EntityId receiver_named(const Reference& reference, const Home& home, const Receipt& receipt);
std::vector<Event> application_events(const HandOver& order);

}  // namespace earned::app
