// Which invoices a reduction lowers: the line's latest first, of those issued by its date, then what
// is drafted beside it (a penalty), then the later ones; none below nothing.
//
// Ensures: each part is dated no earlier than the invoice it lowers
#pragma once

#include "billing/tax.h"
#include "contract/group.h"

#include <vector>

namespace earned::billing {

struct Lowerable {
    Date date;
    InvoiceId number;  // empty: drafted, and not numbered yet
    Lowered line;
    Money left() const { return line.net - line.credited_net; }
};

struct Lowering {
    std::size_t invoice = 0;
    Date date;
    Money net, tax;
};

// `net` positive. With the tax it was agreed with, or by the invoices' own. What no invoice holds is
// left out. The invoices' credited amounts move on.
std::vector<Lowering> lower(std::vector<Lowerable>& invoices, Date date, Money net, const std::optional<Money>& tax);

}  // namespace earned::billing
