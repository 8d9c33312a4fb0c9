// Billing periods: the days of a term, cut where invoices are.
//
// Law:      every day of the term is in one period; the last share is 1
// Requires: first <= last
// Ensures:  boundaries are counted from one day and keep to the anchor: 31 January, 28 February,
//           31 March. Anniversary: from the last anchor day on or before the first day (the first
//           day itself where there is no anchor). Calendar: from the anchor (else the first) of the
//           calendar quarter, year ...; weeks from Monday. Aligned to the contract or the account: from
//           the day on which one of its periods begins, so that lines that begin at different times are
//           invoiced on the same days
//
// Days that are free weigh nothing: what is left of a period weighs as much less as they would cost. Where the
// price steps, a period weighs as much as it costs.
// A whole period weighs 1, and a stub the part that it is of the whole period it is cut from
// (rules/proration.h).
// The price of a line said per month is so many months (rules/price.h), counted otherwise than by
// these periods: so that whole ones still cost what they cost, the stubs share what is left.
// Source: practice; the peers' proration figures differ only by these choices
#pragma once

#include "base/interval.h"
#include "base/ratio.h"
#include "contract/billing_terms.h"
#include "rules/ramp.h"

#include <vector>

namespace earned::billing {

struct Grid {
    Interval every;
    Align align = Align::anniversary;
    std::optional<int> anchor;
    std::optional<Date> aligned_to = {};  // a day on which a period begins, before the line or after
    Proration proration = Proration::actual;
    std::optional<Interval> per;  // what the price is said per
    std::optional<int> ratio_places = {};
    std::vector<Term> free = {};      // days that cost nothing; needs `per`
    std::optional<Steps> steps = {};  // of a price that steps
};

class Periods {
public:
    // A term that ends. `share` 1 is its price.
    static Periods of(const Grid& grid, Term term);
    // One without an end, looked at through the period of `horizon`. `share` 1 is the price of one
    // `per`. Requires: months per months, or days per days (grid.per is present)
    static Periods open(const Grid& grid, Date first, Date horizon);

    std::size_t size() const { return cuts_.size(); }
    Term term(std::size_t period) const { return cuts_[period].term; }
    // Of the price, through the end of a period, or of a day.
    Ratio share(std::size_t period) const { return cuts_[period].through / whole_; }
    Ratio share_through(Date day) const;

private:
    struct Cut {
        Date begin, end;  // of the whole period: half-open
        Term term;        // of it, what is in the line's term
        Ratio through;    // weights so far
        bool is_whole() const { return term.first == begin && term.last.next() == end; }
    };

    explicit Periods(const Grid& grid) : grid_(grid) {}
    void cut(Date first, Date last);
    void weigh();
    void let_stubs_share(Term term);
    void leave_out_free(Term term);
    void weigh_steps(Term term);
    Ratio part(const Cut& cut, Date day) const;
    Ratio priced_in(Term term) const;

    Grid grid_;
    std::vector<Cut> cuts_;
    Ratio whole_ = 1;
};

// How a line's price is cut into periods: by what its plan says, and by calendar months where nothing recurs.
// Fault: `proration-unknown` at `where`.
Result<Grid> grid_of(const Line& line, const LineTerms& terms, const std::string& where);

}  // namespace earned::billing
