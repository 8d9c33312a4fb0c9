// Reading DMN: the decision tables of a standard .dmn file, as Camunda Modeler and others write it.
//
// Read are the model namespaces of DMN 1.1 to 1.6: `decision` with a `decisionTable`, its hit
// policy, inputs (expression and typeRef), outputs (name, typeRef, default), rules (id, cells), and a
// rule's description or annotations, which become its `because`. Inputs, item definitions, knowledge
// sources, drawings and extensions are documentation, and change nothing.
//
// Ensures: what would change a result and isn't read (boxed expressions, business knowledge,
//          decision services, imports, aggregations) is a fault with file, decision, rule and column;
//          a DOCTYPE is refused, so no entity is ever expanded
// Source:  OMG DMN 1.3 (formal/21-02-01), chapters 8 and 12
#pragma once

#include "base/result.h"
#include "rules/decision_table.h"

#include <string>
#include <vector>

namespace earned {

// Every table that could be read; every fault is added to `faults`.
std::vector<TableSource> read_dmn(const std::string& file, const std::string& text, std::vector<Fault>& faults);

}  // namespace earned
