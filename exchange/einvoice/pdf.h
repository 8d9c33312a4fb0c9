// An invoice or credit note as pages that are printed and sent.
//
// Law:      the same invoice, layout, language and fonts give the same bytes: the file says it was made
//           on the day of the document
// Ensures:  a row is never cut by a page's end, the table's head stands on each page, and the totals
//           stay together; amounts line up on the right; Chinese sets in either language
// Source:   Cairo 1.16 writes PDF 1.5; Pango 1.50 sets the lines
#pragma once

#include "billing/einvoice/model.h"
#include "exchange/einvoice/layout.h"

#include <string>

namespace earned::exchange {

enum class Validity { stands, is_void };

std::string write_invoice_pdf(const einvoice::Invoice& invoice, const PageLayout& layout, Language language,
                              Validity validity = Validity::stands);

}  // namespace earned::exchange
