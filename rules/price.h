// What a line costs: a price per period over a term, and the periods that are in it.
//
// Law:      periods are counted from the first day of the term (their anchor), or, aligned to the
//           calendar, from the first of a month whose number is a multiple of the interval's months;
//           a part of a period counts as the policies `proration` and `ratio_precision` say
//           (rules/proration.h)
// Ensures:  a term of whole periods is a whole number of them, under every policy
// Requires: term.first <= term.last
#pragma once

#include "rules/proration.h"
#include "rules/terms.h"

namespace earned {

Ratio periods_in(Term term, Interval per, Proration proration, Align align, std::optional<int> places = {});

// How many of those periods lie in the free days, of those within a part of the term.
Ratio free_periods(const std::vector<Term>& free, Term term, Term within, Interval per, Proration proration,
                   Align align, std::optional<int> places = {});

// Of the line as a whole, without its free days; how its periods are aligned is decided with its billing.
Result<Ratio> stated_price(const Line& line, const std::optional<Term>& term, Proration proration, Align align,
                           std::optional<int> places = {});

// One unit (and one `per`) so many times: what a unit's standalone price is multiplied with.
// A fault's `where` is the field; its caller says of which line.
Result<Ratio> units_of(const Line& line, const std::optional<Term>& term, Proration proration, Align align,
                       std::optional<int> places = {});

// A price of the whole line stays what it is when only the line's days change: what remains of it is spread over
// what then remains, and costs neither more nor less.
bool is_spread_anew(const Line& words, const LineTerms& before, const LineTerms& after);

// Whole minor units, or a fault where they are more than can be counted.
Result<Money> money_of(const Ratio& major_units, Currency currency, Round rounding);
Ratio minor_units_of(const Ratio& major_units, Currency currency);

}  // namespace earned
