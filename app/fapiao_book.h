// China: what the tax bureau's platform did about our documents, kept in the book.
//
// Law:      a delivered invoice is recorded once; a confirmation goes from state to state by the steps
//           of billing/einvoice/fapiao.h alone
// Errors:   thrown as Refused: `invoice-unknown`, `fapiao-exists`, `fapiao-unknown` (a red one, whose
//           blue was not recorded), `red-letter-step`, `red-letter-over`
#pragma once

#include "app/book.h"
#include "billing/einvoice/fapiao.h"

namespace earned::app {

// Of the document that it answers. A red one takes back what was delivered for the invoice of its
// credit note.
void keep_delivered(Book& book, const einvoice::Fapiao& fapiao, const std::string& document, const std::string& by);

struct RedLetterOrder {
    std::string confirmation, credit, status, reason, by;
    std::string blue;  // empty: what was delivered for the invoice of the credit note
    Date date;
};
void state_red_letter(Book& book, const RedLetterOrder& order);

}  // namespace earned::app
