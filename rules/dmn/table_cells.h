// Cells of a decision table as its index sees them: constants, lists of them, comparisons, ranges.
//
// Law:    a cell that isn't open matches a value of its column's kind, or null, exactly if its
//         unary tests say so (feel/compile.h)
#pragma once

#include "rules/feel/tree.h"
#include "rules/table_index.h"

#include <deque>
#include <optional>

namespace earned::dmn {

// The texts of keys point into `texts`, which has to live as long as they do.
IndexCell index_cell(const feel::Node& tests, std::deque<std::string>& texts);

// Nothing for what no index holds: a list, a time, a range ... The key points into the value.
std::optional<IndexKey> index_key(const feel::Value& value);

}  // namespace earned::dmn
