// Somebody decides about a draft: it is issued, or it is not.
//
// Law:      nothing is owed, and no number is given, before; a draft is decided once
// Ensures:  what is issued is what was drafted, to the cent, dated when it is approved; its due date
//           follows from that day
// Errors:   thrown as Refused: `draft-unknown`, `draft-decided`, `draft-before`, `draft-overtaken`
//           (its contract, or a tax, has changed since), `four-eyes`, and those of a credit note
#pragma once

#include "app/billing_run.h"

namespace earned::app {

struct DraftOrder {
    InvoiceId name;
    Date date;
    std::string reason, by;
};

BilledDocument approve_draft(Book& book, const DraftOrder& order);
void reject_draft(Book& book, const DraftOrder& order);

}  // namespace earned::app
