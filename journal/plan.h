// The plan of a group in one book: everything its target balances are computed from, flat, so that
// closing a quiet contract is arithmetic on a few integers. Derived, stored, rebuilt at will.
//
// A plan holds facts with their moments and curves with their segments, in minor units of one
// currency; `cuts` are the moments at which a difference is posted (architecture.md, "Cuts").
#pragma once

#include "recognition/earned.h"
#include "billing/billed.h"
#include "journal/role.h"

#include <string>
#include <string_view>
#include <vector>

namespace earned {

// A claim: one invoice line, or a credit note's against it. Its right becomes a receivable when
// unconditional: invoiced and performed, due (in a contract that can't be cancelled), or paid.
struct ClaimStep { Moment at; std::int64_t net = 0, tax = 0; };  // issue (+), credits and voids (-)
struct Claim {
    std::uint32_t invoice = 0;      // place in Plan::invoices
    std::uint16_t obligation = 0;   // place in Plan::obligations
    std::vector<ClaimStep> steps;
};
struct InvoiceLife {
    InvoiceId number;
    Moment issued, due;             // due: rank `due`
    bool due_counts = true;         // false: the contract can be cancelled
    bool refunds = false;           // what is overpaid after a credit is owed back
    std::vector<ClaimStep> paid;    // net = amount applied (gross), tax unused
    std::vector<ClaimStep> written_off;
};
struct Flow { Moment at; std::int64_t amount = 0; };  // cash on account of the contract, signed

struct Cut {
    Moment at;
    Cause cause = Cause::time;
    std::int64_t event = 0;
    bool accrues = false;           // time is counted through its date
};

struct Plan {
    ContractId group;
    EntityId entity;
    Currency currency;
    ReceivableWhen receivable_when = ReceivableWhen::unconditional;
    TaxPending tax_pending = TaxPending::none;
    std::vector<Obligation> obligations;
    std::vector<InvoiceLife> invoices;
    std::vector<Claim> claims;      // in order of (obligation, issue)
    std::vector<Flow> held;         // cash on account of the contract
    std::vector<Flow> refundable;   // owed back on termination
    std::vector<Flow> unapplied;    // of a home's own plan: cash with neither invoice nor contract
    std::vector<Cut> cuts;          // event, issue, due and term cuts; sorted. Period ends are added when walked
    std::vector<std::int64_t> tax_rates;  // reserved per obligation for tax pending: rate in millionths, or empty
};

// What needs both halves: rights, position, refund liability. `held` revenue is not in it.
Result<Plan> weigh(const Group& group, const Terms& terms, const Billed& billed, const Earned& earned);

// The whole engine: events of one group, folded, decided, billed, earned, weighed.
Result<Plan> plan(const Policy& policy, const Group& group);

// The home's own, with no contract: cash that names neither a customer's invoice nor a contract.
Plan plan_home(const Home& home, const EntityId& entity, Currency currency);

// Stored form: compact, little-endian, versioned. decode(encode(p)) == p, byte for byte.
std::string encode(const Plan& plan);
Plan decode_plan(std::string_view bytes);

}  // namespace earned
