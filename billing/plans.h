// Billing plans: when how much of a line ought to have been invoiced, as known at a turn.
//
// Each plan is a file with one function that appends its calls. A new plan is such a function.
//
// Law:     a call's total is all that ought to be invoiced of the line through it, exact; the last is
//          the price of the line (of what was performed, where that decides)
// Ensures: calls in order of their dates. `recurring` in advance calls on the first day of a period,
//          in arrears on its last; with an invoice_day on the first such day from then on
#pragma once

#include "billing/course.h"

namespace earned::billing {

struct Call {
    Date date;
    Ratio total;
    std::optional<Term> covers;
    std::int64_t event = 0;
    std::string what;
};
using Calls = std::vector<Call>;

Outcome on_signing(const Course& course, std::size_t turn, Calls& calls);
Outcome on_fulfilment(const Course& course, std::size_t turn, Calls& calls);
Outcome recurring(const Course& course, std::size_t turn, Calls& calls);
Outcome installments(const Course& course, std::size_t turn, Calls& calls);
Outcome usage(const Course& course, std::size_t turn, Calls& calls);
Outcome progress(const Course& course, std::size_t turn, Calls& calls);

// By the plan of the turn's version.
Outcome calls_of(const Course& course, std::size_t turn, Calls& calls);
// What the calls of a turn say was to be invoiced before its day, with what falls due at once there.
Ratio owed_before(const Course& course, std::size_t turn, const Calls& calls);
// What no plan supports yet, said before anything is computed.
Outcome supported(const Promised& promised, std::size_t version);

}  // namespace earned::billing
