// What of the costs of a contract that are an asset can be recovered: what the contract still brings, less what it
// still costs to perform.
//
// Law:      recoverable at a moment = price still to come + what the constraint leaves out of it
// (recognition/expected.h) - costs
//           still to incur, and nothing at least
//           impaired then = what the costs of the group are carried at - recoverable, if that is more than nothing;
//           shared by what each is carried at, and spread no more
//           given back then, where the policy `cost_impairment` says so = recoverable - what they are carried at, at
//           most what each lacks of what it would be carried at, had it never been impaired; shared by what each lacks
// Requires: all that is to come can be expected: lines with an end and prices of their own, no renewals expected (a
//           horizon beyond the service), nobody who may leave, no royalty, no constrained amount a unit, no option.
//           Else nothing is tested
// Source:   340-40-35-3 to 35-6, IFRS 15.101-104, CAS 14.30-31
#pragma once

#include "journal/weighing.h"

#include <algorithm>

namespace earned {

// Over which days what is left of a cost is amortised from a moment on, and what of it is impaired then; what is given
// back is below nothing.
struct Spreading {
    Moment from;
    Term term;
    std::int64_t impaired = 0;
};

// The last day that has been served before a moment: the end of a contract is told after its day.
inline Date served_before(Moment at) { return at.rank > Rank::accrual ? at.date : at.date.previous(); }
// The days over which it then goes on.
inline Term days_of(const Spreading& each)
{
    const Date first = each.impaired == 0 ? each.from.date : served_before(each.from).next();
    return {std::max(each.term.first, first), each.term.last};
}

// One capitalised amount that is amortised with time.
struct CarriedCost {
    Moment at;
    std::int64_t amount = 0;
    std::vector<Spreading> spreadings;  // in order, one at least
    PartialMonths months = PartialMonths::actual;
    CostImpairment impairment = CostImpairment::kept;
    std::optional<Moment> ended;
};

// Puts what is impaired, and when, into the spreadings of the group's costs.
void impair(std::vector<CarriedCost>& costs, const Plan& plan, const Halves& halves, const Places& places);

}  // namespace earned
