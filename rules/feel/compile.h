// Expressions made ready to be evaluated: closures, each of which knows where its variables lie.
//
// Law:      a compiled expression is a pure function of its frame, and of the run's `now`
// Ensures:  evaluating parses nothing; names that were known when it was read are found by place
#pragma once

#include "rules/feel/function.h"
#include "rules/feel/tree.h"

namespace earned::feel {

Code compile(const Node& node);

// Whether a value passes unary tests: nothing where that cannot be told.
using Test = std::function<std::optional<bool>(Run&, const Frame&, const Value&)>;
// `cell`: of a decision table, where a test that is true is passed whatever its value was compared with.
enum class TestOf : std::uint8_t { cell, in };
Test compile_tests(const Node& node, TestOf of);

Value add(Run& run, const Value& left, const Value& right);
Value subtract(Run& run, const Value& left, const Value& right);
Value multiply(Run& run, const Value& left, const Value& right);
Value divide(Run& run, const Value& left, const Value& right);
Value raise(Run& run, const Value& left, const Value& right);
Value negate(Run& run, const Value& value);
// The member of a context, the part of a date, what each item of a list has.
Value member_of(Run& run, const Value& value, const std::string& name);

}  // namespace earned::feel
