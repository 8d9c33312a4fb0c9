// Where an obligation stands at a cut: what is earned, what is performed at the stated prices, and
// what the customer can no longer get out of.
//
// Law: earned = base + (progress = 1 ? whole : round(share x progress)), as recognition/earned.h
#pragma once

#include "base/wide.h"
#include "journal/plan.h"

namespace earned {

struct Standing {
    std::int64_t earned = 0;      // as far as nobody holds it
    std::int64_t unheld = 0;      // whoever holds it
    std::int64_t performed = 0;   // at the stated prices: what performance gives a right to
    std::int64_t whole = 0;       // the whole right under the contract
    std::int64_t firm = 0;        // performed, or beyond cancellation; performed <= firm <= whole
    std::int64_t invoiced = 0;    // net, filled in as invoices are read
    std::int64_t asked_tax = 0;   // by the same invoices
    std::int64_t unit = 1;        // amounts are multiples of it
    std::int64_t back = 0;        // of what is performed: expected back
    std::int64_t bonus = 0;       // earned beside what is stated: a right once it is invoiced
    std::int64_t rebate = 0;      // of what is performed: will be given back
    std::int64_t conceded = 0;    // invoiced beside what is performed, and never asked for
    std::int64_t concessions = 0; // the same of the whole
    bool begun = false;           // promised by now
    bool complete = false;        // wholly performed; of goods: handed over, though some may have come back
};

Standing standing_of(const Plan& plan, std::size_t obligation, Moment at, Date accrued);
// To how much there is a right once so much more is invoiced and due: what is performed, and of what isn't yet as much
// as is invoiced beyond it, at most what is firm, and without what will be conceded of it (example 2).
std::int64_t right_when_due(const Standing& standing, std::int64_t asked);
// What of it the invoices read so far have taken.
std::int64_t right_taken(const Standing& standing);

// The quotient, rounded; the common case of base/wide.h. Requires: den > 0
inline std::int64_t quotient(std::int64_t num, std::int64_t den, Round rounding)
{
    const std::int64_t cut = num / den, rest = num % den;
    if (rest == 0) return cut;
    const std::int64_t size = rest < 0 ? -rest : rest, other = den - size;
    const int half = size < other ? -1 : size > other ? 1 : 0;
    const bool away = rounding == Round::half_away ? half >= 0 : rounds_away(rounding, num < 0, (cut & 1) != 0, half);
    return away ? (num < 0 ? cut - 1 : cut + 1) : cut;
}

}  // namespace earned
