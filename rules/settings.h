// The policies that hold, by the names and values of docs/policies.md.
//
// Law: override_with({}, settings_of(c)) == c
#pragma once

#include "rules/conventions.h"

#include <string>
#include <utility>
#include <vector>

namespace earned {

// Every policy with the value that it has, in the order of policy_names().
std::vector<std::pair<std::string_view, std::string>> settings_of(const Conventions& conventions);

}  // namespace earned
