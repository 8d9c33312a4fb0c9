// What has been earned, and will be: the curve of each performance obligation.
//
// An obligation's life is a run of segments; a prospective modification ends one and begins the
// next with the pool it was given (606-10-25-13(a), IFRS 15.21(a), CAS 14.8). Within a segment
// revenue is the exact share of the price times progress, rounded once as a running total; at
// progress 1 it is the allocated amount (largest remainder), so the parts add up to the price.
//
// Law:      earned(c) = base + (progress(c) = 1 ? whole : round(share x progress(c)))
// Ensures:  at the end of every life, the sum over obligations is the transaction price
#pragma once

#include "base/result.h"
#include "rules/terms.h"

namespace earned {

enum class Cause : std::uint8_t {
    billing, performance, time, modification, estimate, termination, collection, credit, tax,
    financing, cost, allowance, fx, presentation, late,
};

// Progress known from an event: it stands from that moment on.
struct Step { Moment at; Cause cause = Cause::performance; std::int64_t event = 0; Ratio progress; };

struct Segment {
    Moment from;                     // counts from this cut on, until the next segment's
    Cause cause = Cause::performance;  // of a jump at `from` (a catch-up, a past price change)
    std::int64_t event = 0;
    bool by_time = false;            // progress passes with time alone
    bool handed_over = false;        // of goods of which some came back: nothing of the order is still to be handed over
    Measure measure = Measure::daily;
    PartialMonths months = PartialMonths::actual;
    Term term{};                     // by_time: progress 0 before its first day, 1 from its last day's end
    std::vector<Step> steps;         // otherwise; sorted
    std::int64_t base = 0;           // minor units recognised before this segment
    Ratio share;                     // minor units to be earned in it, exact
    std::int64_t whole = 0;          // the same at progress 1
    Round rounding = Round::half_away;
    std::int64_t unit = 1;           // running totals are multiples of it (policy rounding_place)
    // The same life at the contract's stated prices (what performance gives a right to invoice).
    std::int64_t stated_base = 0, stated_whole = 0;
    std::int64_t back = 0;           // of what is performed at stated prices: expected back (returns.h)
    // Of the price, variable amounts beside what is stated: what becomes a right when it is invoiced (a
    // bonus), and what will be given back of what is invoiced (a rebate, a penalty).
    std::int64_t bonus_base = 0, bonus_whole = 0, rebate_base = 0, rebate_whole = 0;
    // What is invoiced beside the stated price and will never be asked for (a concession).
    std::int64_t conceded_base = 0, conceded_whole = 0;
    std::int64_t supplied_base = 0, supplied_whole = 0;  // an agent's supplier gets so much of it (agency.h)
};

struct Obligation {
    ObligationId id;
    ContractId contract;             // of its first line
    std::vector<LineId> lines;
    std::vector<Segment> segments;
    bool unbilled = false;           // as_invoiced, usage: only time or invoicing stands before payment
    // A person holds it, or must confirm it and hasn't: from this day on its curve stands still, so
    // that it is posted like any other; what is held back comes with the release or confirmation.
    bool held = false;
    Date held_from{};                // when held
};

// What the price was allocated to from a moment on.
struct Share { ObligationId obligation; std::int64_t amount = 0; std::int64_t remaining = 0; };
struct Allocation {
    Moment from;
    std::int64_t event = 0;
    std::int64_t price = 0;      // transaction price, variable amounts as constrained
    std::int64_t pool = 0;       // what this allocation shared out (remaining)
    std::vector<Share> shares;
    std::vector<Why> why;
};

struct Refundable { Moment at; std::int64_t event = 0; std::int64_t amount = 0; };  // owed back on termination

// Interest of a month, counted at its end: earned from the customer, or owed to it (financing.h).
struct Accretion { Date date; std::int64_t income = 0, expense = 0; };
// In which parts the obligations bear the interest of months that end after a day, by place.
struct Bearing { Date after; std::vector<Ratio> parts; };
// What was sold may come back to the seller (buyback.h): owed back, and of what was received rent.
struct Buyback { std::int64_t owed = 0, rent = 0; std::optional<Moment> lapses; };

// What a contract pays its customer and gets nothing for (payable.h), as it lowers the revenue of an obligation: from a
// moment on base + whole x progress, in minor units.
struct Incentive {
    struct From { Moment at; std::int64_t base = 0, whole = 0; };
    ContractId contract;
    std::string payable;
    std::size_t obligation = 0;  // its place
    std::vector<From> turns;     // in order
};

struct Earned {
    Currency currency;
    std::vector<Obligation> obligations;
    std::vector<Allocation> allocations;  // in order
    std::vector<Refundable> refunds;
    std::vector<Accretion> interest;      // in order
    std::vector<Bearing> bearing;         // in order; of what is financed
    std::vector<Incentive> incentives;
    std::optional<Buyback> buyback;       // of the group's only obligation
};

Result<Earned> earn(const Group& group, const Terms& terms);

// Progress of a time-based term at the end of `date`, exact. measure: daily or monthly.
Ratio progress_by_time(Measure measure, PartialMonths months, Term term, Date date);
// The running total at a cut: what counts at `at`, with time counted through `accrued`.
std::int64_t earned_at(const Obligation& obligation, Moment at, Date accrued);
// The same at stated prices.
std::int64_t performed_at(const Obligation& obligation, Moment at, Date accrued);
Ratio progress_at(const Obligation& obligation, Moment at, Date accrued);

}  // namespace earned
