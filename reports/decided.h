// What was decided of a group, as words that two books can be compared by: every policy, how each line is
// satisfied, measured, priced and taxed, how each modification is treated, and by which row of the rules.
#pragma once

#include "rules/terms.h"

#include <map>
#include <string>

namespace earned {

// What is decided, and how.
using Decided = std::map<std::string, std::string>;

Decided decided_of(const Group& group, const Terms& terms);

// "measure of line L: daily | monthly", one after another; empty where both decide alike.
std::string differences_of(const Decided& one, const Decided& other);

}  // namespace earned
