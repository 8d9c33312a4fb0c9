// A table on a terminal, or in a text file: aligned by what is seen, numbers to the right.
//
// Ensures:  no line of the table is wider than `width` if that can be had as terminal_layout.h says; what
//           is not in sight is named below. Nothing is cut: a text that is wider than its column goes on beneath
#pragma once

#include "exchange/table_text.h"

#include <ostream>
#include <string>

namespace earned::exchange {

// The rows under their headings alone.
void write_body(const Table& table, Language language, std::ostream& out, std::size_t width = 120);

// What a terminal would obey in place of showing it (an escape in a customer's name) is a question mark; lines and
// tabs stay.
std::string printable(std::string text);

void write_terminal(const Table& table, Language language, std::ostream& out, std::size_t width = 120);

}  // namespace earned::exchange
