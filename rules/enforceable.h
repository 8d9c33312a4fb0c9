// The enforceable term of what the customer may leave (606-10-25-3, IFRS 15.11): as long as nobody can get
// out without a substantive penalty; then by staying it agrees to the next stretch, a contract of its own.
//
// Law:      a right to leave at the end of each `every`, or with a `notice`, binds the customer for one such
//           stretch at a time, counted from the line's first day; a right to leave at any time binds it to
//           nothing but what is performed, so that nothing ahead shares a price
// Ensures:  a penalty that the contract states is taken to be substantive: then the whole term is enforceable
//           (docs/decisions/0070)
// Requires: it matters only where a price moves between lines, one of them earned with time, or steps with time
// Source:   606-10-25-3 to 25-4, TRG paper 48, IFRS 15.11-12, CAS 14.5
#pragma once

#include "rules/terms.h"

namespace earned {

// How long one stretch is; nothing where the whole term is enforceable, or how long can't be said.
std::optional<Interval> stretch_of(const Contract& contract, const Line& line, const LineTerms& terms);
// Whether the customer may leave the line on any day: then each day has its own price.
bool may_leave_at_any_time(const Contract& contract, const Line& line, const LineTerms& terms);
// Of a contract of which the customer may leave all that is served with time at any time: each line is worth what it
// costs, for none shares a price with what nobody is bound to buy.
void keep_own_prices(const Contract& contract, ContractTerms& terms);
// Whether it is said how long the line binds the customer: for a stretch, on no day ahead, or to its end.
bool is_bound_as_said(const Contract& contract, const Line& line, const LineTerms& terms);
// Where a price moves between the lines, one that may be left on any day shares none of it.
bool is_priced_apart(const Contract& contract, const ContractTerms& decided, std::size_t line, std::size_t version);
// Whether the customer may leave without a substantive penalty.
bool can_be_left(const Contract& contract);
// Whether a price moves between lines, one of them served over time; or from one step of a line to the next. Where
// each keeps its own it doesn't matter how long the customer is bound.
bool moves_between_lines(const ContractTerms& terms);
bool moves_between_steps(const ContractTerms& terms);
// The line is committed stretch by stretch, beside others that share its price.
bool is_committed_by_stretches(const Contract& contract, const ContractTerms& decided, std::size_t line,
                               std::size_t version);

}  // namespace earned
