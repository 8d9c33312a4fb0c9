// What a plan is made of: facts with their moments, flat, in minor units of one currency.
//
// Every row says from which moment on it counts, so that the target at a moment needs only the rows
// at or before it, and two plans that agree through a day have the same targets through that day.
// Included by plan.h.
#pragma once

#include "journal/role.h"
#include "recognition/earned.h"
#include "rules/expected_losses.h"

#include <optional>
#include <utility>
#include <vector>

namespace earned {

// How much of an obligation the customer can no longer get out of, beyond what is performed.
struct Firm {
    enum class Kind : std::uint8_t { whole, performed, notice, every };
    Kind kind = Kind::whole;
    Interval interval{};       // the notice; or the length of what is firm at a time
    Date start{};              // `every`: intervals are counted from here
    bool refundable = false;   // what is paid beyond it is given back
    friend bool operator==(const Firm&, const Firm&) = default;
};

// When output tax becomes the authority's: with the invoice; as is performed; as a paid right is used,
// which rows of `booked` say.
enum class TaxDue : std::uint8_t { invoice, performance, use };

struct PlannedObligation {
    ObligationId id;
    Sku product;                             // of its first line, as it was signed; empty: none
    bool unbilled = false;                   // as_invoiced, usage: only invoicing stands before payment
    bool instrument = false;                 // a financing: what isn't invoiced yet is a loan
    bool rebated = false;                    // invoiced without what will be given back (example 40)
    std::int64_t tax_millionths = 0;         // of what is performed: output tax pending until invoiced
    TaxDue tax_due = TaxDue::invoice;
    Firm firm{};
    Date confirmed_through = Date::never();  // revenue after it waits for a person
    friend bool operator==(const PlannedObligation&, const PlannedObligation&) = default;
};

// A segment of an obligation's life (recognition/earned.h). Sorted by obligation, then from.
struct Stretch {
    std::uint16_t obligation = 0;
    Moment from;
    bool by_time = false, handed_over = false;  // wholly, though some came back
    Measure measure = Measure::daily;
    PartialMonths months = PartialMonths::actual;
    Round rounding = Round::half_away;
    Term term{};
    std::int64_t unit = 1, base = 0, whole = 0, stated_base = 0, stated_whole = 0;
    std::int64_t back = 0;  // of what is performed at stated prices: expected back
    // Beside the stated price: a right once it is invoiced; and what will be given back (recognition/earned.h).
    std::int64_t bonus_base = 0, bonus_whole = 0, rebate_base = 0, rebate_whole = 0;
    std::int64_t conceded_base = 0, conceded_whole = 0;  // invoiced, and never asked for (recognition/earned.h)
    Ratio share;
    friend bool operator==(const Stretch&, const Stretch&) = default;
};
struct Stride {
    std::uint32_t stretch = 0; Moment at; Ratio progress;
    friend bool operator==(const Stride&, const Stride&) = default;
};
// Revenue stands still from `from`, with time counted through the day before, until `to`.
struct Frozen {
    std::uint16_t obligation = 0; Moment from, to;
    friend bool operator==(const Frozen&, const Frozen&) = default;
};

constexpr std::uint32_t on_account = UINT32_MAX;   // an invoice's place: none
constexpr std::uint32_t bank_kept = UINT32_MAX - 1;  // not cash moved: what a bank kept of it
constexpr std::uint32_t cleared = UINT32_MAX - 2;    // not cash moved: what came from (+) or went to another home or currency
constexpr std::uint32_t tax_withheld = UINT32_MAX - 3;  // not cash moved: what the customer pays to a tax office
constexpr std::uint32_t owed_by_affiliate = UINT32_MAX - 4;  // not cash moved: another entity of the company received it
constexpr std::uint32_t owed_to_affiliate = UINT32_MAX - 5;  // received (-) for another entity's contract, and owed to it
constexpr std::uint32_t beyond_invoices = UINT32_MAX - 5;    // from here on a place is no invoice's
constexpr std::uint16_t of_the_group = UINT16_MAX;  // an obligation's place: none

// refunds: from then on what is paid beyond it is owed back.
struct Invoiced {
    Moment issued, due, refunds{Date::never()};
    friend bool operator==(const Invoiced&, const Invoiced&) = default;
};
// What an invoice asks for an obligation: issue (+), credits and voids (-). By invoice, obligation, at.
struct Claim {
    std::uint32_t invoice = 0; std::uint16_t obligation = 0; Moment at; std::int64_t net = 0, tax = 0;
    friend bool operator==(const Claim&, const Claim&) = default;
};
// Cash on an invoice or on account of the contract, signed. refund: paid back to the customer.
struct Cash {
    Moment at; std::uint32_t invoice = on_account; std::int64_t amount = 0; bool refund = false;
    friend bool operator==(const Cash&, const Cash&) = default;
};
// Where what isn't cash of the bank's stands instead; nothing: it is cash.
constexpr std::optional<Role> instead_of_cash(const Cash& cash)
{
    switch (cash.invoice) {
        case bank_kept: return Role::bank_charge;
        case cleared: return Role::cash_clearing;
        case tax_withheld: return Role::withholding_tax;
        case owed_by_affiliate: return Role::affiliate_receivable;
        case owed_to_affiliate: return Role::affiliate_payable;
        default: return std::nullopt;
    }
}
// measured: the end of the day on which the allowance, that it uses up, was last measured.
struct WrittenOff {
    Moment at; std::uint32_t invoice = 0; std::int64_t amount = 0; Date measured = Date::dawn();
    friend bool operator==(const WrittenOff&, const WrittenOff&) = default;
};
// Owed back when a contract ends.
struct Owed {
    Moment at; std::int64_t amount = 0;
    friend bool operator==(const Owed&, const Owed&) = default;
};
// What will be invoiced, waiting from `at` on for nothing but a date.
struct Scheduled {
    Moment at; std::uint16_t obligation = 0; std::int64_t net = 0;
    friend bool operator==(const Scheduled&, const Scheduled&) = default;
};
// A cost of performing: relieves stock, or another ledger's cost.
struct Spent {
    Moment at; std::uint16_t obligation = 0; bool stock = false; std::int64_t amount = 0;
    friend bool operator==(const Spent&, const Spent&) = default;
};
// An amount that stands between two accounts of its own. with_time: from when the day has been counted.
struct Booked {
    Moment at; std::uint16_t obligation = of_the_group;
    Source source = Source::cost; Role debit = Role::cash, credit = Role::cash;
    std::int64_t amount = 0; bool with_time = false;
    friend bool operator==(const Booked&, const Booked&) = default;
};
// Of a foreign contract: what a minor unit of its currency is worth, in minor units of the entity's. From
// its day on; an average is that of the period its day is in.
struct Rated {
    enum class Kind : std::uint8_t { spot, closing, average };
    Date from; Kind kind = Kind::spot; Ratio rate;
    friend bool operator==(const Rated&, const Rated&) = default;
};
// Of a foreign plan: what moved through clearing at a moment is worth so much, in minor units of the entity's
// currency: as much as on the other side.
struct Cleared {
    Moment at; std::int64_t worth = 0;
    friend bool operator==(const Cleared&, const Cleared&) = default;
};
// What is expected to be lost of what is owed, by its age; from its day on.
struct Expected {
    Date from; LossRates rates;
    friend bool operator==(const Expected&, const Expected&) = default;
};
struct Assessed {
    Moment at; bool collectable = true;
    friend bool operator==(const Assessed&, const Assessed&) = default;
};

// A moment at which a difference is posted. Period ends are added when the plan is walked.
struct Cut {
    Moment at;
    Cause cause = Cause::time;
    std::int64_t event = 0;
    bool accrues = false;     // time is counted through its date
    friend bool operator==(const Cut&, const Cut&) = default;
};

}  // namespace earned
