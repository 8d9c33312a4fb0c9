// Lines without an end, at a price per period: month to month.
//
// Concept:  nobody is bound beyond the period that has begun, so each period is a contract of its own
//           (606-10-25-3, IFRS 15.11): committed when it begins, with the price of that day
// Law:      periods are cut by the line's `per`, or by its invoices where those are farther apart
// Source:   606-10-25-3 to 25-4, IFRS 15.11-12, CAS 14.5; the TRG's paper 48 on month-to-month contracts
#pragma once

#include "rules/billing_periods.h"

namespace earned {

// Served and earned with time, priced per period, and neither the line nor its contract ends.
bool is_open_ended(const Line& line, const LineTerms& terms);

// How far such a line is looked at: to the end of the tenth year after the last that is known of the group.
// Every event, an invoice too, looks anew.
Date open_through(const Group& group);

// Its stated price is that of one `per`. Its periods, with the price of a `per` as share 1.
// Fault: `interval-mismatch` (a price per months that is invoiced by days, or the other way round)
Result<billing::Periods> open_periods(const Line& line, const LineTerms& terms, Date first, Date through,
                                      const std::string& where);

}  // namespace earned
