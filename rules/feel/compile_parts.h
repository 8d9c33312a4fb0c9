// The parts of compiling that are long enough for a file of their own: calls, filters, loops.
#pragma once

#include "rules/feel/compile.h"

namespace earned::feel {

Code compile_call(const Node& node);
Code compile_filter(const Node& node);
Code compile_loop(const Node& node);
Code compile_span(const Node& node);

}  // namespace earned::feel
