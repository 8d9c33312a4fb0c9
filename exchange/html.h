// Tables as one HTML page that needs nothing else: no script, no font, no picture from elsewhere.
//
// Law:      the same tables give the same bytes
// Ensures:  it reads in light and dark, prints on landscape pages, and has a list of its contents that
//           says of each table whether it ties; a row has an address made of its own words, such as
//           #trial-balance:1122:USD, that stays when other rows come
#pragma once

#include "exchange/table_text.h"

#include <ostream>
#include <span>

namespace earned::exchange {

void write_html(std::span<const Table> tables, const Label& title, Language language, std::ostream& out);

}  // namespace earned::exchange
