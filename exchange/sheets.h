// Rows of text in and out of spreadsheets: CSV (RFC 4180) and the cells of an XLSX workbook.
//
// Law:      read_csv(written by write_csv_rows) are the same rows
// Ensures:  a workbook is untrusted: its parts are bounded (64 MiB unpacked), no formula is evaluated (its
//           last value counts), nothing outside the file is looked at
// Errors:   a Fault with file and what is wrong: `csv-malformed`, `xlsx-unreadable`
// Source:   RFC 4180; ECMA-376 part 1, 18.3 (worksheets) and 18.4 (shared strings)
#pragma once

#include "base/result.h"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace earned::exchange {

using TextRow = std::vector<std::string>;

void write_csv_rows(const std::vector<TextRow>& rows, std::ostream& out);
// Comma or semicolon, whichever the first line has more of; a byte-order mark is left out.
Result<std::vector<TextRow>> read_csv_rows(std::string_view text, const std::string& file);

struct SheetText {
    std::string name;
    std::vector<TextRow> rows;
};
// The sheets of a workbook in order; `bytes`: the whole file.
Result<std::vector<SheetText>> read_xlsx(const std::string& bytes, const std::string& file);

}  // namespace earned::exchange
