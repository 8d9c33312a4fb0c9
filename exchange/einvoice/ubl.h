// Invoices and credit notes as UBL 2.1 in the form of EN 16931.
//
// Law:      read_ubl(write_ubl(invoice)) == invoice; the same invoice gives the same bytes
// Requires: to write, that no rule is broken (billing/einvoice/rules.h): it isn't looked at again
// Ensures:  amounts have two decimals; what is absent has no element. Where both parties have an
//           endpoint, and the buyer's reference or order is known, it says that it is made for Peppol
// Errors:   not-xml, not-ubl, number-unreadable, date-unreadable, amount-too-large, currency-mixed:
//           each with its line. Reading judges no rule
// Source:   OASIS UBL 2.1 (Invoice-2, CreditNote-2); CEN/TS 16931-3-2, its syntax binding
#pragma once

#include "base/result.h"
#include "billing/einvoice/model.h"

#include <string>
#include <string_view>

namespace earned::exchange {

std::string write_ubl(const einvoice::Invoice& invoice);
Result<einvoice::Invoice> read_ubl(std::string_view bytes);

}  // namespace earned::exchange
