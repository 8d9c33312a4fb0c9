// A group as it is invoiced: by the rules of its entity's first book, because an invoice is one and books are many.
#pragma once

#include "app/book.h"
#include "billing/billed.h"

namespace earned::app {

struct BilledGroup {
    Terms terms;
    Billed billed;
};

// What ought to be invoiced through a day. Refused: `entity-unknown`, and what keeps the group from being billed.
BilledGroup billed_of(const Book& book, const Group& group, Date through);

}  // namespace earned::app
