// The values of the conformance suite's test files, and when two are the same to it.
#pragma once

#include "rules/feel/value.h"

#include <pugixml.hpp>

#include <string_view>

namespace earned::app {

std::string_view tck_name(pugi::xml_node node);  // without its prefix
pugi::xml_node tck_child(pugi::xml_node node, std::string_view name);
// What is in an inputNode, an expected, an item or a component; null where there is nothing.
feel::Value tck_value(pugi::xml_node node);
bool tck_same(const feel::Value& expected, const feel::Value& given);

}  // namespace earned::app
