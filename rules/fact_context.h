// The facts as the inputs of a decision model: a context for each thing that facts tell of, such as `line` with
// `line.dated`, and `line.attributes` with whatever it was tagged with.
//
// Law:     a member is there exactly if its fact is known by the time the question is asked (facts.h); a fact that is
//          not known of this contract is null, and so is a tag that it doesn't have
// Ensures: every decision may look at them without saying that it requires them; a file that has an input of such a
//          name of its own gets the same context for it. Business knowledge sees no facts, but the reference tables:
//          `lookup` (reference_table.h) is a name everywhere
#pragma once

#include "rules/dmn/source.h"
#include "rules/facts.h"
#include "rules/feel/tree.h"

namespace earned {

void add_facts(dmn::Source& source, unsigned scopes);
feel::Context context_of(const Facts& facts, unsigned scopes);
// The names an expression may say that looks at facts only.
feel::Scope fact_scope(unsigned scopes);
// A path that leads to no fact, such as `line.dtaed`; nothing when each leads to one.
std::optional<std::string> unknown_fact(const feel::Node& node);

}  // namespace earned
