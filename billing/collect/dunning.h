// Dunning: which customer is written to about which overdue invoices, and how sternly.
//
// A promise holds through the day that it names, else for fourteen days from that on which it was made.
//
// Law:      an invoice is written about when the rules' level is above that of its last letter: the
//           same day again sends nothing. A dispute or a promise that still runs pauses it; an invoice
//           that is open again (its payment was returned) goes on from the level it had reached
// Ensures:  one letter a customer and currency; its level is its invoices' highest; interest is for
//           the days since the due date, or since the last letter about that invoice: open × rate ×
//           years by the rules' day count (rules/day_count.h; else actual days of 365), rounded half away from zero
#pragma once

#include "billing/collect/match.h"
#include "rules/collections.h"

#include <string>
#include <vector>

namespace earned {

struct DunnedInvoice {
    InvoiceId invoice;
    Date due;
    Money open;
    int days = 0, level = 0;
    std::string paused;  // why it is not written about; empty: it is
};
struct DunningLetter {
    CustomerId customer;
    int level = 0;
    Money open, fee, interest;
    std::vector<DunnedInvoice> invoices;
};
struct Dunned {
    std::vector<DunningLetter> letters;
    std::vector<DunnedInvoice> paused;
};

Result<Dunned> dun(const Home& home, const Package& package, const Reference& reference, Date as_of);

}  // namespace earned
