// Reading the elements of a DMN file: their texts and attributes, and the expressions within them.
//
// An element is known by its local name; those of other namespaces have been taken out before (source.cpp).
#pragma once

#include "rules/dmn/source.h"

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace earned::dmn {

constexpr int most_depth = 100;  // of elements within elements

std::string_view local(pugi::xml_node node);
pugi::xml_node child(pugi::xml_node node, std::string_view name);
std::string whole_text(pugi::xml_node node);  // with CDATA, and around comments
std::string text_in(pugi::xml_node node, std::string_view name);
std::string attribute(pugi::xml_node node, const char* name);
std::string type_ref(pugi::xml_node node);  // without the prefix that DMN 1.1 wrote
std::string variable_type(pugi::xml_node node);

bool is_hit_policy(const std::string& name);
bool is_aggregation(const std::string& name);  // empty: none

// The expression within an element: the first child that is one.
Boxed expression_in(pugi::xml_node node, int depth);
// The parameters and the body of a function.
void read_function(pugi::xml_node node, int depth, Boxed& all);

}  // namespace earned::dmn
