// A table's rows as CSV (RFC 4180), UTF-8 without a byte-order mark, lines ended by CR LF.
//
// Law:      the same table gives the same bytes
// Ensures:  the first line has the columns' keys; amounts are plain (1200.00) with their currency in a
//           column; the last column says what a row is: detail, subtotal, total or section
#pragma once

#include "exchange/table_text.h"

#include <ostream>

namespace earned::exchange {

// Whether a spreadsheet would take a text for a formula; it is then written with an apostrophe before it.
bool is_formula(std::string_view text);

void write_csv(const Table& table, Language language, std::ostream& out);

}  // namespace earned::exchange
