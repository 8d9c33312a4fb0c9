// A table as JSON: all of it, in both languages, for machines.
//
// Law:      the same table gives the same bytes
// Ensures:  an amount is {"amount": "1200.00", "currency": "USD"}; a decimal is a text, a count a
//           number; `ties` says whether every tie-out does
#pragma once

#include "exchange/table_text.h"

#include <ostream>
#include <span>

namespace earned::exchange {

// One object; several tables are an array.
void write_json(std::span<const Table> tables, std::ostream& out);

}  // namespace earned::exchange
