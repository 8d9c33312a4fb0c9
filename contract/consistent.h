// What an event says in one field against what it says in another: an order that no schema can state.
//
// Law:      a term's last day is not before its first, a range's high end not below its low one; whoever
//           decided is not whoever approved
// Errors:   `term-backwards`, `range-backwards`, `four-eyes`; `where` is the field, as a JSON Pointer
#pragma once

#include "contract/event.h"

#include "base/fault.h"

#include <optional>

namespace earned {

// The first contradiction; nothing: there is none.
std::optional<Fault> contradiction(const Event& event);

// Whether an event is a decision of a person, which a file may bring only from a source that is trusted: governance,
// a write-off, a refund, and whatever somebody approved (docs/events.md).
bool is_decision(const Event& event);

}  // namespace earned
