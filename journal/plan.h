// The plan of a group in one book: everything its target balances are computed from, flat, so that
// closing a quiet contract is arithmetic on a few integers. Derived, stored, rebuilt at will.
//
// Law:      decode_plan(encode(p)) == p; encode(decode_plan(bytes)) == bytes, byte for byte
// Ensures:  bytes that are cut short, of another version or not a plan are Broken
// Source:   what each amount is, with its paragraph: docs/accounting-positions.md
#pragma once

#include "billing/billed.h"
#include "contract/own_cash.h"
#include "journal/plan_quiet.h"
#include "journal/plan_rows.h"
#include "journal/role.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace earned {

struct Plan {
    ContractId group;
    EntityId entity;
    Currency currency;
    ReceivableWhen receivable_when = ReceivableWhen::unconditional;
    RefundablePrepayment refundable_prepayment = RefundablePrepayment::refund_liability;
    TaxPending tax_pending = TaxPending::none;
    bool home = false;               // a home's own: cash with neither invoice nor contract
    std::int64_t penalty = 0;        // kept when the customer cancels
    bool borrowed = false;           // what is received is owed back (recognition/buyback.h), but for
    std::int64_t rent = 0;           // this, which another ledger recognises
    std::optional<Moment> terminated;  // the whole group
    std::vector<PlannedObligation> obligations;
    Quiet quiet;

    std::vector<Stretch> stretches;
    std::vector<Stride> strides;     // by stretch, at
    std::vector<Frozen> frozen;      // by obligation, from
    std::vector<Invoiced> invoices;  // in order of issue
    std::vector<Claim> claims;
    std::vector<Cash> cash;          // these by moment
    std::vector<WrittenOff> written_off;
    std::vector<Owed> owed;
    std::vector<Scheduled> scheduled;
    std::vector<Spent> spent;
    std::vector<Booked> booked;
    std::vector<Assessed> assessed;  // empty: a contract from the beginning
    std::vector<Cut> cuts;           // events, issue, due and term cuts
    std::vector<Rated> rates;        // by day; empty: a contract in its entity's currency
    std::vector<Cleared> cleared;    // of a foreign contract, by moment
    std::vector<Expected> expected;  // by day; empty: no allowance is kept

    // Of a plan that was decoded only as far as a quiet close needs it: the rows below `quiet`, still
    // encoded. `unpack` makes the plan whole.
    std::string packed;

    bool foreign() const { return !rates.empty(); }
    friend bool operator==(const Plan&, const Plan&) = default;
};

// What needs both halves: rights, position, refund liability. Revenue that a person holds, or must
// confirm first, waits.
Result<Plan> weigh(const Group& group, const Terms& terms, const Billed& billed, const Earned& earned);

// The whole engine: events of one group, folded, decided, billed, earned, weighed.
Result<Plan> plan(const Policy& policy, const Group& group);

// A home's own, with no contract, in one currency and an entity's books: cash that names neither a customer's invoice
// nor a contract. Cash in another currency than the entity's is translated like a foreign contract's. Law: what comes
// and goes within a day, in such a currency, leaves no trace there
Result<Plan> plan_home(const Reference& reference, const OwnCash& cash, Currency functional);

// An obligation keeps its place, because a posted line names it by its number: the plan with `names`
// as its first obligations, in their order, and new ones behind. What a group no longer has stays as
// an obligation of which nothing is earned.
Plan placed(Plan plan, std::span<const std::string> names);

// The bounds of the quiet part, worked out from the rows. Needed after rows were changed.
void settle(Plan& plan);

// Stored form: compact and versioned.
std::string encode(const Plan& plan);
Plan decode_plan(std::string_view bytes);
// Into a plan that is used again: no allocation once it has grown, and the rows stay packed.
void decode_plan(std::string_view bytes, Plan& into);
void unpack(Plan& plan);

}  // namespace earned
