// A price per period that steps up (or down) on days that are agreed beforehand.
//
// Concept:  one service at one contract's price: what is earned goes by the whole price over the term, and
//           what is invoiced by the price of each period. Where each step is worth its own price, each is
//           a line of its own
// Law:      the price of some days = the sum over the steps of the periods in them x the step's price;
//           before the first step it is the line's unit price. Without a `per` a step's price is that of
//           all the days until the next step, spread over them by months
// Requires: a term
// Source:   606-10-25-14(b), 55-65 and TRG paper 39 (series at different prices); IFRS 15.22(b), 107
#pragma once

#include "rules/proration.h"
#include "rules/terms.h"

namespace earned {

// What the steps are counted by.
struct Steps {
    std::vector<Ramp> ramp;
    Ratio quantity = 1, unit_price;  // before the first step
    Interval per;
    bool of_stretch = false;  // without a `per`: each price is of all the days until the next step
    Proration proration = Proration::actual;
    Align align = Align::anniversary;
    std::optional<int> places;
};

bool has_ramp(const Line& line);
Steps steps_of_price(const Line& line, Proration proration, Align align, std::optional<int> places);
// In major units; `within` lies in the term.
Ratio ramp_price(const Steps& steps, Term term, Term within);
// Earned with time, of a term of which the steps alone say the price, and without free days.
bool is_stepped(const Line& line, const LineTerms& terms);

}  // namespace earned
