// The first day on which two plans of one group may have different targets.
//
// Law:      through the day before, both have the same cuts and, at each, the same target
// Ensures:  Date::never() when the plans are the same in all that moves an account
#pragma once

#include "journal/plan.h"

namespace earned {

Date first_divergence(const Plan& one, const Plan& other);

}  // namespace earned
