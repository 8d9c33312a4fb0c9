// What the engine does not compute yet, and what would give wrong figures if it were passed over: a
// fault says so. Line features are the rules' to refuse; here stand the contract's, and what happens.
#pragma once

#include "recognition/walk.h"

namespace earned {

Outcome check_supported(const Group& group, const Terms& terms);

}  // namespace earned
