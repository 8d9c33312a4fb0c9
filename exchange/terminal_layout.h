// How a table is laid out on lines of so many columns.
//
// Law:      every column is in a strip, or is named as left out; the first is in each strip
// Ensures:  a table that fits stays whole. Else, one after another until it does: columns with nothing
//           in them go, and the currency when there is but one; texts are narrowed, but no further than
//           their longest code, such as an invoice's number; what follows the last amount is left out from the right.
//           Where that is not enough, its columns stand in strips below one another, under the same names
#pragma once

#include "exchange/table_text.h"

#include <vector>

namespace earned::exchange {

struct Strip {
    std::vector<std::size_t> columns, widths;
    std::size_t width() const;
};

struct Layout {
    std::vector<Strip> strips;
    std::vector<std::size_t> empty, left_out;  // columns
    std::string currency;                      // that of every amount, when its column was set aside
};

Layout layout_of(const Table& table, Language language, std::size_t width);

// A heading may be two lines: it is broken at the space that balances them best.
std::pair<std::string, std::string> two_lines(const std::string& heading);

}  // namespace earned::exchange
