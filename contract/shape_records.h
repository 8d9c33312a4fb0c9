// The records that more than one event has.
#pragma once

#include "contract/shape_kinds.h"

namespace earned {

extern const Shape line_shape;             // a line that is promised
extern const Shape variable_shape;         // a variable amount that is promised
extern const Shape variable_change_shape;  // what a modification says of one
extern const Shape scenario_shape;
extern const Shape cancellable_shape;
extern const Shape billing_shape;

namespace kinds {

inline constexpr Kind scenario = record(scenario_shape);

}  // namespace kinds

}  // namespace earned
