// A table on a terminal, or in a text file: aligned by what is seen, numbers to the right.
//
// Ensures:  no line of the table is wider than `width` if that can be had as terminal_layout.h says; what
//           is not in sight is named below. Amounts and codes are never cut
#pragma once

#include "exchange/table_text.h"

#include <ostream>

namespace earned::exchange {

void write_terminal(const Table& table, Language language, std::ostream& out, std::size_t width = 120);

}  // namespace earned::exchange
