// Tables as an Excel workbook, a sheet each.
//
// Law:      the same tables give the same bytes
// Ensures:  money is a number in its currency's format, or a text where it has more digits than a
//           spreadsheet keeps (15); the header row stays in sight and is repeated in print; tie-outs
//           and notes stand below
// Errors:   what can't be written is a std::runtime_error that names the file; so is a table of more rows than a sheet
//           has, and then there is no file
#pragma once

#include "exchange/table_text.h"

#include <span>
#include <string>

namespace earned::exchange {

void write_xlsx(std::span<const Table> tables, Language language, const std::string& path);

}  // namespace earned::exchange
