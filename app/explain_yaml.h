// A document as YAML, such that reading it gives the same values: records by line, what is in them
// in flow form; texts that could be taken for something else in quotes.
#pragma once

#include "base/value.h"

#include <string>

namespace earned::app {

std::string yaml_scalar(const std::string& text);
std::string yaml_flow(const Value& value);
// "  - TYPE: {...}", or a line a field where it would not fit.
std::string yaml_event(const std::string& type, const Value& data);

}  // namespace earned::app
