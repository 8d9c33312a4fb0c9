// Decision tables as sheets that finance people edit: a row a rule, keyed by its id; and back.
//
// Law:      read_sheet(source, sheet_of(source).rows) == source; with_rules(text, its own table) reads
//           back as the same table
// Ensures:  columns are never guessed: a sheet's must be those of the table. A number written another
//           way, or TRUE for true, is no change
// Errors:   `sheet-columns`, `sheet-rule` (no id, or an id twice), `sheet-cells`
#pragma once

#include "base/result.h"
#include "rules/decision_table.h"

#include <string>
#include <vector>

namespace earned {

using SheetRow = std::vector<std::string>;
struct Sheet {
    std::string decision, title;
    std::vector<SheetRow> rows;  // the first has the columns: rule, in ..., out ..., because
};

Sheet sheet_of(const TableSource& source);
// The table with the sheet's rules in the sheet's order. `where`: what the sheet is called.
Result<TableSource> read_sheet(const TableSource& base, const std::vector<SheetRow>& rows, const std::string& where);

struct RuleChange {
    enum class Kind { added, removed, changed, moved };
    Kind kind = Kind::changed;
    std::string decision, rule, column, before, after;
};
std::vector<RuleChange> changes_between(const TableSource& before, const TableSource& after);

// The DMN text with the decision's rules replaced; everything else of the file stays.
// Requires: text that read_dmn reads, with that decision (CHECK)
std::string with_rules(const std::string& text, const TableSource& wanted);

}  // namespace earned
