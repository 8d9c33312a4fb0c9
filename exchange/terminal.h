// A table on a terminal, or in a text file: aligned by what is seen, numbers to the right.
//
// Ensures:  no line is wider than `width` if that can be had by narrowing texts and, then, by leaving
//           out columns from the right that aren't money; those are named below. Amounts are never cut
#pragma once

#include "exchange/table_text.h"

#include <ostream>

namespace earned::exchange {

void write_terminal(const Table& table, Language language, std::ostream& out, std::size_t width = 120);

}  // namespace earned::exchange
