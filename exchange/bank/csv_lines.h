// Rows of a CSV file (RFC 4180), each with the line it begins on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace earned::bank {

struct CsvRow {
    std::size_t line = 0;
    std::vector<std::string> cells;  // stripped of spaces and tabs
    bool open = false;               // a quotation that is never closed
};

std::vector<CsvRow> csv_rows(std::string_view text, char separator);

}  // namespace earned::bank
