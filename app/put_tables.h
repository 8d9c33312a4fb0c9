// Tables on their way out: to the terminal, or to a file, in the form that was asked for.
//
// Errors: Refused with `file-unwritable`; Misused where a workbook has no file to go to
#pragma once

#include "base/table.h"
#include "exchange/table_text.h"

#include <optional>
#include <string>
#include <vector>

namespace earned::app {

struct Output {
    std::string format = "table", out;  // table, csv, json, xlsx, html; out empty: to standard output
    std::size_t width = 0;              // of a table in text; 0: the terminal's
    exchange::Language language = exchange::Language::en;
};

std::optional<std::size_t> width_of_terminal();  // that standard output goes to

void put_tables(const std::vector<Table>& tables, const Output& output, const Label& title);

}  // namespace earned::app
