// What a report is fed. The shell reads it from the book, row by row, as of a date and as known at
// a batch; a report keeps what it adds up and nothing else.
//
// Requires: lines of one home come together, and those of one entry too; rows come once
#pragma once

#include "billing/billed.h"
#include "billing/collect/match.h"
#include "journal/plan.h"

#include <cstdint>
#include <span>
#include <tuple>

namespace earned {

// Sealed runs add these up per ledger, period, role, currency and cause: the way to every figure
// above the contract that doesn't read the journal. Both amounts are positive.
struct PostedTotal {
    EntityId entity;
    BookName book;
    Period period;
    Role role = Role::cash;
    Currency currency;
    Cause cause = Cause::time;
    std::int64_t debits = 0, credits = 0;
};

// One line of the journal with its names. `contract` is the group's, empty for the home's own.
struct PostedLine {
    std::int64_t home = 0, run = 0, entry = 0, event = 0;  // (home, entry) is the entry's key
    CustomerId customer;
    ContractId contract;
    ObligationId obligation;  // empty: the group's
    Sku product;              // of the obligation's first line
    EntityId entity;
    BookName book;
    Date date;
    Period period, belongs_to;
    Cause cause = Cause::time, first_cause = Cause::time;
    Source source = Source::recognition;
    Role role = Role::cash;
    Currency currency;
    std::int64_t minor = 0;  // debits positive

    static auto fields(auto& of)
    {
        return std::tie(of.home, of.run, of.entry, of.event, of.customer, of.contract, of.obligation, of.product,
                        of.entity, of.book, of.date, of.period, of.belongs_to, of.cause, of.first_cause, of.source,
                        of.role, of.currency, of.minor);
    }
};

// A group's plan, and the last day that has been posted from it.
struct PlannedGroup {
    std::int64_t home = 0;
    CustomerId customer;
    BookName book;
    const Plan& plan;
    Date posted_through;
};

// A home's facts, and its invoices as they stand at the report's date.
struct FoldedHome {
    std::int64_t home = 0;
    const Home& facts;
    std::span<const OpenInvoice> open;
    std::span<const EntityId> receivers;  // whose each receipt is, while it is on no contract
    std::span<const OwnCash> own;         // what is on no contract
};

// A number that was given to a document; `rank` is its place in the series' year, from 1.
struct GivenNumber {
    EntityId entity;
    std::string series;
    int year = 0;
    std::int64_t rank = 0;
    InvoiceId number;
    Date date;
    std::int64_t left = 0;  // numbers right before it that are left out, because an imported document bears the last
};

// All there is about a group: what both halves of the engine make of it.
struct BookedGroup {
    std::int64_t home = 0;
    BookName book;
    const Group& group;
    const Terms& terms;
    const Billed& billed;
    const Plan& plan;
    std::span<const OpenInvoice> open;  // of the home, at the report's date
};

}  // namespace earned
