// What the events of a home have made of it: its groups (contracts that are one for accounting,
// 606-10-25-9, IFRS 15.17), their documents and cash, and what could not be applied.
//
// Everything that happened stands in its order of effect, so that billing and recognition walk
// the same life. `event` is the number of the event in the book's log (Event::number).
#pragma once

#include "base/fault.h"
#include "base/money.h"
#include "contract/event.h"

#include <optional>
#include <vector>

namespace earned {

// One thing that happened to a line. `fact` is the event's own word on quantity, percent, cost ...
using Performed = std::variant<OrderFulfilled, AcceptanceRecorded, MilestoneReached, ProgressMeasured,
                               UsageRecorded, UsageCorrected, CostIncurred, OptionExercised,
                               GoodsReturned, EstimateRevised, RevenueAdjusted>;
struct Happening { Moment at; std::int64_t event = 0; Performed fact; };

struct LineVersion { Moment from; std::int64_t event = 0; Line line; };
struct LineLife {
    LineId id;
    std::vector<LineVersion> versions;  // as first promised, then as each modification left it
    std::optional<Moment> removed;      // by a modification
    std::optional<Moment> terminated;   // of this line alone, or with its contract
    std::vector<Happening> happenings;
    std::size_t added_by = 0;           // 0: at signing; n: by the contract's n-th modification
};

struct Modification { Moment at; std::int64_t event = 0; ContractModified what; };
struct Termination { Moment at; std::int64_t event = 0; ContractTerminated what; };
struct Assessment { Moment at; std::int64_t event = 0; bool collectable = true; };

struct Contract {
    ContractId id;
    Moment signed_at;
    std::int64_t event = 0;
    ContractSigned terms;  // as signed, with entity and currency filled in
    std::vector<LineLife> lines;
    std::vector<Modification> modifications;  // approved ones
    std::vector<Termination> terminations;
    std::vector<Assessment> assessments;      // the first is that of the signing
    std::vector<Happening> happenings;        // of no line: estimates of a variable, costs of the whole
    const LineLife* line(const LineId& id) const;
};

struct IssuedLine { LineId line; Money net, tax; };
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
};
struct Writeoff { Moment at; std::int64_t event = 0; InvoiceId invoice; Money amount; };  // recovered: negative

// Line empty: all of the contract's; contract empty: all of the group's.
struct Hold { Moment at; std::int64_t event = 0; LineId line; bool held = true; ContractId contract = {}; };
struct Confirmation { Moment at; std::int64_t event = 0; LineId line; std::string period, evidence; ContractId contract = {}; };

struct Exception { std::int64_t event = 0; std::string source, id; Fault fault; };

struct Group {
    ContractId id;  // of the first of its contracts
    EntityId entity;
    CustomerId customer;
    Currency currency;
    std::vector<Contract> contracts;
    std::vector<Document> documents;  // in order of their moments
    std::vector<Collected> cash;
    std::vector<Writeoff> writeoffs;
    std::vector<Hold> holds;
    std::vector<Confirmation> confirmations;
    std::optional<Fault> fault;       // what keeps this group from being planned
    const Contract* contract(const ContractId& id) const;
};

struct Receipt {  // a payment, and how much of it still stands on account
    PaymentId payment;
    Moment at;
    CustomerId customer;
    ContractId contract;
    Money amount, open;  // received less reversed; not yet applied nor refunded
    std::string reference, remittance, account;
};

struct Home {
    CustomerId customer;
    std::vector<Group> groups;
    std::vector<Receipt> receipts;
    std::vector<Collected> unapplied;    // cash with neither a customer's invoice nor a contract
    std::vector<Exception> exceptions;   // well-formed, but cannot apply (yet)
};

}  // namespace earned
