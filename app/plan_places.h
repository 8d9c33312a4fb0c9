// An obligation keeps its place: a posted line names an obligation by its number within the group,
// so a plan that is made anew puts each where it was, and new ones behind.
//
// Law:     the names of in_places(plan, names) begin with `names`; what a group no longer has stays
//          as an obligation of which nothing is ever earned
// Ensures: every claim still points to its obligation
#pragma once

#include "journal/plan.h"

#include <span>
#include <string>
#include <vector>

namespace earned::app {

Plan in_places(Plan fresh, std::span<const std::string> names);
std::vector<std::string> names_of(const Plan& plan);

}  // namespace earned::app
