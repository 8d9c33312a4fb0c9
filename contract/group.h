// What the events of a home have made of it: its groups (contracts that are one for accounting,
// 606-10-25-9, IFRS 15.17), their documents and cash, and what could not be applied.
//
// Everything that happened stands in its order of effect, so that billing and recognition walk
// the same life. `event` is the number of the event in the book's log (Event::number).
#pragma once

#include "base/fault.h"
#include "base/money.h"
#include "contract/event.h"
#include "contract/group_documents.h"

#include <optional>
#include <vector>

namespace earned {

// One thing that happened to a line. `fact` is the event's own word on quantity, percent, cost ...
using Performed = std::variant<OrderFulfilled, AcceptanceRecorded, MilestoneReached, ProgressMeasured,
                               UsageRecorded, UsageCorrected, CostIncurred, OptionExercised,
                               GoodsReturned, EstimateRevised, RevenueAdjusted>;
struct Happening { Moment at; std::int64_t event = 0; Performed fact; };

// A line that gives no `start` or `end` has its contract's here (one added later starts no earlier
// than its modification); goods, which are handed over and not served for a time, stay without.
// A modification makes a version of the lines it changes, and of no others.
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
    ContractSigned terms;  // as signed, with entity, currency and the customer's payment terms filled in
    std::vector<LineLife> lines;
    std::vector<Modification> modifications;  // approved ones
    std::vector<Termination> terminations;
    std::vector<Assessment> assessments;      // the first is that of the signing
    std::vector<Happening> happenings;        // of no line: estimates of a variable, costs of the whole
    const LineLife* line(const LineId& id) const;
};

struct Exception { std::int64_t event = 0; std::string source, id; Fault fault; };

// Groups stand in the order in which their first contracts became known (by intake batch, then
// effect), so that a late event moves none; the contracts of one stand in their order of effect.
struct Group {
    ContractId id;  // of the contract of it that became known first
    EntityId entity;
    CustomerId customer;
    Currency currency;
    std::vector<Contract> contracts;
    std::vector<Document> documents;  // in order of their moments
    std::vector<Collected> cash;
    std::vector<Writeoff> writeoffs;
    std::vector<Hold> holds;
    std::vector<Confirmation> confirmations;
    std::vector<Dispute> disputes;
    std::vector<PaymentPromise> promises;
    std::vector<DocumentDraft> drafts;  // in order of their moments
    std::vector<DeliveredFapiao> fapiaos;
    std::vector<RedLetter> red_letters;
    std::optional<Fault> fault;       // what keeps this group from being planned
    const Contract* contract(const ContractId& id) const;
};

struct Home {
    CustomerId customer;
    std::vector<Group> groups;
    std::vector<Receipt> receipts;
    std::vector<Collected> unapplied;    // cash with neither a customer's invoice nor a contract
    std::vector<Exception> exceptions;   // well-formed, but cannot apply (yet)
    std::vector<Reminder> reminders;
    std::int64_t applied = 0;            // events that took effect; with the exceptions, all there are
};

// How much of each receipt (as Home::receipts) is on account at the end of a day.
std::vector<Money> open_on(const Home& home, Date as_of);

}  // namespace earned
