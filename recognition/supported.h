// What revenue depends on and isn't computed yet, or can't be read: passed over, it would give wrong
// figures, so a fault says so. The rules refuse the features of lines; here stands what is left.
#pragma once

#include "recognition/walk.h"

namespace earned {

Outcome check_supported(const Group& group, const Terms& terms);

}  // namespace earned
