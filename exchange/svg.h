// A chart as an inline SVG image: lines, bars beside one another, or stacked bars.
//
// Law:      the same chart gives the same bytes; places are whole hundredths of a pixel, worked out
//           from exact shares
// Ensures:  it needs no script and no style but the colours of html.h (--ink, --rule, --s0 ... --s5);
//           every bar and point says its name and value to a pointer and to a screen reader
#pragma once

#include "exchange/table_text.h"

#include <string>

namespace earned::exchange {

std::string svg(const Graph& graph, Language language);

}  // namespace earned::exchange
